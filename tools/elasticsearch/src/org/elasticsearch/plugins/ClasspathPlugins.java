package org.elasticsearch.plugins;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.elasticsearch.Build;
import org.elasticsearch.common.settings.Settings;
import org.elasticsearch.env.Environment;
import org.elasticsearch.jdk.ModuleQualifiedExportsService;

/** Plugins taken from the class path instead of from the modules/ folder of a distribution. */
public class ClasspathPlugins extends PluginsService {
  private final List<LoadedPlugin> loaded = new ArrayList<>();

  public ClasspathPlugins(Settings settings, Environment environment, List<? extends Plugin> plugins) {
    super(settings, environment.configFile(), null, null);
    for (Plugin plugin : plugins) {
      String name = plugin.getClass().getName();
      PluginDescriptor descriptor = new PluginDescriptor(
          name, "from the class path", "1", Build.current().version(), "17", name, null, List.of(), false, false, false, false);
      loaded.add(new LoadedPlugin(descriptor, plugin, getClass().getClassLoader(), ModuleLayer.boot()));
    }
  }

  @Override
  protected void addServerExportsService(Map<String, List<ModuleQualifiedExportsService>> services) {
    // the server is an unnamed module here: there are no qualified exports to hand out
  }

  @Override
  protected List<LoadedPlugin> plugins() {
    return loaded;
  }
}
