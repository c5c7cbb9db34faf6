"""System checks: broken plugins, wrong declarations, pages whose module is gone."""

from django.core import checks
from django.db import DatabaseError

from . import plugins
from .access import SCOPES
from .plugins import Board, Cadence, Module


def install() -> None:
    checks.register(broken_plugins, "cms")
    checks.register(declarations, "cms")
    checks.register(block_names, "cms")
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
    from .fields import FieldRule

    found = []
    if len(module.label) > plugins.LABEL_LENGTH:
        found.append(f"label: longer than {plugins.LABEL_LENGTH} characters")
    for name in ("zh", "en", "table"):
        if not getattr(module, name):
            found.append(f"{name}: missing")
    if module.board not in dict(Board.CHOICES):
        found.append(f"board: {module.board!r} is none of {', '.join(dict(Board.CHOICES))}")
    if not module.scopes or not set(module.scopes) <= {"committee", "branch"}:
        found.append("scopes: expected a phase (1 or 2) for committee, branch or both")
    elif not set(module.scopes.values()) <= {1, 2}:
        found.append("scopes: a phase is 1 or 2")
    if module.privacy not in SCOPES:
        found.append(f"privacy: {module.privacy!r} is none of {', '.join(SCOPES)}")
    if module.cadence is not None:
        if module.cadence.interval not in Cadence.INTERVALS:
            found.append(
                f"cadence.interval: {module.cadence.interval!r} is none of {', '.join(sorted(Cadence.INTERVALS))}"
            )
        if module.cadence.kind not in Cadence.KINDS:
            found.append(f"cadence.kind: {module.cadence.kind!r} is none of {', '.join(sorted(Cadence.KINDS))}")
    model = module.model
    if model is None:
        return [*found, "models: no page type derived from cms.tree.Record"]
    if not model.__name__.endswith("Record"):
        found.append(
            f"models: the page type {model.__name__} must be called …Record (its lower-cased name is reserved on every page)"
        )
    fields = {field.name for field in model._meta.get_fields()}
    for name, rule in model.field_rules.items():
        if name not in fields:
            found.append(f"field_rules: {name!r} is no field of {model.__name__}")
        if not isinstance(rule, FieldRule):
            found.append(f"field_rules: {name!r} must be a cms.fields.FieldRule")
        elif rule.privacy and rule.privacy not in SCOPES:
            found.append(f"field_rules: {name!r}: privacy {rule.privacy!r} is none of {', '.join(SCOPES)}")
    return found


def block_names(app_configs=None, **kwargs):
    from .blocks.vocabulary import RETIRED, core_blocks, offered_blocks

    owners = dict.fromkeys([*core_blocks(home=True), RETIRED], "cms")
    found = []
    for label, name, _block in offered_blocks():
        if name in owners:
            text = f"plugin {label!r}: the block name {name!r} is taken by {owners[name]!r}"
            found.append(checks.Error(text, hint="Block names are identity for ever: choose another.", id="cms.E003"))
        owners.setdefault(name, label)
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
