"""入选季度通报, on the page of the featured work."""

from django import forms
from django.utils.translation import gettext_lazy as _

from cms.access import Viewer
from cms.acts import Act, ActForm
from cms.people import Role

from .actions import select


def _is_office(page, viewer: Viewer) -> bool:
    return viewer.has_role(Role.PARTY_OFFICE, page.owning_unit.committee_id)


class OpinionForm(ActForm):
    selection_opinion = forms.CharField(
        label=_("党委评语"), required=False, max_length=300, widget=forms.Textarea(attrs={"rows": 4})
    )


class Select(Act):
    slug, label, done = "select", _("选入季度通报"), _("已选入季度通报。")
    form = OpinionForm

    def offered(self, page, viewer):
        return not page.selected and _is_office(page, viewer)

    def run(self, page, user, *, selection_opinion):
        select(page, user, selection_opinion)


class TakeBack(Act):
    slug, label, done = "take-back", _("取消入选"), _("已取消入选。")
    hint = _("请写明取消的原因，读者会看到。")
    form = OpinionForm

    def offered(self, page, viewer):
        return page.selected and _is_office(page, viewer)

    def run(self, page, user, *, selection_opinion):
        select(page, user, selection_opinion, selected=False)


ACTS = [Select(), TakeBack()]
