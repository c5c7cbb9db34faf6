"""What is found in fields and rows: numbers that contradict each other, dates, steps, sources."""

import datetime
from decimal import Decimal

import pytest
from django.utils import timezone

from modules.committee_meetings.models import CommitteeMeetingAbsentee, CommitteeMeetingRecord
from modules.democratic_appraisal.models import AppraisalRecord
from modules.documents_notices.models import NoticeReceipt, NoticeRecord
from modules.featured_work.models import FeaturedRecord
from modules.information_bulletin.models import BulletinRecord, BulletinUnit
from modules.member_development.models import DevelopmentRecord, DevelopmentStep
from modules.member_roster.models import RosterRecord
from modules.organizational_life_meeting.models import LifeMeetingRecord, LifeMeetingRectification
from modules.party_dues.models import DuesLine, DuesRecord
from modules.three_meetings_one_lesson.models import (
    MeetingAbsentee,
    MeetingRecord,
    MeetingResolution,
    MeetingSignInSheet,
)

DAY = datetime.timedelta(days=1)


def today():
    return timezone.localdate()


def fields_of(found):
    return [one.field for one in found]


@pytest.mark.parametrize(
    ("numbers", "found"),
    [
        ({"expected": 9, "present": 11}, ["present"]),
        ({"expected": 9, "present": 9}, []),
        ({"expected": 20, "present": 19, "voters_expected": 18, "voters_present": 19}, ["voters_present"]),
        ({"expected": 20, "present": 15, "voters_expected": 18, "voters_present": 16}, ["voters_present"]),
        ({"expected": 20, "present": 15, "voters_expected": 18, "voters_present": 15}, []),
        ({"expected": 9, "present": None}, []),
    ],
)
def test_more_people_than_there_can_be(finds, numbers, found):
    assert fields_of(finds("attendance", MeetingRecord(title="会", **numbers))) == found


def test_an_appraisal_that_more_joined_than_should(finds):
    assert fields_of(finds("attendance", AppraisalRecord(title="评议", should_join=10, joined=11))) == ["joined"]
    assert finds("attendance", AppraisalRecord(title="评议", should_join=10, joined=10)) == []


@pytest.mark.parametrize(("named", "found"), [(0, []), (1, ["absentees"]), (2, []), (3, ["absentees"])])
def test_the_absent_are_as_many_as_are_missing(finds, named, found):
    rows = [MeetingAbsentee(person_id=number) for number in range(1, named + 1)]
    meeting = MeetingRecord(title="会", expected=12, present=10, absentees=rows)
    assert fields_of(finds("attendance", meeting)) == found


def test_a_committee_need_not_name_everybody_who_is_absent(finds):
    def meeting(named):
        rows = [CommitteeMeetingAbsentee(person_id=number) for number in range(1, named + 1)]
        return CommitteeMeetingRecord(title="会", expected=9, present=7, absentees=rows)

    assert finds("attendance", meeting(1)) == []
    assert fields_of(finds("attendance", meeting(3))) == ["absentees"]


@pytest.mark.parametrize(("votes", "found"), [((15, 2, 1), 0), ((18, 0, 1), 1), ((None, None, None), 0)])
def test_votes_of_a_resolution_against_those_who_may_vote(finds, votes, found):
    row = MeetingResolution(resolution="通过", votes_for=votes[0], votes_against=votes[1], votes_abstain=votes[2])
    meeting = MeetingRecord(title="会", expected=25, present=22, voters_present=18, resolutions=[row])
    assert len(finds("votes", meeting)) == found


def test_votes_on_a_candidate_count_what_was_said_in_writing(finds):
    def record(result="无记名投票通过", votes=20):
        log = [DevelopmentStep(step=15, done_on=today(), result=result)]
        return DevelopmentRecord(
            title="档案", vote_due=20, vote_present=18, vote_for=votes, vote_against=0, vote_abstain=0, step_log=log
        )

    assert fields_of(finds("votes", record())) == ["vote_for"]
    assert finds("votes", record("两人事前提交书面意见")) == []
    assert finds("votes", record("两人事前提交书面意见", votes=21))
    assert finds("votes", record(votes=18)) == []


def dues(paid=("20.00", "30.00"), **fields):
    lines = [DuesLine(member_id=n, due=Decimal(d), paid=Decimal(p)) for n, (d, p) in enumerate(zip(("20.00", "30.00"), paid, strict=True), 1)]  # fmt: skip
    values = {
        "payable_count": 2,
        "paid_count": 2,
        "payable_amount": Decimal("50.00"),
        "paid_amount": Decimal("50.00"),
        "remitted_amount": Decimal("50.00"),
    }
    return DuesRecord(title="党费", member_lines=lines, **(values | fields))


@pytest.mark.parametrize(
    ("fields", "found"),
    [
        ({}, []),
        ({"paid_amount": Decimal("49.00"), "remitted_amount": Decimal("49.00")}, ["paid_amount"]),
        ({"payable_amount": Decimal("60.00")}, ["payable_amount"]),
        ({"payable_count": 3}, ["payable_count"]),
        ({"remitted_amount": Decimal("50.01")}, ["remitted_amount"]),
        ({"paid": ("20.00", "0.00"), "paid_count": 1, "paid_amount": Decimal(20), "remitted_amount": Decimal(0)}, []),
        ({"paid": ("20.00", "0.00"), "paid_amount": Decimal(20), "remitted_amount": Decimal(0)}, ["paid_count"]),
    ],
)
def test_dues_add_up(finds, fields, found):
    assert fields_of(finds("arithmetic", dues(**fields))) == found


def test_dues_without_lines_are_not_added_up(finds):
    record = dues()
    record.member_lines = []
    assert finds("arithmetic", record) == []


def test_ratings_are_not_more_than_those_who_should_join(finds):
    def appraisal(excellent):
        return AppraisalRecord(
            title="评议",
            should_join=10,
            joined=10,
            excellent_count=excellent,
            pass_count=6,
            basic_count=1,
            fail_count=0,
        )

    assert finds("arithmetic", appraisal(3)) == []
    assert fields_of(finds("arithmetic", appraisal(4))) == ["excellent_count"]


def test_a_bulletin_counts_no_more_effective_items_than_were_reported(finds):
    def bulletin(effective):
        row = BulletinUnit(due=9, submitted=8, effective=effective, returned=0, corrected=0, empty_modules=0)
        return BulletinRecord(title="通报", unit_table=[row])

    assert finds("arithmetic", bulletin(8)) == []
    assert fields_of(finds("arithmetic", bulletin(9))) == ["unit_table"]


@pytest.mark.parametrize(("days", "found"), [(-1, []), (0, []), (1, ["occurred_on"]), (40, ["occurred_on"])])
def test_a_fact_of_the_future(finds, days, found):
    record = FeaturedRecord(title="记录", occurred_on=today() + days * DAY)
    assert fields_of(finds("fact_date", record)) == found


def test_a_meeting_that_ends_before_it_begins(finds):
    start = timezone.now() - 3 * DAY
    assert fields_of(finds("fact_date", MeetingRecord(title="会", held_at=start, ended_at=start))) == ["ended_at"]
    assert finds("fact_date", MeetingRecord(title="会", held_at=start, ended_at=start + DAY / 24)) == []


def test_what_was_done_in_a_row_cannot_be_later_than_today_but_a_time_limit_can(finds):
    def record(done):
        row = LifeMeetingRectification(issue="问题", measure="措施", owner="某", due=today() + 90 * DAY, done_on=done)
        return LifeMeetingRecord(title="组织生活会", rectification=[row])

    assert finds("fact_date", record(today())) == []
    assert fields_of(finds("fact_date", record(today() + DAY))) == ["rectification"]


def test_a_fact_later_than_its_submission(world, finds, draft):
    from cms.moderation.actions import submit
    from cms.moderation.models import Release

    page = draft(FeaturedRecord, occurred_on=today())
    submit(page, world.user("drafter"))
    page = page.get_latest_revision_as_object()
    assert finds("fact_date", page) == []
    Release.objects.filter(page_id=page.pk).update(opened_at=timezone.now() - 2 * DAY)
    assert fields_of(finds("fact_date", page)) == ["occurred_on"]


def test_receipts_that_come_after_the_release_are_no_fault(world, finds, draft):
    row = NoticeReceipt(unit=world.branch, received_at=timezone.now(), relayed_on=today())
    notice = draft(NoticeRecord, issued_on=today() - 9 * DAY, rows={"receipts": [row]})
    assert finds("fact_date", notice) == []


@pytest.mark.parametrize(
    ("days", "found"), [(0, []), (22, []), (45, []), (46, ["occurred_on"]), (300, ["occurred_on"])]
)
def test_a_fact_that_is_entered_long_after_it(finds, days, found):
    record = FeaturedRecord(title="记录", occurred_on=today() - days * DAY, period=f"{today():%Y-%m}")
    assert fields_of(finds("late_entry", record)) == found


def test_standing_records_and_quarterly_ones_may_tell_of_earlier_days(finds):
    old = today() - 200 * DAY
    assert finds("late_entry", RosterRecord(title="名册", occurred_on=old)) == []
    # a quarter that ended within the last days is no late one, whenever in it the fact was
    quarter = (today().month - 1) // 3
    last = datetime.date(today().year, quarter * 3 + 1, 1) - DAY
    period = f"{last.year}Q{(last.month + 2) // 3}"
    record = BulletinRecord(title="通报", occurred_on=last - 80 * DAY, period=period)
    assert bool(finds("late_entry", record)) is ((today() - last).days > 45)


def test_a_record_that_waits_for_what_it_tells_of_is_not_late(finds):
    def meeting(done):
        row = LifeMeetingRectification(issue="问题", measure="措施", owner="某", due=today(), done_on=done)
        return LifeMeetingRecord(title="会", occurred_on=today() - 90 * DAY, period="2020-01", rectification=[row])

    assert finds("late_entry", meeting(None))
    assert finds("late_entry", meeting(today() - 5 * DAY)) == []


def development(*steps):
    log = [
        DevelopmentStep(step=step, done_on=today() - ago * DAY, correction=correction)
        for step, ago, correction in ((*one, "")[:3] for one in steps)
    ]
    return DevelopmentRecord(title="档案", step_log=log)


@pytest.mark.parametrize(
    ("steps", "found"),
    [
        (((1, 60), (2, 45), (3, 30), (4, 30)), 0),  # two on one day
        (((1, 60), (2, 45), (2, 30)), 0),  # told twice
        (((1, 60), (3, 30)), 1),  # skipped
        (((1, 60), (3, 30, "党委同意补办")), 0),
        (((1, 60), (2, 45), (3, 50)), 1),  # earlier than the step before
        (((1, 60), (2, 45), (3, 30), (2, 20)), 1),  # back
        (((2, 45),), 1),  # begins in the middle
        (((1, 100), (2, 40)), 1),  # the talk within a month
        (((1, 100), (2, 70)), 0),
    ],
)
def test_the_steps_of_a_candidate_follow_each_other(finds, steps, found):
    told = finds("development_order", development(*steps))
    assert len(told) == found
    assert all(one.field == "step_log" for one in told)


def test_an_activist_waits_a_year_and_so_does_a_probationary_member(finds):
    def until(step, gaps):
        day, steps = 2000, []
        for number in range(1, step + 1):
            day -= gaps.get(number, 5)
            steps.append((number, day))
        return development(*steps)

    assert finds("development_order", until(25, {7: 366, 23: 366})) == []
    assert len(finds("development_order", until(9, {7: 200}))) == 1
    assert len(finds("development_order", until(25, {7: 366, 23: 100}))) == 1
    assert len(finds("development_order", until(18, {7: 366, 17: 200}))) == 1


@pytest.mark.parametrize(
    ("kind", "ref", "found"),
    [
        ("repost", "", 1),
        ("repost", "网络", 1),
        ("repost", " 无。", 1),
        ("superior_document", "上级文件", 1),
        ("repost", "厂报第1123期第二版", 0),
        ("superior_document", "集团党委〔2026〕12号", 0),
        ("own_record", "", 0),
    ],
)
def test_what_was_taken_from_elsewhere_names_its_source(finds, kind, ref, found):
    assert len(finds("repost_source", FeaturedRecord(title="记录", source_kind=kind, source_ref=ref))) == found


def test_a_title_that_says_repost_and_a_quotation_without_source(finds, said):
    assert fields_of(finds("repost_source", said("全文如下。", title="转载：班组建设五个抓手"))) == ["source_kind"]
    assert finds("repost_source", said("来源：《工人日报》。", title="转载：班组建设五个抓手")) == []
    assert finds("repost_source", said("书记的讲话转发到各组。", title="学习讲话")) == []
    for source, found in (("", ["body"]), ("网络", ["body"]), ("党章第三条", [])):
        quote = ("quote", {"text": "党员必须履行下列义务", "source": source})
        assert fields_of(finds("repost_source", FeaturedRecord(title="记录", body=[quote]))) == found


def test_a_members_meeting_without_evidence_is_a_hint_that_nobody_must_answer(finds, check):
    assert not check("evidence").answered
    assert fields_of(finds("evidence", MeetingRecord(title="会", meeting_type="members"))) == ["evidence"]
    assert finds("evidence", MeetingRecord(title="会", meeting_type="group")) == []
    sheet = [MeetingSignInSheet(file_id=1)]
    assert finds("evidence", MeetingRecord(title="会", meeting_type="members", sign_in_sheet=sheet)) == []
