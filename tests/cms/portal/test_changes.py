"""What changed since the published version, in pieces that somebody can read."""

from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cms.access import viewer_of
from cms.delivery import documents, values
from cms.delivery.models import Document
from cms.moderation.models import Release
from cms.portal.changes import GONE, NEW, SAME, changes, pieces
from cms.schema import FieldSpec
from cms.testing import publish
from cms.tree import RecordEvidence
from modules.three_meetings_one_lesson.models import MeetingAbsentee
from tests.cms.samples import featured, meeting


@pytest.mark.parametrize(
    ("before", "after", "found"),
    [
        ("", "新写的。", [(NEW, "新写的。")]),
        ("删掉的。", "", [(GONE, "删掉的。")]),
        ("到会二十人。", "到会十九人。", [(SAME, "到会"), (GONE, "二十"), (NEW, "十九"), (SAME, "人。")]),
        ("先学后议。再表决。", "再表决。", [(GONE, "先学后议。"), (SAME, "再表决。")]),
        # another sentence altogether is not torn into the letters that both happen to have
        ("夜班到会率低。", "支部重新排班。", [(GONE, "夜班到会率低。"), (NEW, "支部重新排班。")]),
    ],
)
def test_a_change_reads_as_somebody_would_mark_it(before, after, found):
    assert pieces(before, after) == found


def test_of_a_long_text_only_what_is_around_the_change_is_shown():
    long = "这一句没有改动。" * 400
    (_same, first), *middle, (_also, last) = pieces(long + "原来的话。" + long, long + "现在的话。" + long)
    assert middle == [(GONE, "原来"), (NEW, "现在")]
    assert len(first) < 100 and len(last) < 100 and "…" in first


@given(*[st.text("甲乙丙。\n", max_size=20)] * 2)
def test_nothing_is_lost_of_either_text(before, after):
    found = pieces(before, after)
    assert "".join(text for kind, text in found if kind != NEW) == before
    assert "".join(text for kind, text in found if kind != GONE) == after


def test_a_reviewer_sees_what_changed_and_a_reader_not_what_is_withheld(world):
    page = publish(world, meeting(world, absent=[(world.person("王缺席"), "出差在外")]))
    draft = type(page).objects.get(pk=page.pk).get_latest_revision_as_object()
    draft.place = "二号会议室"
    draft.absentees = [MeetingAbsentee(person=draft.absentees.get().person, reason="住院")]
    draft.evidence = [RecordEvidence(kind="sign_in_sheet", file=world.attachment(title="签到表.txt"))]
    draft.save_revision(user=world.user("drafter"))
    draft = type(page).objects.get(pk=page.pk).get_latest_revision_as_object()
    after, _files = documents.build(draft, Release(unit=world.branch))
    before = Document.objects.get(pk=page.pk)

    seen = {change.label: change.pieces for change in changes(viewer_of(world.user("reviewer")), before, after)}
    assert set(seen) == {"地点", "缺席人员及原因", "佐证材料"}
    assert (GONE, "出差在外") in seen["缺席人员及原因"] and (NEW, "住院") in seen["缺席人员及原因"]
    of_all = changes(viewer_of(world.user("employee")), before, after)
    assert [change.label for change in of_all] == ["地点", "佐证材料"]
    assert changes(viewer_of(world.user("reviewer")), before, before) == []


def test_formatted_text_and_the_figures_of_months_are_read_as_words(world):
    page = publish(world, featured(world))
    draft = page.get_latest_revision_as_object()
    draft.practice = "<p>把党小组会开到机台边。</p><p>每班<b>十分钟</b>。</p>"
    before, (after, _files) = Document.objects.get(pk=page.pk), documents.build(draft, Release(unit=world.branch))
    spec = FieldSpec("monthly", "month_series", "月度实绩")
    for document, may in ((before, None), (after, "98.5")):
        plan = SimpleNamespace(monthly=["97", None, "98", None, may, *[None] * 7])
        document.content["fields"].append(values.entry_of(plan, spec))
    seen = {change.label: change.pieces for change in changes(viewer_of(world.user("reviewer")), before, after)}
    assert seen == {
        "主要做法": [(SAME, "把党小组会开到机台边。"), (NEW, "\n每班十分钟。")],
        "月度实绩": [(SAME, "1月 97、3月 98"), (NEW, "、5月 98.5")],
    }


def test_another_file_under_the_same_name_is_a_change(world):
    file = world.attachment(title="签到表.txt", content=b"one")
    page = meeting(world)
    page.evidence = [RecordEvidence(kind="sign_in_sheet", file=file)]
    page.save_revision(user=world.user("drafter"))
    page = publish(world, page)
    draft = page.get_latest_revision_as_object()
    draft.evidence = [RecordEvidence(kind="sign_in_sheet", file=world.attachment(title="签到表.txt", content=b"two"))]
    after, _files = documents.build(draft, Release(unit=world.branch))
    found = changes(viewer_of(world.user("reviewer")), Document.objects.get(pk=page.pk), after)
    assert [(change.label, [kind for kind, _text in change.pieces]) for change in found] == [("佐证材料", [NEW])]
