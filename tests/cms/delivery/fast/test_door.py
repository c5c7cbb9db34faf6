"""The fast door: the same bytes as Django's, never a moment late, and whatever is not certain is Django's."""

import datetime
import json

import pytest
from django.contrib.auth.models import User
from django.contrib.sessions.models import Session
from django.db import OperationalError
from django.test import Client
from django.utils import timezone

from cms.access import viewer_of
from cms.delivery.fast import readers, reads
from cms.delivery.models import ApiToken, Document, DocumentPiece
from cms.delivery.versions import documents_changed
from cms.moderation.actions import withdraw
from cms.people import Membership
from cms.testing import publish
from cms.tokens import create_token, revoke_token
from cms.tree.actions import move_unit
from tests.cms.delivery.doors import Doors, bearer, session_of
from tests.cms.samples import featured, meeting

LIST = "/api/v1/records"


@pytest.fixture
def doors():
    readers._known.clear()
    reads._variants.clear()
    return Doors()


@pytest.fixture
def member(world):
    return world.user("member")


@pytest.fixture
def token(member):
    return bearer(create_token(member)[1])


@pytest.fixture
def session(member):
    client = Client()
    client.force_login(member, "django.contrib.auth.backends.ModelBackend")
    return session_of(client)


@pytest.fixture
def page(world, draft):
    return publish(world, draft(disclosure_scope="members"))


def at(page) -> str:
    return f"{LIST}/{page.pk}"


# The same answer ------------------------------------------------------------------------------------------------------


def test_a_record_and_a_list_are_what_django_answers_byte_for_byte(world, doors, token, page):
    publish(world, meeting(world, absent=[(world.person("张三"), "business_trip")]))
    for number in range(4):
        publish(
            world,
            featured(world, title=f"第{number}篇", occurred_on=timezone.localdate() - datetime.timedelta(days=number)),
        )
    for address in (
        at(page), LIST, f"{LIST}?limit=2", f"{LIST}?limit=2&module=featured_work", f"{LIST}?section={page.get_parent().pk}",
    ):  # fmt: skip
        assert doors.quick(address, **token), address
        answer = doors.same(address, **token)
        assert answer.code == 200 and json.loads(answer.body)
    first = json.loads(doors.ask(f"{LIST}?limit=2", **token).body)
    seen, following = [one["id"] for one in first["items"]], first["next_href"]
    while following:
        address = following.removeprefix("http://testserver")
        assert doors.quick(address, **token), address
        answer = json.loads(doors.same(address, **token).body)
        seen, following = [*seen, *(one["id"] for one in answer["items"])], answer["next_href"]
    everything = [one["id"] for one in json.loads(doors.ask(f"{LIST}?limit=100", **token).body)["items"]]
    assert seen == everything and len(seen) == 6


def test_what_differs_from_reader_to_reader_is_each_ones_own(world, doors):
    page = publish(world, meeting(world, absent=[(world.person("张三"), "business_trip")]))
    bodies = set()
    for user in (
        world.user("member"),
        world.user("member", world.other),
        world.user("employee"),
        world.user("secretary"),
    ):
        asked = bearer(create_token(user)[1])
        answer = doors.same(at(page), **asked)
        if answer.code == 200:
            assert doors.quick(at(page), **asked)
            bodies.add(answer.body)
    assert len(bodies) > 1


def test_a_record_of_limited_duration_is_told_with_its_restricted_fields(world, doors):
    page = publish(world, meeting(world, absent=[(world.person("张三"), "business_trip")]))
    Document.objects.filter(pk=page.pk).update(until=timezone.localdate())
    documents_changed()
    asked = bearer(create_token(world.user("secretary"))[1])
    assert doors.quick(at(page), **asked) and doors.same(at(page), **asked).code == 200


def test_a_list_with_its_records_in_full_has_each_as_it_is_by_itself(world, doors, token):
    pages = [
        publish(world, meeting(world, absent=[(world.person("张三"), "business_trip")])),
        publish(world, featured(world)),
    ]
    address = f"{LIST}?expand=content&limit=5"
    assert doors.quick(address, **token)
    listed = json.loads(doors.same(address, **token).body)["items"]
    assert {one["id"] for one in listed} == {page.pk for page in pages}
    for one in listed:
        assert one == json.loads(doors.ask(f"{LIST}/{one['id']}", **token).body)
    assert doors.quick(f"{LIST}?expand=content&limit=31", **token) is None, "that is more than an answer may cost"
    assert doors.ask(f"{LIST}?expand=content&limit=31", **token).code == 422


def test_an_etag_spares_the_bytes_and_one_from_another_version_does_not(world, doors, session, page):
    whole = doors.same(at(page), **session)
    spared = doors.same(at(page), HTTP_IF_NONE_MATCH=whole["ETag"], **session)
    assert (spared.code, spared.body) == (304, b"") and doors.quick(
        at(page), HTTP_IF_NONE_MATCH="*", **session
    ).code == 304
    assert doors.same(at(page), HTTP_IF_NONE_MATCH=f'W/{whole["ETag"]}, "x"', **session).code == 304
    assert doors.same(at(page), HTTP_IF_NONE_MATCH='"x"', **session).code == 200


@pytest.mark.parametrize(
    ("address", "environ"),
    [
        (f"{LIST}?limit=0", {}), (f"{LIST}?limit=101", {}), (f"{LIST}?untill=2026", {}), (f"{LIST}?limit=2&limit=3", {}),
        (f"{LIST}?after=20269999-1", {}), (f"{LIST}?after=x", {}), (f"{LIST}?module=nothing", {}), (f"{LIST}?section=999999", {}),
        (f"{LIST}/999999999", {}), (f"{LIST}/99999999999999999999", {}), (f"{LIST}/1%00", {}), (f"{LIST}/x", {}), (f"{LIST}/", {}),
        (f"{LIST}x", {}), (f"{LIST}?limit=5", {"HTTP_ACCEPT_LANGUAGE": "en"}), (f"{LIST}?limit=5", {"HTTP_HOST": "evil.example"}),
        (f"{LIST}?limit=5", {"HTTP_IF_MATCH": '"x"'}), (f"{LIST}?limit=5", {"REQUEST_METHOD": "HEAD"}),
        (f"{LIST}?limit=5", {"HTTP_AUTHORIZATION": "Bearer hb_unknown"}), (f"{LIST}?limit=5", {"HTTP_AUTHORIZATION": "Basic eDp5"}),
        (f"{LIST}?limit=5", {"HTTP_COOKIE": "sessionid=unknown"}), (f"{LIST}?limit=5", {"HTTP_COOKIE": "django_language=en"}),
        (f"{LIST}?limit=5", {"SCRIPT_NAME": "/below"}),
    ],
)  # fmt: skip
def test_whatever_is_not_certain_is_left_to_django(world, doors, page, address, environ):
    doors.ask(f"{LIST}?limit=5")
    assert doors.quick(address, **environ) is None
    answer, plain = doors.ask(address, **environ), doors.ask(address, "plain", **environ)
    assert answer.code == plain.code
    if "json" in plain["Content-Type"]:  # a page of errors has a token of its own each time
        assert answer == plain


def test_a_record_that_was_renamed_moved_or_renewed_says_so_at_once(world, doors, token, page):
    doors.quick(at(page), **token)
    world.branch.title = "总装一支部"
    DocumentPiece.objects.filter(pk=page.pk).update(item="", detail="", depends_on="")
    documents_changed()
    assert doors.quick(at(page), **token) is None, "a piece that is not there is Django's"
    second = world.new_unit = world.other
    move_unit(second, world.committee)
    from cms.delivery.documents import renew_pieces

    assert renew_pieces(Document.objects.all()) == 1
    assert doors.quick(at(page), **token).body == doors.ask(at(page), "plain", **token).body


# Never late -----------------------------------------------------------------------------------------------------------


def ends(doors, page, credentials, code=404):
    """What was just read quickly is refused from now on, at both doors."""
    for address, status in ((at(page), code), (LIST, None)):
        answer = doors.ask(address, **credentials)
        plain = doors.ask(address, "plain", **credentials)  # (a session that is no good Django ends, and says so once)
        assert (answer.code, answer.body) == (plain.code, plain.body) or credentials.get("HTTP_COOKIE")
        assert status is None or answer.code == status
        assert page.title not in answer.body.decode()


@pytest.fixture
def read(doors, page, token, session):
    for credentials in (token, session):
        assert doors.quick(at(page), **credentials).code == 200 and doors.quick(LIST, **credentials).code == 200
    return page


def test_a_withdrawal_is_seen_at_once(world, doors, read, token):
    withdraw(read, world.user("approver"), "数字有误")
    ends(doors, read, token, 410)


def test_a_narrowed_record_is_seen_by_the_narrower_circle_at_once(world, doors, read, token):
    outsider = bearer(create_token(world.user("member", world.other))[1])
    assert doors.quick(at(read), **outsider)
    draft = read.get_latest_revision_as_object()
    draft.disclosure_scope, draft.correction_note = "unit", "改为本单位"
    draft.save_revision(user=world.user("drafter"))
    publish(world, read)
    ends(doors, read, outsider)
    assert doors.quick(at(read), **token).code == 200


def test_a_logout_ends_a_session_at_once(doors, read, session):
    Session.objects.all().delete()
    ends(doors, read, session)


def test_a_session_that_has_run_out_is_none(doors, read, session):
    Session.objects.update(expire_date=timezone.now() - datetime.timedelta(seconds=1))
    ends(doors, read, session)


def test_a_new_password_ends_the_sessions_that_were_open(doors, read, session, member):
    member.set_password("Another-2026-pass")
    member.save()
    ends(doors, read, session, 401)


def test_an_account_that_is_switched_off_reads_nothing(doors, read, session, token, member):
    User.objects.filter(pk=member.pk).update(is_active=False)
    ends(doors, read, session, 401)
    ends(doors, read, token, 401)


def test_a_token_that_was_revoked_or_has_run_out_is_refused(doors, read, token):
    ApiToken.objects.update(expires_at=timezone.now() - datetime.timedelta(seconds=1))
    ends(doors, read, token, 401)
    ApiToken.objects.update(expires_at=None)
    assert doors.quick(at(read), **token).code == 200
    revoke_token(ApiToken.objects.get())
    ends(doors, read, token, 401)


@pytest.mark.parametrize("how", ["deleted", "ended", "another person's"])
def test_a_membership_that_ended_opens_nothing_any_more(world, doors, read, token, session, member, how):
    held = Membership.objects.get(person=member.person)
    if how == "deleted":
        held.delete()
    elif how == "ended":
        held.until = timezone.localdate() - datetime.timedelta(days=1)
        held.save()
    else:
        held.person = world.person()
        held.save()
    for credentials in (token, session):
        ends(doors, read, credentials)


def test_a_membership_that_ends_by_itself_ends_at_midnight(world, doors, read, token, member, monkeypatch):
    Membership.objects.filter(person=member.person).update(until=timezone.localdate())
    tomorrow = timezone.now() + datetime.timedelta(days=1)
    monkeypatch.setattr(timezone, "now", lambda: tomorrow)
    Document.objects.exclude(pk=read.pk).delete()
    ends(doors, read, token)


def test_a_role_that_was_given_shows_at_once(world, doors, read):
    user = world.user("employee")
    asked = bearer(create_token(user)[1])
    assert doors.ask(at(read), **asked).code == 404
    Membership.objects.create(person=user.person, unit=world.branch, role="member", since=timezone.localdate())
    assert viewer_of(User.objects.get(pk=user.pk)).has_role("member")
    assert doors.same(at(read), **asked).code == 200


def test_a_session_in_use_is_prolonged_by_django(doors, read, session, monkeypatch):
    import time

    late = time.time() + 10_000
    monkeypatch.setattr(time, "time", lambda: late)
    before = doors.slow
    assert doors.ask(at(read), **session)["Set-Cookie"] and doors.slow == before + 1
    assert doors.quick(at(read), **session).code == 200 and doors.slow == before + 1


# When something breaks ------------------------------------------------------------------------------------------------


def test_a_database_that_fails_the_door_is_django_s_to_report(doors, read, token, monkeypatch):
    def fail(*args, **kwargs):
        raise OperationalError("gone")

    monkeypatch.setattr("cms.delivery.fast.statements.Statement.rows", fail)
    assert doors.ask(at(read), **token).code == 200


def test_a_read_is_one_statement(doors, read, token, monkeypatch):
    from cms.delivery.fast.statements import Statement

    asked, filled = [], Statement._filled
    monkeypatch.setattr(Statement, "_filled", lambda self, values: (asked.append(self.sql), filled(self, values))[1])
    assert doors.quick(at(read), **token) and doors.quick(LIST, **token)
    assert len(asked) == 2, "of what is kept it is asked whether it is current"
    documents_changed()
    assert doors.quick(at(read), **token) and doors.quick(LIST, **token)
    assert len(asked) == 6, "and of what is not current any more, once anew"
