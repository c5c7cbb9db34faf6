"""申诉与复核, on the assessment's page."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cms.acts import Act, ActForm, unit_field
from cms.people import Role
from cms.tree import Unit

from .actions import appeal_until, correct_score, decide_appeal, decision_due, note_appeal, uncorrected


def _appealing(page, viewer) -> set[int]:
    """The units for which the viewer may appeal now: the record's own, or those of the committee whose record it is."""
    if timezone.localdate() > appeal_until(page):
        return set()
    own = page.owning_unit
    secretaries = {unit for role, unit in viewer.roles if role == Role.SECRETARY}
    concerned = {own.pk}
    if secretaries and own.kind == own.COMMITTEE:
        concerned |= set(Unit.objects.filter(pk__in=secretaries, committee_id=own.pk).values_list("pk", flat=True))
    return secretaries & concerned - {row.by_id for row in page.appeal.all() if not row.decision}


def open_appeals(page) -> list[tuple[int, str]]:
    """(line, words) of the appeals that wait for a decision, with the day until which it is in time."""
    rows = [(number, row) for number, row in enumerate(page.appeal.all(), 1) if not row.decision]
    return [
        (
            number,
            _("%(unit)s：%(ground)s（复核期限%(day)s）")
            % {"unit": row.by, "ground": row.ground, "day": decision_due(row)},
        )
        for number, row in rows
    ]


class AppealForm(ActForm):
    by = unit_field(_("申诉单位"))
    ground = forms.CharField(label=_("申诉理由"), widget=forms.Textarea(attrs={"rows": 6}))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["by"].offer(_appealing(self.page, self.viewer))


class NoteAppeal(Act):
    slug, label, done = "appeal", _("申诉"), _("申诉已提出，由党务室复核。")
    hint = _("写明对哪一项得分有异议和依据。复核结论会写在记录中。")
    form = AppealForm

    def offered(self, page, viewer):
        return bool(_appealing(page, viewer))

    def run(self, page, user, *, by, ground):
        note_appeal(page, user, by, ground)


class DecisionForm(ActForm):
    appeal = forms.TypedChoiceField(label=_("申诉"), coerce=int, widget=forms.RadioSelect)
    decision = forms.CharField(label=_("复核结论"), widget=forms.Textarea(attrs={"rows": 5}))
    item = forms.TypedChoiceField(
        label=_("改分的项目"), coerce=int, empty_value=None, required=False, help_text=_("维持原分的不选。")
    )
    score = forms.DecimalField(label=_("复核得分"), required=False, max_digits=10, decimal_places=2)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["appeal"].choices = open_appeals(self.page)
        items = [
            (
                number,
                _("%(item)s（满分%(full)s，现得%(score)s）")
                % {"item": row.item, "full": row.full_marks, "score": row.score},
            )
            for number, row in enumerate(self.page.items.all(), 1)
        ]
        self.fields["item"].choices = [("", _("维持原分")), *items]


class DecideAppeal(Act):
    slug, label, done = "decide-appeal", _("复核申诉"), _("复核结论已写明。")
    form = DecisionForm

    def offered(self, page, viewer):
        return viewer.has_role(Role.PARTY_OFFICE, page.owning_unit.committee_id) and bool(open_appeals(page))

    def run(self, page, user, *, appeal, decision, item, score):
        decide_appeal(page, user, appeal, decision, item=item, score=score)


class CorrectScore(Act):
    slug, label = "correct-score", _("按复核结论更正得分")
    done = _("更正稿已生成，写明了原分和新分，请到“我的稿件”核对后报送。")
    hint = _("复核改分的项目按复核得分填写，总分和等次随之计算；更正经三审发布后，读者会看到“更正于…”。")

    def offered(self, page, viewer):
        return (
            viewer.has_role(Role.DRAFTER, page.owning_unit_id)
            and not page.workflow_in_progress
            and bool(uncorrected(page))
        )

    def run(self, page, user):
        correct_score(page, user)


ACTS = [NoteAppeal(), DecideAppeal(), CorrectScore()]
