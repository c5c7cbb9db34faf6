"""The auditor's page in the admin."""

import json

import django_filters
from django.db.models import Q
from django.http import Http404
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.filters import DateRangePickerWidget, WagtailFilterSet
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.generic.base import BaseListingView

from cms.access import viewer_of
from cms.tree import Unit

from . import actions, words
from .models import Entry
from .noting import note
from .reading import OPEN, may_read, readable, titles

SEEN = "_audit_seen"


def kinds() -> list[tuple[str, str]]:
    """The kinds of objects that entries speak of."""
    found = {name: words.kind(name) for name in OPEN | {"cms.record", "cms.image", "cms.attachment"}}
    return sorted(found.items(), key=lambda item: item[1])


class LogFilter(WagtailFilterSet):
    time = django_filters.DateFromToRangeFilter(label=gettext_lazy("时间"), widget=DateRangePickerWidget)
    actor_name = django_filters.CharFilter(label=gettext_lazy("操作人"), lookup_expr="icontains")
    action = django_filters.ChoiceFilter(label=gettext_lazy("操作"), choices=actions.choices)
    object_type = django_filters.ChoiceFilter(label=gettext_lazy("对象类型"), choices=kinds)
    object = django_filters.CharFilter(label=gettext_lazy("对象编号或名称"), method="of_object")
    unit = django_filters.ModelChoiceFilter(
        label=gettext_lazy("党组织"), queryset=lambda request: Unit.objects.order_by("path"), method="of_unit"
    )
    address = django_filters.CharFilter(label=gettext_lazy("网络地址"), lookup_expr="startswith")

    class Meta:
        model = Entry
        fields = []

    def of_object(self, queryset, name, value):
        # Of what is not open the title is not to be found by guessing either
        by_title = Q(object_type__in=OPEN, object_title__icontains=value)
        return queryset.filter(Q(object_id=value.strip()) | by_title)

    def of_unit(self, queryset, name, value):
        return queryset.filter(unit=value.pk)


class LogView(BaseListingView):
    """审计日志: newest first, filtered by time, actor, action, object and unit."""

    model = Entry
    page_title = gettext_lazy("审计日志")
    header_icon = "history"
    verbose_name_plural = gettext_lazy("审计记录")
    no_results_message = gettext_lazy("没有符合条件的审计记录。")
    index_url_name = "audit:index"
    index_results_url_name = "audit:results"
    filterset_class = LogFilter
    default_ordering = "-pk"
    paginate_by = 50
    _show_breadcrumbs = True

    def dispatch(self, request, *args, **kwargs):
        self.viewer = viewer_of(request.user)
        if not may_read(self.viewer):
            raise Http404
        self._note_reading()
        return super().dispatch(request, *args, **kwargs)

    def _note_reading(self) -> None:
        """Once a day for each session: who reads is an entry as well."""
        today = str(timezone.localdate())
        if self.request.session.get(SEEN) != today:
            note(actions.READ, by=self.request.user, kind="audit.entry")
            self.request.session[SEEN] = today

    def get_base_queryset(self):
        return readable(self.viewer)

    def get_table(self, object_list):
        entries = list(object_list)
        self.titles = titles(self.viewer, entries)
        units = {entry.unit for entry in entries if entry.unit}
        self.units = dict(Unit.objects.filter(pk__in=units).values_list("pk", "title"))
        self.actions = dict(actions.choices())
        return super().get_table(entries)

    @property
    def columns(self):
        return [
            Column("time", label=_("时间"), accessor=_time, width="11%"),
            Column("actor", label=_("操作人"), accessor=_actor, width="17%"),
            Column("action", label=_("操作"), accessor=self._action, width="12%"),
            Column("object", label=_("操作对象"), accessor=self._object, width="14%"),
            Column("unit", label=_("党组织"), accessor=self._unit, width="11%"),
            Column("details", label=_("详情"), accessor=_details, width="24%"),
            Column("sequence", label=_("序号与摘要"), accessor=_seal),
        ]

    def _action(self, entry) -> str:
        return self.actions.get(entry.action, entry.action)

    def _unit(self, entry) -> str:
        return self.units.get(entry.unit, str(entry.unit or "—"))

    def _object(self, entry) -> str:
        name = " ".join(filter(None, [words.kind(entry.object_type), entry.object_id]))
        title = self.titles.get(entry.pk, "")
        return format_html("{}<br>{}", title, name) if title else name or "—"


def _time(entry) -> str:
    day, hour = f"{timezone.localtime(entry.time):%Y-%m-%d %H:%M:%S}".split()
    return format_html('<span class="w-whitespace-nowrap">{}<br>{}</span>', day, hour)


def _actor(entry) -> str:
    name = entry.actor_name or _("（未登录）")
    return format_html_join(
        "", "{}<br>", [(part,) for part in (name, entry.actor_roles, entry.command or entry.address) if part]
    )


def _details(entry) -> str:
    try:
        told = json.loads(entry.details)
    except ValueError:
        told = {"?": entry.details}
    return format_html_join("；", "{}：{}", words.spoken(told)) if told else "—"


def _seal(entry) -> str:
    if entry.sequence is None:
        return _("待封存")
    return format_html('{}<br><code title="{}">{}</code>', entry.sequence, entry.hash, entry.hash[:12])
