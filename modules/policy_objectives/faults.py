"""What is wrong with an objective: {field: message}. Each rule says where it comes from."""

from django.utils import timezone
from django.utils.translation import gettext as _

from cms.months import figures

from . import status
from .status import HIGHER, LOWER, MILESTONE, RANGE, RED


def target_faults(objective) -> dict:
    """The rules among its own columns: targets, year, upper objective."""
    errors = {}
    if objective.year and objective.period and not objective.period.startswith(str(objective.year)):
        errors["year"] = _("年度与所属期间（%(period)s）不一致。") % {"period": objective.period}
    must, stretch = objective.must_target, objective.stretch_target
    if must is not None and stretch is not None:
        errors |= _stretch_faults(objective, must, stretch)
    errors |= _bound_faults(objective)
    if objective.direction == MILESTONE and objective.year:
        errors |= _day_faults(objective)
    upper = objective.parent_objective
    if upper is not None:
        if upper.pk == objective.pk:
            errors["parent_objective"] = _("目标不能展开自它自己。")
        elif objective.year and getattr(upper.specific, "year", None) != objective.year:
            errors["parent_objective"] = _("上级目标不是本年度的目标。")
    return errors


def _stretch_faults(objective, must, stretch) -> dict:
    """挑战目标不得比必达目标宽松, each direction in its own sense."""
    easier = {
        HIGHER: (stretch < must, _("越高越好的指标，挑战目标不能低于必达目标。")),
        LOWER: (stretch > must, _("越低越好的指标，挑战目标不能高于必达目标。")),
        RANGE: (stretch < must, _("挑战目标的下限不能低于必达目标的下限。")),
        MILESTONE: (stretch > must, _("里程碑的计划日（挑战目标）不能晚于最迟完成日（必达目标）。")),
    }
    wrong, message = easier.get(objective.direction, (False, ""))
    return {"stretch_target": message} if wrong else {}


def _bound_faults(objective) -> dict:
    """A range has upper bounds, nothing else has."""
    errors = {}
    highs = {"must": objective.must_target_high, "stretch": objective.stretch_target_high}
    for name, high in highs.items():
        low = getattr(objective, f"{name}_target")
        if objective.direction != RANGE:
            if high is not None:
                errors[f"{name}_target_high"] = _("只有指标方向为“区间”时才填上限。")
        elif high is None:
            errors[f"{name}_target_high"] = _("指标方向为“区间”时必须填写上限。")
        elif low is not None and high < low:
            errors[f"{name}_target_high"] = _("上限不能低于下限。")
    if objective.direction == RANGE and not errors and highs["stretch"] > highs["must"]:
        errors["stretch_target_high"] = _("挑战目标的上限不能高于必达目标的上限。")
    return errors


def _day_faults(objective) -> dict:
    """A milestone's figures are days of the year."""
    last = status.days_of(objective.year)
    errors = {}
    for name in ("must_target", "stretch_target"):
        number = getattr(objective, name)
        if number is not None and not (number == int(number) and 1 <= number <= last):
            errors[name] = _("里程碑填当年的第几天，须是1至%(last)s的整数。") % {"last": last}
    for name in ("monthly_must", "monthly_stretch", "monthly_actual"):
        for month, number in enumerate(figures(getattr(objective, name)), 1):
            if number is None:
                continue
            valid = number == int(number) and 1 <= number <= last
            if not valid or status.day_of_year(objective.year, number).month != month:
                errors[name] = _("%(month)s月填的“第%(number)s天”不在这个月；里程碑填当年的第几天。") % {
                    "month": month,
                    "number": f"{number:f}",
                }
                break
    return errors


def board_faults(objective) -> dict:
    """The rules over the months and the rows."""
    errors = {}
    if fault := _plan_fault(objective):
        errors["monthly_must"] = fault
    actuals = figures(objective.monthly_actual)
    if fault := _future_fault(objective, actuals):
        errors["monthly_actual"] = fault
    last = objective.last_month
    reason = objective.deviation_reason.strip()
    gaps = [month for month in range(1, last or 1) if actuals[month - 1] is None]
    if gaps and not reason and objective.direction != MILESTONE:
        errors["monthly_actual"] = _("%(months)s月没有实绩，也没有在“未达成原因”中说明；没有实绩的月份须说明原因。") % {
            "months": "、".join(map(str, gaps))
        }
    if RED in (objective.status_to_date(), objective.status_of_month(last) if last else ""):
        if not reason:
            errors["deviation_reason"] = _("当月或累计实绩为红色，须填写未达成原因。")
        if not objective.countermeasure.all():
            errors["countermeasure"] = _("当月或累计实绩为红色，至少填写一条对策。")
    if late := [number for number, row in enumerate(objective.measures.all(), 1) if row.start and row.start > row.due]:
        errors["measures"] = _("第%(numbers)s项方策的期限早于开始时间。") % {"numbers": "、".join(map(str, late))}
    if objective.catchball_state == "revised" and not objective.summary.strip():
        errors["summary"] = _("中期修订须在摘要中写明修订日期、原因和原目标值。")
    return errors


def _plan_fault(objective) -> str:
    plan = figures(objective.monthly_must)
    if objective.direction == MILESTONE:
        return "" if any(figure is not None for figure in plan) else _("里程碑须填计划完成的那个月。")
    missing = [str(month) for month, figure in enumerate(plan, 1) if figure is None]
    return _("月度必达计划值缺%(months)s月。") % {"months": "、".join(missing)} if missing else ""


def _future_fault(objective, actuals) -> str:
    today = timezone.localdate()
    ahead = [
        str(month)
        for month, figure in enumerate(actuals, 1)
        if figure is not None and objective.year and (objective.year, month) > (today.year, today.month)
    ]
    return _("%(months)s月还没有到，不能填实绩。") % {"months": "、".join(ahead)} if ahead else ""


def weight_faults(objective, others) -> dict:
    """What a single record can tell of its unit's set; whether the set is complete only `sets.set_faults()` can."""
    errors = {}
    if any(other.code.strip() == objective.code.strip() for other in others):
        errors["code"] = _("本单位%(year)s年已有编号为“%(code)s”的目标。") % {
            "year": objective.year,
            "code": objective.code,
        }
    total = sum(other.weight for other in others)
    if objective.weight is not None and total + objective.weight > 100:
        errors["weight"] = _("本单位%(year)s年其他目标的权重已有%(total)s %%，加上本项超过 100 %%。") % {
            "year": objective.year,
            "total": f"{total:f}",
        }
    return errors
