"""被诊断单位回应: the diagnosed unit answers, whoever wrote the diagnosis."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from wagtail.models import PageLogEntry

from cms.access import viewer_of
from cms.delivery import reading
from cms.moderation.content import content_hash
from cms.moderation.models import Release
from modules.diagnosis.actions import REPLY, reply
from modules.diagnosis.models import DiagnosisRecord

from .test_contract import TestContract as Contract


@pytest.fixture
def record(world):
    """The committee's diagnosis of the branch."""
    return Contract().published(world, unit=world.committee, diagnosis_kind="committee", target_unit=world.branch)


@pytest.mark.parametrize("role", ["drafter", "secretary"])
def test_the_diagnosed_unit_answers(world, record, role):
    by = world.user(role)
    page = reply(record, by, "下月起每班更新看板。")
    assert page.reply == "<p>下月起每班更新看板。</p>"
    assert "每班更新看板" in reading.record(viewer_of(world.user("employee", world.other)), page.pk).text
    assert content_hash(page) == Release.objects.get(page_id=page.pk).content_hash
    entry = PageLogEntry.objects.get(page_id=page.pk, action=REPLY)
    assert (entry.user, entry.message) == (by, "回应诊断")


def test_nobody_else_answers(world, record):
    for role in ["reviewer", "member", "approver", "party_office", "administrator", "auditor"]:
        with pytest.raises(PermissionDenied):
            reply(record, world.user(role), "不同意。")
    assert DiagnosisRecord.objects.get(pk=record.pk).reply == ""


@pytest.mark.parametrize("unit", ["committee", "other"])
def test_neither_who_diagnosed_nor_another_unit_answers(world, record, unit):
    with pytest.raises(PermissionDenied):
        reply(record, world.user("drafter", getattr(world, unit)), "不同意。")


def test_a_superuser_does_not_answer(world, record):
    with pytest.raises(PermissionDenied):
        reply(record, world.new_user(is_superuser=True), "不同意。")


def test_an_answer_says_something(world, record):
    with pytest.raises(ValidationError) as error:
        reply(record, world.user("secretary"), "  ")
    assert list(error.value.message_dict) == ["reply"]


def test_markup_is_text_and_a_later_answer_replaces_the_earlier(world, record):
    reply(record, world.user("secretary"), "先答。")
    page = reply(record, world.user("secretary"), "<b>后答</b>")
    assert page.reply == "<p>&lt;b&gt;后答&lt;/b&gt;</p>"


def test_a_draft_is_not_answered(world):
    with pytest.raises(ValidationError):
        reply(Contract().make(world), world.user("secretary"), "收到。")
