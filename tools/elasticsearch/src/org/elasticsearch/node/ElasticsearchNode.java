package org.elasticsearch.node;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.elasticsearch.common.logging.LogConfigurator;
import org.elasticsearch.common.settings.Settings;
import org.elasticsearch.env.Environment;
import org.elasticsearch.plugins.ClasspathPlugins;
import org.elasticsearch.plugins.PluginsService;
import org.elasticsearch.plugins.RootPlugin;
import org.elasticsearch.transport.netty4.Netty4Plugin;

/**
 * A real Elasticsearch node out of its published jars: {@code main(home, httpPort, transportPort, [setting=value ...])}.
 *
 * <p>In this package because the constructor that it calls is not public. It ends when its standard input does, and so with
 * whoever started it, however that came to its end.
 */
public class ElasticsearchNode extends Node {
  ElasticsearchNode(Environment env) {
    super(NodeConstruction.prepareConstruction(env, new NodeServiceProvider() {
      @Override
      PluginsService newPluginService(Environment environment, Settings settings) {
        return new ClasspathPlugins(settings, environment, List.of(new Netty4Plugin(), new RootPlugin()));
      }
    }, false));
  }

  public static void main(String[] args) throws Exception {
    LogConfigurator.loadLog4jPlugins();
    LogConfigurator.configureESLogging();
    String name = "node-" + args[1];
    Environment environment =
        InternalSettingsPreparer.prepareEnvironment(settings(name, args), Map.of(), null, () -> name);
    Node node = new ElasticsearchNode(environment);
    Runtime.getRuntime().addShutdownHook(new Thread(() -> {
      try {
        node.close();
      } catch (Exception e) {
        e.printStackTrace();
      }
    }));
    node.start();
    while (System.in.read() >= 0) {
      // nothing is ever said to it
    }
    System.exit(0);
  }

  private static Settings settings(String name, String[] args) {
    Settings.Builder settings = Settings.builder()
        .put("path.home", Path.of(args[0]).toAbsolutePath().toString())
        .put("http.port", args[1])
        .put("transport.port", args[2])
        .put("cluster.name", "hongban")
        .put("node.name", name)
        .put("network.host", "127.0.0.1")
        .put("transport.type", "netty4")
        .put("http.type", "netty4");
    boolean alone = true;
    for (int i = 3; i < args.length; i++) {
      String[] pair = args[i].split("=", 2);
      alone &= !pair[0].startsWith("discovery.");
      if (pair[1].contains(",")) {
        settings.putList(pair[0], pair[1].split(","));
      } else {
        settings.put(pair[0], pair[1]);
      }
    }
    if (alone) {
      settings.put("discovery.type", "single-node");
    }
    return settings.build();
  }
}
