"""What 中国共产党发展党员工作细则 asks of a candidate's file: {field: [messages]}, each naming the rule."""

import datetime
from collections.abc import Iterator

from django.utils.translation import gettext as _

from . import steps
from .steps import first_day, is_corrected, months_after

DAY = datetime.timedelta(days=1)
RULE = "发展党员工作细则"
IN_WRITING = "书面意见"


def vote_faults(record) -> dict:
    """The rules among the numbers of the vote; each error names its field."""
    due, present = record.vote_due, record.vote_present
    votes = [record.vote_for, record.vote_against, record.vote_abstain]
    numbers = [due, present, *votes]
    if all(number is None for number in numbers):
        return {}
    names = ("vote_due", "vote_present", "vote_for", "vote_against", "vote_abstain")
    errors = {
        name: _("有表决时，应到、实到、赞成、反对、弃权都要填写，没有的填0。")
        for name, number in zip(names, numbers, strict=True)
        if number is None
    }
    if errors:
        return errors
    if present > due:
        errors["vote_present"] = _("实到会有表决权人数不能大于应到会有表决权人数。")
    elif 2 * present <= due:
        errors["vote_present"] = _(
            "有表决权的到会人数须超过应到会有表决权人数的半数，方可开会（%(rule)s第二十条）。"
        ) % {"rule": RULE}
    if sum(votes) > due:
        errors["vote_for"] = _("赞成、反对、弃权合计（%(votes)s票）多于应到会有表决权人数（%(due)s人）。") % {
            "votes": sum(votes),
            "due": due,
        }
    return errors


def log_faults(log) -> list[str]:
    """步骤须依次办理，不得跳步; the talk within a month, the year as an activist, the year of probation."""
    reasons = {
        "skipped": _("跳过了前面的步骤"),
        "back": _("在后面的步骤之后"),
        "earlier": _("办理日期早于上一行"),
    }
    faults = [
        _(
            "第%(row)s行（第%(step)s步）%(reason)s：步骤须依次办理，不得跳步；确有原因的，须经党委同意并在“更正说明”中写明。"
        )
        % {"row": number, "step": log[number - 1].step, "reason": reasons[reason]}
        for number, reason in steps.out_of_order(log)
    ]
    applied, talked = first_day(log, steps.APPLIED), first_day(log, steps.TALKED)
    if _both(applied, talked) and talked > months_after(applied, 1) and not is_corrected(log, steps.TALKED):
        faults.append(_("收到申请书一个月内须派人谈话（%(rule)s第六条）。") % {"rule": RULE})
    activist, candidate = first_day(log, steps.ACTIVIST), first_day(log, steps.CANDIDATE)
    if _both(activist, candidate) and candidate < months_after(activist, 12):
        if not is_corrected(log, steps.CANDIDATE):
            faults.append(
                _("积极分子须经一年以上培养教育考察，方可确定为发展对象（%(rule)s第十三条）。") % {"rule": RULE}
            )
    return faults


def probation_fault(record, log) -> str:
    """预备期一年，自支部大会通过之日算起；可延长，不少于半年、不超过一年."""
    begun, end = first_day(log, steps.DISCUSSED), record.probation_end
    if not _both(begun, end):
        return ""
    year = months_after(begun, 12)
    if year - DAY <= end <= year:
        return ""
    if months_after(begun, 18) - DAY <= end <= months_after(begun, 24):
        return ""
    return _("预备期自支部大会通过之日算起为一年，即至%(year)s；延长的，不少于半年、不超过一年（%(rule)s）。") % {
        "year": f"{year:%Y-%m-%d}",
        "rule": RULE,
    }


def file_faults(record) -> dict[str, list]:
    """The rules over the log, the people and the columns together."""
    log = list(record.step_log.all())
    found = {"step_log": log_faults(log)}
    if log and record.step != max(row.step for row in log):
        found["step"] = [_("“步骤”应是步骤办理记录中最后办到的一步。")]
    late = [row.done_on for row in log if row.done_on and record.occurred_on and row.done_on > record.occurred_on]
    if late:
        found["step_log"].append(_("办理日期不能晚于事实发生日期（本次更新的日期）。"))
    for name, fault in _people_faults(record):
        found.setdefault(name, []).append(fault)
    for name, fault in _progress_faults(record, log):
        found.setdefault(name, []).append(fault)
    return {name: faults for name, faults in found.items() if faults}


def _people_faults(record) -> Iterator[tuple[str, str]]:
    contacts = {person.pk for person in record.contacts.all()}
    sponsors = {person.pk for person in record.sponsors.all()}
    if len(contacts) > 2:
        yield "contacts", _("培养联系人为一至两名正式党员（%(rule)s）。") % {"rule": RULE}
    if (record.step or 0) >= steps.CONTACTS and not contacts:
        yield "contacts", _("已指定培养联系人的，须填写一至两名（%(rule)s）。") % {"rule": RULE}
    needed = (record.step or 0) >= steps.SPONSORS
    if len(sponsors) > 2 or (needed and len(sponsors) != 2) or (sponsors and len(sponsors) < 2):
        yield "sponsors", _("入党介绍人为两名正式党员（%(rule)s）。") % {"rule": RULE}
    for name, people in (("contacts", contacts), ("sponsors", sponsors)):
        if record.candidate_id in people:
            yield name, _("本人不能做自己的培养联系人或入党介绍人。")


def _progress_faults(record, log) -> Iterator[tuple[str, str]]:
    step = record.step or 0
    if step > steps.REVIEWED and record.political_review != "qualified":
        yield (
            "political_review",
            _("未经政治审查或政治审查不合格的，不能发展入党（%(rule)s第十六条）。") % {"rule": RULE},
        )
    if step > steps.TRAINED and not record.training_hours:
        yield (
            "training_hours",
            _("未经集中培训的，除个别特殊情况外，不能发展入党（%(rule)s第十七条）。") % {"rule": RULE},
        )
    yield from _vote_progress(record, log, step)
    discussed = first_day(log, steps.DISCUSSED)
    if step >= steps.APPROVED:
        if not record.approved_by_committee_on:
            yield "approved_by_committee_on", _("党委已审批的，须填写党委审批日期。")
        if not record.probation_end:
            yield "probation_end", _("接收为预备党员的，须填写预备期满日期。")
    if _both(record.approved_by_committee_on, discussed) and record.approved_by_committee_on < discussed:
        yield "approved_by_committee_on", _("党委审批日期不能早于支部大会讨论的日期。")
    if fault := probation_fault(record, log):
        yield "probation_end", fault
    confirmed = first_day(log, steps.CONFIRMED)
    if _both(confirmed, record.probation_end) and confirmed < record.probation_end:
        if not is_corrected(log, steps.CONFIRMED):
            yield "step_log", _("预备期未满，不能讨论转正（%(rule)s）。") % {"rule": RULE}


def _vote_progress(record, log, step) -> Iterator[tuple[str, str]]:
    """支部大会: what the vote must have been for the file to go on."""
    due, votes_for = record.vote_due, record.vote_for
    if step >= steps.DISCUSSED and due is None:
        yield "vote_due", _("支部大会已讨论的，须填写应到、实到和票数。")
        return
    if None in (due, record.vote_present, votes_for, record.vote_against, record.vote_abstain):
        return
    if step not in (steps.DISCUSSED, steps.CONFIRMED) and step > steps.DISCUSSED and 2 * votes_for <= due:
        yield (
            "vote_for",
            _("赞成人数须超过应到会有表决权的正式党员的半数，方为通过（%(rule)s第二十条）。") % {"rule": RULE},
        )
    if votes_for + record.vote_against + record.vote_abstain > record.vote_present:
        meetings = [row for row in log if row.step in (steps.DISCUSSED, steps.CONFIRMED)]
        if not any(IN_WRITING in row.result for row in meetings):
            yield (
                "vote_for",
                _("票数多于到会人数；会前正式提出的书面意见计入票数的，请在支部大会一行的“结果”中写明“书面意见”。"),
            )


def _both(one, other) -> bool:
    return one is not None and other is not None
