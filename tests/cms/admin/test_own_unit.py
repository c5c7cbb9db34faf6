"""Editors see their own unit in the admin, and nothing of another one: lists, search, choosers, usage, history, API.

Each test first creates what could leak: a draft and a published record of the other unit whose titles say so.
"""

import re

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from cms.moderation.actions import submit
from cms.testing import publish

SECRET = "机密泄漏词"


def text(response) -> str:
    content = b"".join(response.streaming_content) if response.streaming else response.content
    return content.decode(errors="replace")


def leaks_in(response) -> bool:
    """Whether the words are there, in whatever script. The tell-tale word alone is only the echo of what was searched for."""
    shown = text(response)
    # JSON writes them as numbers
    shown += re.sub(r"\\u([0-9a-f]{4})", lambda match: chr(int(match[1], 16)), shown)
    return any(
        f"{SECRET}{rest}" in shown for rest in ("图片", "附件", "草稿", "替代", "摘要", "已发布", "在审", "张三")
    )


@pytest.fixture
def theirs(world, draft):
    """The other unit's things, each with the tell-tale word in its title."""
    image, file = world.image(world.other, title=f"{SECRET}图片"), world.attachment(world.other, title=f"{SECRET}附件")
    body = [("image", {"image": image, "alt": f"{SECRET}替代"})]
    begun = draft(world.other, title=f"{SECRET}草稿", body=body, summary=f"{SECRET}摘要")
    live = publish(world, draft(world.other, title=f"{SECRET}已发布", disclosure_scope="restricted"))
    waiting = draft(world.other, title=f"{SECRET}在审")
    submit(waiting, world.user("drafter", world.other))
    person = world.person(f"{SECRET}张三", world.other)
    return {
        "image": image, "file": file, "begun": begun, "live": live, "waiting": waiting, "person": person,
        "section": world.section("featured_work", world.other),
    }  # fmt: skip


def strangers(world) -> dict[str, User]:
    """Everybody in the admin who has no business with the other unit."""
    return {
        "drafter": world.user("drafter"),
        "committee_drafter": world.user("drafter", world.committee),
        "reviewer": world.user("reviewer"),
        "secretary": world.user("secretary"),
        "administrator": world.user("administrator"),
        "superuser": User.objects.create_superuser("root", password="Hongban-2026"),
    }


def addresses(theirs) -> list[str]:
    """Every address of the admin that can be made of these things' keys."""
    ids = {
        "page_id": [theirs[name].pk for name in ("begun", "live", "waiting", "section")]
        + [theirs["section"].get_parent().pk],
        "image_id": [theirs["image"].pk],
        "document_id": [theirs["file"].pk],
        "revision_id": [theirs["begun"].latest_revision_id],
        "task_id": [theirs["waiting"].current_workflow_task.pk],
        "task_state_id": [theirs["waiting"].current_workflow_task_state.pk],
        "workflow_state_id": [theirs["waiting"].current_workflow_state.pk],
        "pk": [theirs["person"].pk, theirs["image"].pk, theirs["begun"].pk],
        "unit_id": [theirs["section"].get_parent().pk],
        "action_name": ["pass", "return"],
        "content_type_app_name": ["featured_work"],
        "content_type_model_name": ["featuredrecord"],
        "app_label": ["featured_work"],
        "model_name": ["featuredrecord"],
        "revision_id_a": ["live"],
        "revision_id_b": ["latest"],
        "destination_id": [theirs["section"].pk],
        "app_name": ["cms"],
        "action": ["delete"],
        "filter_spec": ["width-100"],
    }
    for name in ("parent_page_id", "page_to_move_id", "page_pk"):
        ids[name] = ids["page_id"]
    ids["collection_id"] = [theirs["image"].collection_id]
    made = set()
    for route, names in patterns(get_resolver()):
        if not route.startswith("admin/"):
            continue
        variants = [{}]
        for name in names:
            variants = [variant | {name: value} for variant in variants for value in ids.get(name, ["1"])]
        for variant in variants:
            address = route
            for name, value in variant.items():
                address = substitute(address, name, value)
            made.add("/" + address)
    return sorted(made)


def patterns(resolver, prefix=""):
    for entry in resolver.url_patterns:
        pattern = entry.pattern
        if isinstance(entry, URLResolver):
            yield from patterns(entry, prefix + readable(pattern))
        elif isinstance(entry, URLPattern):
            route = prefix + readable(pattern)
            yield route, [part.split(":")[-1] for part in named(route)]


def named(route: str) -> list[str]:
    return re.findall(r"<([^<>]+)>", route)


def readable(pattern) -> str:
    """A pattern as `…<name>…`, regular expressions included."""
    route = re.sub(r"\(\?P<(\w+)>[^)]*\)", r"<\1>", str(pattern))
    return route.replace("^", "").replace("$", "").replace("\\d+", "1").replace("\\.", ".").replace("\\Z", "")


def substitute(route: str, name: str, value) -> str:
    return re.sub(rf"<(?:\w+:)?{name}>", str(value), route)


SEARCHES = [
    f"pages/search/?q={SECRET}", f"pages/search/results/?q={SECRET}", f"choose-page/search/?q={SECRET}",
    f"images/?q={SECRET}", f"images/chooser/?q={SECRET}", f"images/chooser/results/?q={SECRET}", f"documents/?q={SECRET}",
    f"documents/chooser/?q={SECRET}", f"documents/chooser/results/?q={SECRET}", f"cms_person_chooser/?q={SECRET}",
    f"cms_person_chooser/results/?q={SECRET}", f"api/main/pages/?search={SECRET}", f"published/?q={SECRET}",
    "choose-page/?page_type=wagtailcore.page", "choose-page/?page_type=featured_work.FeaturedRecord&q=" + SECRET,
]  # fmt: skip


@pytest.mark.parametrize("who", ["drafter", "committee_drafter", "reviewer", "superuser"])
def test_no_address_of_the_admin_shows_another_units_words(world, theirs, who):
    client = Client()
    client.force_login(strangers(world)[who])
    client.raise_request_exception = True
    leaks = []
    asked = 0
    for address in [*addresses(theirs), *[f"/admin/{search}" for search in SEARCHES]]:
        if "logout" in address or "failwhale" in address:
            continue
        if who == "superuser" and address.startswith(("/admin/people/", "/admin/cms_person_chooser/")):
            continue  # who appoints the first administrator sees who there is
        response = client.get(address)
        asked += 1
        assert response.status_code < 500, address
        if leaks_in(response):
            leaks.append(address)
    assert asked > 200
    assert leaks == []


def test_the_other_units_own_people_do_find_those_words(world, theirs, sign_in):
    """Else the test above would prove nothing."""
    client = sign_in(world.user("drafter", world.other))
    for address in (
        f"/admin/pages/{theirs['section'].pk}/", f"/admin/pages/search/?q={SECRET}", f"/admin/choose-page/search/?q={SECRET}",
        f"/admin/images/?q={SECRET}", f"/admin/images/chooser/?q={SECRET}", f"/admin/documents/chooser/?q={SECRET}",
        f"/admin/api/main/pages/?child_of={theirs['section'].pk}", f"/admin/choose-page/{theirs['section'].pk}/",
        f"/admin/cms_person_chooser/?q={SECRET}", f"/admin/pages/{theirs['begun'].pk}/history/",
    ):  # fmt: skip
        assert leaks_in(client.get(address)), address


def test_choosing_by_number_what_is_another_units_gives_nothing(world, theirs, sign_in):
    client = sign_in(world.user("drafter"))
    page, image, file, person = (theirs[name].pk for name in ("begun", "image", "file", "person"))
    for address in (
        f"/admin/choose-page/chosen-multiple/?id={page}", f"/admin/images/chooser/chosen-multiple/?id={image}",
        f"/admin/documents/chooser/chosen-multiple/?id={file}", f"/admin/cms_person_chooser/chosen-multiple/?id={person}",
    ):  # fmt: skip
        assert not leaks_in(client.get(address)), address
    for address in (
        f"/admin/images/chooser/{image}/", f"/admin/documents/chooser/{file}/", f"/admin/cms_person_chooser/chosen/{person}/",
        f"/admin/images/{image}/", f"/admin/documents/edit/{file}/",
    ):  # fmt: skip
        assert client.get(address).status_code in (302, 403, 404), address


def test_the_explorer_starts_at_the_own_unit(world, theirs, draft, sign_in):
    ours = draft(title="我们的草稿")
    client = sign_in(world.user("drafter"))
    assert client.get(reverse("wagtailadmin_explore_root")).url == reverse(
        "wagtailadmin_explore", args=[world.branch.pk]
    )
    elsewhere = client.get(reverse("wagtailadmin_explore", args=[theirs["section"].pk]))
    assert elsewhere.url == reverse("wagtailadmin_explore", args=[world.branch.pk])
    assert ours.title in text(client.get(reverse("wagtailadmin_explore", args=[world.section("featured_work").pk])))


def test_the_committees_drafter_does_not_look_into_its_branches(world, theirs, sign_in):
    world.section("featured_work", world.committee)
    client = sign_in(world.user("drafter", world.committee))
    for page in (theirs["begun"], theirs["section"], world.other):
        response = client.get(reverse("wagtailadmin_explore", args=[page.pk]))
        assert response.status_code == 302
        assert response.url == reverse("wagtailadmin_explore", args=[world.committee.pk])
    listing = text(client.get(reverse("wagtailadmin_explore", args=[world.committee.pk])))
    assert world.other.title not in listing and "特色工作" in listing


def test_whoever_drafts_in_two_units_reaches_both_and_nothing_between(world, theirs, draft, sign_in):
    from cms.people import Membership, Person

    user = world.new_user("drafter")
    Membership.objects.create(person=Person.objects.get(user=user), unit=world.other, role="drafter")
    client = sign_in(user)
    assert theirs["begun"].title in text(client.get(reverse("wagtailadmin_explore", args=[theirs["section"].pk])))
    committee_record = draft(world.committee, title="党委自己的草稿")
    assert committee_record.title not in text(client.get(f"/admin/pages/search/?q={committee_record.title[:5]}"))


def test_reviewers_explore_nothing_but_open_what_waits_for_them(world, draft, sign_in, edit_url, fresh):
    waiting, begun = draft(title="等审核的"), draft(title="还在写的")
    submit(waiting, world.user("drafter"))
    client = sign_in(world.user("reviewer"))
    assert client.get(edit_url(waiting)).status_code == 200
    assert client.get(reverse("wagtailadmin_pages:view_draft", args=[waiting.pk])).status_code == 200
    assert client.get(edit_url(begun)).status_code == 302
    assert "还在写的" not in text(client.get(reverse("wagtailadmin_home")))
    latest = fresh(waiting).latest_revision_id
    compare = reverse("wagtailadmin_pages:revisions_compare", args=[waiting.pk, "earliest", latest])
    assert client.get(compare).status_code == 200
    assert "等审核的" in text(client.get(compare))


def test_a_drafter_whose_term_ended_yesterday_sees_nothing_although_no_group_was_changed(world, draft, sign_in):
    import datetime

    from django.utils import timezone

    from cms.people import Membership

    page = draft(title="本支部的草稿")
    user = world.user("drafter")
    Membership.objects.filter(person__user=user).update(until=timezone.localdate() - datetime.timedelta(days=1))
    client = sign_in(User.objects.get(pk=user.pk))
    for address in (
        reverse("wagtailadmin_explore", args=[page.get_parent().pk]), reverse("wagtailadmin_pages:edit", args=[page.pk]),
        reverse("wagtailadmin_pages:search") + "?q=本支部", reverse("wagtailadmin_home"), "/admin/api/main/pages/",
    ):  # fmt: skip
        assert "本支部的草稿" not in text(client.get(address, follow=True)), address


def test_the_menu_shows_what_a_role_can_use(world, sign_in):
    def names(user) -> set[str]:
        from django.test import RequestFactory
        from wagtail.admin.menu import admin_menu

        request = RequestFactory().get("/admin/")
        request.user = User.objects.get(pk=user.pk)
        return {item.name for item in admin_menu.menu_items_for_request(request)}

    reverse("wagtailadmin_home")  # the viewsets of people come with the addresses
    everybody = {"portal", "notices"}
    assert names(world.user("drafter")) == {"explorer", "images", "documents", *everybody}
    assert names(world.user("reviewer")) == {"delegations", *everybody}
    assert names(world.user("approver")) == {
        "published", "review_statistics", "delegations", "morning", "scoring-schemes", *everybody,
    }  # fmt: skip
    assert names(world.user("party_office")) == {
        "sections", "published", "review_statistics", "review_policies", "search", "search-statistics", "search-bets", "morning",
        "calendar", "robots", "scoring-schemes", *everybody,
    }  # fmt: skip
    assert names(world.user("secrecy_officer")) == {"delegations", *everybody}
    people = names(world.user("administrator")) - {"delegations", "review_policies", "webhooks", *everybody}
    assert len(people) == 1 and "explorer" not in people
    assert not {"reports", "settings", "help", "explorer"} & names(
        User.objects.create_superuser("root", password="Hongban-2026")
    )


def test_tags_are_free(world, draft, sign_in, edit_url, form_of, fresh):
    page = draft()
    client = sign_in(world.user("drafter"))
    data = form_of(client.get(edit_url(page))) | {"tags": ["夜班, 新词条"]}
    assert client.post(edit_url(page), data).status_code == 302
    assert {tag.name for tag in fresh(page).get_latest_revision_as_object().tags.all()} == {"夜班", "新词条"}
