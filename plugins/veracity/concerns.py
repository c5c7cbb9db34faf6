"""异常: bulk entry (集中补录) and back-dating (事后补录), as machine checks found them in what was submitted these weeks."""

import datetime
from collections import defaultdict

from django.utils import timezone
from django.utils.translation import gettext as _

from cms import plugins
from cms.access import Viewer
from cms.delivery.documents import path_of
from cms.moderation.models import MachineFinding
from cms.seams.concerns import Concern
from cms.tree import Section

from .checks.dates import BulkEntry, LateEntry

__all__ = ["concerns"]

# So long after the submission it is worth a question
DAYS = 31
CHECKS = {check.slug: check for check in (BulkEntry, LateEntry)}


def concerns(viewer: Viewer, units, as_of: datetime.date | None = None) -> list[Concern]:
    """For each unit, module and kind one, with how many records. For the unit's own reviewers and its committee's office, who may
    read every draft of it: nobody else learns what a check found. No titles. Two queries."""
    day = as_of or timezone.localdate()
    desks, offices = set(viewer.ids("desk")), set(viewer.ids("office"))
    mine = {unit.pk: unit for unit in units if unit.pk in desks or unit.committee_id in offices}
    if not mine:
        return []
    rows = MachineFinding.objects.filter(
        check_slug__in=CHECKS,
        release__unit_id__in=mine,
        release__void_at=None,
        release__opened_at__date__range=(day - datetime.timedelta(days=DAYS), day),
    ).values_list(
        "release__unit_id", "release__page__content_type__app_label", "check_slug", "release__page_id",
        "release__page__path", "release__opened_at", "answer",
    )  # fmt: skip
    groups = defaultdict(list)
    for unit, module, check, page, path, opened, answer in rows.order_by("release_id"):
        groups[unit, module, check].append((page, path, opened, answer))
    addresses = _addresses({row[1][: -Section.steplen] for rows in groups.values() for row in rows})
    return [
        _concern(mine[unit], module, check, rows, addresses.get(rows[0][1][: -Section.steplen], ""))
        for (unit, module, check), rows in groups.items()
    ]


def _addresses(paths: set[str]) -> dict[str, str]:
    found = Section.objects.filter(path__in=paths).values_list("path", "url_path") if paths else ()
    return {path: path_of(url_path) for path, url_path in found}


def _concern(unit, module: str, check: str, rows: list[tuple], address: str) -> Concern:
    plugin = plugins.find_module(module)
    answered = {page for page, _path, _opened, answer in rows if answer == MachineFinding.DISMISS}
    told = {
        "what": CHECKS[check].label,
        "module": plugin.name_for(unit.kind) if plugin else module,
        "count": len({row[0] for row in rows}),
        "answered": len(answered),
    }
    text = _("%(what)s：“%(module)s”%(count)s条记录") % told
    if answered:
        text += _("，其中%(answered)s条审核人已核实无误") % told
    questions = {
        BulkEntry.slug: _("“%(module)s”几个月的记录为什么一次补录？请看原始记录。"),
        LateEntry.slug: _("“%(module)s”的事为什么过了这么久才录入？请看原始记录。"),
    }
    return Concern(
        unit_id=unit.pk,
        kind="unusual",
        text=text,
        since=max(row[2] for row in rows),
        url=address,
        question=questions[check] % told,
        module=module,
    )
