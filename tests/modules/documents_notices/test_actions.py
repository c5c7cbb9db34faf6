"""签收与传达: a recipient signs once, for itself, and reports back on what it signed for."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone
from wagtail.models import PageLogEntry

from cms.delivery.models import Document
from cms.moderation.content import content_hash
from cms.moderation.models import Release
from modules.documents_notices.actions import REPORT_BACK, SIGN_FOR, report_back, sign_for
from modules.documents_notices.models import NoticeRecord

from .test_contract import TestContract as Contract

TODAY = timezone.localdate()


@pytest.fixture
def notice(world):
    """The committee's, sent to one branch and copied to the other."""
    return Contract().published(world, unit=world.committee)


def receipts(page) -> list:
    return list(NoticeRecord.objects.get(pk=page.pk).receipts.all())


@pytest.mark.parametrize("role", ["drafter", "reviewer", "secretary"])
@pytest.mark.parametrize("unit", ["branch", "other"])
def test_a_recipient_signs_and_is_named(world, notice, role, unit):
    unit = getattr(world, unit)
    by = world.user(role, unit)
    page = sign_for(notice, by, unit)
    row = receipts(page)[0]
    assert (row.unit_id, row.received_by) == (unit.pk, by.person)
    assert timezone.now() - row.received_at < datetime.timedelta(minutes=1)
    assert content_hash(page) == Release.objects.get(page_id=page.pk).content_hash
    assert str(unit) in str(Document.objects.get(pk=page.pk).content["fields"])
    entry = PageLogEntry.objects.get(page_id=page.pk, action=SIGN_FOR)
    assert (entry.user, entry.message) == (by, "签收文件")


def test_nobody_else_signs_or_reports(world, notice):
    for role in ["member", "employee", "approver", "party_office", "administrator", "auditor"]:
        with pytest.raises(PermissionDenied):
            sign_for(notice, world.user(role), world.branch)
    sign_for(notice, world.user("drafter"), world.branch)
    for role in ["member", "employee", "approver", "party_office", "administrator", "auditor"]:
        with pytest.raises(PermissionDenied):
            report_back(notice, world.user(role), world.branch, TODAY, "meeting")
    assert receipts(notice)[0].relayed_on is None


def test_neither_a_superuser_nor_another_unit_signs(world, notice):
    for by in (world.new_user(is_superuser=True), world.user("secretary", world.other)):
        with pytest.raises(PermissionDenied):
            sign_for(notice, by, world.branch)
    assert receipts(notice) == []


def test_a_unit_signs_once_and_the_other_still_may(world, notice):
    sign_for(notice, world.user("drafter"), world.branch)
    with pytest.raises(ValidationError) as error:
        sign_for(notice, world.user("secretary"), world.branch)
    assert list(error.value.message_dict) == ["unit"]
    sign_for(notice, world.user("drafter", world.other), world.other)
    assert {row.unit_id for row in receipts(notice)} == {world.branch.pk, world.other.pk}


def test_who_received_nothing_signs_for_nothing(world):
    notice = Contract().published(world, copy_recipients=[])
    with pytest.raises(ValidationError) as error:
        sign_for(notice, world.user("drafter", world.other), world.other)
    assert list(error.value.message_dict) == ["unit"]


def test_a_draft_is_not_signed_for(world):
    with pytest.raises(ValidationError):
        sign_for(Contract().make(world), world.user("drafter"), world.branch)


def test_a_unit_reports_back_and_may_correct_it(world, notice):
    by = world.user("drafter")
    sign_for(notice, world.user("drafter", world.other), world.other)
    sign_for(notice, by, world.branch)
    report_back(notice, by, world.branch, TODAY, "read")
    page = report_back(notice, by, world.branch, TODAY, "meeting", " 已传达到全体党员。 ")
    row = next(row for row in receipts(page) if row.unit_id == world.branch.pk)
    assert (row.relayed_on, row.relay_form, row.feedback) == (TODAY, "meeting", "已传达到全体党员。")
    assert row.received_by == by.person
    assert len(receipts(page)) == 2
    assert PageLogEntry.objects.filter(page_id=page.pk, action=REPORT_BACK, user=by).count() == 2


@pytest.mark.parametrize(
    ("days", "form", "caught"),
    [
        (1, "meeting", "relayed_on"),
        (-1, "meeting", "relayed_on"),
        (0, "", "relay_form"),
        (0, "pigeon", "relay_form"),
        (0, "meeting", None),
    ],
)
def test_a_report_has_its_day_and_its_form(world, notice, days, form, caught):
    by = world.user("drafter")
    sign_for(notice, by, world.branch)
    day = TODAY + datetime.timedelta(days=days)
    if not caught:
        report_back(notice, by, world.branch, day, form)
        return
    with pytest.raises(ValidationError) as error:
        report_back(notice, by, world.branch, day, form)
    assert list(error.value.message_dict) == [caught]
    assert receipts(notice)[0].relay_form == ""


def test_a_unit_signs_before_it_reports(world, notice):
    with pytest.raises(ValidationError) as error:
        report_back(notice, world.user("drafter"), world.branch, TODAY, "meeting")
    assert list(error.value.message_dict) == ["unit"]
