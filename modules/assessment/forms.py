"""The two forms of an assessment sheet, one field a thing and item: what the unit gives itself, and what the committee gives."""

from django import forms
from django.utils.translation import gettext as _

from cms import plugins
from cms.delivery import reading

from .sheet_models import LineEvidence, Sheet, SheetLine
from .sheets import Entry

__all__ = ["ScoreForm", "SelfForm", "choices_of"]

MOST = 1000


def choices_of(viewer, sheet: Sheet) -> list:
    """The unit's published records of the year that the viewer sees, by module: [(module, [(id, words), …])]."""
    found = reading.documents(viewer).filter(kind="record", unit_id=sheet.unit_id, occurred_on__year=sheet.year)
    by_module: dict[str, list] = {}
    for pk, module, title, day in found.order_by("-occurred_on", "-pk").values_list(
        "page_id", "module", "title", "occurred_on"
    )[:MOST]:
        by_module.setdefault(module, []).append((pk, f"{day:%m-%d} {title}"))
    return [(module.zh, by_module[module.label]) for module in plugins.modules() if module.label in by_module]


class _LinesForm(forms.Form):
    of = ""

    def __init__(self, data=None, *, sheet: Sheet, choices: list):
        super().__init__(data)
        self.sheet, self.choices = sheet, choices
        self.lines = list(sheet.lines.all())
        for line in self.lines:
            self.add(line)

    def add(self, line: SheetLine) -> None:
        raise NotImplementedError

    def score(self, line: SheetLine, label: str, initial) -> None:
        self.fields[f"score_{line.pk}"] = forms.DecimalField(
            label=label, initial=initial, required=False, max_digits=10, decimal_places=2,
            widget=forms.NumberInput(attrs={"min": 0, "max": str(line.full_marks), "step": "0.01"}),
        )  # fmt: skip

    def words(self, name: str, line: SheetLine, label: str, initial: str) -> None:
        self.fields[f"{name}_{line.pk}"] = forms.CharField(
            label=label, initial=initial, required=False, widget=forms.Textarea(attrs={"rows": 2})
        )

    def records(self, line: SheetLine, label: str) -> None:
        chosen = [one.record_id for one in line.evidence.all() if one.of == self.of]
        # What was chosen before and is not among the choices stays where it is
        known = {pk for _module, rows in self.choices for pk, _words in rows}
        kept = [
            (
                _("已选"),
                [
                    (one.record_id, one.record.title)
                    for one in line.evidence.all()
                    if one.of == self.of and one.record_id not in known
                ],
            )
        ]
        self.fields[f"records_{line.pk}"] = forms.TypedMultipleChoiceField(
            label=label, choices=[*(kept if kept[0][1] else []), *self.choices], coerce=int, initial=chosen, required=False,
            widget=forms.SelectMultiple(attrs={"size": 5}), help_text=_("可选多条：电脑上按住 Ctrl 键点选。"),
        )  # fmt: skip

    def rows(self):
        """(line, its fields), as the template shows them."""
        names = ("score", "words", "proof", "records")
        return [
            (line, [self[f"{name}_{line.pk}"] for name in names if f"{name}_{line.pk}" in self.fields])
            for line in self.lines
        ]

    def entries(self) -> dict[int, Entry]:
        values = self.cleaned_data
        return {
            line.pk: Entry(
                values.get(f"score_{line.pk}"),
                values.get(f"words_{line.pk}", ""),
                tuple(values.get(f"records_{line.pk}", ())),
                values.get(f"proof_{line.pk}", ""),
            )
            for line in self.lines
        }


class SelfForm(_LinesForm):
    """What follows from data is offered as it is."""

    of = LineEvidence.SELF

    def add(self, line):
        self.score(line, _("自评分"), line.computed if line.self_score is None else line.self_score)
        self.words("words", line, _("自评说明"), line.self_note)
        self.records(line, _("依据记录（本单位已发布的）"))


class ScoreForm(_LinesForm):
    """What follows from data is not asked for."""

    of = LineEvidence.COMMITTEE

    def add(self, line):
        if line.computed is not None:
            return
        self.score(line, _("考核分"), line.score)
        self.words("words", line, _("扣分原因"), line.reason)
        self.words("proof", line, _("扣分依据（没有记录可选的写在这里）"), line.proof)
        self.records(line, _("依据记录"))
