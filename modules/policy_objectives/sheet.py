"""月度数据填报: the figures of one month of all the unit's objectives on one sheet, and what is made of them.

One row for each published objective. Whatever is wrong is named by row and column, and nothing that was typed is lost; either all
rows become drafts (and, submitted, one package), or none.
"""

import datetime
from decimal import Decimal, InvalidOperation

from django import forms
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cms.access import may_draft
from cms.drafting.actions import Overwritten, change, state_of
from cms.moderation.actions import submit
from cms.moderation.packages import PartsRefused, submit_package
from cms.months import figures
from cms.people import Person

from . import status
from .board import mark, shown_bounds, shown_day, shown_figure
from .months import closed_months
from .reasons import of_month, with_month
from .sets import Part, parts_of
from .status import MILESTONE, RED

__all__ = ["Row", "Sheet"]

# The columns by the names of the form's fields
COLUMNS = {
    "actual": gettext_lazy("实绩"),
    "reason": gettext_lazy("未达成原因"),
    "cause": gettext_lazy("对策：原因"),
    "action": gettext_lazy("对策：措施"),
    "owner": gettext_lazy("对策：责任人"),
    "due": gettext_lazy("对策：期限"),
}
# Where a refusal of the record's own rules is shown
PLACE_OF = {"monthly_actual": "actual", "deviation_reason": "reason", "countermeasure": "action"}
LONGEST_REASON = 500


class Row(forms.Form):
    """One objective. `part`: its page and latest draft; `locked`: why it cannot be filled in, '' when it can."""

    # The draft that the sheet was made of; '' for whichever
    state = forms.CharField(required=False, max_length=60, widget=forms.HiddenInput)
    actual = forms.CharField(required=False, max_length=20, label=COLUMNS["actual"])
    reason = forms.CharField(
        required=False,
        max_length=LONGEST_REASON,
        label=COLUMNS["reason"],
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    cause = forms.CharField(required=False, max_length=300, label=COLUMNS["cause"])
    action = forms.CharField(required=False, max_length=300, label=COLUMNS["action"])
    owner = forms.ModelChoiceField(Person.objects.none(), required=False, label=COLUMNS["owner"])
    due = forms.DateField(
        required=False, label=COLUMNS["due"], widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )

    def __init__(self, *args, number: int, part: Part, year: int, month: int, people, locked: str = "", **kwargs):
        self.number, self.part, self.year, self.month, self.locked = number, part, year, month, locked
        draft = part.draft
        self.before = figures(draft.monthly_actual)[month - 1]
        initial = {"actual": self.shown(self.before), "reason": of_month(draft.deviation_reason, month)}
        super().__init__(*args, prefix=f"o{part.page.pk}", initial=initial, **kwargs)
        self.fields["owner"].queryset = people
        self.label_suffix = ""
        milestone = draft.direction == MILESTONE
        cell = {"type": "date"} if milestone else {"inputmode": "decimal", "autocomplete": "off"}
        self.fields["actual"].widget = forms.TextInput(attrs=cell)
        self.existing = list(draft.countermeasure.all())
        for row in self.existing:
            self.fields[f"effect_{row.pk}"] = forms.CharField(
                required=False, max_length=300, label=_("效果确认"), initial=row.effect
            )
        for field in self.fields.values():
            words = {"number": number, "objective": draft.objective, "column": field.label}
            field.widget.attrs["aria-label"] = _("第%(number)s行 %(objective)s：%(column)s") % words
            if locked:
                field.disabled = True

    def shown(self, figure) -> str:
        if figure is None:
            return ""
        if self.part.draft.direction == MILESTONE:
            return status.day_of_year(self.year, figure).isoformat()
        return f"{figure.normalize():f}"

    def clean_actual(self) -> Decimal | None:
        text = (self.cleaned_data["actual"] or "").strip().replace("，", ",").replace("．", ".")
        if not text:
            return None
        if self.part.draft.direction == MILESTONE:
            return self._day(text)
        try:
            figure = Decimal(text.rstrip("%％"))
            if not figure.is_finite() or abs(figure) >= 10**12 or figure != round(figure, 4):
                raise InvalidOperation
        except InvalidOperation:
            raise ValidationError(
                _("“%(text)s”不是可用的数值；只填数字，最多四位小数，不带单位和千分位。") % {"text": text}
            ) from None
        return figure

    def _day(self, text: str) -> Decimal:
        try:
            day = datetime.date.fromisoformat(text)
        except ValueError:
            raise ValidationError(_("“%(text)s”不是日期；里程碑填完成日，如 2026-03-05。") % {"text": text}) from None
        if (day.year, day.month) != (self.year, self.month):
            raise ValidationError(_("完成日须在%(month)s月内；别的月份完成的，请在那个月填。") % {"month": self.month})
        return Decimal(day.timetuple().tm_yday)

    def clean(self):
        values = super().clean()
        begun = [name for name in ("cause", "action", "owner", "due") if values.get(name)]
        if begun:
            for name in ("cause", "action", "owner", "due"):
                if not values.get(name) and name not in self.errors:
                    self.add_error(name, _("填了一条对策，这一栏也要填。"))
        return values

    def complete(self) -> None:
        """What a submission asks for beyond a draft: a figure or a reason, and on red both a reason and a countermeasure."""
        if self.locked or "actual" in self.errors:
            return
        values, draft = self.cleaned_data, self.part.draft
        figure, reason = values.get("actual"), values.get("reason", "").strip()
        if figure is None:
            if draft.direction != MILESTONE and not reason and "reason" not in self.errors:
                self.add_error("reason", _("%(month)s月没有实绩，须写明原因。") % {"month": self.month})
            return
        if self.colour(figure) != RED:
            return
        if not reason and "reason" not in self.errors:
            self.add_error("reason", _("当月为红色，须填写未达成原因。"))
        if not self.existing and not values.get("action") and "action" not in self.errors:
            self.add_error("action", _("当月为红色，至少填写一条对策。"))

    def colour(self, figure: Decimal | None) -> str:
        return status.status(self.part.draft.target_over({self.month}), figure)

    @property
    def state_now(self) -> str:
        """The draft as it is: who is shown the sheet once more has seen what others wrote meanwhile."""
        return state_of(self.part.page)

    @property
    def mark(self) -> dict:
        """Of the figure that the draft has."""
        return mark(self.colour(self.before))

    @property
    def plan(self) -> dict:
        target = self.part.draft.target_over({self.month})
        milestone = self.part.draft.direction == MILESTONE
        show = (lambda day: shown_day(self.year, day)) if milestone else shown_figure
        return {
            "must": shown_bounds(target.must, target.must_high, show),
            "stretch": shown_bounds(target.stretch, target.stretch_high, show),
        }

    @property
    def measures(self) -> list[tuple]:
        """(countermeasure, the field in which its effect is confirmed)."""
        return [(row, self[f"effect_{row.pk}"]) for row in self.existing]

    @property
    def problems(self) -> list[tuple[str, str, str]]:
        """(id of the field or of the row, column, message) of everything that is wrong with the row."""
        found = [("", "", message) for message in self.non_field_errors()]
        for name in self.fields:
            found += [(self[name].auto_id, str(self.fields[name].label), message) for message in self[name].errors]
        return found

    def changed(self) -> dict:
        """The fields that the sheet changes in the draft, as `cms.drafting` takes them; {} when there is none."""
        values, draft = self.cleaned_data, self.part.draft
        found = {}
        if values["actual"] != self.before:
            # the other months stay as they were written, 3.0 not 3: nobody changed them
            series = [None if one in (None, "") else str(one) for one in draft.monthly_actual or []]
            series += [None] * (12 - len(series))
            series[self.month - 1] = None if values["actual"] is None else f"{values['actual'].normalize():f}"
            found["monthly_actual"] = series
        text = with_month(draft.deviation_reason, self.month, values["reason"])
        if text != with_month(draft.deviation_reason, self.month, of_month(draft.deviation_reason, self.month)):
            found["deviation_reason"] = text
        rows = [
            {"cause": row.cause, "action": row.action, "owner": row.owner_id, "due": row.due.isoformat(),
             "effect": values[f"effect_{row.pk}"]}
            for row in self.existing
        ]  # fmt: skip
        renewed = any(values[f"effect_{row.pk}"] != row.effect for row in self.existing)
        if values.get("action"):
            rows.append(
                {"cause": values["cause"], "action": values["action"], "owner": values["owner"].pk,
                 "due": values["due"].isoformat(), "effect": ""}
            )  # fmt: skip
        if renewed or values.get("action"):
            found["countermeasure"] = rows
        return found

    def refuse(self, refused: ValidationError) -> None:
        """Show beside this row why an action refused it; names are the record's or the API's."""
        by_name = refused.message_dict if hasattr(refused, "error_dict") else {"": refused.messages}
        for name, messages in by_name.items():
            first = name.removeprefix("fields.").partition(".")[0]
            for message in messages:
                self.add_error(PLACE_OF.get(first), message)


class Sheet:
    """The month's rows for whoever writes for the unit. `data`: what was posted, None when it is shown for the first time."""

    def __init__(self, unit, year: int, month: int, data=None):
        self.unit, self.year, self.month = unit, year, month
        self.closed = month in closed_months(unit.pk, year)
        parts = [part for part in parts_of(unit, year) if part.page.live]
        parts.sort(key=lambda part: part.draft.code)
        people = Person.objects.filter(unit_id=unit.pk).order_by("name")
        self.rows = [
            Row(
                data if not (locked := self._locked(part)) else None,
                number=number,
                part=part,
                year=year,
                month=month,
                people=people,
                locked=locked,
            )
            for number, part in enumerate(parts, 1)
        ]
        self.refused: list[str] = []

    def _locked(self, part: Part) -> str:
        if self.closed:
            return _("%(month)s月已关闭") % {"month": self.month}
        return _("正在审核，不能修改") if part.state == "review" else ""

    @property
    def open_rows(self) -> list[Row]:
        return [row for row in self.rows if not row.locked]

    @property
    def problems(self) -> list[tuple[Row, str, str, str]]:
        return [(row, *problem) for row in self.open_rows if row.is_bound for problem in row.problems]

    def is_valid(self, submitting: bool) -> bool:
        valid = [row.is_valid() for row in self.open_rows]
        if submitting:
            for row in self.open_rows:
                row.complete()
        return all(valid) and not any(row.errors for row in self.open_rows)

    def save(self, by, submitting: bool) -> tuple[int, int]:
        """(drafts written, records submitted). All or nothing; raises ValidationError after noting beside the rows what is wrong,
        PermissionDenied for who does not write for the unit."""
        if not may_draft(by, self.unit.pk):
            raise PermissionDenied(_("只有本单位的信息员可以填报。"))
        if self.closed:
            raise ValidationError(_("%(month)s月已关闭，须先由党委党务室重新打开。") % {"month": self.month})
        try:
            with transaction.atomic():
                return self._save(by, submitting)
        except PartsRefused as refused:
            for row in self.open_rows:
                for line in refused.parts.get(row.part.page.pk, []):
                    row.add_error(None, line)
            raise

    def _save(self, by, submitting) -> tuple[int, int]:
        written, wrong = 0, False
        for row in self.open_rows:
            if not (fields := row.changed()):
                continue
            # What an earlier correction said is said already; this one changes figures alone
            values = {"fields": fields} | ({"correction_note": ""} if not row.part.to_submit else {})
            try:
                change(row.part.page, by, values, expected=row.cleaned_data["state"])
            except Overwritten:
                now = row.part.page.get_latest_revision_as_object()
                figure = row.shown(figures(now.monthly_actual)[self.month - 1]) or _("空")
                row.add_error(
                    None,
                    _("您填表期间，这一项已有人改过（实绩现为%(figure)s）；请核对后再报一次。") % {"figure": figure},
                )
                wrong = True
            except ValidationError as refused:
                row.refuse(refused)
                wrong = True
            else:
                written += 1
        if wrong:
            raise ValidationError(_("有几处需要改正，都还没有保存。"))
        if not submitting:
            return written, 0
        pages = [part.page for part in parts_of(self.unit, self.year) if part.page.live and part.to_submit]
        if not pages:
            raise ValidationError(_("没有改动，无须报送。"))
        if len(pages) == 1:
            try:
                submit(pages[0], by)
            except ValidationError as refused:
                for row in self.open_rows:
                    if row.part.page.pk == pages[0].pk:
                        row.refuse(refused)
                raise
        else:
            title = _("%(year)s年%(month)s月目标数据") % {"year": self.year, "month": self.month}
            submit_package(pages, by, title)
        return written, len(pages)


def month_to_fill(today: datetime.date | None = None) -> tuple[int, int]:
    """The month whose figures are due now: the one before this."""
    first = (today or timezone.localdate()).replace(day=1) - datetime.timedelta(days=1)
    return first.year, first.month
