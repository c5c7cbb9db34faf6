"""Which plugins there are and what each is in use for: what `manage.py plugins list` shows."""

from dataclasses import dataclass, field

from django.db.models import Count, OuterRef, Q, Subquery
from django.utils import timezone
from django.utils.module_loading import import_string
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from . import plugins
from .tree import Section, SectionState

ON, OFF, BROKEN, GONE = "on", "off", "broken", "gone"
STATES = {ON: _("启用"), OFF: _("停用"), BROKEN: _("损坏"), GONE: _("未安装")}


@dataclass
class Entry:
    """One plugin. `gone`: nothing declares it, but there are sections or pages of it. `faults`: what of it cannot be used."""

    label: str
    state: str
    zh: str = ""
    en: str = ""
    board: str = ""
    distribution: str = ""
    version: str = ""
    is_module: bool = False
    sections: int = 0
    open_sections: int = 0
    published: int = 0
    unpublished: int = 0
    faults: list[str] = field(default_factory=list)


def inventory() -> list[Entry]:
    """Every plugin that is declared or that something in the database is of: those in use first, by board and number."""
    declared = plugins.declared()
    sections, pages = _sections(), _pages()
    labels = [*declared, *sorted((sections.keys() | pages.keys()) - declared.keys())]
    found = [_entry(label, declared.get(label), sections.get(label, {}), pages.get(label, {})) for label in labels]
    order = [module.label for module in plugins.modules()]
    return sorted(
        found, key=lambda entry: (order.index(entry.label) if entry.label in order else len(order), entry.label)
    )


def _entry(label: str, path: str | None, sections: dict, pages: dict) -> Entry:
    entry = Entry(label, _state(label, path))
    entry.sections, entry.open_sections = sections.get("total", 0), sections.get("open", 0)
    entry.published, entry.unpublished = pages.get("published", 0), pages.get("unpublished", 0)
    if distribution := plugins.distribution_of(label):
        entry.distribution, entry.version = distribution.name, distribution.version
    if config := _config(path):
        entry.is_module = issubclass(config, plugins.Module)
        entry.zh = str(getattr(config, "zh", "") or getattr(config, "verbose_name", ""))
        entry.en = str(getattr(config, "en", ""))
        entry.board = str(getattr(config, "board", ""))
    entry.is_module = entry.is_module or bool(sections or pages)
    if label in plugins.broken:
        entry.faults.append(plugins.broken[label].error)
    entry.faults += [f"{what}: {fault.error}" for (one, what), fault in plugins.faults.items() if one == label]
    return entry


def _state(label: str, path: str | None) -> str:
    if path is None:
        return GONE
    if label in plugins.broken:
        return BROKEN
    return OFF if label in plugins.switched_off else ON


def _config(path: str | None):
    """The declaration itself, of plugins too that are switched off; None when it cannot be read."""
    try:
        return import_string(path) if path else None
    except Exception:  # noqa: BLE001 (whatever a broken plugin raises)
        return None


def _sections() -> dict[str, dict[str, int]]:
    states = SectionState.objects.filter(section=OuterRef("pk"), since__lte=timezone.localdate())
    now = Subquery(states.order_by("-since", "-pk").values("state")[:1])
    is_open = Q(now__in=[SectionState.TRIAL, SectionState.COUNTED])
    rows = Section.objects.annotate(now=now).order_by().values("module")
    counted = rows.annotate(total=Count("pk"), open=Count("pk", filter=is_open))
    return {row["module"]: {"total": row["total"], "open": row["open"]} for row in counted}


def _pages() -> dict[str, dict[str, int]]:
    pages = Page.objects.exclude(content_type__app_label__in=["cms", "wagtailcore"]).order_by()
    counted = pages.values("content_type__app_label").annotate(
        published=Count("pk", filter=Q(live=True)), unpublished=Count("pk", filter=Q(live=False))
    )
    return {row.pop("content_type__app_label"): row for row in counted}
