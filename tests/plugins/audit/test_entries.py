"""What is noted of each kind of act, by whom and from where; and what is never noted."""

import datetime
import json

import pytest
from axes.models import AccessAttempt
from django.contrib.auth.models import Group, Permission, User
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.log_actions import log

from cms.moderation.actions import submit, take_back, withdraw
from cms.moderation.after_release import change
from cms.moderation.models import Release
from cms.people import Membership, Person, Role
from cms.signals import exported
from cms.testing import decide, publish, review
from cms.tokens import create_token, revoke_token
from cms.tree.actions import open_section
from plugins.audit.listening import listen
from plugins.audit.models import Entry
from tests.cms.samples import featured, meeting

PASSWORD = "Hongban-2026"
OTHER_PASSWORD = "Chejian-2027-zong"


@pytest.fixture
def noted():
    """The entries that were written since it was asked for the last time, or since the test's own preparations."""
    last = 0

    def entries(prefix: str = "") -> list[Entry]:
        nonlocal last
        found = list(Entry.objects.filter(pk__gt=last).order_by("pk"))
        last = found[-1].pk if found else last
        return [entry for entry in found if entry.action.startswith(prefix)]

    return entries


def told(entry: Entry) -> dict:
    return json.loads(entry.details)


def task(page):
    return type(page).objects.get(pk=page.pk).current_workflow_task_state


# Editing ----------------------------------------------------------------------------------------------------------------


def test_a_saved_draft_is_an_entry_with_everything_that_there_is_to_know(world, noted):
    page = featured(world)
    drafter = world.user("drafter")
    noted()
    before = timezone.now()
    page.save_revision(user=drafter, log_action=True)
    (entry,) = noted()
    assert (entry.action, entry.object_type, entry.object_id) == ("wagtail.edit", "cms.record", str(page.pk))
    assert entry.object_title == page.title
    assert entry.unit == world.branch.pk
    assert (entry.actor, entry.actor_name) == (drafter.pk, f"{drafter.person.name}（{drafter.username}）")
    assert entry.actor_roles == "总装党支部 信息员"
    assert before <= entry.time <= timezone.now()
    assert told(entry) == {"revision": page.latest_revision_id, "changed": True, "type": "featured_work.featuredrecord"}
    assert (entry.sequence, entry.hash) == (None, "")


def test_in_the_admin_an_edit_is_noted_with_the_address_it_came_from(world, noted):
    page = featured(world)
    client = Client(REMOTE_ADDR="10.1.2.3")
    client.force_login(world.user("drafter"))
    noted()
    assert client.post(f"/admin/pages/{page.pk}/delete/", {"confirm": page.title}).status_code == 302
    (entry,) = noted("wagtail.delete")
    assert (entry.address, entry.command) == ("10.1.2.3", "")
    assert (entry.object_id, entry.unit) == (str(page.pk), world.branch.pk)
    assert told(entry)["deleted"] is True


def test_opening_a_section_and_founding_a_unit_are_noted_with_what_was_decided(world, noted):
    office = world.user("party_office")
    noted()
    section = open_section(world.branch, "featured_work", by=office)
    entries = {entry.action: entry for entry in noted("cms.section")}
    assert told(entries["cms.section.open"])["module"] == "featured_work"
    assert told(entries["cms.section.state"])["state"] == "counted"
    assert {entry.actor for entry in entries.values()} == {office.pk}
    assert {entry.object_id for entry in entries.values()} == {str(section.pk)}
    assert {entry.object_type for entry in entries.values()} == {"cms.section"}


def test_a_person_changed_in_the_admin_is_noted_once(world, noted):
    person = world.person("王五")
    client = Client()
    client.force_login(world.user("administrator"))
    noted()
    data = {"name": "王五一", "unit": world.branch.pk, "staff_number": "", "username": "", "password": ""}
    assert client.post(f"/admin/people/edit/{person.pk}/", data).status_code == 302
    (entry,) = noted("wagtail.")
    assert (entry.object_type, entry.object_title) == ("cms.person", "王五一")


def test_the_log_is_written_in_one_language_whatever_the_request_speaks(world, noted):
    from django.utils import translation

    person, office = world.person("赵六"), world.user("party_office")
    noted()
    with translation.override("en"):
        Membership.objects.create(person=person, unit=world.branch, role=Role.SECRETARY)
        exported.send(sender=None, what="bulletin", by=office)
    given, left = noted()
    assert given.object_title == "赵六 支部书记"
    assert left.actor_roles == "江北车桥厂党委 党务室"


# Review and release -----------------------------------------------------------------------------------------------------


def test_each_decision_is_noted_with_stage_role_and_content(world, noted):
    page = featured(world)
    people = [world.user("reviewer"), world.user("secretary"), world.user("approver")]
    submitter = world.user("drafter")
    noted()
    submit(page, submitter)
    (opened,) = noted()
    release = Release.objects.get(page_id=page.pk)
    assert (opened.action, opened.actor) == ("release.open", submitter.pk)
    assert told(opened) == {"release": release.pk, "kind": "reviewed", "content_hash": release.content_hash}
    for person, stage, role in zip(
        people, ("first", "second", "final"), ("reviewer", "secretary", "approver"), strict=True
    ):
        decide(task(page), person, "pass")
        entry, *more = noted()
        assert (entry.action, entry.actor, entry.object_id) == ("review.pass", person.pk, str(page.pk))
        assert entry.unit == world.branch.pk
        expected = {"stage": stage, "role": role, "content_hash": release.content_hash, "release": release.pk}
        assert told(entry).items() >= expected.items()
        assert set(told(entry)["answers"].values()) == {"yes"}
        if stage == "final":
            assert [item.action for item in more] == ["release.complete", "release.spend", "wagtail.publish"]
        else:
            assert more == []


def test_an_answer_to_what_a_machine_found_is_an_entry_without_its_reason(world, noted):
    page = featured(world)
    submit(page, world.user("drafter"))
    release = Release.objects.get(page_id=page.pk)
    release.findings.all().delete()
    release.findings.create(check_slug="late_entry", axis="truth", message="晚录")
    noted()
    decide(type(page).objects.get(pk=page.pk).current_workflow_task_state, world.user("reviewer"), "pass")
    [entry] = [entry for entry in noted() if entry.action == "finding.dismiss"]
    assert (entry.object_id, told(entry)["check"]) == (str(page.pk), "late_entry")
    assert "原始记录" not in str(entry.details)


def test_a_return_names_its_reasons_and_not_the_opinion(world, noted):
    page = featured(world)
    submit(page, world.user("drafter"))
    reviewer = world.user("reviewer")
    noted()
    decide(task(page), reviewer, "return", reasons=["numbers_differ"], opinion="李四的处分与档案不符")
    entries = noted()
    assert [entry.action for entry in entries] == ["review.return", "release.void", "wagtail.workflow.cancel"]
    assert told(entries[0])["reasons"] == ["numbers_differ"]
    assert "李四" not in "".join(str(entry.plain()) for entry in entries)


def test_a_narrowed_scope_taking_back_and_withdrawing_are_noted(world, noted):
    page = featured(world)
    review(world, page, upto=2)
    approver = world.user("approver")
    noted()
    decide(task(page), approver, "pass", scope="unit")
    (narrowed,) = noted("release.change")
    assert told(narrowed)["narrowed_to"] == "unit"
    office = world.user("party_office")
    noted()
    withdraw(type(page).objects.get(pk=page.pk), office, "事实有误")
    assert [entry.action for entry in noted()] == ["release.void", "wagtail.unpublish"]
    other = featured(world)
    submit(other, world.user("drafter"))
    noted()
    take_back(other, world.user("drafter"))
    assert "release.void" in [entry.action for entry in noted()]


def test_a_release_or_review_that_somebody_deletes_is_noted(world, noted):
    page = featured(world)
    review(world, page, upto=1)
    release = Release.objects.get(page_id=page.pk)
    noted()
    release.reviews.get().delete()
    (entry,) = noted()
    assert told(entry)["deleted"] == "cms.review"


def test_a_refused_act_leaves_no_entry(world, noted):
    page = featured(world)
    submit(page, world.user("drafter"))
    drafter = world.user("drafter")
    noted()
    with pytest.raises(PermissionDenied):
        decide(task(page), drafter, "pass")
    with pytest.raises(ValidationError):
        decide(task(page), world.user("reviewer"), "return")
    assert [entry.action for entry in noted() if not entry.action.startswith("access.")] == []


# Access -----------------------------------------------------------------------------------------------------------------


def test_memberships_are_noted_with_what_changed(world, noted):
    person = world.person("赵六")
    noted()
    membership = Membership.objects.create(person=person, unit=world.branch, role=Role.SECRETARY)
    (added,) = noted()
    assert (added.action, added.object_title) == ("access.membership.add", "赵六 支部书记")
    assert told(added) == {
        "person": person.pk, "role": "secretary", "unit": world.branch.pk, "since": str(timezone.localdate()), "until": "",
    }  # fmt: skip
    membership = Membership.objects.get(pk=membership.pk)
    membership.until = timezone.localdate() + datetime.timedelta(days=3)
    membership.save()
    (ended,) = noted()
    assert ended.action == "access.membership.change"
    assert told(ended)["changed"] == {"until": ["", str(membership.until)]}
    membership.delete()
    (gone,) = noted()
    assert (gone.action, gone.unit) == ("access.membership.remove", world.branch.pk)


def test_a_membership_given_in_the_admin_is_one_entry_with_whoever_gave_it(world, noted):
    person, administrator = world.person("赵六"), world.user("administrator")
    client = Client(REMOTE_ADDR="10.0.0.7")
    client.force_login(administrator)
    noted()
    data = {"person": person.pk, "unit": world.branch.pk, "role": "member", "since": "2026-01-01", "until": ""}
    assert client.post("/admin/memberships/new/", data).status_code == 302
    (entry,) = noted()
    assert (entry.action, entry.actor, entry.address) == ("access.membership.add", administrator.pk, "10.0.0.7")
    assert entry.actor_roles == "江北车桥厂党委 平台管理员"


def test_groups_derived_from_memberships_are_no_entries_and_groups_by_hand_are(world, noted):
    user = world.new_user("drafter")
    assert user.groups.count() == 1
    assert [entry for entry in noted() if entry.action == "access.groups"] == []
    by_hand = Group.objects.create(name="外单位")
    permission = Permission.objects.get(codename="access_admin")
    user.groups.add(by_hand)
    by_hand.permissions.add(permission)
    user.user_permissions.add(permission)
    by_hand.user_set.clear()
    entries = noted("access.groups")
    assert [(entry.object_type, told(entry).get("what")) for entry in entries] == [
        ("auth.user", "add"), ("auth.group", "add"), ("auth.user", "add"), ("auth.group", "clear"),
    ]  # fmt: skip
    assert told(entries[0])["groups"] == [by_hand.pk]
    user.groups.remove(Group.objects.get(name__startswith="unit-"))
    assert noted() == []


def test_accounts_flags_and_names_are_noted_and_signing_in_alone_changes_none(world, noted):
    user = world.new_user()
    noted()
    user.is_active, user.is_superuser = False, True
    user.save()
    (entry,) = noted()
    assert entry.action == "access.account.change"
    assert told(entry)["changed"] == {"is_active": [True, False], "is_superuser": [False, True]}
    user.last_login = timezone.now()
    user.save(update_fields=["last_login"])
    user.first_name = "某"
    user.save()
    assert noted() == []
    other = User.objects.create_user("leaving")
    other.delete()
    assert [entry.action for entry in noted()] == ["access.account.add", "access.account.remove"]


def test_an_account_that_changes_hands_is_noted(world, noted):
    user, person = world.new_user(), world.person("赵六")
    former = Person.objects.get(user=user)
    former.user = None
    former.save()
    assert told(noted("access.account.person")[0]) == {"user": [user.pk, None]}
    person.user = user
    noted()
    person.save()
    (entry,) = noted()
    assert (entry.action, told(entry)) == ("access.account.person", {"user": [None, user.pk]})
    person.name = "赵六一"
    person.save()
    assert noted() == []


def test_a_password_changed_in_the_portal_is_noted_without_any_of_it(world, noted):
    user = world.new_user("member")
    client = Client(REMOTE_ADDR="10.0.0.8")
    client.force_login(user)
    noted()
    data = {"old_password": PASSWORD, "new_password1": OTHER_PASSWORD, "new_password2": OTHER_PASSWORD}
    assert client.post("/account/password/", data).status_code == 302
    (entry,) = noted()
    assert (entry.action, entry.actor, entry.address) == ("access.password", user.pk, "10.0.0.8")
    assert told(entry) == {"chosen": True}
    user.refresh_from_db()
    assert not {PASSWORD, OTHER_PASSWORD, user.password} & set(str(entry.plain()).split("'"))


def test_a_hash_that_is_renewed_while_somebody_signs_in_is_told_from_a_password_that_was_chosen(world, noted, settings):
    user = world.new_user("member")
    hasher = "django.contrib.auth.hashers.PBKDF2SHA1PasswordHasher"
    settings.PASSWORD_HASHERS = [hasher, *settings.PASSWORD_HASHERS]
    noted()
    assert Client().post("/sign-in/", {"username": user.username, "password": PASSWORD}).status_code == 302
    (entry,) = noted("access.password")
    assert told(entry) == {"chosen": False}


def test_tokens_are_noted_without_their_secrets(world, noted):
    user = world.new_user("member")
    noted()
    token, secret = create_token(user, name="大屏")
    (added,) = noted()
    assert (added.action, added.object_id, added.object_title) == ("access.token.add", str(token.pk), "大屏")
    assert told(added)["user"] == user.pk
    assert secret not in str(added.plain()) and token.digest not in str(added.plain())
    assert revoke_token(token) and not revoke_token(token)
    (revoked,) = noted()
    assert revoked.action == "access.token.revoke"
    token.delete()
    assert told(noted()[0])["deleted"] is True


def test_signals_of_a_package_that_is_not_installed_are_not_listened_to():
    from axes.signals import user_locked_out

    heard = []

    def receiver(sender, **kwargs):
        heard.append(kwargs)

    assert listen("allauth.mfa.signals", {"authenticator_added": receiver}) is False
    assert (
        listen(
            "axes.signals",
            {
                "user_locked_out": receiver,
            },
        )
        is True
    )
    user_locked_out.disconnect(receiver, dispatch_uid="audit.axes.signals.user_locked_out")


# Signing in -------------------------------------------------------------------------------------------------------------


def test_signing_in_and_out_is_noted(world, noted):
    user = world.new_user("member")
    client = Client(REMOTE_ADDR="10.0.0.9")
    noted()
    client.post("/sign-in/", {"username": user.username, "password": PASSWORD})
    client.post("/sign-out/")
    entries = noted()
    assert [(entry.action, entry.actor, entry.address) for entry in entries] == [
        ("sign.in", user.pk, "10.0.0.9"), ("sign.out", user.pk, "10.0.0.9"),
    ]  # fmt: skip
    assert {entry.unit for entry in entries} == {world.branch.pk}


def test_failures_and_the_lock_are_noted_with_the_account_and_without_the_password(world, noted):
    user = world.new_user("member")
    noted()
    for _number in range(5):
        Client(REMOTE_ADDR="10.0.0.9").post("/sign-in/", {"username": user.username.upper(), "password": "Secret-2222"})
    assert AccessAttempt.objects.exists()
    entries = noted()
    assert {entry.action for entry in entries} == {"sign.failed", "sign.locked"}
    assert sum(entry.action == "sign.failed" for entry in entries) == 5
    assert {(entry.object_id, entry.object_title, entry.actor) for entry in entries} == {
        (str(user.pk), user.username, None)
    }
    assert {entry.address for entry in entries} == {"10.0.0.9"}
    assert "Secret-2222" not in "".join(str(entry.plain()) for entry in entries)


def test_a_password_typed_as_a_name_is_not_kept(db, noted):
    Client().post("/sign-in/", {"username": OTHER_PASSWORD, "password": "x"})
    (entry,) = noted()
    assert entry.object_title == "Ch…"
    assert OTHER_PASSWORD not in str(entry.plain())


# Exports and commands ---------------------------------------------------------------------------------------------------


def test_an_export_is_noted_with_what_was_asked_for(world, noted):
    office = world.user("party_office")
    noted()
    exported.send(
        sender=None, what="bulletin", by=office, unit_id=world.committee.pk, details={"rows": 12, "share": 0.5}
    )
    (entry,) = noted()
    assert (entry.action, entry.object_type, entry.actor, entry.unit) == (
        "export", "bulletin", office.pk, world.committee.pk,
    )  # fmt: skip
    assert told(entry) == {"rows": 12, "share": "0.5"}


def test_a_command_is_named_with_the_system_s_account_and_without_its_arguments(world, noted, monkeypatch, capsys):
    monkeypatch.setattr("sys.argv", ["manage.py", "token", "create", world.user("member").username, "--name", "大屏"])
    noted()
    call_command("token", "create", world.user("member").username)
    (entry,) = noted("access.token")
    assert entry.command == "manage.py token"
    assert entry.actor is None
    assert entry.actor_name
    assert capsys.readouterr().out.strip() not in str(entry.plain())


def test_what_was_written_in_bulk_has_one_entry_that_sums_it_up(world, noted):
    """Bulk writing sends no signals: whoever does it logs the act, as `manage.py demo` does."""
    noted()
    User.objects.bulk_create(User(username=f"bulk{number}") for number in range(20))
    log(instance=world.committee, action="demo.load", data={"seed": 1, "records": 20})
    (entry,) = noted()
    assert told(entry) == {"seed": 1, "records": 20}


# Content ----------------------------------------------------------------------------------------------------------------

CONFIDENTIAL = "绝不外传"


def test_no_content_comes_into_the_log_whatever_field_it_stands_in(world, noted):
    """The record's own fields, a restricted table, comments, replies after the release, opinions and reasons."""
    absent = world.person(f"人{CONFIDENTIAL}")
    paper = meeting(world, absent=[(absent, CONFIDENTIAL)], summary=CONFIDENTIAL, place=CONFIDENTIAL)
    noted()
    paper.save_revision(user=world.user("drafter"), log_action=True)
    log(
        instance=paper, action="wagtail.comments.create", user=world.user("drafter"),
        data={"comment": {"contentpath": "absentees", "text": CONFIDENTIAL, "id": 3}},
    )  # fmt: skip
    submit(paper, world.user("drafter"))
    decide(task(paper), world.user("reviewer"), "pass", opinion=CONFIDENTIAL)
    decide(task(paper), world.user("secretary"), "pass", opinion=CONFIDENTIAL)
    decide(task(paper), world.user("approver"), "pass", opinion=CONFIDENTIAL)
    withdraw(type(paper).objects.get(pk=paper.pk), world.user("party_office"), CONFIDENTIAL)
    entries = noted()
    assert len(entries) > 8
    assert [entry.action for entry in entries if CONFIDENTIAL in str(entry.plain())] == []
    (comment,) = [entry for entry in entries if entry.action == "wagtail.comments.create"]
    assert told(comment)["told"] == ["comment"]


def test_a_field_that_changes_after_the_release_is_named_and_not_told(world, noted):
    page = publish(world, featured(world))
    noted()
    change(page, world.user("approver"), "featured_work.select", selected=True)
    (entry,) = [entry for entry in noted() if entry.action == "featured_work.select"]
    assert told(entry)["told"] == ["selected"]


# Cost -------------------------------------------------------------------------------------------------------------------


def test_an_act_costs_two_queries_more_at_most(world):
    """One for the entry, one for the roles of whoever acts. The last decision is four acts: it publishes as well."""
    page = featured(world)
    drafter = world.user("drafter")
    reviewers = [world.user("reviewer"), world.user("secretary"), world.user("approver")]

    def cost(act) -> tuple[int, int]:
        before = Entry.objects.count()
        with CaptureQueriesContext(connection) as captured:
            act()
        ours = [query for query in captured.captured_queries if "audit_" in query["sql"]]
        return len(ours), Entry.objects.count() - before

    assert cost(lambda: page.save_revision(user=drafter, log_action=True)) == (1, 1)
    assert cost(lambda: submit(page, drafter)) == (1, 1)
    assert cost(lambda: decide(task(page), reviewers[0], "pass")) == (1, 1)
    assert cost(lambda: decide(task(page), reviewers[1], "pass")) == (1, 1)
    assert cost(lambda: decide(task(page), reviewers[2], "pass")) == (4, 4)


def test_who_acts_is_asked_once_for_many_acts(world):
    from plugins.audit.noting import note

    office = world.user("party_office")
    note("export", by=office)
    with CaptureQueriesContext(connection) as captured:
        for _number in range(3):
            note("export", by=office)
    assert len(captured) == 3


def test_text_that_no_database_takes_is_cleaned(world, noted):
    noted()
    exported.send(sender=None, what="x", details={"a\0b": "c\0\ud800d", "long": "词" * 500})
    (entry,) = noted()
    assert told(entry) == {"ab": "c?d", "long": "词" * 200}
