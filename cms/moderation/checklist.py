"""The review form (审核表): the twelve things that reviewers answer, by axis, and which stage answers which.

From the catalogue's `review_defaults` and domain.md 2.2. An item that vetoes cannot be answered 否 by whoever passes.
"""

from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from .stages import Stage

__all__ = ["ANSWERS", "ITEMS", "NO", "NOT_APPLICABLE", "YES", "Item", "check", "items_of"]

YES, NO, NOT_APPLICABLE = "yes", "no", "na"
ANSWERS = {YES: gettext_lazy("是"), NO: gettext_lazy("否"), NOT_APPLICABLE: gettext_lazy("不适用")}
LONGEST_NOTE = 300


@dataclass(frozen=True)
class Item:
    slug: str
    axis: str
    label: Any
    veto: bool = False


ITEMS = (
    Item("fact_happened", "truth", gettext_lazy("事实确已发生，时间地点人物与原始记录一致"), veto=True),
    Item("date_not_backdated", "truth", gettext_lazy("发生日期与报送日期合理，无补造、倒签"), veto=True),
    Item("numbers_reconcile", "truth", gettext_lazy("数字可核对（应到实到、金额、票数勾稽）"), veto=True),
    Item("source_stated", "credibility", gettext_lazy("来源明确，转载注明出处")),
    Item("evidence_attached", "credibility", gettext_lazy("佐证材料可支持主要事实")),
    Item("second_person_confirmed", "credibility", gettext_lazy("经当事人或另一知情人确认")),
    Item("rule_conformity", "legality", gettext_lazy("程序内容符合党章党规和法律法规"), veto=True),
    Item("personal_data_ok", "legality", gettext_lazy("个人信息最小必要并已脱敏"), veto=True),
    Item("copyright_portrait_ok", "legality", gettext_lazy("图片文字无版权、肖像权问题")),
    Item("secrecy_ok", "confidentiality", gettext_lazy("不含国家秘密、工作秘密、商业秘密"), veto=True),
    Item("scope_ok", "confidentiality", gettext_lazy("公开范围与事项相符"), veto=True),
    Item("wording_ok", "text", gettext_lazy("政治表述、人名职务排序、机构名称准确，无错别字")),
)
BY_SLUG = {item.slug: item for item in ITEMS}


def items_of(stage: Stage) -> list[Item]:
    """What is answered at this stage, in the order of the form."""
    return [item for item in ITEMS if item.axis in stage.axes]


def check(stage: Stage, answers: dict[str, dict], *, passing: bool) -> dict[str, dict]:
    """The answers as they are kept: {slug: {"answer": …, "note"?: …}} of this stage's items.

    answers: {slug: {"answer": yes, no or na, "note"?: text}}. passing: whoever passes answers every item, none that vetoes
    with 否, and gives a note with every other 否; whoever returns may leave items open.
    Raises ValidationError by item.
    """
    errors, kept = {}, {}
    answers = answers if isinstance(answers, dict) else {}
    if unknown := [slug for slug in answers if slug not in BY_SLUG]:
        errors["answers"] = _("审核表没有这些项目：%(items)s") % {"items": "、".join(map(str, unknown))}
    for item in items_of(stage):
        given = answers.get(item.slug)
        given = given if isinstance(given, dict) else {}
        answer, note = given.get("answer", ""), str(given.get("note", "") or "").strip()
        if not isinstance(answer, str) or answer not in ANSWERS:
            if answer or passing:
                errors[item.slug] = _("请逐项回答：“%(item)s”。") % {"item": item.label}
            continue
        if len(note) > LONGEST_NOTE:
            errors[item.slug] = _("说明不超过%(most)s字。") % {"most": LONGEST_NOTE}
        elif passing and answer == NO and item.veto:
            errors[item.slug] = _("“%(item)s”答“否”的不能通过，请退回修改。") % {"item": item.label}
        elif passing and answer == NO and not note:
            errors[item.slug] = _("“%(item)s”答“否”，请写明情况。") % {"item": item.label}
        kept[item.slug] = {"answer": answer, "note": note} if note else {"answer": answer}
    if errors:
        raise ValidationError(errors)
    return kept
