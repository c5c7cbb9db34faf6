"""Who a viewer is, and that the two forms of the one rule agree: audiences in Python, a filter in SQL."""

import datetime
import itertools

import pytest
from django.contrib.auth.models import AnonymousUser, User
from django.db.models.lookups import In
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from cms.access import (
    ANYONE,
    SCOPES,
    Viewer,
    audiences_of_role,
    may_draft,
    narrower,
    reaches,
    tokens,
    viewer_of,
    visible,
)
from cms.delivery.models import Document
from cms.people import Membership, Role
from cms.testing import publish
from cms.tree import Unit
from cms.tree.actions import create_unit
from tests.cms.samples import featured

PUBLIC = frozenset({"public"})


def day(number: int) -> datetime.date:
    return timezone.localdate() + datetime.timedelta(days=number)


def again(user) -> User:
    """The account as the next request has it."""
    return User.objects.get(pk=user.pk)


def hold(user, role, unit, since=-365, until=None) -> Membership:
    return Membership.objects.create(
        person=user.person, unit=unit, role=role, since=day(since), until=None if until is None else day(until)
    )


# Who somebody is ------------------------------------------------------------------------------------------------------


def test_nobody_knows_what_is_public_only(db):
    for user in (AnonymousUser(), None, object()):
        assert viewer_of(user) is ANYONE
    assert ANYONE.audiences == PUBLIC
    assert not ANYONE.signed_in


def test_an_account_without_a_person_or_without_a_role_sees_what_is_public(world):
    for user in (User.objects.create_user("bare"), world.new_user(), User.objects.create_superuser("root")):
        viewer = viewer_of(user)
        assert (viewer.audiences, viewer.roles, viewer.person_id) == (PUBLIC, frozenset(), None)
        assert viewer.signed_in


def test_an_inactive_account_is_nobody(world):
    user = world.new_user("secretary", "drafter")
    user.is_active = False
    assert viewer_of(user) is ANYONE


# For each role in the branch: the audiences beside `public`, `inside` and the person's own
EXPECTED = {
    "employee": {"employees"},
    "member": {"employees", "members", "unit"},
    "drafter": {"employees"},
    "reviewer": {"employees", "members", "unit", "desk"},
    "secretary": {"employees", "members", "unit", "desk"},
    "administrator": set(),
    "secrecy_officer": set(),
    "auditor": set(),
}
AT_COMMITTEE = {
    "member": {"employees", "members", "unit", "committee"},
    "employee": {"employees"},
    "drafter": {"employees"},
    "reviewer": {"employees", "members", "unit", "committee", "desk"},
    "secretary": {"employees", "members", "unit", "committee", "desk"},
    "approver": {"employees", "members", "unit", "committee", "office"},
    "party_office": {"employees", "members", "unit", "committee", "office"},
    "administrator": set(),
    "secrecy_officer": set(),
    "auditor": set(),
}


def test_the_expectations_name_every_role():
    assert set(EXPECTED) | set(AT_COMMITTEE) == set(Role.values)


def own(unit, user, kinds) -> set[str]:
    numbered = {"unit", "desk", "committee", "office"}
    found = {f"{kind}:{unit.pk}" if kind in numbered else kind for kind in kinds}
    return found | {"public", f"inside:{unit.pk}", f"person:{user.person.pk}"}


@pytest.mark.parametrize("role", EXPECTED)
def test_a_role_in_a_branch_gives_its_audiences(world, role):
    user = world.new_user(role)
    assert viewer_of(user).audiences == own(world.branch, user, EXPECTED[role])


@pytest.mark.parametrize("role", AT_COMMITTEE)
def test_a_role_at_the_committee_gives_its_audiences(world, role):
    user = world.new_user(role, unit=world.committee)
    assert viewer_of(user).audiences == own(world.committee, user, AT_COMMITTEE[role])


def test_roles_add_up_over_units(world):
    user = world.new_user("member")
    hold(user, "reviewer", world.other)
    viewer = viewer_of(again(user))
    assert viewer.ids("unit") == sorted([world.branch.pk, world.other.pk])
    assert viewer.ids("desk") == [world.other.pk]
    assert viewer.has_role("reviewer", world.other.pk)
    assert viewer.has_role("reviewer")
    assert not viewer.has_role("reviewer", world.branch.pk)
    assert not viewer.has_role("secretary")


def test_three_officers_see_no_content_by_that_role_whatever_else_they_hold(world):
    user = world.new_user("auditor", unit=world.committee)
    hold(user, "employee", world.branch)
    assert viewer_of(again(user)).audiences == {
        "public", "employees", f"inside:{world.committee.pk}", f"inside:{world.branch.pk}", f"person:{user.person.pk}",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("since", "until", "holds"),
    [(0, None, True), (-9, 0, True), (0, 0, True), (1, None, False), (-9, -1, False), (-9, 9, True), (3, 9, False)],
)
def test_a_membership_counts_from_its_first_to_its_last_day(world, since, until, holds):
    user = world.new_user()
    hold(user, "member", world.branch, since, until)
    viewer = viewer_of(again(user))
    assert ("members" in viewer.audiences) is holds
    assert viewer.person_id == (user.person.pk if holds else None)


def test_who_they_were_on_another_day(world):
    user = world.new_user()
    hold(user, "member", world.branch, -9, -5)
    assert "members" in viewer_of(again(user), day(-7)).audiences
    assert "members" not in viewer_of(again(user), day(-10)).audiences
    assert "members" not in viewer_of(again(user)).audiences


def test_a_viewer_tells_until_when_it_holds_without_anything_being_written(world):
    user = world.new_user()
    hold(user, "employee", world.branch)
    assert viewer_of(again(user)).valid_until is None
    hold(user, "member", world.branch, 5)
    assert viewer_of(again(user)).valid_until == day(4)
    hold(user, "drafter", world.branch, -5, 2)
    assert viewer_of(again(user)).valid_until == day(2)
    hold(user, "reviewer", world.other, -9, -1)
    assert viewer_of(again(user)).valid_until == day(2)


def test_a_viewer_is_looked_up_once_a_request(world, django_assert_num_queries):
    user = again(world.new_user("member"))
    with django_assert_num_queries(1):
        assert viewer_of(user) is viewer_of(user)


def test_roles_in_a_unit_that_is_not_live_give_nothing(world):
    user = world.new_user("secretary")
    Unit.objects.filter(pk=world.branch.pk).update(live=False)
    assert viewer_of(again(user)).audiences == PUBLIC


def test_a_role_before_its_unit_has_a_committee_reaches_no_committee():
    assert audiences_of_role("party_office", 5, "branch", None) == {"inside:5", "employees", "members", "unit:5"}


@pytest.mark.parametrize("role", Role.values)
def test_only_an_information_officer_of_the_unit_writes_for_it(world, role):
    user = world.new_user(role, is_superuser=True)
    assert may_draft(user, world.branch.pk) is (role == "drafter")
    assert not may_draft(user, world.other.pk)


# The scopes -----------------------------------------------------------------------------------------------------------


def test_the_order_of_narrowing():
    assert SCOPES == ("public", "employees", "members", "unit", "committee", "restricted")
    for wide, narrow in itertools.combinations(SCOPES, 2):
        assert narrower(narrow, wide)
        assert not narrower(wide, narrow)
        assert not narrower(wide, wide)


def test_a_document_s_tokens():
    assert tokens("unit", 2, 1, 7) == {"unit:2", "committee:1", "person:7"}
    assert tokens("restricted", 2, 1, None) == {"desk:2", "office:1"}
    assert tokens("public", 2, 1, 7, practice=True) == {"inside:2"}


# The two forms of the rule agree --------------------------------------------------------------------------------------

IDS = st.integers(1, 4)
ROLES = st.sampled_from(Role.values)
KINDS = {1: "committee", 2: "branch", 3: "committee", 4: "branch"}
COMMITTEES = {1: 1, 2: 1, 3: 3, 4: 3}


@st.composite
def viewers(draw):
    """A viewer as `viewer_of()` makes one, of roles in two committees and their branches."""
    held = draw(st.sets(st.tuples(ROLES, IDS), max_size=4))
    audiences = {"public"}
    for role, unit in held:
        audiences |= audiences_of_role(role, unit, KINDS[unit], COMMITTEES[unit])
    person = draw(IDS) if held else None
    return Viewer(person, 1, frozenset(audiences | ({f"person:{person}"} if person else set())), frozenset(held))


@st.composite
def facts(draw):
    """What access asks of a document."""
    unit = draw(IDS)
    return {
        "scope": draw(st.sampled_from(SCOPES)),
        "unit_id": unit,
        "committee_id": COMMITTEES[unit],
        "drafter_id": draw(st.none() | IDS),
        "practice": draw(st.booleans()),
    }


def matches(rule, document: dict) -> bool:
    """Whether a Q holds for one row, evaluated as SQL would: the database's answer is compared below, for real rows."""
    if rule.negated:
        raise NotImplementedError
    found = []
    for child in rule.children:
        if isinstance(child, tuple):
            name, value = child
            field, _sep, lookup = name.partition("__")
            actual = document[field]
            found.append(actual in value if lookup == "in" else actual == value)
        elif isinstance(child, In):
            found.append(document[child.lhs.name] in child.rhs)
        else:
            found.append(matches(child, document))
    return all(found) if rule.connector == "AND" else any(found)


@given(viewers(), facts())
def test_the_filter_says_what_the_audiences_say(viewer, document):
    carried = tokens(**document)
    expected = not viewer.audiences.isdisjoint(carried)
    assert matches(visible(viewer), document | {"module": "", "until": None}) is expected
    assert reaches(viewer, document["scope"], Document(**document)) is expected


@given(viewers(), facts())
def test_what_a_narrower_scope_shows_a_wider_one_shows_too(viewer, document):
    """Except that the desk of the unit, which reviewed a restricted record, is not part of the committee."""
    if document["practice"] or any(role in ("reviewer", "secretary") for role, _unit in viewer.roles):
        return
    seen = [reaches(viewer, scope, Document(**(document | {"scope": scope}))) for scope in SCOPES]
    assert seen == sorted(seen, reverse=True)


def test_the_database_answers_the_filter_alike(world):
    """Real rows: two committees, a record of each scope in each unit, and viewers with every role in every unit."""
    second = create_unit(title="分厂党委", kind="committee", code="second", parent=world.committee)
    third = create_unit(title="分厂支部", kind="branch", code="third", parent=second)
    units = [world.committee, world.branch, second, third]
    page = publish(world, featured(world))
    original = Document.objects.get(pk=page.pk)
    # One real document, and for the others its facts: what is compared is the filter
    rows = [(scope, unit, practice) for scope in SCOPES for unit in units for practice in (False, True)]
    viewers_ = [ANYONE]
    for unit in units:
        for role in Role.values:
            person = len(viewers_)
            audiences = audiences_of_role(role, unit.pk, unit.kind, unit.committee_id) | {"public", f"person:{person}"}
            viewers_.append(Viewer(person, 1, frozenset(audiences)))
    for scope, unit, practice in rows:
        facts_ = {"scope": scope, "unit_id": unit.pk, "committee_id": unit.committee_id, "practice": practice}
        Document.objects.filter(pk=original.pk).update(**facts_)
        carried = tokens(drafter_id=original.drafter_id, **facts_)
        for viewer in viewers_[:: 3 if scope in ("public", "employees") else 1]:
            found = Document.objects.filter(visible(viewer), pk=original.pk).exists()
            assert found is (not viewer.audiences.isdisjoint(carried)), (facts_, viewer)


def test_documents_of_a_module_that_is_off_are_nobody_s(world, monkeypatch):
    from cms import plugins

    page = publish(world, featured(world))
    approver = viewer_of(world.user("approver"))
    assert Document.objects.filter(visible(approver), pk=page.pk).exists()
    monkeypatch.setattr(plugins, "modules", lambda: [plugins.find_module("work_guide")])
    assert not Document.objects.filter(visible(approver), pk=page.pk).exists()
    assert Document.objects.filter(visible(approver), pk=world.branch.pk).exists()
