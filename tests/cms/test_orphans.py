"""A module that is switched off, broken or gone: its pages stay, and nothing of the site answers 500."""

import pytest
from django.contrib.messages import get_messages
from django.urls import reverse
from wagtail.models import Page, TaskState

from cms import orphans
from cms.checks import orphaned_pages
from cms.testing import review, without_plugin
from modules.featured_work.models import FeaturedRecord
from tests.cms.addresses import failures

# Wagtail warns each time that it meets a page without a class
pytestmark = pytest.mark.filterwarnings("ignore:A specific version of the following object:RuntimeWarning")

LABEL = "featured_work"
FIELDS = {"category": "team", "background": "<p>背景</p>", "practice": "<p>做法</p>", "result": "<p>3项成果</p>"}


@pytest.fixture
def records(world):
    """A published record, one whose second review waits, and a draft: all of one section."""
    published = world.published(FeaturedRecord, title="已发布的特色工作", **FIELDS)
    waiting = world.draft(FeaturedRecord, title="待二审的特色工作", **FIELDS)
    review(world, waiting, upto=1)
    return [published, waiting, world.draft(FeaturedRecord, title="特色工作草稿", **FIELDS)]


def test_nothing_answers_500_while_the_module_is_off(world, records, client):
    published, waiting, _draft = records
    state = TaskState.objects.filter(workflow_state__object_id=str(waiting.pk)).last()
    users = [world.user("drafter"), world.user("secretary")]
    others = {
        "content_type_app_name": LABEL,
        "content_type_model_name": "featuredrecord",
        "workflow_state_id": state.workflow_state_id,
        "task_state_id": state.pk,
        "task_id": state.task_id,
        "revision_id": waiting.latest_revision_id,
        "path": published.url_path.strip("/") + "/",
    }
    with without_plugin(LABEL):
        assert failures(client, users, [waiting, published, published.get_parent()], **others) == {}


def test_its_pages_are_found_counted_and_reported_by_check(world, records):
    assert orphans.count_orphans() == {}
    assert orphaned_pages() == []
    with without_plugin(LABEL):
        assert orphans.count_orphans() == {"featured_work.featuredrecord": 3}
        [warning] = orphaned_pages()
        assert (warning.id, "3 page(s) of type featured_work.featuredrecord" in warning.msg) == ("cms.W004", True)
        assert orphans.find_orphan([page.pk for page in records]).pk == min(page.pk for page in records)
    assert orphans.find_orphan([page.pk for page in records]) is None


def test_a_page_id_that_is_none_is_no_orphan(db):
    assert [orphans.find_orphan([value]) for value in ("", "x", "-1", "9" * 30, "²", None)] == [None] * 6


def test_readers_meet_the_same_as_for_what_does_not_exist(world, records, client):
    published = records[0]
    client.force_login(world.user("employee", world.other))
    path, api = published.url_path.removeprefix("/committee"), f"/api/v1/records/{published.pk}"
    assert [client.get(address).status_code for address in (path, api)] == [200, 200]
    with without_plugin(LABEL):
        assert [client.get(address).status_code for address in (path, api)] == [404, 404]
        assert client.get(f"/api/v1/records/{published.pk + 1000}").status_code == 404
    assert client.get(api).status_code == 200


def test_those_who_work_on_the_page_are_told_what_happened(world, records, client):
    edit = reverse("wagtailadmin_pages:edit", args=[records[2].pk])
    with without_plugin(LABEL):
        for role, unit in (("drafter", None), ("reviewer", None), ("secretary", None), ("party_office", None)):
            client.force_login(world.user(role, unit))
            response = client.get(edit)
            assert (response.status_code, "模块已停用" in response.content.decode()) == (404, True), role
        client.force_login(world.user("drafter", world.other))
        response = client.get(edit)
        assert (response.status_code, "模块已停用" in response.content.decode()) == (404, False)
        client.logout()
        assert client.get(edit).url.startswith(reverse("wagtailadmin_login"))


def test_a_bulk_action_on_such_pages_is_refused_and_deletes_nothing(world, records, client):
    client.force_login(world.user("drafter"))
    draft = records[2]
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "delete"]) + f"?id={draft.pk}"
    with without_plugin(LABEL):
        assert client.get(address).status_code == 404
        assert client.post(address).status_code == 404
    assert FeaturedRecord.objects.filter(pk=draft.pk).exists()


def test_lists_of_the_admin_leave_them_out_and_the_section_says_why(world, records, client):
    client.force_login(world.user("drafter"))
    listing = reverse("wagtailadmin_explore", args=[records[0].get_parent().pk])
    before = client.get(listing)
    assert all(page.title in before.content.decode() for page in records)
    assert list(get_messages(before.wsgi_request)) == []
    with without_plugin(LABEL):
        response = client.get(listing)
        text = response.content.decode()
        assert response.status_code == 200
        assert not any(page.title in text for page in records)
        assert "的栏目模块（featured_work）已停用或未安装" in text
        found = client.get(reverse("wagtailadmin_pages:search"), {"q": "特色工作草稿"}).content.decode()
        assert reverse("wagtailadmin_pages:edit", args=[records[2].pk]) not in found


def test_a_reviewer_is_not_asked_to_decide_what_cannot_be_opened(world, records, client):
    waiting = records[1]
    client.force_login(world.user("secretary"))
    assert waiting.title in client.get(reverse("wagtailadmin_home")).content.decode()
    with without_plugin(LABEL):
        assert waiting.title not in client.get(reverse("wagtailadmin_home")).content.decode()


def test_everything_is_back_when_the_module_is(world, records, client):
    with without_plugin(LABEL):
        assert type(Page.objects.get(pk=records[0].pk).specific) is Page
    assert [type(Page.objects.get(pk=page.pk).specific) for page in records] == [FeaturedRecord] * 3
    client.force_login(world.user("drafter"))
    assert client.get(reverse("wagtailadmin_pages:edit", args=[records[2].pk])).status_code == 200
    review(world, records[2])
    assert FeaturedRecord.objects.get(pk=records[2].pk).live
