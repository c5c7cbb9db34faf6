"""A real Elasticsearch for as long as a command runs: `python -m tools.elasticsearch [--nodes 3] -- COMMAND ARGUMENT…`.

Elastic publishes its server's jars in Maven's repository, if not the server: `prepared` fetches them and compiles a launcher of
three small files (`src/`), `nodes` starts it. It has what this project asks of an Elasticsearch, and neither users and TLS nor
the modules that are not published (reindex, scripts, most analyzers); docs/search.md names the versions that were tried.
"""
