"""Taking a plugin out for good: what would go, what stands against it, and doing it.

Records that were published, or that somebody reviewed, are archives and never go with their module: it can only be switched
off. What goes: drafts that nobody reviewed, the sections, and the plugin's tables with the rows of its migrations.
"""

from dataclasses import dataclass, field

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.core.management import call_command
from django.db import connection, transaction
from django.db.migrations.loader import MigrationLoader
from django.utils.translation import gettext as _
from wagtail.log_actions import log
from wagtail.models import Page

from . import plugins
from .blocks.uses import Uses, count_uses
from .blocks.vocabulary import offered_blocks
from .tree import Section
from .tree.section import being_removed

__all__ = ["Refused", "Removal", "plan_removal", "remove"]


class Refused(Exception):
    """Why a plugin cannot be removed, in words for whoever asked."""


@dataclass
class Removal:
    """What the removal of a plugin would do."""

    label: str
    drafts: list[Page] = field(default_factory=list)
    sections: list[Section] = field(default_factory=list)
    tables: list[str] = field(default_factory=list)
    migrations: list[str] = field(default_factory=list)
    uses: Uses = field(default_factory=Uses)
    # {why it stays: number of records}; anything here stands against the removal
    archives: dict[str, int] = field(default_factory=dict)
    dependents: list[str] = field(default_factory=list)

    def refusal(self) -> str:
        """What stands against it, or ''."""
        if self.archives:
            told = "、".join(f"{why} {count} 条" for why, count in self.archives.items())
            return _(
                "“%(label)s”还有不能删除的记录：%(told)s。它们是档案；模块只能停用（CMS_PLUGINS_OFF 或 plugins disable）。"
            ) % {"label": self.label, "told": told}
        if self.dependents:
            others = "、".join(self.dependents)
            return _("%(others)s 的数据表依赖“%(label)s”，请先移除它们。") % {"label": self.label, "others": others}
        return ""


def plan_removal(label: str) -> Removal:
    """What would go. Raises Refused for a plugin that is not installed and sound, or may never go."""
    if label in plugins.NEVER_OFF:
        raise Refused(_("“%(label)s”关系到记录的可信，不能移除。") % {"label": label})
    config = next((plugin for plugin in plugins.installed() if plugin.label == label), None)
    if config is None:
        raise Refused(
            _("“%(label)s”没有安装，或已停用、损坏：它的数据表此时无从识别。请先恢复启用，再移除。") % {"label": label}
        )
    found = Removal(label)
    found.sections = list(Section.objects.filter(module=label).order_by("path"))
    _sort_records(found)
    found.tables = sorted(model._meta.db_table for model in config.get_models(include_auto_created=True))
    _find_migrations(found)
    found.uses = count_uses(name for owner, name, _block in offered_blocks() if owner == label)
    return found


def _sort_records(found: Removal) -> None:
    types = ContentType.objects.filter(app_label=found.label)
    for page in Page.objects.filter(content_type__in=types).order_by("path").specific().iterator(chunk_size=500):
        if page.may_be_deleted:
            found.drafts.append(page)
            continue
        if page.live:
            why = _("已发布")
        elif page.workflow_in_progress:
            why = _("正在审核")
        else:
            why = _("曾经发布或审核")
        found.archives[why] = found.archives.get(why, 0) + 1


def _find_migrations(found: Removal) -> None:
    loader = MigrationLoader(connection)
    found.migrations = sorted(name for app, name in loader.applied_migrations if app == found.label)
    dependents = set()
    for app, name in [key for key in loader.graph.nodes if key[0] == found.label]:
        dependents |= {other for other, _name in loader.graph.backwards_plan((app, name)) if other != found.label}
    found.dependents = sorted(dependents)


def remove(label: str) -> Removal:
    """Remove drafts, sections, tables and migration rows of the plugin; what was done.

    Raises Refused when records of it must stay, or another plugin's tables rest on its. Drafts and sections go in one
    transaction; should the tables fail after that, the same call again goes on where it stopped.
    """
    with transaction.atomic():
        # Nobody adds a record while it is decided that there is none
        list(Page.objects.select_for_update().filter(pk__in=Section.objects.filter(module=label).values("pk")))
        found = plan_removal(label)
        if refusal := found.refusal():
            raise Refused(refusal)
        for page in [*found.drafts, *found.sections]:
            log(instance=page, action="wagtail.delete", deleted=True)
        for draft in found.drafts:
            Page.objects.get(pk=draft.pk).specific.delete()
        token = being_removed.set(label)
        try:
            for section in found.sections:
                Section.objects.get(pk=section.pk).delete()
        finally:
            being_removed.reset(token)
        # Whatever still refers to what went stops it here, with everything as it was, and not at the tables
        connection.check_constraints()
    if apps.get_app_config(label).models_module is not None and found.migrations:
        call_command("migrate", label, "zero", verbosity=0, interactive=False)
    ContentType.objects.filter(app_label=label).delete()
    return found
