"""申诉与复核, on the assessment's page."""

from django import forms
from django.utils.translation import gettext_lazy as _

from cms.acts import Act, ActForm, unit_field
from cms.people import Role
from cms.tree import Unit

from .actions import decide_appeal, note_appeal


def _appealing(page, viewer) -> set[int]:
    """The units for which the viewer may appeal now: the record's own, or those of the committee whose record it is."""
    own = page.owning_unit
    secretaries = {unit for role, unit in viewer.roles if role == Role.SECRETARY}
    concerned = {own.pk}
    if secretaries and own.kind == own.COMMITTEE:
        concerned |= set(Unit.objects.filter(pk__in=secretaries, committee_id=own.pk).values_list("pk", flat=True))
    return secretaries & concerned - {row.by_id for row in page.appeal.all() if not row.decision}


def open_appeals(page) -> list[tuple[int, str]]:
    """(line, words) of the appeals that wait for a decision."""
    return [(number, f"{row.by}：{row.ground}") for number, row in enumerate(page.appeal.all(), 1) if not row.decision]


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

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["appeal"].choices = open_appeals(self.page)


class DecideAppeal(Act):
    slug, label, done = "decide-appeal", _("复核申诉"), _("复核结论已写明。")
    form = DecisionForm

    def offered(self, page, viewer):
        return viewer.has_role(Role.PARTY_OFFICE, page.owning_unit.committee_id) and bool(open_appeals(page))

    def run(self, page, user, *, appeal, decision):
        decide_appeal(page, user, appeal, decision)


ACTS = [NoteAppeal(), DecideAppeal()]
