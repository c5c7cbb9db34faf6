"""A process is killed in the middle of an act: afterwards either nothing of it happened or all of it, and going on works.

Real processes, real SIGKILL, on the database that the tests run on. `CRASH_EVERY=1` kills before every single step.
"""

import json
import os
import subprocess
import sys
from urllib.parse import urlsplit

import pytest
from django.apps import apps
from django.core.exceptions import PermissionDenied
from django.core.management import call_command
from django.db import connection
from wagtail.models import Page, Revision, TaskState, WorkflowState

from cms.access import viewer_of
from cms.delivery import outbox
from cms.delivery.models import Document, DocumentFile, OutboxEntry
from cms.moderation import verify
from cms.moderation.models import MachineFinding, Release, Review
from cms.testing import decide, publish, review
from cms.tree import RecordAttachment
from modules.featured_work.models import FeaturedRecord
from search.query import ask
from tests.cms.samples import featured
from tools.console import ROOT, environment

EVERY = int(os.environ.get("CRASH_EVERY", "10"))


@pytest.fixture
def empty_log(_ground, transactional_db):
    """Whatever tests before this one did to the audit log or to its anchor."""
    if apps.is_installed("plugins.audit"):
        from plugins.audit.verifying import verify as verify_log

        if not verify_log().ok:
            call_command("flush", interactive=False, verbosity=0)


@pytest.fixture
def world(empty_log, real_world):
    return real_world


@pytest.fixture
def victim(world):
    """Has a process carry out an order, and be killed in it: see `killed`."""
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.cms.moderation.killed"],
        cwd=ROOT,
        env=environment(DATABASE_URL=address()),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )

    def order(**values):
        process.stdin.write(json.dumps(values) + "\n")
        process.stdin.flush()
        return json.loads(process.stdout.readline())

    yield order
    process.stdin.close()
    assert process.wait(timeout=30) == 0
    process.stdout.close()


def address() -> str:
    """The database of the tests, as another process finds it."""
    name = connection.settings_dict["NAME"]
    if connection.vendor == "sqlite":
        return f"sqlite:///{name}"
    return urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{name}").geturl()


def rows(page) -> dict:
    """Everything that an act of moderation writes about this page."""
    found = {
        "page": Page.objects.filter(pk=page.pk),
        "record": FeaturedRecord.objects.filter(pk=page.pk),
        "revisions": Revision.page_revisions.filter(object_id=str(page.pk)),
        "releases": Release.objects.filter(page_id=page.pk),
        "reviews": Review.objects.filter(release__page_id=page.pk),
        "findings": MachineFinding.objects.filter(release__page_id=page.pk),
        "workflow": WorkflowState.objects.filter(object_id=str(page.pk)),
        "tasks": TaskState.objects.filter(workflow_state__object_id=str(page.pk)),
        "document": Document.objects.filter(pk=page.pk),
        "files": DocumentFile.objects.filter(document_id=page.pk),
        "outbox": OutboxEntry.objects.all(),
    }
    if apps.is_installed("plugins.audit"):
        from plugins.audit.models import Entry

        found["log"] = Entry.objects.all()
    return {name: list(queryset.order_by("pk").values()) for name, queryset in found.items()}


def drafted(world, **fields):
    file = world.attachment(content=b"as reviewed")
    return featured(world, rows={"attachments": [RecordAttachment(file=file)]}, **fields)


def waits_at(world, stages: int, **fields):
    """A page that so many stages have passed."""
    page = drafted(world, **fields)
    review(world, page, upto=stages)
    return page


# What each act starts from, and who does it
ACTS = {
    "submit": (lambda world: drafted(world), "drafter"),
    "pass": (lambda world: waits_at(world, 2), "approver"),
    "narrow": (lambda world: waits_at(world, 2, summary="缩小"), "approver"),
    "return": (lambda world: waits_at(world, 1), "secretary"),
    "take_back": (lambda world: waits_at(world, 2), "drafter"),
    "withdraw": (lambda world: publish(world, drafted(world)), "party_office"),
}


def in_order() -> None:
    """Whatever happened: the site's own proofs agree."""
    assert list(verify.findings()) == []
    if apps.is_installed("plugins.audit"):
        from plugins.audit.sealing import seal
        from plugins.audit.verifying import verify as verify_log

        seal()
        report = verify_log()
        assert report.ok and not report.waiting, report.findings


@pytest.mark.parametrize("act", ACTS)
def test_killed_before_its_commit_an_act_never_happened_and_can_be_done_again(world, victim, act):
    make, role = ACTS[act]
    page, user = make(world), world.user(role)
    order = {"act": {"narrow": "pass"}.get(act, act), "page": page.pk, "user": user.pk}
    before = rows(page)
    steps = victim(**order)
    assert steps[-1] == "COMMIT" and steps.count("COMMIT") == 1, "not one transaction"
    assert rows(page) == before
    writes = [
        number for number, step in enumerate(steps, 1) if step.split()[0] in ("INSERT", "UPDATE", "DELETE", "COMMIT")
    ]
    # before the first write, before every so-manieth, and at the last moment
    for number in sorted({writes[0], *writes[::-EVERY]}):
        assert victim(**order, at=number) == -9
        assert rows(page) == before, f"killed before {steps[number - 1]}"
    in_order()
    assert victim(**order, at=100_000) == 0
    assert rows(page) != before
    in_order()


def test_killed_after_its_commit_a_release_stands_and_what_follows_is_made_up_for(world, victim):
    order = {"act": "pass", "user": world.user("approver").pk}
    page = waits_at(world, 2)
    commit = len(victim(**order, page=page.pk))
    after, ended = 1, -9
    while ended == -9:
        outbox.drain()
        ended = victim(**order, page=page.pk, at=commit + after)
        page = FeaturedRecord.objects.get(pk=page.pk)
        release = Release.objects.get(page_id=page.pk)
        assert page.live and release.spent_at and release.lacks() == ""
        assert Document.objects.get(pk=page.pk).release_id == release.pk
        assert after > 1 or OutboxEntry.objects.filter(page_id=page.pk).exists(), "it was done before it was committed"
        with pytest.raises(PermissionDenied):
            decide(
                TaskState.objects.filter(workflow_state=release.workflow_state_id).last(),
                world.user("approver"),
                "pass",
            )
        in_order()
        outbox.drain()
        assert not OutboxEntry.objects.exists()
        assert found(world, page)
        after += EVERY // 2
        page = waits_at(world, 2)
    assert after > EVERY, "it was never killed after the commit"


def found(world, page) -> bool:
    """Whether search, which is told by the outbox, knows the page."""
    viewer = viewer_of(world.user("drafter"))
    return page.pk in [item.document.pk for item in ask(viewer, page.title).items]
