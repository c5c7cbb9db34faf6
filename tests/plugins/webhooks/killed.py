"""A process that finds events and sends them, and is killed at it: `python -m tests.plugins.webhooks.killed`.

Reads orders from standard input, one line of JSON each (`{"at": 12}`: the process kills itself, SIGKILL, just before its so-manieth
statement), carries each out in a child of its own, and answers how the child ended.
"""

import json
import os
import sys

import django

from tests.cms.moderation.killed import Steps


def main() -> None:
    django.setup()
    from django.conf import settings
    from django.db import connection

    from cms.delivery import outbox
    from plugins.webhooks import sending

    assert connection.connection is None, "children would share one connection"
    for line in sys.stdin:
        order = json.loads(line)
        settings.WEBHOOKS_ALLOW = order["allow"]
        child = os.fork()
        if child == 0:
            try:
                with connection.execute_wrapper(Steps(order["at"])):
                    outbox.drain("webhooks")
                    sending.run()
            finally:
                # never back into the loop
                if error := sys.exc_info()[1]:
                    sys.excepthook(type(error), error, error.__traceback__)
                sys.stderr.flush()
                os._exit(1 if error else 0)
        _pid, status = os.waitpid(child, 0)
        sys.stdout.write(json.dumps(os.waitstatus_to_exitcode(status)) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
