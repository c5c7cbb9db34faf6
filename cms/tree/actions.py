"""The tree's business actions: units and sections are made, moved, opened and closed here and nowhere else.

Each is one transaction, leaves an entry in Wagtail's log, and locks what it must: two people at once both get a right result
or a clear message.
"""

import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log
from wagtail.models import Collection, Page, Site

from cms import plugins
from cms.delivery import documents
from cms.moderation.content import content_hash
from cms.moderation.models import Release
from cms.permissions import derive

from .section import Section, SectionState
from .unit import Unit

__all__ = ["close_section", "create_unit", "move_unit", "open_section", "set_section_state"]


@transaction.atomic
def create_unit(
    *, title: str, kind: str, code: str, parent: Unit | None = None, site="", plant="", practice=False, by=None, **extra
) -> Unit:
    """Found a unit, live at once with an empty home page; without `parent` the one at the top, which is the site's root.

    Raises ValidationError by field: a code or place that is taken, a kind that does not fit below its parent.
    """
    if parent is None:
        if Unit.objects.filter(depth=2).exists():
            raise ValidationError({"parent": _("最上一级党委只能有一个；请指明上级党组织。")})
        above = Page.objects.select_for_update().get(depth=1)
    else:
        above = _locked(parent)
    if Unit.objects.filter(code=code).exists():
        raise ValidationError({"code": _("代码“%(code)s”已被使用。") % {"code": code}})
    collection = Collection.get_first_root_node().add_child(name=title[:255])
    unit = Unit(
        title=title, kind=kind, code=code, site=site, plant=plant, practice=practice, collection=collection, live=False, **extra
    )
    above.add_child(instance=unit)
    unit.committee = unit if kind == Unit.COMMITTEE else above.committee
    Unit.objects.filter(pk=unit.pk).update(committee=unit.committee)
    _go_live(unit, by)
    if parent is None:
        _make_site_root(unit)
    log(instance=unit, action="cms.unit.create", user=by, data={"code": code, "kind": kind})
    return unit


def _locked(unit: Unit) -> Unit:
    """The unit as it is now, locked for this transaction."""
    Page.objects.select_for_update().get(pk=unit.pk)
    return Unit.objects.get(pk=unit.pk)


def _go_live(unit: Unit, by) -> None:
    unit.live = True
    unit.first_published_at = unit.last_published_at = timezone.now()
    now = timezone.now()
    Release.objects.create(
        page_id=unit.pk,
        unit=unit,
        kind=Release.FOUNDING,
        content_hash=content_hash(unit),
        submitted_by=by,
        complete_at=now,
        basis={"act": "create_unit"},
    )
    unit.save()


def _make_site_root(unit: Unit) -> None:
    site = Site.objects.filter(is_default_site=True).first() or Site(hostname="localhost", port=80, is_default_site=True)
    site.root_page = unit.page_ptr
    site.site_name = unit.title
    site.save()


@transaction.atomic
def open_section(unit: Unit, module: str, *, state: str = SectionState.COUNTED, since: datetime.date | None = None, by=None) -> Section:
    """Switch a module on in a unit. A section that was opened before is found again and gets the new state.

    Raises ValidationError by field: an unknown module, one that is not for this kind of unit, an unknown state.
    """
    unit = _locked(unit)
    plugin = plugins.find_module(module)
    if plugin is None:
        raise ValidationError({"module": _("没有安装名为“%(module)s”的栏目模块。") % {"module": module}})
    section = Section.objects.child_of(unit).filter(module=module).first()
    if section is None:
        section = Section(title=plugin.name_for(unit.kind), module=module, live=True)
        section.first_published_at = section.last_published_at = timezone.now()
        unit.add_child(instance=section)
        log(instance=section, action="cms.section.open", user=by, data={"module": module})
    elif section.state_on(since) == state:
        return section
    _note_state(section, state, since, by)
    derive(unit)
    return section


@transaction.atomic
def set_section_state(section: Section, state: str, *, since: datetime.date | None = None, by=None) -> SectionState:
    """From `since` (today) on the section is in this state; earlier days stay as they were.

    Raises ValidationError by field: an unknown state, or a day before the section's latest change.
    """
    _locked(section.get_parent().specific)
    return _note_state(section, state, since, by)


def close_section(section: Section, *, since: datetime.date | None = None, by=None) -> SectionState:
    """The section takes no new records from `since` (today) on; what it holds stays readable."""
    return set_section_state(section, SectionState.CLOSED, since=since, by=by)


def _note_state(section, state, since, by) -> SectionState:
    since = since or timezone.localdate()
    if state not in dict(SectionState.CHOICES):
        known = "、".join(name for name, _label in SectionState.CHOICES)
        raise ValidationError({"state": _("没有“%(state)s”这种状态，可用：%(known)s。") % {"state": state, "known": known}})
    latest = SectionState.objects.filter(section=section).order_by("since", "pk").last()
    if latest and since < latest.since:
        raise ValidationError({"since": _("不能追溯：栏目最近一次变动在%(day)s。") % {"day": latest.since}})
    noted = SectionState.objects.create(section=section, state=state, since=since, decided_by=by)
    log(instance=section, action="cms.section.state", user=by, data={"state": state, "since": str(since)})
    return noted


@transaction.atomic
def move_unit(unit: Unit, to: Unit, *, by=None) -> Unit:
    """Move a unit with everything below it under another unit; paths, committees, documents and permissions follow.

    The whole subtree, the target and the old parent are locked first: a record that somebody adds in the same moment either
    moves along or is added after the move, and nothing is orphaned.
    Raises ValidationError when the kinds do not fit or the target lies inside the unit.
    """
    lock_for_move(unit, to)
    unit, to = Unit.objects.get(pk=unit.pk), Unit.objects.get(pk=to.pk)
    if to.pk == unit.pk or to.is_descendant_of(unit):
        raise ValidationError({"to": _("不能移到自己或下级之中。")})
    if unit.kind not in Unit.MAY_HOLD[to.kind]:
        raise ValidationError(
            {"to": _("%(parent)s之下不能设%(kind)s。") % {"parent": to.get_kind_display(), "kind": unit.get_kind_display()}}
        )
    if unit.is_child_of(to):
        return unit
    if Page.objects.child_of(to).filter(slug=unit.slug).exists():
        raise ValidationError({"to": _("“%(to)s”之下已有网址名为“%(slug)s”的页面。") % {"to": to, "slug": unit.slug}})
    unit.move(to, pos="last-child", user=None)
    unit = Unit.objects.get(pk=unit.pk)
    for below in Unit.objects.descendant_of(unit, inclusive=True).order_by("depth"):
        committee = below.pk if below.kind == Unit.COMMITTEE else below.get_parent().specific.committee_id
        Unit.objects.filter(pk=below.pk).update(committee_id=committee)
        documents.restamp_unit(Unit.objects.get(pk=below.pk))
    documents.relocate(unit.url_path)
    log(instance=unit, action="cms.unit.move", user=by, data={"to": to.code})
    return Unit.objects.get(pk=unit.pk)


def lock_for_move(page, to) -> None:
    """Lock old parent, target and the whole subtree in the order of their paths, so that two moves cannot deadlock."""
    paths = [page.path[: -page.steplen], to.path]
    rows = Page.objects.filter(path__in=paths) | Page.objects.filter(path__startswith=page.path)
    list(rows.order_by("path").select_for_update().values_list("pk", flat=True))
