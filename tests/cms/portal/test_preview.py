"""A draft as readers would see it, before anybody may."""

from django.contrib.messages.middleware import MessageMiddleware
from django.contrib.sessions.middleware import SessionMiddleware

from cms.delivery.models import Document
from cms.portal.preview import preview
from tests.cms.samples import featured, meeting


def shown(rf, page, user) -> str:
    request = rf.get("/")
    for middleware in (SessionMiddleware, MessageMiddleware):
        middleware(lambda asked: None).process_request(request)
    request.user = user
    answer = preview(request, page)
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_draft_is_shown_as_a_record_and_marked_as_a_preview(world, rf):
    draft = featured(world, title="还没审的稿子")
    page = shown(rf, draft, world.user("drafter"))
    assert "<h1>还没审的稿子</h1>" in page
    assert "尚未发布" in page


def test_a_preview_stores_nothing(world, rf):
    draft = featured(world)
    shown(rf, draft, world.user("drafter"))
    assert not Document.objects.filter(pk=draft.pk).exists()


def test_its_author_sees_the_whole_draft_and_another_reader_what_they_will_see(world, rf):
    draft = meeting(world, absent=[(world.person("王缺席"), "出差在外")])
    assert "王缺席" in shown(rf, draft, world.user("secretary"))
    assert "王缺席" not in shown(rf, draft, world.user("employee"))


def test_a_unit_s_home_is_previewed_with_its_boards(world, rf):
    world.branch.body = [("heading", {"text": "新写的简介", "level": "2"})]
    page = shown(rf, world.branch, world.user("drafter"))
    assert "新写的简介" in page
    assert "管理重点" in page


def test_wagtail_s_preview_is_the_portal_s(world, client):
    draft = featured(world, title="还没审的稿子")
    client.force_login(world.user("drafter"))
    answer = client.get(f"/admin/pages/{draft.pk}/view_draft/")
    assert "<h1>还没审的稿子</h1>" in answer.content.decode()
