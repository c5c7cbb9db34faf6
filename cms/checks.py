"""System checks: broken plugins, wrong declarations, pages whose module is gone."""

import importlib
import re
from collections.abc import Iterator

from django.core import checks
from django.db import DatabaseError
from django.utils.text import slugify

from . import plugins
from .access import SCOPES
from .fields import FieldRule
from .plugins import Board, Cadence, Module, Source

# What a module's records are at their widest; `public` is proposed for single records
PRIVACIES = SCOPES[SCOPES.index("employees") :]


def install() -> None:
    checks.register(broken_plugins, "cms")
    checks.register(declarations, "cms")
    checks.register(contributions, "cms")
    checks.register(orphaned_pages, checks.Tags.database)


def broken_plugins(app_configs=None, **kwargs):
    """A plugin that cannot be imported stops the deploy, not the running site."""
    return [
        checks.Error(
            f"plugin {broken.label!r} cannot be loaded from {broken.origin}: {broken.error}",
            hint=f"Mend or uninstall it, or start without it: CMS_PLUGINS_OFF={broken.label}\n{broken.trace}",
            id="cms.E001",
        )
        for broken in plugins.broken.values()
    ]


def declarations(app_configs=None, **kwargs):
    found = []
    for module in plugins.modules():
        found += [
            checks.Error(f"module {module.label!r}: {fault}", obj=module.name, id="cms.E002")
            for fault in faults_of(module)
        ]
    return found


def faults_of(module: Module) -> list[str]:
    """What is wrong with a module's declaration, each naming the attribute; also asserted by `ModuleContract`."""
    return [
        *_faults_of_names(module),
        *_faults_of_place(module),
        *_faults_of_cadence(module),
        *_faults_of_model(module),
    ]


def _faults_of_names(module: Module) -> Iterator[str]:
    if not re.fullmatch(r"[a-z][a-z0-9_]*", module.label):
        yield f"label: {module.label!r} is none: lower-case letters, digits and underscores, a letter first"
    if len(module.label) > plugins.LABEL_LENGTH:
        yield f"label: longer than {plugins.LABEL_LENGTH} characters"
    for name in ("zh", "en"):
        if not isinstance(getattr(module, name), str) or not getattr(module, name).strip():
            yield f"{name}: missing"
    for name in ("zh_committee", "zh_branch", "icon"):
        if not isinstance(getattr(module, name), str):
            yield f"{name}: expected text"
    if not module.table:
        yield "table: missing"
    elif not re.fullmatch(r"[a-z][a-z0-9_]*", module.table) or len(module.table) > 30:
        yield f"table: {module.table!r} is none: at most 30 lower-case letters, digits and underscores, a letter first"


def _faults_of_place(module: Module) -> Iterator[str]:
    if module.board not in dict(Board.CHOICES):
        yield f"board: {module.board!r} is none of {', '.join(dict(Board.CHOICES))}"
    if not isinstance(module.scopes, dict) or not module.scopes or not set(module.scopes) <= {"committee", "branch"}:
        yield "scopes: expected a phase (1 or 2) for committee, branch or both"
    elif not set(module.scopes.values()) <= {1, 2}:
        yield "scopes: a phase is 1 or 2"
    if module.privacy not in PRIVACIES:
        yield f"privacy: {module.privacy!r} is none of {', '.join(PRIVACIES)}"
    if not isinstance(module.sources, (tuple, list)) or any(
        not isinstance(source, Source) for source in module.sources
    ):
        yield "sources: expected a tuple of cms.plugins.Source"
    if not isinstance(module.number, int):
        yield f"number: {module.number!r} is no whole number"


def _faults_of_cadence(module: Module) -> Iterator[str]:
    cadence = module.cadence
    if cadence is None:
        return
    if not isinstance(cadence, Cadence):
        yield "cadence: expected a cms.plugins.Cadence or None"
        return
    if cadence.interval not in Cadence.INTERVALS:
        yield f"cadence.interval: {cadence.interval!r} is none of {', '.join(sorted(Cadence.INTERVALS))}"
    if cadence.kind not in Cadence.KINDS:
        yield f"cadence.kind: {cadence.kind!r} is none of {', '.join(sorted(Cadence.KINDS))}"
    if cadence.after not in ("period_end", "event"):
        yield f"cadence.after: {cadence.after!r} is none of period_end, event"
    for name, by_choice in cadence.by_field_value.items():
        known = _choices_of(module.model, name) if module.model else set()
        if unknown := sorted(set(by_choice) - known):
            yield f"cadence.by_field_value: {name!r} has no choice {', '.join(map(repr, unknown))}"
        for choice, rule in by_choice.items():
            if rule.get("interval", "month") not in Cadence.INTERVALS:
                yield f"cadence.by_field_value: {name}={choice}: interval {rule['interval']!r} is none"


def _choices_of(model, name: str) -> set[str]:
    field = next((field for field in model._meta.get_fields() if field.name == name), None)
    return {
        str(value) for value, _label in getattr(field, "options", None) or getattr(field, "flatchoices", None) or []
    }


def _faults_of_model(module: Module) -> Iterator[str]:
    model = module.model
    if model is None:
        yield "models: no page type derived from cms.tree.Record"
        return
    if not model.__name__.endswith("Record"):
        yield (
            f"models: the page type {model.__name__} must be called …Record "
            "(its lower-cased name is reserved on every page)"
        )
    fields = {field.name for field in model._meta.get_fields()}
    for name, rule in model.field_rules.items():
        if name not in fields:
            yield f"field_rules: {name!r} is no field of {model.__name__}"
        if not isinstance(rule, FieldRule):
            yield f"field_rules: {name!r} must be a cms.fields.FieldRule"
            continue
        if rule.privacy and rule.privacy not in SCOPES:
            yield f"field_rules: {name!r}: privacy {rule.privacy!r} is none of {', '.join(SCOPES)}"
        if rule.mask not in ("", "name"):
            yield f"field_rules: {name!r}: mask {rule.mask!r} is none of name"
        if rule.only_for not in ("", "committee", "branch"):
            yield f"field_rules: {name!r}: only_for {rule.only_for!r} is none of committee, branch"


def contributions(app_configs=None, **kwargs):
    """What plugins offer: everything is loaded here, what cannot be is left out of the site and reported."""
    found = [*_block_names(), *_prefixes()]
    for what in plugins.PLACES:
        plugins.offers(what)
    importlib.import_module("cms.delivery.api.site")  # mounts the routers
    found += [
        checks.Error(
            f"plugin {fault.label!r}: its {what} cannot be used ({fault.origin}): {fault.error}",
            hint=f"The site runs without it.\n{fault.trace}",
            id="cms.E005",
        )
        for (_label, what), fault in plugins.faults.items()
    ]
    return found


def _block_names() -> list[checks.CheckMessage]:
    from .blocks.vocabulary import RETIRED, core_blocks, offered_blocks

    owners = dict.fromkeys([*core_blocks(home=True), RETIRED], "cms")
    found = []
    for label, name, _block in offered_blocks():
        if name in owners:
            text = f"plugin {label!r}: the block name {name!r} is taken by {owners[name]!r}"
            found.append(checks.Error(text, hint="Block names are identity for ever: choose another.", id="cms.E003"))
        owners.setdefault(name, label)
    return found


def _prefixes() -> list[checks.CheckMessage]:
    from .tree.unit import RESERVED_SLUGS

    # `search` is reserved for the plugin of that name, so that no unit takes it while the plugin is off
    owners = dict.fromkeys(RESERVED_SLUGS, "cms") | {"search": "search"}
    # The sections of the committee at the top stand where prefixes do: /<label with hyphens>/
    sections = {module.label.replace("_", "-"): module.label for module in plugins.modules()}
    found = []
    for plugin in plugins.installed():
        prefix = plugin.portal_prefix
        if not prefix:
            continue
        if prefix != slugify(prefix):
            text = f"plugin {plugin.label!r}: portal_prefix {prefix!r} is none: lower-case letters, digits and hyphens only"
            found.append(checks.Error(text, id="cms.E006"))
        elif prefix in sections:
            text = (
                f"plugin {plugin.label!r}: the portal_prefix {prefix!r} is where sections of {sections[prefix]!r} are"
            )
            found.append(checks.Error(text, id="cms.E006"))
        elif owners.setdefault(prefix, plugin.label) != plugin.label:
            text = f"plugin {plugin.label!r}: the portal_prefix {prefix!r} is taken by {owners[prefix]!r}"
            found.append(checks.Error(text, id="cms.E006"))
    return found


def orphaned_pages(app_configs=None, databases=None, **kwargs):
    """Pages whose module is off or gone; run by `check --database default` and by `migrate`."""
    from .orphans import count_orphans

    try:
        orphans = count_orphans()
    except DatabaseError:  # before the first migrate
        return []
    return [
        checks.Warning(
            f"{count} page(s) of type {label} have no installed module",
            hint="Install or switch on the module again; never run remove_stale_contenttypes, which rewrites them for good. "
            "See `manage.py plugins list`.",
            id="cms.W004",
        )
        for label, count in orphans.items()
    ]
