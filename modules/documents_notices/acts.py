"""签收、传达与反馈, on the document's page."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cms.acts import Act, ActForm, unit_field

from .actions import SIGNERS, report_back, sign_for
from .models import RELAY_FORMS


def _units(page, viewer, signed: bool) -> set[int]:
    """The recipients for which the viewer signs and reports, those that have signed or those that have not."""
    recipients = {unit.pk for unit in [*page.main_recipients.all(), *page.copy_recipients.all()]}
    own = {unit for role, unit in viewer.roles if role in SIGNERS}
    done = {row.unit_id for row in page.receipts.all()}
    return recipients & own & done if signed else (recipients & own) - done


class SignForm(ActForm):
    unit = unit_field(_("签收单位"))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["unit"].offer(_units(self.page, self.viewer, signed=False))


class SignFor(Act):
    slug, label, done = "sign-for", _("签收"), _("已签收。")
    hint = _("签收后记下您的姓名和时间；传达之后，再来填写传达与落实情况。")
    form = SignForm

    def offered(self, page, viewer):
        return page.receipt_required and bool(_units(page, viewer, signed=False))

    def run(self, page, user, *, unit):
        sign_for(page, user, unit)


class ReportForm(ActForm):
    unit = unit_field(_("反馈单位"))
    relayed_on = forms.DateField(label=_("传达日期"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    relay_form = forms.ChoiceField(label=_("传达形式"), choices=RELAY_FORMS)
    feedback = forms.CharField(label=_("落实反馈"), required=False, widget=forms.Textarea(attrs={"rows": 4}))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        units = _units(self.page, self.viewer, signed=True)
        self.fields["unit"].offer(units)
        row = next((row for row in self.page.receipts.all() if row.unit_id in units), None)
        self.initial = {"relayed_on": timezone.localdate()}
        if row and len(units) == 1 and row.relayed_on:
            self.initial = {"relayed_on": row.relayed_on, "relay_form": row.relay_form, "feedback": row.feedback}


class ReportBack(Act):
    slug, label, done = "report-back", _("传达与反馈"), _("传达与反馈已登记。")
    form = ReportForm

    def offered(self, page, viewer):
        return bool(_units(page, viewer, signed=True))

    def run(self, page, user, *, unit, relayed_on, relay_form, feedback):
        report_back(page, user, unit, relayed_on, relay_form, feedback)


ACTS = [SignFor(), ReportBack()]
