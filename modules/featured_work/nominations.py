"""申报与入选: what was nominated for a quarter, what of it counts, and the choice of the committee's Party office.

A unit's first two nominations that were submitted for review by the 25th of the quarter's last month count; further and later
ones are shown as such and may be chosen with a remark that says why.
"""

import datetime
from dataclasses import dataclass

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from cms.access import Viewer, viewer_of
from cms.delivery import reading
from cms.moderation.reviewers import first_submissions
from cms.people import Role
from cms.periods import bounds
from cms.tree import Unit

from .actions import MOST, select
from .models import FeaturedRecord

__all__ = ["LAST_DAY", "Nomination", "deadline", "nominated", "quarters", "select_all"]

# 每季度末月25日前申报
LAST_DAY = 25


@dataclass
class Nomination:
    """One published featured work. number: among its unit's of the quarter, from 1, by the day of nomination."""

    page: FeaturedRecord
    document: object
    unit: Unit
    nominated_on: datetime.date
    number: int
    deadline: datetime.date
    most: int

    @property
    def late(self) -> bool:
        return self.nominated_on > self.deadline

    @property
    def beyond(self) -> bool:
        """Whether the unit had nominated as many as count before."""
        return self.number > self.most

    @property
    def counts(self) -> bool:
        return not self.late and not self.beyond


def deadline(quarter: str) -> datetime.date:
    return bounds(quarter)[1].replace(day=LAST_DAY)


def _of(viewer: Viewer, committee: Unit):
    units = Unit.objects.filter(committee_id=committee.pk, practice=False)
    return reading.documents(viewer).filter(module="featured_work", unit__in=units)


def quarters(viewer: Viewer, committee: Unit) -> list[str]:
    """The quarters for which anything was nominated, the newest first."""
    pages = FeaturedRecord.objects.filter(pk__in=_of(viewer, committee).values("page_id"))
    return sorted(set(pages.order_by().values_list("quarter", flat=True)) - {""}, reverse=True)


def nominated(viewer: Viewer, committee: Unit, quarter: str) -> list[Nomination]:
    """All that the viewer sees of the quarter, by unit in the order of the tree, then by the day of nomination."""
    documents = {document.pk: document for document in _of(viewer, committee)}
    pages = FeaturedRecord.objects.filter(pk__in=documents, quarter=quarter).order_by("path")
    units = {unit.pk: unit for unit in Unit.objects.filter(committee_id=committee.pk).defer("body")}
    last = deadline(quarter)
    found, count = [], {}
    # Corrections do not move it
    first = first_submissions(list(documents))
    rows = [(documents[page.pk], page) for page in pages]
    rows.sort(key=lambda row: (units[row[0].unit_id].path, first.get(row[0].pk, row[0].first_published_at), row[0].pk))
    for document, page in rows:
        number = count[document.unit_id] = count.get(document.unit_id, 0) + 1
        day = timezone.localdate(first.get(document.pk, document.first_published_at))
        found.append(Nomination(page, document, units[document.unit_id], day, number, last, MOST))
    return found


@transaction.atomic
def select_all(committee: Unit, quarter: str, by, choices: dict[int, tuple[bool, str]]) -> int:
    """Choose of all nominated works of the quarter together: {page's id: (selected, remark)}; how many were changed.

    by: the committee's Party office. What is left as it is is not touched. Raises PermissionDenied for others, ValidationError by
    `remark_ID` or as a whole; then nothing is changed.
    """
    viewer = viewer_of(by)
    if not viewer.has_role(Role.PARTY_OFFICE, committee.pk):
        raise PermissionDenied(_("只有党务室可以确定入选季度通报的特色工作。"))
    found = {one.page.pk: one for one in nominated(viewer, committee, quarter)}
    if unknown := choices.keys() - found.keys():
        raise ValidationError(_("没有这样的申报：%(ids)s") % {"ids": "、".join(map(str, sorted(unknown)))})
    errors, changed = {}, []
    for pk, (selected, remark) in choices.items():
        one = found[pk]
        if selected == one.page.selected and (remark.strip() == one.page.selection_opinion or not selected):
            continue
        if selected and not one.counts and not remark.strip():
            errors[f"remark_{pk}"] = _("超出每季度%(most)s项或逾期申报的，入选须写明理由。") % {"most": one.most}
        if not selected and not remark.strip():
            errors[f"remark_{pk}"] = _("取消入选须写明原因。")
        if len(remark.strip()) > 300:
            errors[f"remark_{pk}"] = _("最多300字。")
        changed.append((one.page, selected, remark.strip()))
    if errors:
        raise ValidationError(errors)
    # Taken back first, so that another one of the same unit may take the place
    for page, selected, remark in sorted(changed, key=lambda change: change[1]):
        select(page, by, remark, selected)
    return len(changed)
