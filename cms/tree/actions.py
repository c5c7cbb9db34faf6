"""The tree's business actions: units and sections are made, moved, opened and closed here and nowhere else.

Each is one transaction, leaves an entry in Wagtail's log, and locks what it must: two people at once both get a right result
or a clear message.
"""

import datetime
from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log
from wagtail.models import Collection, Page, Site

from cms import plugins
from cms.delivery import documents
from cms.delivery.versions import access_changed
from cms.moderation.content import content_hash
from cms.moderation.models import Release
from cms.permissions import derive

from .section import Section, SectionState
from .unit import Unit, reserved_slugs

__all__ = [
    "close_section",
    "copy_unit",
    "create_unit",
    "move_unit",
    "open_section",
    "open_sections",
    "set_section_state",
]

# What `create_unit()` is told of a unit
FOUNDED = frozenset({"title", "kind", "code", "site", "plant"})


@transaction.atomic
def create_unit(
    *, title: str, kind: str, code: str, parent: Unit | None = None, site="", plant="", practice=False, by=None, **extra
) -> Unit:
    """Found a unit, live at once with an empty home page; without `parent` the one at the top, which is the site's root.

    Raises ValidationError by field: a code or place that is taken, a code of digits alone, a kind that does not fit below its parent.
    """
    root = _lock_structure()
    if parent is None and Unit.objects.filter(depth=2).exists():
        raise ValidationError({"parent": _("最上一级党委只能有一个；请指明上级党组织。")})
    above = root if parent is None else _locked(parent)
    practice = practice or bool(parent and above.practice)  # what is practised below a practice unit is practice too
    if Unit.objects.filter(code=code).exists():
        raise ValidationError({"code": _("代码“%(code)s”已被使用。") % {"code": code}})
    if code.isdigit():
        # the API's addresses take an id or a code
        raise ValidationError({"code": _("代码不能全是数字，以免与编号混淆。")})
    unit = Unit(title=title, kind=kind, code=code, site=site, plant=plant, practice=practice, live=False, **extra)
    # Before anything is written: a draft's own validation looks at title and slug only
    unit.clean_fields(exclude=[field.name for field in Unit._meta.fields if field.name not in FOUNDED])
    if parent is None and kind != Unit.COMMITTEE:
        raise ValidationError({"kind": _("最上一级须是党委。")})
    if parent and kind not in Unit.MAY_HOLD[above.kind]:
        raise ValidationError({"kind": _does_not_fit(unit, above)})
    unit.collection = Collection.get_first_root_node().add_child(name=title[:255])
    above.add_child(instance=unit)
    unit.committee = unit if kind == Unit.COMMITTEE else above.committee
    Unit.objects.filter(pk=unit.pk).update(committee=unit.committee)
    _go_live(unit, by)
    if parent is None:
        _make_site_root(unit)
    log(instance=unit, action="cms.unit.create", user=by, data={"code": code, "kind": kind})
    return unit


def _does_not_fit(unit: Unit, above: Unit) -> str:
    return _("%(parent)s之下不能设%(kind)s。") % {"parent": above.get_kind_display(), "kind": unit.get_kind_display()}


def _lock_structure() -> Page:
    """Units are founded, moved and copied one at a time: the root page's row is their lock. Records do not wait for it."""
    return Page.objects.select_for_update().get(depth=1)


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
    site = Site.objects.filter(is_default_site=True).first() or Site(
        hostname="localhost", port=80, is_default_site=True
    )
    site.root_page = unit.page_ptr
    site.site_name = unit.title
    site.save()


@transaction.atomic
def open_section(
    unit: Unit, module: str, *, state: str = SectionState.COUNTED, since: datetime.date | None = None, by=None
) -> Section:
    """Switch a module on in a unit. A section that was opened before is found again and gets the new state.

    A first opening may lie in the past, for a unit has had its meetings before it had this site; a later change may not.
    Raises ValidationError by field: an unknown module, one that is not for this kind of unit, an unknown state, a past day.
    """
    return open_sections(unit, [module], state=state, since=since, by=by)[0]


@transaction.atomic
def open_sections(
    unit: Unit,
    modules: Iterable[str],
    *,
    state: str = SectionState.COUNTED,
    since: datetime.date | None = None,
    by=None,
) -> list[Section]:
    """Several as `open_section()` does one; what follows for permissions is derived once. Raises ValidationError likewise."""
    unit = _locked(unit)
    found = [_open(unit, module, state, since, by) for module in modules]
    if any(changed for _section, changed in found):
        derive(unit)
    return [section for section, _changed in found]


def _open(unit, module, state, since, by) -> tuple[Section, bool]:
    """The section, and whether anything changed."""
    plugin = plugins.find_module(module)
    if plugin is None:
        raise ValidationError({"module": _("没有安装名为“%(module)s”的栏目模块。") % {"module": module}})
    section = Section.objects.child_of(unit).filter(module=module).first()
    if section is None:
        section = Section(title=plugin.name_for(unit.kind), module=module, live=True)
        section.first_published_at = section.last_published_at = timezone.now()
        unit.add_child(instance=section)
        log(instance=section, action="cms.section.open", user=by, data={"module": module})
    elif _is_already(section, state, since):
        return section, False
    _note_state(section, state, since, by)
    return section, True


def _is_already(section, state, since) -> bool:
    """Whether the section is in this state on that day and stays so."""
    latest = SectionState.objects.filter(section=section).order_by("since", "pk").last()
    return latest is not None and latest.state == state and latest.since <= (since or timezone.localdate())


@transaction.atomic
def set_section_state(section: Section, state: str, *, since: datetime.date | None = None, by=None) -> SectionState:
    """From `since` (today) on the section is in this state; earlier days stay as they were, for what was due on them was due.

    Raises ValidationError by field: an unknown state, or a past day.
    """
    _locked(section.get_parent().specific)
    return _note_state(section, state, since, by)


def close_section(section: Section, *, since: datetime.date | None = None, by=None) -> SectionState:
    """The section takes no new records from `since` (today) on; what it holds stays readable."""
    return set_section_state(section, SectionState.CLOSED, since=since, by=by)


def _note_state(section, state, since, by) -> SectionState:
    today = timezone.localdate()
    since = since or today
    if state not in dict(SectionState.CHOICES):
        known = "、".join(name for name, _label in SectionState.CHOICES)
        raise ValidationError(
            {"state": _("没有“%(state)s”这种状态，可用：%(known)s。") % {"state": state, "known": known}}
        )
    if since < today and SectionState.objects.filter(section=section).exists():
        raise ValidationError({"since": _("不能追溯：栏目状态最早从今天（%(day)s）起变更。") % {"day": today}})
    noted = SectionState.objects.create(section=section, state=state, since=since, decided_by=by)
    log(instance=section, action="cms.section.state", user=by, data={"state": state, "since": str(since)})
    return noted


@transaction.atomic
def move_unit(unit: Unit, to: Unit, *, by=None) -> Unit:
    """Move a unit with everything below it under another unit; paths, committees, documents and permissions follow.

    The whole subtree, the target and the old parent are locked first: a record that somebody adds in the same moment either
    moves along or is added after the move, and nothing is orphaned.
    Raises ValidationError under `to`: kinds that do not fit, a target inside the unit, an address that is taken.
    """
    _lock_structure()
    _lock_branches(unit, to)
    unit, to = Unit.objects.get(pk=unit.pk), Unit.objects.get(pk=to.pk)
    if to.pk == unit.pk or to.is_descendant_of(unit):
        raise ValidationError({"to": _("不能移到自己或下级之中。")})
    if unit.kind not in Unit.MAY_HOLD[to.kind]:
        raise ValidationError({"to": _does_not_fit(unit, to)})
    if unit.is_child_of(to):
        return unit
    if Page.objects.child_of(to).filter(slug=unit.slug).exists():
        raise ValidationError({"to": _("“%(to)s”之下已有网址名为“%(slug)s”的页面。") % {"to": to, "slug": unit.slug}})
    if to.depth == 2 and unit.slug in reserved_slugs():
        raise ValidationError({"to": _("“%(slug)s”是系统保留的网址名。") % {"slug": unit.slug}})
    if to.practice and not unit.practice:
        raise ValidationError({"to": _("正式党组织不能隶属于练习单位。")})
    unit.move(to, pos="last-child", user=None)
    unit = Unit.objects.get(pk=unit.pk)
    for below in Unit.objects.descendant_of(unit, inclusive=True).order_by("depth"):
        committee = below.pk if below.kind == Unit.COMMITTEE else below.get_parent().specific.committee_id
        Unit.objects.filter(pk=below.pk).update(committee_id=committee)
        documents.restamp_unit(Unit.objects.get(pk=below.pk))
    documents.relocate(unit.url_path)
    access_changed()
    log(instance=unit, action="cms.unit.move", user=by, data={"to": to.code})
    return Unit.objects.get(pk=unit.pk)


def _lock_branches(unit: Unit, to: Unit) -> None:
    """Lock the unit's old parent, the target and everything below the unit, in the order of their paths.

    Asked again until nothing new appears: what somebody added while we waited stands below a row that we hold by now.
    """
    locked = None
    while True:
        path, target = (
            Page.objects.values_list("path", flat=True).get(pk=unit.pk),
            Page.objects.only("path").get(pk=to.pk).path,
        )
        rows = Page.objects.filter(Q(path__in=[path[: -Page.steplen], target]) | Q(path__startswith=path))
        found = list(rows.order_by("path").select_for_update().values_list("pk", flat=True))
        if found == locked:
            return
        locked = found


@transaction.atomic
def copy_unit(unit: Unit, to: Unit, *, code: str, title: str, by=None) -> Unit:
    """Found a unit of the same kind below `to` with the same sections, counted from today, and the home page as a draft.

    Its structure is copied, never its records: each of those is one fact of one unit. Closed sections stay behind, and the
    home page goes through moderation like every other. Raises ValidationError as `create_unit()` does.
    """
    source = Unit.objects.get(pk=unit.pk)
    copy = create_unit(
        title=title,
        kind=source.kind,
        code=code,
        parent=to,
        site=source.site,
        plant=source.plant,
        practice=source.practice,
        by=by,
    )
    for section in Section.objects.child_of(source).live().order_by("path"):
        if section.plugin is not None and (state := section.state_on()) != SectionState.CLOSED:
            open_section(copy, section.module, state=state, by=by)
    if source.body:
        copy = Unit.objects.get(pk=copy.pk)
        copy.body = source.body
        copy.save_revision(user=by)
    return Unit.objects.get(pk=copy.pk)
