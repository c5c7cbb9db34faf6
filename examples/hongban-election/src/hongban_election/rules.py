"""What 中国共产党基层组织选举工作条例 (2020) asks of an election: {field: [messages]}, each naming the rule.

Numbers of articles stand only where they were read in a printed text: 3 (term), 4 (form), 5 (who votes), 22 and 23 (scrutineers
and tellers), 24 (secret ballot). That candidates are a fifth more than seats, that four fifths must be present, that more than half
of those present elect, when a ballot is valid and what is reported are the same regulation's, from general knowledge, their
articles to be confirmed; so are 两上两下 and 三上三下, which are custom (the regulation asks for 酝酿 and names no rounds).
"""

import calendar
import datetime
from collections.abc import Iterator

from django.utils import timezone
from django.utils.translation import gettext as _

from . import votes
from .votes import DEPUTY, SECRETARY

RULE = "基层组织选举工作条例"
BRANCH_RULE = "支部工作条例"
# 延长或者提前期限一般不超过1年
MOST_MONTHS = 12
# 正式党员七人以上设支部委员会, 委员三至五人, 一般不超过七人
SMALLEST_WITH_COMMITTEE, FEWEST, MOST = 7, 3, 7
ROUNDS = (4, 6)
STEP_ORDER = ("first_up", "first_down", "second_up", "second_down", "third_up", "third_down")
# Of a vote alone, and what of it must be filled
NEEDED = (
    "assembly", "seats", "voters_due", "voters_present", "ballots_issued", "ballots_returned", "ballots_valid",
    "ballots_invalid", "reported_on",
)  # fmt: skip
OF_VOTES = (*NEEDED, "meeting_id", "second_round", "committee_met_on", "committee_present", "report_number")


def months_after(day: datetime.date, months: int) -> datetime.date:
    """The same day `months` later (earlier if negative), or the last of that month when it has no such day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return datetime.date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def collect(*found: Iterator[tuple[str, str]]) -> dict[str, list[str]]:
    errors: dict[str, list[str]] = {}
    for faults in found:
        for name, message in faults:
            errors.setdefault(name, []).append(message)
    return errors


def column_faults(record) -> dict[str, list[str]]:
    """The rules among the columns, as far as these are filled."""
    found = [_order_faults(record)]
    if record.kind == "postponed":
        found += [_postponement_faults(record), _nothing_of_a_vote(record)]
    elif record.is_vote:
        found += [_needed(record), _term_faults(record), _attendance_faults(record), _ballot_faults(record)]
        found.append(_report_faults(record))
    return collect(*found)


def table_faults(record) -> dict[str, list[str]]:
    """The rules over the tables; a record whose columns are not filled has faults enough already."""
    if not record.is_vote:
        return collect(_no_tables(record))
    if any(getattr(record, name) in (None, "") for name in NEEDED):
        return {}
    return collect(
        _nomination_faults(record),
        _size_faults(record),
        _candidate_faults(record),
        _elected_faults(record),
        _counting_faults(record),
        _committee_faults(record),
    )


# 届次、请示与批复 -------------------------------------------------------------------------------------------------------


def _order_faults(record) -> Iterator[tuple[str, str]]:
    """请示在前，批复在后，然后才选举."""
    asked, approved, held = record.requested_on, record.approved_on, record.held_on
    if asked and approved and approved < asked:
        yield "approved_on", _("批复日期不能早于请示日期。")
    if approved and held and record.is_vote and held < approved:
        yield (
            "held_on",
            _("换届选举须经上级党组织批复后进行（%(rule)s），选举日期不能早于批复日期。") % {"rule": RULE},
        )


def _postponement_faults(record) -> Iterator[tuple[str, str]]:
    until, end = record.postponed_until, record.term_end
    if until is None:
        yield "postponed_until", _("延期换届须写明延期至何日。")
    elif end and until <= end:
        yield "postponed_until", _("延期须晚于任期届满日期。")
    elif end and until > months_after(end, MOST_MONTHS):
        yield (
            "postponed_until",
            _("延长期限一般不超过一年（%(rule)s第三条），即不晚于%(day)s。")
            % {
                "rule": RULE,
                "day": months_after(end, MOST_MONTHS),
            },
        )
    if record.held_on and record.approved_on and record.held_on != record.approved_on:
        yield "held_on", _("延期换届没有选举，此处填批复日期。")
    if record.postponement_id:
        yield "postponement", _("延期换届的记录本身不引用另一次延期。")


def _nothing_of_a_vote(record) -> Iterator[tuple[str, str]]:
    for name in OF_VOTES:
        if getattr(record, name) not in (None, ""):
            yield name.removesuffix("_id"), _("延期换届没有选举，不填此项。")
    if record.direct:
        yield "direct", _("延期换届没有选举，不填此项。")


def _term_faults(record) -> Iterator[tuple[str, str]]:
    if record.postponed_until:
        yield "postponed_until", _("仅延期换届填写。")
    held, end = record.held_on, record.term_end
    if not held or not end:
        return
    if record.kind == "vacancy":
        if held > end:
            yield "held_on", _("本届任期已经届满，应当换届，不再补选（%(rule)s第三条）。") % {"rule": RULE}
        return
    if held < months_after(end, -MOST_MONTHS):
        yield (
            "held_on",
            _("提前换届一般不超过一年（%(rule)s第三条），即不早于%(day)s。")
            % {
                "rule": RULE,
                "day": months_after(end, -MOST_MONTHS),
            },
        )
    if held > end and not record.postponement_id:
        yield (
            "postponement",
            _("任期届满应当按期换届；届满之后换届的，须有经上级批准的延期（%(rule)s第三条）。") % {"rule": RULE},
        )


# 大会与选票 ----------------------------------------------------------------------------------------------------------------


def _needed(record) -> Iterator[tuple[str, str]]:
    for name in NEEDED:
        if getattr(record, name) in (None, ""):
            yield name, _("换届和补选必填。")


def _attendance_faults(record) -> Iterator[tuple[str, str]]:
    due, present = record.voters_due, record.voters_present
    if not record.secret_ballot:
        yield "secret_ballot", _("选举采用无记名投票的方式（%(rule)s第二十四条）。") % {"rule": RULE}
    if due is None or present is None:
        return
    if present > due:
        yield "voters_present", _("实到会人数不能大于应到会人数。")
    elif not votes.is_quorate(present, due):
        yield (
            "voters_present",
            _(
                "有选举权的到会人数不少于应到会人数的五分之四，会议有效（%(rule)s）；应到%(due)s人，至少须到%(least)s人。"
            )
            % {"rule": RULE, "due": due, "least": -(-4 * due // 5)},
        )


def _ballot_faults(record) -> Iterator[tuple[str, str]]:
    issued, returned = record.ballots_issued, record.ballots_returned
    valid, invalid = record.ballots_valid, record.ballots_invalid
    if issued is not None and record.voters_present is not None and issued != record.voters_present:
        yield (
            "ballots_issued",
            _(
                "到会有选举权的每人一张选票，应发出%(present)s张；因故未到会的不能委托他人代为投票（%(rule)s第二十四条）。"
            )
            % {"present": record.voters_present, "rule": RULE},
        )
    if issued is not None and returned is not None and returned > issued:
        yield (
            "ballots_returned",
            _("收回的选票多于发出的选票，选举无效，应当重新选举（%(rule)s）。") % {"rule": RULE},
        )
    if None not in (returned, valid, invalid) and valid + invalid != returned:
        yield (
            "ballots_valid",
            _("有效票与无效票之和（%(sum)s张）应等于收回的选票（%(returned)s张）。")
            % {
                "sum": valid + invalid,
                "returned": returned,
            },
        )


def _report_faults(record) -> Iterator[tuple[str, str]]:
    today = timezone.localdate()
    met, reported = record.committee_met_on, record.reported_on
    if met and record.held_on and met < record.held_on:
        yield "committee_met_on", _("委员会第一次全体会议不能早于选举日期。")
    for name, day in (("committee_met_on", met), ("reported_on", reported)):
        if day and day > today:
            yield name, _("日期不能晚于今天。")
    last = max(filter(None, (record.held_on, met)), default=None)
    if reported and last and reported < last:
        yield "reported_on", _("选举结果报告不能早于选举日期和委员会第一次全体会议。")


# 酝酿、候选人与得票 -----------------------------------------------------------------------------------------------------


def _no_tables(record) -> Iterator[tuple[str, str]]:
    for name in ("nominations", "candidates", "new_committee", "scrutineers", "tellers"):
        if getattr(record, name).all():
            yield name, _("延期换届没有选举，不填此项。")


def _nomination_faults(record) -> Iterator[tuple[str, str]]:
    rows = list(record.nominations.all())
    if not rows and record.kind == "vacancy":
        return
    if tuple(row.step for row in rows) not in [STEP_ORDER[:rounds] for rounds in ROUNDS]:
        yield "nominations", _("候选人须经充分酝酿：两上两下四步或三上三下六步，依次登记，每步一次。")
        return
    days = [row.done_on for row in rows]
    if None in days:
        yield "nominations", _("酝酿提名的每一步都要写明日期。")
    elif days != sorted(days):
        yield "nominations", _("酝酿提名的日期须依次先后。")
    elif record.held_on and days[-1] > record.held_on:
        yield "nominations", _("酝酿提名须在选举日期之前完成。")


def _size_faults(record) -> Iterator[tuple[str, str]]:
    """三人、七人、三至五名: how large the committee of a branch is."""
    if record.owning_unit.kind != "branch":
        if record.direct:
            yield "direct", _("党委和党总支设委员会，由委员会选举书记。")
        return
    if record.direct and record.voters_due >= SMALLEST_WITH_COMMITTEE:
        yield "direct", _("正式党员七人以上的党支部设支部委员会（%(rule)s）。") % {"rule": BRANCH_RULE}
    elif not record.direct and record.voters_due < SMALLEST_WITH_COMMITTEE:
        yield (
            "direct",
            _("正式党员不足七人的党支部不设支部委员会，由大会直接选举书记（%(rule)s）。") % {"rule": BRANCH_RULE},
        )
    elif record.direct and record.seats > 2:
        yield "seats", _("不设委员会的党支部设书记一名，必要时设副书记一名（%(rule)s）。") % {"rule": BRANCH_RULE}
    elif not record.direct and record.kind == "term" and not FEWEST <= record.seats <= MOST:
        yield "seats", _("党支部委员会设委员三至五名，一般不超过七名（%(rule)s）。") % {"rule": BRANCH_RULE}


def _candidate_faults(record) -> Iterator[tuple[str, str]]:
    rows = list(record.candidates.all())
    if not rows:
        yield "candidates", _("请填写候选人和得票。")
        return
    people = [row.person_id for row in rows]
    if len(set(people)) < len(people):
        yield "candidates", _("同一人在候选人中列了两次。")
    standing, needed = len(votes.on_ballot(rows)), votes.candidates_needed(record.seats)
    if record.direct:
        if standing < record.seats:
            yield "candidates", _("候选人少于应选名额。")
    elif standing < needed:
        yield (
            "candidates",
            _(
                "委员候选人的差额不少于应选人数的百分之二十（%(rule)s）：应选%(seats)s名，候选人至少%(needed)s名，现有%(standing)s名。"
            )
            % {"rule": RULE, "seats": record.seats, "needed": needed, "standing": standing},
        )
    for row in rows:
        if not votes.adds_up(row, record.ballots_valid):
            yield (
                "candidates",
                _(
                    "%(name)s的票数与有效票（%(valid)s张）不符：候选人的赞成、不赞成、弃权之和等于有效票，另选他人只填赞成。"
                )
                % {"name": row.person.name, "valid": record.ballots_valid},
            )
    most = record.ballots_valid * record.seats
    if sum(row.votes_for for row in rows) > most:
        yield "candidates", _("赞成票合计多于有效票所能选的人次（%(most)s）。") % {"most": most}


def _elected_faults(record) -> Iterator[tuple[str, str]]:
    """超过一半、得票多者当选; ties and seats left open need words on what was done."""
    rows = list(record.candidates.all())
    if not rows:
        return
    elected = [row for row in rows if row.elected]
    certain, tied = votes.outcome(rows, record.seats, record.voters_present)
    again = bool(record.second_round.strip())
    if len(elected) > record.seats:
        yield (
            "candidates",
            _("当选人（%(elected)s名）多于应选名额（%(seats)s名）。")
            % {
                "elected": len(elected),
                "seats": record.seats,
            },
        )
    for row in certain:
        if not row.elected:
            yield (
                "candidates",
                _("%(name)s的赞成票超过实到会人数的一半，以得票多少为序应当当选（%(rule)s）。")
                % {
                    "name": row.person.name,
                    "rule": RULE,
                },
            )
    if tied and not again:
        yield (
            "second_round",
            _("%(names)s票数相等，不能确定当选人，应当重新投票（%(rule)s）；请写明重新投票的票数和结果。")
            % {"names": "、".join(row.person.name for row in tied), "rule": RULE},
        )
    elif len(elected) < record.seats and not again:
        yield (
            "second_round",
            _("当选人少于应选名额，不足的名额另行选举或者减少名额（%(rule)s）；请写明办法和结果。") % {"rule": RULE},
        )
    for row in [] if again else elected:
        if not votes.is_majority(row.votes_for, record.voters_present):
            yield (
                "candidates",
                _(
                    "%(name)s得赞成票%(votes)s票，未超过实到会有选举权人数（%(present)s人）的一半，不能当选（%(rule)s）。"
                )
                % {
                    "name": row.person.name,
                    "votes": row.votes_for,
                    "present": record.voters_present,
                    "rule": RULE,
                },
            )


def _counting_faults(record) -> Iterator[tuple[str, str]]:
    """监票人、计票人: there are some, none of them stands for election, nobody is both."""
    standing = {row.person_id for row in record.candidates.all()}
    scrutineers = {person.pk for person in record.scrutineers.all()}
    tellers = {person.pk for person in record.tellers.all()}
    if not scrutineers:
        yield "scrutineers", _("选举设监票人，对选举全过程进行监督（%(rule)s第二十二条）。") % {"rule": RULE}
    elif scrutineers & standing:
        yield "scrutineers", _("监票人从不是候选人的党员中推选（%(rule)s第二十二条）。") % {"rule": RULE}
    if not tellers:
        yield "tellers", _("选举设计票人，在监票人监督下工作（%(rule)s第二十三条）。") % {"rule": RULE}
    elif tellers & standing:
        yield "tellers", _("候选人不能担任计票人。")
    elif tellers & scrutineers:
        yield (
            "tellers",
            _("监票人不能同时担任计票人：计票人在监票人监督下工作（%(rule)s第二十三条）。") % {"rule": RULE},
        )


# 委员会 --------------------------------------------------------------------------------------------------------------------


def _committee_faults(record) -> Iterator[tuple[str, str]]:
    rows = list(record.new_committee.all())
    elected = {row.person_id for row in record.candidates.all() if row.elected}
    people = [row.person_id for row in rows]
    if len(set(people)) < len(people):
        yield "new_committee", _("同一人在委员会中列了两次。")
    if record.kind == "vacancy":
        if not elected <= set(people):
            yield "new_committee", _("补选当选的委员应列入委员会组成。")
    elif set(people) != elected:
        yield "new_committee", _("委员会组成应与当选人一致。")
    secretaries = [row for row in rows if row.duty == SECRETARY]
    if rows and len(secretaries) != 1:
        yield "new_committee", _("应有一名书记，现有%(count)s名。") % {"count": len(secretaries)}
    if record.direct:
        if record.committee_met_on or record.committee_present is not None:
            yield "committee_met_on", _("不设委员会的，没有委员会会议。")
    elif record.kind == "term" or record.committee_met_on:
        yield from _meeting_faults(record, rows)


def _meeting_faults(record, rows) -> Iterator[tuple[str, str]]:
    """书记、副书记由委员会全体会议选举产生."""
    present = record.committee_present
    if not record.committee_met_on:
        yield "committee_met_on", _("书记、副书记由委员会全体会议选举产生（%(rule)s），须填会议日期。") % {"rule": RULE}
    if present is None:
        yield "committee_present", _("须填实到委员人数。")
        return
    if present > len(rows):
        yield "committee_present", _("实到委员多于委员会组成人数。")
    elif not votes.is_quorate(present, len(rows)):
        yield "committee_present", _("委员会选举时，到会委员不少于应到会的五分之四（%(rule)s）。") % {"rule": RULE}
    for row in rows:
        if row.duty not in (SECRETARY, DEPUTY):
            if row.votes_for is not None:
                yield "new_committee", _("%(name)s不是书记、副书记，不填委员会选举得票。") % {"name": row.person.name}
        elif record.kind == "vacancy" and row.votes_for is None:
            continue  # elected at an earlier meeting
        elif row.votes_for is None or not votes.is_majority(row.votes_for, present) or row.votes_for > present:
            yield (
                "new_committee",
                _(
                    "%(name)s任书记、副书记，委员会选举得票须超过实到委员（%(present)s人）的一半，且不多于实到（%(rule)s）。"
                )
                % {"name": row.person.name, "present": present, "rule": RULE},
            )
