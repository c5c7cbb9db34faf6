"""异议与处理, on the bulletin's page."""

from django import forms
from django.utils.translation import gettext_lazy as _

from cms.acts import Act, ActForm, unit_field
from cms.people import Role

from .actions import decide_objection, note_objection
from .bulletin import supplement


def _listed(page, viewer) -> set[int]:
    """The units with a line in the bulletin whose secretary the viewer is."""
    return {row.unit_id for row in page.unit_table.all()} & {
        unit for role, unit in viewer.roles if role == Role.SECRETARY
    }


def open_objections(page) -> list[tuple[int, str]]:
    """(line, words) of the objections that wait for a decision."""
    rows = enumerate(page.objections.all(), 1)
    return [(number, f"{row.unit}：{row.matter}") for number, row in rows if not row.decision]


class ObjectionForm(ActForm):
    unit = unit_field(_("提出单位"))
    matter = forms.CharField(label=_("异议事项"), widget=forms.Textarea(attrs={"rows": 6}))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["unit"].offer(_listed(self.page, self.viewer))


class NoteObjection(Act):
    slug, label, done = "object", _("提出异议"), _("异议已提出，由党务室处理。")
    hint = _("写明哪个数字有误、依据是什么。已公布的数字不改，更正写在旁边。")
    form = ObjectionForm

    def offered(self, page, viewer):
        return bool(_listed(page, viewer))

    def run(self, page, user, *, unit, matter):
        note_objection(page, user, unit, matter)


class DecisionForm(ActForm):
    objection = forms.TypedChoiceField(label=_("异议"), coerce=int, widget=forms.RadioSelect)
    decision = forms.CharField(label=_("处理结果"), widget=forms.Textarea(attrs={"rows": 5}))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["objection"].choices = open_objections(self.page)


class DecideObjection(Act):
    slug, label, done = "decide-objection", _("处理异议"), _("处理结果已写明。")
    form = DecisionForm

    def offered(self, page, viewer):
        return viewer.has_role(Role.PARTY_OFFICE, page.owning_unit.committee_id) and bool(open_objections(page))

    def run(self, page, user, *, objection, decision):
        decide_objection(page, user, objection, decision)


class ReasonForm(ActForm):
    reason = forms.CharField(label=_("补充原因"), max_length=300, widget=forms.Textarea(attrs={"rows": 4}))


class Supplement(Act):
    slug, label, done = "supplement", _("拟写补充通报"), _("补充通报的草稿已生成，请到“我的稿件”核对后报送。")
    hint = _("已公布的数字不改动：与现在冻结的数字不同的单位，逐项写明原来是多少、现在是多少。")
    form = ReasonForm

    def offered(self, page, viewer):
        return not page.supplements_id and viewer.has_role(Role.DRAFTER, page.owning_unit_id)

    def run(self, page, user, *, reason):
        supplement(page, user, reason)


ACTS = [NoteObjection(), DecideObjection(), Supplement()]
