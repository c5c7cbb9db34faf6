"""Nobody publishes, unpublishes, schedules, locks, moves or hides a page by a button of Wagtail's, superusers included."""

import datetime

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import GroupPagePermission, Page, PageViewRestriction, Revision

from cms.delivery.models import Document
from cms.moderation.actions import submit
from cms.testing import publish
from modules.featured_work.models import FeaturedRecord

ROLES = ("drafter", "reviewer", "secretary", "approver", "party_office", "administrator")


def text(response) -> str:
    return response.content.decode()


@pytest.fixture(params=[*ROLES, "superuser", "other_drafter"])
def somebody(request, world):
    """Each of those who get into the admin."""
    if request.param == "superuser":
        return User.objects.create_superuser("root", password="Hongban-2026")
    if request.param == "other_drafter":
        return world.user("drafter", world.other)
    return world.user(request.param)


@pytest.fixture
def client(somebody):
    client = Client()
    client.force_login(somebody)
    return client


@pytest.fixture
def everything():
    """What must not change, whatever is pressed."""

    def read():
        return {
            "pages": list(
                Page.objects.order_by("pk").values("pk", "live", "path", "slug", "locked", "go_live_at", "expire_at")
            ),
            "schedules": list(Revision.objects.filter(approved_go_live_at__isnull=False).values("pk")),
            "restrictions": PageViewRestriction.objects.count(),
            "permissions": GroupPagePermission.objects.count(),
            "documents": list(Document.objects.order_by("pk").values("pk", "etag")),
        }

    return read


def test_no_button_of_wagtails_changes_what_is_published(client, world, draft, everything):
    live, waiting, begun = publish(world, draft()), draft(), draft()
    submit(waiting, world.user("drafter"))
    world.section("featured_work", world.other)
    before = everything()
    elsewhere = world.section("featured_work", world.other)
    for page in (live, waiting, begun, world.section("featured_work"), world.branch):
        for name in ("unpublish", "lock", "unlock", "move", "set_privacy", "set_page_position", "convert_alias"):
            args = [page.pk]
            url = reverse(f"wagtailadmin_pages:{name}", args=args)
            data = {"restriction_type": "login", "position": "0", "new_parent_page": elsewhere.pk, "next": "/"}
            client.post(url, data)
        client.post(reverse("wagtailadmin_pages:move_confirm", args=[page.pk, elsewhere.pk]))
        client.post(reverse("wagtailadmin_pages:revisions_unschedule", args=[page.pk, live.latest_revision_id]))
        for action in ("publish", "unpublish", "move"):
            url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", action])
            client.post(f"{url}?id={page.pk}&next=/admin/", {"chooser": elsewhere.pk, "move_applicable": "1"})
        for action in (
            "publish",
            "unpublish",
            "move",
            "create_alias",
            "convert_alias",
            "revert_to_page_revision",
            "copy",
        ):
            url = f"/admin/api/main/pages/{page.pk}/action/{action}/"
            answer = client.post(url, {"destination_page_id": elsewhere.pk, "keep_live": True, "recursive": True})
            assert answer.status_code == 404
    assert everything() == before


def test_what_was_reviewed_or_published_is_not_deleted(client, world, draft, everything):
    live, waiting = publish(world, draft()), draft()
    submit(waiting, world.user("drafter"))
    before = everything()
    for page in (live, waiting, world.section("featured_work"), world.branch, world.committee):
        client.post(reverse("wagtailadmin_pages:delete", args=[page.pk]), {"confirm_site_name": page.title})
        url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "delete"])
        client.post(f"{url}?id={page.pk}&next=/admin/", {"confirm_site_name": page.title})
        client.post(f"/admin/api/main/pages/{page.pk}/action/delete/")
    assert everything() == before


def test_a_copy_is_a_draft_of_the_own_units_drafter(client, somebody, world, draft):
    page = publish(world, draft())
    section = world.section("featured_work")
    data = {
        "new_title": "抄来的",
        "new_slug": "copied",
        "new_parent_page": section.pk,
        "publish_copies": "1",
        "alias": "",
    }
    client.post(reverse("wagtailadmin_pages:copy", args=[page.pk]), data)
    copies = FeaturedRecord.objects.filter(slug="copied")
    if somebody == world.user("drafter"):
        assert copies.get().live is False and not Document.objects.filter(pk=copies.get().pk).exists()
    else:
        assert not copies.exists()
    data |= {"new_slug": "alias", "alias": "1"}
    client.post(reverse("wagtailadmin_pages:copy", args=[page.pk]), data)
    assert not Page.objects.filter(alias_of__isnull=False).exists()
    assert Document.objects.filter(kind=Document.RECORD).count() == 1


def test_a_record_is_not_copied_into_another_unit(client, world, draft):
    page, elsewhere = draft(), world.section("featured_work", world.other)
    data = {"new_title": "抄来的", "new_slug": "copied", "new_parent_page": elsewhere.pk}
    client.post(reverse("wagtailadmin_pages:copy", args=[page.pk]), data)
    assert not FeaturedRecord.objects.filter(slug="copied").exists()


@pytest.mark.parametrize(
    "address",
    [
        "reports/locked/", "reports/workflow/", "reports/workflow_tasks/", "reports/site-history/", "reports/aging-pages/",
        "reports/page-types-usage/", "workflows/list/", "workflows/tasks/index/", "workflows/add/", "collections/",
        "collections/add/", "users/", "users/new/", "groups/", "groups/new/", "sites/", "sites/new/",
        "api/main/images/", "api/main/documents/", "pages/usage/featured_work/featuredrecord/",
    ],
)  # fmt: skip
def test_pages_that_nobody_needs_are_not_there(world, address):
    for user in (User.objects.create_superuser("root", password="Hongban-2026"), world.user("drafter")):
        client = Client()
        client.force_login(user)
        assert client.get(f"/admin/{address}").status_code == 404


def test_the_editor_offers_no_publishing_no_lock_no_schedule_no_privacy(world, draft, sign_in, edit_url):
    live, begun = publish(world, draft()), draft()
    client = sign_in(world.user("drafter"))
    section = world.section("featured_work")
    addresses = [
        edit_url(live), edit_url(begun), reverse("wagtailadmin_explore", args=[section.pk]),
        reverse("wagtailadmin_explore", args=[world.branch.pk]), reverse("wagtailadmin_pages:history", args=[live.pk]),
        reverse("wagtailadmin_pages:add", args=["featured_work", "featuredrecord", section.pk]),
    ]  # fmt: skip
    for address in addresses:
        shown = text(client.get(address))
        for word in (
            "action-publish", "/unpublish/", "/lock/", "/unlock/", "/privacy/", "schedule-publishing", "/move/",
            "go_live_at", "action-cancel-workflow", "action-restart-workflow", "bulk/wagtailcore/page/publish",
            "bulk/wagtailcore/page/unpublish", "bulk/wagtailcore/page/move",
        ):  # fmt: skip
            assert word not in shown, (address, word)


def test_an_earlier_revision_is_taken_up_again_as_a_draft_only(world, draft, sign_in, form_of, fresh, edit_url):
    page = publish(world, draft(summary="第一版"))
    first = page.live_revision_id
    later = page.get_latest_revision_as_object()
    later.summary = "第二版"
    later.save_revision(user=world.user("drafter"))
    client = sign_in(world.user("drafter"))
    url = reverse("wagtailadmin_pages:revisions_revert", args=[page.pk, first])
    shown = client.get(url)
    assert "action-publish" not in text(shown)
    client.post(url, form_of(shown) | {"action-publish": "action-publish"})
    page = fresh(page)
    assert page.get_latest_revision_as_object().summary == "第一版" and page.live_revision_id == first
    assert Document.objects.get(pk=page.pk).content["summary"] == "第一版"


def test_a_date_in_a_forged_form_schedules_nothing(world, draft, sign_in, form_of, fresh, edit_url):
    page = draft()
    client = sign_in(world.user("drafter"))
    moment = timezone.localtime() + datetime.timedelta(days=1)
    data = form_of(client.get(edit_url(page))) | {
        "go_live_at": [f"{moment:%Y-%m-%d %H:%M}"],
        "expire_at": ["2030-01-01"],
    }
    client.post(edit_url(page), data)
    draft_now = fresh(page).get_latest_revision_as_object()
    assert draft_now.go_live_at is None and draft_now.expire_at is None


def test_a_superuser_finds_and_edits_no_page_by_being_one(world, draft, sign_in, edit_url):
    page = publish(world, draft(title="支部的记录"))
    client = sign_in(User.objects.create_superuser("root", password="Hongban-2026"))
    for address in (
        edit_url(page), reverse("wagtailadmin_explore_root"), reverse("wagtailadmin_explore", args=[page.pk]),
        reverse("wagtailadmin_pages:search") + "?q=支部", reverse("wagtailadmin_pages:history", args=[page.pk]),
        reverse("wagtailadmin_pages:view_draft", args=[page.pk]), reverse("wagtailimages:index"),
        reverse("wagtailadmin_home"),
    ):  # fmt: skip
        assert "支部的记录" not in text(client.get(address, follow=True)), address


def test_the_file_of_a_published_image_is_not_replaced_in_the_admin(world, draft, sign_in):
    from django.core.files.uploadedfile import SimpleUploadedFile

    from cms.media import Image

    image = world.image(title="车间")
    publish(world, draft(body=[("image", {"image": image, "alt": "车间"})]))
    client = sign_in(world.user("drafter"))
    url = reverse("wagtailimages:edit", args=[image.pk])
    other = world.image()
    with other.file.open("rb") as stream:
        upload = SimpleUploadedFile("new.png", stream.read(), content_type="image/png")
    data = {"title": "换过的车间", "collection": world.branch.collection_id, "file": upload}
    response = client.post(url, data, follow=True)
    assert response.status_code == 200 and "不能更换" in text(response)
    assert Image.objects.get(pk=image.pk).file.name == image.file.name
    client.post(reverse("wagtailimages:delete", args=[image.pk]), follow=True)
    assert Image.objects.filter(pk=image.pk).exists()
