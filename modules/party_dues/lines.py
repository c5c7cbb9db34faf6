"""Whether a month's sums and lines of dues agree."""

from decimal import Decimal

from django.utils.translation import gettext as _

from .rates import ROUNDING, dues_of, rate_for

RULE = "中组部《关于中国共产党党费收缴、使用和管理的规定》"


def amount_faults(record) -> dict:
    """{field: message}: the sums by themselves."""
    errors = {}
    paid, remitted = record.paid_amount, record.remitted_amount
    if paid is not None and remitted is not None and remitted > paid:
        errors["remitted_amount"] = _("上缴金额不能大于实交金额。")
    if paid is not None and record.paid_count is not None and (paid > 0) != (record.paid_count > 0):
        errors["paid_amount"] = _("实交人数与实交金额须同时为零或同时不为零。")
    return errors


def line_faults(record) -> list[str]:
    """The lines of whoever gives any: every member once, each by the rates, and together the sums."""
    lines = list(record.member_lines.all())
    if not lines:
        return []
    faults = []
    for number, line in enumerate(lines, 1):
        if fault := _line_fault(line):
            faults.append(_("第%(number)s行：%(fault)s") % {"number": number, "fault": fault})
    people = [line.member_id for line in lines]
    if len(set(people)) < len(people):
        faults.append(_("同一人在明细中列了两次。"))
    sums = (
        (_("应交人数"), record.payable_count, len(lines)),
        (_("实交人数"), record.paid_count, len([line for line in lines if line.paid])),
        (_("应交金额"), record.payable_amount, sum((line.due for line in lines), Decimal(0))),
        (_("实交金额"), record.paid_amount, sum((line.paid for line in lines), Decimal(0))),
    )
    faults += [
        _("明细合计的%(what)s为%(found)s，与填写的%(stated)s不符。") % {"what": what, "found": found, "stated": stated}
        for what, stated, found in sums
        if stated is not None and stated != found
    ]
    return faults


def _line_fault(line) -> str:
    if (line.base is None) != (line.rate is None):
        return _("交纳基数与比例须同时填写；经批准少交、免交或按定额交纳的，两项都不填。")
    if line.base is not None:
        if line.rate != rate_for(line.base):
            words = {"base": line.base, "rate": rate_for(line.base), "rule": RULE}
            return _("基数%(base)s元对应的比例是%(rate)s %%（%(rule)s）。") % words
        if abs(line.due - dues_of(line.base, line.rate)) > ROUNDING:
            return _("应交应为基数乘以比例，即%(due)s元（%(rule)s）。") % {
                "due": dues_of(line.base, line.rate),
                "rule": RULE,
            }
    if line.paid and not line.paid_on:
        return _("已交纳的须填交纳日期。")
    if line.paid_on and not line.paid:
        return _("没有交纳的不填交纳日期。")
    return ""
