"""A site in a process of its own: `python -m tests.cms.site make` founds it, `… walk` visits every address of it.

Both print JSON. In between modules can be switched off, or plugins break.
"""

import json
import sys
import warnings

import django


def main(what: str) -> None:
    warnings.filterwarnings("ignore", "A specific version of the following object", RuntimeWarning)
    django.setup()
    sys.stdout.write(json.dumps({"make": make, "walk": walk}[what](), ensure_ascii=False) + "\n")


def make() -> dict:
    """A committee with two branches, a published record of 特色工作, one whose second review waits, and a 三会一课 record."""
    from django.core.management import call_command

    from cms.testing import World, review
    from tests.cms.samples import featured, meeting

    call_command("migrate", verbosity=0)
    world = World()
    for draft, upto in ((featured(world), 3), (featured(world), 1), (featured(world), 0), (meeting(world), 3)):
        if upto:
            review(world, draft, upto=upto)
    return {}


def walk() -> dict:
    """What answers 500, what is live, and what the site knows of its plugins."""
    from django.test import Client
    from django.test.utils import setup_test_environment
    from wagtail.models import Page, TaskState

    from cms import plugins
    from cms.people import Membership
    from cms.tree import Section
    from tests.cms.addresses import failures

    setup_test_environment()
    users = [
        membership.person.user
        for membership in Membership.objects.filter(role__in=("drafter", "secretary"), unit__code="zongzhuang")
    ]
    section = Section.objects.get(module="featured_work")
    records = list(Page.objects.child_of(section).order_by("pk"))
    state = TaskState.objects.filter(status="in_progress").get()
    others = {
        "content_type_app_name": "featured_work",
        "content_type_model_name": "featuredrecord",
        "workflow_state_id": state.workflow_state_id,
        "task_state_id": state.pk,
        "task_id": state.task_id,
        "path": records[0].url_path.removeprefix("/committee/"),
    }
    reader = Client()
    reader.force_login(users[0])
    meeting = Page.objects.child_of(Section.objects.get(module="three_meetings_one_lesson")).get()
    return {
        "failures": failures(Client(), users, [*records, section], **others),
        "meeting": reader.get(f"/api/v1/records/{meeting.pk}").status_code,
        "featured": reader.get(f"/api/v1/records/{records[0].pk}").status_code,
        "healthz": reader.get("/healthz").json(),
        "installed": [plugin.label for plugin in plugins.installed()],
        "broken": sorted(plugins.broken),
        "faults": sorted(f"{label}: {what}" for label, what in plugins.faults),
    }


if __name__ == "__main__":
    main(sys.argv[1])
