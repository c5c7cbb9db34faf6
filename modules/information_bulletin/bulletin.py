"""The quarter's bulletin as a draft, made of what the close froze (`cms.seams.bulletin`), and supplements to a published one.

Written as every draft of a program is, through the form of the admin, in the committee's own section and by one of its information
officers; what is published passes the three reviews like every record.
"""

import hashlib
from decimal import Decimal

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log
from wagtail.models import Page, PageLogEntry

from cms.drafting import actions as drafting
from cms.seams.bulletin import BulletinLine, QuarterFigures
from cms.tree import Record, Section, Unit

from . import texts
from .figures import closing, frozen, line_of, row_of
from .models import BulletinRecord

__all__ = ["DRAFTED", "draft", "supplement"]

DRAFTED = "information_bulletin.draft"
TEXTS = ("overview", "problems", "requirements")
LABEL = "information_bulletin"


@transaction.atomic
def draft(committee, figures: QuarterFigures, by) -> BulletinRecord:
    """See `cms.seams.bulletin.draft_bulletin()`."""
    section = _section(committee)
    earlier = _of_quarter(section, figures.quarter)
    published = next((page for page in earlier if page.live), None)
    if figures.supplement:
        if published is None:
            raise ValidationError(_("%(quarter)s的通报还没有公布，无须补充。") % {"quarter": figures.quarter})
        return supplement(published, by, figures.supplement, figures=figures)
    for page in earlier:
        if page.live or page.first_published_at:
            raise ValidationError(
                _("%(quarter)s的通报“%(title)s”已经公布，数字不再改动；有变化的另拟补充通报。")
                % {"quarter": figures.quarter, "title": page.title}
            )
        if page.workflow_in_progress:
            raise ValidationError(
                _("%(quarter)s的通报“%(title)s”正在审核；要更新数字，请信息员先撤回报送。")
                % {"quarter": figures.quarter, "title": page.title}
            )
    values = _values(committee, figures)
    with closing():
        if not earlier:
            page = drafting.create(section, by, values)
        else:
            page = _draft_anew(earlier[-1], by, values)
    _note(page, by, figures)
    return page


@transaction.atomic
def supplement(record: BulletinRecord, by, reason: str, *, figures: QuarterFigures | None = None) -> BulletinRecord:
    """补充通报: a draft of its own that names the published bulletin `record`, with each figure that is another one now.

    reason: why, in words that readers see. figures: the lines that changed; else those of the units whose frozen figures differ
    from the published ones by now. Raises PermissionDenied as drafting does, ValidationError when there is nothing to supplement.
    """
    if not reason.strip():
        raise ValidationError({"reason": _("请写明为什么补充。")})
    if not record.live or record.supplements_id:
        raise ValidationError(_("只能对已公布的季度通报作补充。"))
    section = _section(record.owning_unit)
    rows = _changed(record, section, figures)
    if not rows:
        raise ValidationError(_("各单位的数字与已公布的相同，没有要补充的。"))
    told = _told(record, section)
    changes = [change for unit, row in rows.items() for change in _changes(unit, told.get(unit.pk), row)]
    now = figures.frozen_at if figures else timezone.now()
    number = BulletinRecord.objects.child_of(section).filter(supplements=record).count() + 1
    values = {
        "title": _("%(title)s（补充通报%(number)s）") % {"title": record.title, "number": number if number > 1 else ""},
        "occurred_on": timezone.localdate(now).isoformat(),
        "period": record.quarter,
        "source_kind": "statistics",
        "tags": ["信息通报", "补充通报"],
        "fields": {
            "quarter": record.quarter,
            "supplements": record.pk,
            "scheme": figures.scheme if figures else record.scheme,
            "frozen_at": timezone.localtime(now).isoformat(timespec="minutes"),
            "unit_table": [_plain(row | {"unit": unit.pk}) for unit, row in rows.items()],
            "overview": texts.supplement_overview(record.title, reason.strip(), changes),
            "problems": "<p>本次补充不涉及。</p>",
            "requirements": "<p>以本补充通报的数字为准，原通报其余内容不变。</p>",
        },
    }
    with closing():
        return drafting.create(section, by, values)


def _section(committee) -> Section:
    found = Section.objects.live().child_of(committee).filter(module=LABEL).first()
    if found is None:
        raise PermissionDenied(_("“%(unit)s”没有信息通报栏目。") % {"unit": committee})
    return found


def _of_quarter(section: Section, quarter: str) -> list[BulletinRecord]:
    """The quarter's bulletins themselves, without supplements, in the order in which they were begun; their rows are locked."""
    found = BulletinRecord.objects.child_of(section).filter(quarter=quarter, supplements=None).order_by("pk")
    Page.objects.select_for_update().filter(pk__in=[section.pk, *found.values_list("pk", flat=True)]).first()
    return list(found)


def _values(committee, figures: QuarterFigures) -> dict:
    names = dict(Unit.objects.filter(pk__in=[line.unit_id for line in figures.lines]).values_list("pk", "title"))
    moment = timezone.localtime(figures.frozen_at)
    name = texts.quarter_name(figures.quarter)
    return {
        "title": f"{name}党建信息更新情况通报",
        "occurred_on": moment.date().isoformat(),
        "period": figures.quarter,
        "source_kind": "statistics",
        "source_ref": f"平台季度结算，数据于{moment:%Y-%m-%d %H:%M}冻结",
        "tags": ["信息通报"],
        "fields": {
            "quarter": figures.quarter,
            "scheme": figures.scheme,
            "frozen_at": moment.isoformat(timespec="minutes"),
            "unit_table": [_plain(row_of(line) | {"unit": line.unit_id}) for line in figures.lines],
            # what was withdrawn since cannot be referred to
            "featured": list(Record.objects.live().filter(pk__in=figures.featured).values_list("pk", flat=True)),
            "overview": texts.overview(figures, names, committee.title),
            "problems": texts.problems(figures, names),
            "requirements": texts.requirements(figures),
        },
    }


def _draft_anew(page: BulletinRecord, by, values: dict) -> BulletinRecord:
    """The new figures in the draft that is there; words that somebody has edited, and the envelope, stay."""
    latest = page.get_latest_revision_as_object()
    noted = PageLogEntry.objects.filter(page_id=page.pk, action=DRAFTED).order_by("-timestamp", "-pk").first()
    digests = noted.data.get("texts", {}) if noted else {}
    fields = dict(values["fields"])
    for name in TEXTS:
        if _digest(getattr(latest, name)) != digests.get(name) and getattr(latest, name):
            del fields[name]
    return drafting.change(page, by, {"source_ref": values["source_ref"], "fields": fields})


def _note(page, by, figures: QuarterFigures) -> None:
    """What was written by the close, so that it can be told later from what somebody has edited."""
    latest = page.get_latest_revision_as_object()
    data = {"quarter": figures.quarter, "texts": {name: _digest(getattr(latest, name)) for name in TEXTS}}
    log(instance=page, action=DRAFTED, user=by, data=data, content_changed=True)


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def _plain(row: dict) -> dict:
    return {name: str(value) if isinstance(value, Decimal) else value for name, value in row.items()}


# Supplements ------------------------------------------------------------------------------------------------------------


def _told(record: BulletinRecord, section: Section) -> dict[int, dict]:
    """{unit's id: its figures as they were told last}: by the bulletin, or by a later supplement."""
    told = {}
    later = BulletinRecord.objects.child_of(section).live().filter(supplements=record).order_by("first_published_at")
    for page in [record, *later]:
        for row in page.unit_table.all():
            told[row.unit_id] = {name: getattr(row, name) for name in _NAMES}
    return told


_NAMES = tuple(row_of(BulletinLine(0, 0, 0, 0, None, 0, 0, 0, None, Decimal(0), "")))


def _changed(record, section, figures: QuarterFigures | None) -> dict[Unit, dict]:
    """{unit: its figures as they are now} of those whose figures are others than they were told, in the order of the tree."""
    told = _told(record, section)
    if figures:
        now = {line.unit_id: row_of(line) for line in figures.lines}
    else:
        now = {
            pk: told.get(pk, {}) | line_of(score) for pk, score in frozen(record.owning_unit, record.quarter).items()
        }
    changed = {pk: row for pk, row in now.items() if row != told.get(pk) and _NAMES == tuple(row)}
    return {unit: changed[unit.pk] for unit in Unit.objects.filter(pk__in=changed).order_by("path")}


def _changes(unit, before: dict | None, row: dict) -> list[str]:
    from .models import BulletinUnit

    labels = {field.name: field for field in BulletinUnit._meta.get_fields() if hasattr(field, "verbose_name")}
    if before is None:
        return [f"{unit}：原通报没有列出，现予补列。"]
    shown = lambda name, value: dict(labels[name].flatchoices or ()).get(value, "空" if value is None else value)  # noqa: E731
    return [
        f"{unit}：{labels[name].verbose_name}由{shown(name, before[name])}改为{shown(name, row[name])}。"
        for name in row
        if before[name] != row[name]
    ]
