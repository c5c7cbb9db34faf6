"""A process that is killed (SIGKILL) in the middle of an act: `python -m tests.cms.moderation.killed`.

Reads orders from standard input, one line of JSON each, and answers each with one. An order is carried out by a child of its own:

    {"act": "pass", "page": 12, "user": 3, "at": 40}

at: the child kills itself just before its so-manieth step; a step is a statement or a commit. Answer: how the child ended
(minus the signal, or its exit code). Without `at` the child rolls back before its first commit and the answer lists the steps
up to there, the commit being the last.
"""

import json
import os
import signal
import sys

import django


class RolledBack(Exception):
    pass


def main() -> None:
    django.setup()
    from django.db import connection

    import cms.testing  # noqa: F401 (what children need is imported once)

    assert connection.connection is None, "children would share one connection"
    for line in sys.stdin:
        sys.stdout.write(json.dumps(carry_out(json.loads(line))) + "\n")
        sys.stdout.flush()


def carry_out(order: dict):
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        try:
            steps = Steps(order.get("at"))
            perform(order, steps)
            os.write(writing, json.dumps(steps.taken).encode())
        finally:
            # never back into the loop; a child that failed says so on its way
            if error := sys.exc_info()[1]:
                sys.excepthook(type(error), error, error.__traceback__)
            sys.stderr.flush()
            os._exit(1 if error else 0)
    os.close(writing)
    with os.fdopen(reading, "rb") as stream:
        told = stream.read()
    _pid, status = os.waitpid(child, 0)
    ended = os.waitstatus_to_exitcode(status)
    return json.loads(told) if ended == 0 and order.get("at") is None else ended


class Steps:
    """Counts what goes to the database, and dies when it is time."""

    def __init__(self, at: int | None):
        self.at, self.taken = at, []

    def __call__(self, execute, sql, params, many, context):
        self.step(sql[:80])
        return execute(sql, params, many, context)

    def step(self, what: str) -> None:
        self.taken.append(what)
        if self.at is not None and len(self.taken) == self.at:
            os.kill(os.getpid(), signal.SIGKILL)


def perform(order: dict, steps: Steps) -> None:
    from django.contrib.auth.models import User
    from django.db import connection
    from wagtail.models import Page

    page, user = Page.objects.get(pk=order["page"]).specific, User.objects.get(pk=order["user"])
    commit = connection._commit

    def counted():
        steps.step("COMMIT")
        if steps.at is None:
            connection._rollback()
            raise RolledBack
        commit()

    connection._commit = counted
    with connection.execute_wrapper(steps):
        try:
            ACTS[order["act"]](page, user)
        except RolledBack:
            return


def release(page, user):
    from cms.testing import decide

    decide(page.current_workflow_task_state, user, "pass", **({"scope": "unit"} if page.summary == "缩小" else {}))


def send_back(page, user):
    from cms.testing import decide

    decide(page.current_workflow_task_state, user, "return", reasons=["typos"], opinion="有错字，请改。")


def submit(page, user):
    from cms.moderation import actions

    actions.submit(page, user)


def take_back(page, user):
    from cms.moderation import actions

    actions.take_back(page, user)


def withdraw(page, user):
    from cms.moderation import actions

    actions.withdraw(page, user, "数字有误")


ACTS = {"pass": release, "return": send_back, "submit": submit, "take_back": take_back, "withdraw": withdraw}

if __name__ == "__main__":
    main()
