"""意见未答复, told to whoever may read the call for opinions, and nothing of what the opinions say."""

import datetime

from django.utils import timezone

from cms.access import viewer_of
from modules.opinions.actions import answer, note_submission
from modules.opinions.concerns import concerns

from .test_contract import TestContract as Contract


def test_unanswered_opinions_are_told_until_they_are_answered(world):
    call = Contract().published(world, anonymous_allowed=True, title="食堂意见")
    by, office = world.user("drafter"), viewer_of(world.user("party_office"))
    assert concerns(office, [world.branch]) == []
    note_submission(call, by, "延长开放zzq。", category="welfare")
    note_submission(call, by, "增加素菜zzq。", category="welfare")
    answer(call, by, 1, "下周起延长。")
    (one,) = concerns(office, [world.branch])
    assert "“食堂意见”有1条意见未答复，应于" in one.text and "zzq" not in one.text + one.question
    assert (one.kind, one.record_id, one.module) == ("unanswered", call.pk, "opinions")
    late = concerns(office, [world.branch], timezone.localdate() + datetime.timedelta(days=60))
    assert "已逾期" in late[0].text
    assert concerns(office, [world.other]) == []
    answer(call, by, 2, "已经增加。")
    assert concerns(office, [world.branch]) == []


def test_whoever_may_not_read_the_call_learns_of_none(world):
    call = Contract().published(world, anonymous_allowed=True, disclosure_scope="restricted")
    note_submission(call, world.user("drafter"), "延长开放。", category="welfare")
    units = [world.branch]
    assert concerns(viewer_of(world.user("secretary")), units)
    assert concerns(viewer_of(world.user("member", world.committee)), units) == []
