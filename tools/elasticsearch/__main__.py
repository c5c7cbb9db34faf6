"""`python -m tools.elasticsearch [--nodes 3] -- COMMAND ARGUMENT…`: the command finds its addresses in ELASTICSEARCH_URL."""

import argparse
import signal
import subprocess
import sys

from tools.console import environment, main
from tools.elasticsearch.nodes import cluster


def _command() -> int:
    parser = argparse.ArgumentParser(prog="python -m tools.elasticsearch", description=__doc__)
    parser.add_argument("--nodes", type=int, default=1)
    parser.add_argument("command", nargs=argparse.REMAINDER, metavar="-- COMMAND ARGUMENT…")
    asked = parser.parse_args()
    command = asked.command[1:] if asked.command[:1] == ["--"] else asked.command
    if not command:
        parser.error("say what to run: python -m tools.elasticsearch -- COMMAND ARGUMENT…")
    # a plain end of the process would leave the folder behind
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    with cluster(asked.nodes) as nodes:
        return subprocess.run(command, env=environment(ELASTICSEARCH_URL=",".join(one.url for one in nodes))).returncode


if __name__ == "__main__":
    main(_command)
