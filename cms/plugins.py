"""The plugin contract: what a plugin declares, how it is found, and what happens when it is broken or switched off.

A plugin is a Django app whose `apps.py` has one `Plugin`; a `Module` is a plugin that brings a page type. Both are found
by one entry-point group. The registry is Django's own: `installed()` walks `apps.get_app_configs()`; there is no second list.
What this file, `cms.tree`, `cms.fields` and `cms.testing` export in `__all__` is promised; nothing else is API.

A plugin that cannot be loaded is taken out of that registry, so that it is exactly as if it were switched off; a single
contribution that fails (a block, a router …) is left out. Both are kept for `manage.py check`, which they fail.
"""

import contextlib
import importlib
import logging
import traceback
from collections.abc import Iterator
from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import partial
from importlib.metadata import Distribution, distributions, entry_points
from typing import Any, ClassVar

from django.apps import AppConfig, apps
from django.core.exceptions import ImproperlyConfigured
from django.utils.module_loading import import_string, module_has_submodule

__all__ = ["Board", "Cadence", "Module", "Plugin", "Source", "find_module", "installed", "modules"]

logger = logging.getLogger(__name__)

GROUP = "hongban.plugins"
# What gives a record its credibility cannot be switched off by an environment variable.
NEVER_OFF = frozenset({"audit", "veracity"})
LABEL_LENGTH = 30
# What a plugin may offer and where it is looked for unless the plugin says otherwise, relative to its app.
PLACES = {
    "blocks": "blocks.body_blocks",
    "portal_urls": "urls.urlpatterns",
    "api_router": "api.router",
    "document": "document.extend",
    "acts": "acts.ACTS",
    "header": "header.links",
    "beside": "beside.panels",
    "checks": "veracity.checks",
    "health": "health.check",
    "export": "exporting.sheet",
    # What plugins tell one another: cms.seams has the words
    "dues": "due_table.due_items",
    "blanks": "due_table.blanks",
    "events": "events.coded",
    "concerns": "concerns.concerns",
    "scores": "scores.quarter_scores",
    "bulletin": "bulletin.draft",
    "year_scores": "year_scores.year_scores",
    "tile_states": "tiles.states",
    "unit_panels": "unit_panels.panels",
}
# Imported when a plugin starts, when it has them.
STARTED = ("wagtail_hooks", "tasks")


class Board:
    """The three boards: 管理基础, 管理重点, 管理回顾."""

    FOUNDATION = "foundation"
    FOCUS = "focus"
    REVIEW = "review"
    CHOICES = ((FOUNDATION, "管理基础"), (FOCUS, "管理重点"), (REVIEW, "管理回顾"))


@dataclass(frozen=True)
class Source:
    """The rule that a module, cadence or number comes from. `verified`: yes, partly or no (see the catalogue)."""

    title: str
    year: int | None = None
    article: str = ""
    note: str = ""
    verified: str = "no"


@dataclass(frozen=True)
class Cadence:
    """How often a module owes a record and what on time means (the catalogue's `cadence`).

    interval: month, quarter, half_year, year, event or term. kind: statutory, customary or default.
    after/days: submitted within `days` of the end of its period (`period_end`) or of the date of the fact (`event`).
    by_field_value: {field: {choice: {interval, min_items, kind, applies_to?}}} replaces interval and min_items.
    """

    interval: str
    kind: str
    after: str = "period_end"
    days: int = 0
    working_days: bool = False
    min_items: int = 1
    max_items: int | None = None
    due: str = ""
    by_field_value: dict[str, dict[str, dict[str, Any]]] = field(default_factory=dict)
    annual_hours: dict[str, int] = field(default_factory=dict)

    INTERVALS: ClassVar = frozenset({"month", "quarter", "half_year", "year", "event", "term"})
    KINDS: ClassVar = frozenset({"statutory", "customary", "default"})


@dataclass(frozen=True)
class Fault:
    """Something of a plugin that could not be loaded: reported by `manage.py check`, never raised into the running site."""

    label: str
    origin: str
    error: str
    trace: str


# Read by the system checks and `manage.py plugins`: plugins that are not in use, by label …
broken: dict[str, Fault] = {}
# … single contributions of plugins that are, by label and what it is …
faults: dict[tuple[str, str], Fault] = {}
# … and what CMS_PLUGINS_OFF names.
switched_off: list[str] = []


def _fault(label: str, origin: str, error: BaseException) -> Fault:
    return Fault(label, origin, f"{type(error).__name__}: {error}", "".join(traceback.format_exception(error)))


# Default places that were looked for and are not there: looking costs more than a tenth of building a document
_absent: set[str] = set()


def remember(label: str, origin: str, error: BaseException) -> None:
    """Keep for the system checks why a plugin is not in use."""
    broken[label] = _fault(label, origin, error)
    logger.error("plugin %s cannot be loaded from %s and is not in use: %s", label, origin, broken[label].error)


@contextlib.contextmanager
def isolated(plugin: "Plugin", what: str) -> Iterator[None]:
    """An error in the block is the plugin's: kept for the system checks and logged, and the site goes on without it."""
    try:
        yield
    except Exception as error:
        fault = _fault(plugin.label, f"{plugin.name}: {what}", error)
        if (plugin.label, what) not in faults:
            logger.error("plugin %s: its %s cannot be used: %s", plugin.label, what, fault.error, exc_info=error)
        faults[plugin.label, what] = fault


def declared() -> dict[str, str]:
    """Every plugin that an installed distribution declares: {label: dotted path of its AppConfig}.

    A label that two distributions declare is refused: labels are identity for ever.
    """
    found: dict[str, str] = {}
    for entry in sorted(entry_points(group=GROUP), key=lambda entry: (entry.name, entry.value)):
        path = entry.value.replace(":", ".")
        if found.setdefault(entry.name, path) != path:
            raise ImproperlyConfigured(
                f"{GROUP}: two plugins call themselves {entry.name!r}: {found[entry.name]}, {path}"
            )
    return found


def distribution_of(label: str) -> Distribution | None:
    """The installed distribution that declares the plugin."""
    for found in distributions():
        if any(entry.group == GROUP and entry.name == label for entry in found.entry_points):
            return found
    return None


def discover(off: list[str] = ()) -> list[str]:
    """The app configs to put into INSTALLED_APPS; called by the settings, so it touches no model.

    `off` is CMS_PLUGINS_OFF. Unknown labels and those of NEVER_OFF are refused with ImproperlyConfigured: a kill switch that
    was mistyped and kills nothing is worse than none.
    """
    found = declared()
    if refused := NEVER_OFF & set(off):
        raise ImproperlyConfigured(f"CMS_PLUGINS_OFF: {', '.join(sorted(refused))} cannot be switched off")
    for label in off:
        if label not in found:
            near = get_close_matches(label, found, n=1)
            hint = f"did you mean {near[0]!r}?" if near else f"installed are {', '.join(sorted(found))}"
            raise ImproperlyConfigured(f"CMS_PLUGINS_OFF: no plugin is called {label!r}; {hint}")
    switched_off[:] = dict.fromkeys(off)
    usable = []
    for label, path in found.items():
        if label in switched_off:
            continue
        try:
            config = import_string(path)
            if not (isinstance(config, type) and issubclass(config, Plugin)):
                raise TypeError(f"{path} is not a cms.plugins.Plugin")
            if config.app_label() != label:
                raise ValueError(f"the entry point is called {label!r}, the app {config.app_label()!r}")
        except Exception as error:
            remember(label, path, error)
            continue
        usable.append(path)
    return usable


class Plugin(AppConfig):
    """A Django app that adds to the platform. Everything is optional and has a default place to look.

    blocks        dotted path of a function () -> list of (name, Block), merged into every body (default: <app>.blocks.body_blocks)
    portal_urls   dotted path of url patterns, mounted at /<portal_prefix>/ (default: <app>.urls.urlpatterns)
    portal_prefix first part of the addresses of its own pages; without one it has none
    api_router    dotted path of a ninja Router, mounted below /api/v1/ (default: <app>.api.router)
    document      dotted path of a function (page, content: dict) -> None that adds to a Document (default: <app>.document.extend)
    acts          what people do with a published record: dotted path of a list of `cms.acts.Act` (default: <app>.acts.ACTS)
    header        dotted path of a function (viewer) -> [{label, url, count, icon}]: links in the head of every page of the portal
                  for whoever has signed in (default: <app>.header.links)
    beside        dotted path of a function (viewer, document) -> [{title, links: [{label, url, note}]}]: lists of links beside a
                  published record, of what this viewer may see (default: <app>.beside.panels)
    checks        veracity checks: dotted path of a list (default: <app>.veracity.checks)
    health        dotted path of a function for /healthz (default: <app>.health.check)
    export        of a module: dotted path of a function (document, content) -> cms.exports.Sheet: a record, as its reader sees it,
                  as an Excel file and a PDF (default: <app>.exporting.sheet)

    dues, blanks, events, concerns, scores, bulletin, year_scores, tile_states, unit_panels: what plugins tell one another, as the functions
    of `cms.seams` say, each by a function of the same arguments (default places: PLACES)

    `wagtail_hooks.py` and `tasks.py` are imported when it starts, `ready()` connects receivers of signals.
    """

    default_auto_field = "django.db.models.BigAutoField"
    portal_prefix = ""

    def __init__(self, app_name, app_module):
        super().__init__(app_name, app_module)
        self.ready = partial(self._start, self.ready)

    @classmethod
    def app_label(cls) -> str:
        return getattr(cls, "label", None) or cls.name.rpartition(".")[2]

    @property
    def off(self) -> bool:
        """True when the plugin is not to be used, since it could not be loaded."""
        return self.label in broken

    def import_models(self):
        """Import models.py; an error leaves the site without the plugin, so that `check` still runs and reports it."""
        try:
            super().import_models()
        except Exception as error:
            self._give_up("models", error)

    def _start(self, ready):
        """What Django calls as `ready()`: the plugin's own, and what is imported at start, none of it able to stop the site."""
        what = "ready()"
        try:
            ready()
            for what in STARTED:
                if module_has_submodule(self.module, what):
                    importlib.import_module(f"{self.name}.{what}")
        except Exception as error:
            self._give_up(what, error)

    def _give_up(self, what: str, error: Exception) -> None:
        remember(self.label, f"{self.name}.{what}", error)
        leave(self)
        # A models.py that fails half-way has already registered the classes above the fault, and what waits for others
        self.apps.all_models[self.label].clear()
        self.models = self.apps.all_models[self.label]
        waiting = self.apps._pending_operations
        for key in list(waiting):
            waiting[key] = [operation for operation in waiting[key] if not _is_of(operation, self.label)]
            if key[0] == self.label or not waiting[key]:
                del waiting[key]

    def offer(self, what: str, default: str = "") -> Any:
        """The object at the dotted path that this plugin declares under `what`, or at its default place, or None.

        A declared path that is wrong raises; a default place that does not exist is simply not used. See `offers()`.
        """
        if self.off:
            return None
        path = getattr(self, what, None)
        if path:
            return import_string(path)
        module_name, _, attribute = f"{self.name}.{default or PLACES[what]}".rpartition(".")
        if module_name in _absent:
            return None
        try:
            module = importlib.import_module(module_name)
        except ModuleNotFoundError as error:
            if error.name == module_name:
                _absent.add(module_name)
                return None
            raise
        return getattr(module, attribute, None)


def leave(config: AppConfig) -> None:
    """Take an app out of Django's registry, for as long as the process runs: its models, hooks, templates and commands are
    then nobody's, exactly as if it were not in INSTALLED_APPS."""
    from wagtail import hooks
    from wagtail.models import pages

    registry = config.apps
    # A new dict, since Django iterates over the old one while apps load
    registry.app_configs = {label: other for label, other in registry.app_configs.items() if other is not config}
    own = set(registry.all_models[config.label].values())
    pages.PAGE_MODEL_CLASSES[:] = [model for model in pages.PAGE_MODEL_CLASSES if model not in own]
    for registered in hooks._hooks.values():
        registered[:] = [hook for hook in registered if not f"{hook[0].__module__}.".startswith(f"{config.name}.")]
    expire(registry)


def expire(registry) -> None:
    """Forget what Django, Wagtail and we ourselves derived from the registry of apps."""
    _absent.clear()
    registry.clear_cache()
    for label in ("wagtailcore", "cms"):
        for model in registry.all_models[label].values():
            model._meta._expire_cache()  # clear_cache() does it only once all apps are ready
            for name in ("_clean_subpage_models", "_clean_parent_page_models"):
                if hasattr(model, name):
                    setattr(model, name, None)


def _is_of(operation, label: str) -> bool:
    """Whether a lazy operation of Django's registry is about a model of this app."""
    function = operation.func  # a partial, as `Apps.lazy_model_operation()` makes it
    models = [getattr(part, "model", part) for part in (*function.args, *function.keywords.values())]
    return any(getattr(getattr(model, "_meta", None), "app_label", "") == label for model in models)


class Module(Plugin):
    """A plugin with a page type: one of the platform's modules (栏目).

    zh, en        names; zh_committee / zh_branch where a scope calls it otherwise
    board         one of Board
    scopes        {"committee": phase, "branch": phase}: who has it and since which phase (1 or 2); general branches are branches
    table         prefix of its tables: the page table is `table`, row and relation tables `table_field`, all of at most 30 characters
    privacy       the widest disclosure scope that its records may have, and their default
    cadence       Cadence, or None when nothing is ever due
    sources       the rules that it rests on
    standing      True when a record is kept up to date rather than added (objectives, roster, rules …)
    icon          a name of Wagtail's icon set
    optional      True for a module that no preset opens (`cms.tree.presets`): beyond the 18 and 23 of the first catalogue
    issued        True when the Party office may import its records as already issued (`cms.moderation.issued`): rules, guides
    facets        {"kind" | "topic" | "validity": field}: the choice fields by which readers narrow a search
    lapsed        the values of the validity field of what is no longer in force: found below what is
    number        its place on the board; third parties come after the built-in ones unless they say otherwise
    """

    en: str = ""
    zh: str = ""
    zh_committee: str = ""
    zh_branch: str = ""
    board: str = ""
    scopes: dict[str, int] = {}
    table: str = ""
    privacy: str = "employees"
    cadence: Cadence | None = None
    sources: tuple[Source, ...] = ()
    standing: bool = False
    icon: str = "doc-full"
    number: int = 1000
    optional: bool = False
    issued: bool = False
    facets: dict[str, str] = {}
    lapsed: frozenset[str] = frozenset()

    def __init__(self, app_name, app_module):
        if not getattr(self, "verbose_name", None):
            self.verbose_name = self.zh
        super().__init__(app_name, app_module)

    @property
    def model(self):
        """The module's page type: its one concrete subclass of Record; None while the module is broken."""
        from cms.tree import Record

        return next((model for model in self.get_models() if issubclass(model, Record)), None)

    def name_for(self, kind: str) -> str:
        """The module's Chinese name in a unit of this kind (committee, general_branch, branch)."""
        return (self.zh_committee if kind == "committee" else self.zh_branch) or self.zh

    def is_for(self, kind: str) -> bool:
        """Whether a unit of this kind may have the module; a general branch takes what a branch takes."""
        return ("committee" if kind == "committee" else "branch") in self.scopes


def installed() -> list[Plugin]:
    """Every plugin that is installed, switched on and sound."""
    return [config for config in apps.get_app_configs() if isinstance(config, Plugin) and not config.off]


def offers(what: str) -> list[tuple[Plugin, Any]]:
    """(plugin, what it offers) for every plugin that does; `what` is one of PLACES. What cannot be imported is left out."""
    found = []
    for plugin in installed():
        with isolated(plugin, what):
            if (offered := plugin.offer(what)) is not None:
                found.append((plugin, offered))
    return found


def modules() -> list[Module]:
    """The installed modules in the order of the boards, then of their number."""
    order = [slug for slug, _ in Board.CHOICES]
    found = [plugin for plugin in installed() if isinstance(plugin, Module)]
    return sorted(
        found,
        key=lambda module: (order.index(module.board) if module.board in order else 9, module.number, module.label),
    )


def find_module(label: str) -> Module | None:
    """The installed module of this label, or None: unknown, switched off or broken."""
    config = apps.app_configs.get(label)
    return config if isinstance(config, Module) and not config.off else None
