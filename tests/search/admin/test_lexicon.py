"""检索词库 in the admin: kept by the Party office, versioned, tried before it is saved."""

import pytest
from django.urls import reverse

from cms.access import viewer_of
from search import query
from search.lexicon import loading
from search.lexicon.current import lexicon
from search.lexicon.groups import Group, base
from search.models import LexiconGroup, SavedQuery


@pytest.fixture
def office(world, client):
    client.force_login(world.user("party_office"))
    return client


@pytest.fixture
def group(db):
    LexiconGroup.objects.all().delete()
    return LexiconGroup.objects.create(kind="~", terms="焊工会", leads_to="焊装钳台")


def address(name: str, *args) -> str:
    return reverse(LexiconGroup.snippet_viewset.get_url_name(name), args=args)


def found(world, text: str) -> list[str]:
    return [item.document.title for item in query.ask(viewer_of(world.user("employee")), text).items]


def test_the_base_is_loaded_and_what_editors_changed_is_left_alone(db):
    LexiconGroup.objects.all().delete()
    assert loading.load() == (len(base()), 0)
    assert loading.load() == (0, 0)
    one, other, third = LexiconGroup.objects.order_by("pk")[:3]
    one.terms += "，新说法"
    one.save()
    other.active = False
    other.save()
    rest = base()[3:]
    assert loading.load((*rest, Group("=", ("甲乙", "丙丁")))) == (1, 1)  # the third alone was as it came
    kept = set(LexiconGroup.objects.values_list("pk", flat=True))
    assert {one.pk, other.pk} <= kept
    assert third.pk not in kept


def test_without_any_group_the_base_counts(db):
    LexiconGroup.objects.all().delete()
    assert "三会一课" in lexicon().leads


def test_a_change_is_a_version_and_counts_from_the_next_question(world, indexed, office, group):
    indexed("焊装钳台")
    assert found(world, "焊工会") == ["焊装钳台"]
    fields = {"kind": ">", "terms": "老地方, 焊工会", "leads_to": "焊装钳台", "active": "on"}
    assert office.post(address("edit", group.pk), fields).status_code == 302
    group.refresh_from_db()
    assert (str(group), group.revisions.count()) == ("> 老地方，焊工会 → 焊装钳台", 1)
    assert found(world, "老地方") == ["焊装钳台"]
    assert office.post(address("edit", group.pk), fields | {"active": ""}).status_code == 302
    assert found(world, "老地方") == []


def test_a_group_that_means_nothing_is_refused_by_field(office, group):
    page = office.post(address("edit", group.pk), {"kind": "~", "terms": "焊工会", "leads_to": "", "active": "on"})
    assert "左右两边都要有词" in page.content.decode()
    group.refresh_from_db()
    assert group.leads_to == "焊装钳台"


def test_what_a_change_would_do_is_shown_and_nothing_saved(world, indexed, office, group):
    indexed("焊装钳台")
    SavedQuery.objects.create(text="老地方")
    SavedQuery.objects.create(text="焊工会")
    form = office.get(address("edit", group.pk)).content.decode()
    assert f'formaction="{address("try")}"' in form
    page = office.post(
        address("try"), {"pk": group.pk, "kind": ">", "terms": "老地方", "leads_to": "焊装钳台", "active": "on"}
    )
    told = page.content.decode()
    assert "2 个检索词的前 10 条结果会改变，0 个不变。" in told
    assert "焊装钳台 <strong>（新）</strong>" in told
    group.refresh_from_db()
    assert group.terms == "焊工会"
    refused = office.post(address("try"), {"kind": "=", "terms": "一个", "active": "on"})
    assert refused.status_code == 400
    assert "至少要有两个" in refused.content.decode()


@pytest.mark.parametrize("role", ["drafter", "approver", "administrator"])
def test_only_the_party_office_keeps_the_lexicon(world, client, group, role):
    client.force_login(world.user(role))
    assert client.get(address("list")).status_code in (302, 403, 404)
    assert client.post(address("try"), {"kind": "=", "terms": "甲乙，丙丁"}).status_code in (302, 403, 404)
    assert client.post(address("edit", group.pk), {"kind": "=", "terms": "甲乙，丙丁", "active": "on"}).status_code in (
        302,
        403,
        404,
    )
    group.refresh_from_db()
    assert group.terms == "焊工会"
