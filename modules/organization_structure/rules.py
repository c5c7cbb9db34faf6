"""The numbers of 中国共产党支部工作条例(试行) about how a branch is set up, and what follows from them."""

import calendar
import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

SECRETARY, DEPUTY = "secretary", "deputy_secretary"
BRANCHES = frozenset({"branch", "joint_branch", "temporary_branch"})
# Which types a unit of this kind may be; a branch may also describe one of its groups
TYPES = {
    "committee": frozenset({"committee"}),
    "general_branch": frozenset({"general_branch"}),
    "branch": BRANCHES | {"group"},
}
# 正式党员三人以上; 七人以上设支委会; 委员三至五人，一般不超过七人
SMALLEST_BRANCH, SMALLEST_WITH_COMMITTEE, FEWEST, MOST = 3, 7, 3, 7
# A term ends on its anniversary, give or take the weeks in which an election is held
LEEWAY = datetime.timedelta(days=31)
REMINDED_BEFORE = 6


def months_after(day: datetime.date, months: int) -> datetime.date:
    """The same day `months` later (earlier if negative), or the last of that month when it has no such day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return datetime.date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def reminder_day(term_end: datetime.date) -> datetime.date:
    return months_after(term_end, -REMINDED_BEFORE)


def term_fault(start: datetime.date, end: datetime.date, years: int) -> str:
    if end <= start:
        return _("任期届满须晚于任期开始。")
    due = months_after(start, 12 * years)
    if abs(end - due) <= LEEWAY:
        return ""
    return _("任期%(years)s年，届满应在%(day)s前后一个月内（基层组织选举工作条例：任期届满按期换届）。") % {
        "years": years,
        "day": f"{due:%Y-%m-%d}",
    }


def type_fault(org_type: str, kind: str) -> str:
    return "" if org_type in TYPES.get(kind, TYPES["branch"]) else _("组织类别与本党组织的层级不符。")


def body_faults(record) -> list[str]:
    """One secretary, who is the one named above; nobody twice; as many as the rules ask for."""
    rows = list(record.committee_members.all())
    if not rows:
        return []  # that a table is required is the core's to say
    faults = []
    secretaries = [row.person_id for row in rows if row.duty == SECRETARY]
    if len(secretaries) != 1:
        faults.append(_("委员中应有一名书记，现有%(count)s名。") % {"count": len(secretaries)})
    elif secretaries[0] != record.secretary_id:
        faults.append(_("委员中的书记与“书记”一栏不是同一人。"))
    people = [row.person_id for row in rows]
    if len(set(people)) < len(people):
        faults.append(_("同一人在委员中列了两次。"))
    today = timezone.localdate()
    if any(row.since and row.since > today for row in rows):
        faults.append(_("任职时间不能晚于今天。"))
    if record.org_type in BRANCHES and record.member_count is not None:
        faults += _size_faults(record, rows)
    return faults


def _size_faults(record, rows) -> list[str]:
    if record.member_count < SMALLEST_BRANCH:
        return [_("正式党员不足三人，不能成立党支部（支部工作条例第四条）。")]
    if record.member_count < SMALLEST_WITH_COMMITTEE:
        if any(row.duty not in (SECRETARY, DEPUTY) for row in rows):
            return [_("党员不足七人的支部不设支部委员会，只设书记一名，必要时设副书记一名（支部工作条例第二十一条）。")]
        return []
    if not FEWEST <= len(rows) <= MOST:
        return [
            _("党员七人以上的支部设委员三至五名，一般不超过七名（支部工作条例第二十一条），现有%(count)s名。")
            % {"count": len(rows)}
        ]
    return []


def group_faults(record) -> list[str]:
    """Whoever lists groups lists all: every member of a branch belongs to one of them."""
    rows = list(record.party_groups.all())
    if not rows:
        return []
    faults = []
    names = [row.name.strip() for row in rows]
    if len(set(names)) < len(names):
        faults.append(_("党小组名称不能重复。"))
    total = sum(row.member_count for row in rows)
    if record.member_count is not None and total != record.member_count:
        faults.append(
            _("各党小组党员数之和（%(total)s人）应等于党员数（%(count)s人）。")
            % {"total": total, "count": record.member_count}
        )
    return faults
