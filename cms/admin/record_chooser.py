"""Choosing a published record of given modules: by title, unit and date, within what the editor may see.

It offers `Document` rows, whose keys are those of their pages, so that access is asked in the one place.
"""

from django import forms
from django.db.models import Q
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.choosers import BaseFilterForm
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.views.generic.chooser import ChooseResultsView, ChooseView, ChosenMultipleView, ChosenView
from wagtail.admin.viewsets.chooser import ChooserViewSet

from cms.access import viewer_of
from cms.delivery import reading
from cms.delivery.models import Document


def choosable(request):
    """The records that this editor may refer to: `?modules=label,label` narrows them."""
    found = reading.documents(viewer_of(request.user)).filter(kind=Document.RECORD).select_related("unit")
    modules = [label for label in request.GET.get("modules", "").split(",") if label]
    if modules:
        found = found.filter(module__in=modules)
    return found.defer("content", "text", "restricted").order_by("-occurred_on", "-page_id")


class RecordFilterForm(BaseFilterForm):
    q = forms.CharField(label=_("标题或单位"), required=False, max_length=100)

    def filter(self, objects):
        words = self.cleaned_data.get("q", "").split()
        for word in words:
            objects = objects.filter(Q(title__icontains=word) | Q(unit__title__icontains=word))
        self.is_searching, self.search_query = bool(words), " ".join(words)
        return super().filter(objects)


class _Choose:
    filter_form_class = RecordFilterForm

    def get_object_list(self):
        return choosable(self.request)

    @property
    def columns(self):
        return [*super().columns, Column("unit", label=_("党组织")), DateColumn("occurred_on", label=_("事实发生日期"))]

    def can_create(self):
        return False


class RecordChooseView(_Choose, ChooseView):
    pass


class RecordChooseResultsView(_Choose, ChooseResultsView):
    pass


class RecordChosenView(ChosenView):
    def get_object(self, pk):
        return choosable(self.request).get(pk=pk)


class RecordChosenMultipleView(ChosenMultipleView):
    def get_objects(self, pks):
        return choosable(self.request).filter(pk__in=pks)


class RecordChooserViewSet(ChooserViewSet):
    model = Document
    icon = "link"
    choose_one_text = _("选择记录")
    choose_another_text = _("改选记录")
    edit_item_text = _("打开记录")
    register_widget = False
    per_page = 15
    preserve_url_parameters = ["multiple", "modules"]
    choose_view_class = RecordChooseView
    choose_results_view_class = RecordChooseResultsView
    chosen_view_class = RecordChosenView
    chosen_multiple_view_class = RecordChosenMultipleView


record_chooser = RecordChooserViewSet("cms_record_chooser", url_prefix="records/choose")


class RecordChooser(record_chooser.widget_class):
    """The widget of `cms.references.RecordRef`."""

    def __init__(self, modules=(), **kwargs):
        self.modules = tuple(modules)
        super().__init__(**kwargs)

    def get_chooser_modal_url(self):
        address = super().get_chooser_modal_url()
        return f"{address}?{urlencode({'modules': ','.join(self.modules)})}" if self.modules else address
