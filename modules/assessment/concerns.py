"""未复核的申诉, for the morning view: what waits for the Party office's decision, and until when it is in time."""

import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from cms.delivery import reading
from cms.seams.concerns import Concern

from .actions import decision_due
from .models import AssessmentAppeal

__all__ = ["concerns"]


def concerns(viewer, units, as_of=None) -> list[Concern]:
    """Of records that the viewer may see, by the unit that appeals. Two queries."""
    day = as_of or timezone.localdate()
    waiting = AssessmentAppeal.objects.filter(by__in=[unit.pk for unit in units], decision="", date__lte=day)
    rows = list(waiting.select_related("by").defer("by__body").order_by("date", "pk"))
    seen = reading.documents(viewer).filter(pk__in={row.page_id for row in rows}).in_bulk() if rows else {}
    return [_concern(row, seen[row.page_id], day) for row in rows if row.page_id in seen]


def _concern(row, document, day) -> Concern:
    due = decision_due(row)
    words = {"unit": row.by, "title": document.title, "date": row.date, "due": due}
    late = _("%(unit)s%(date)s对《%(title)s》的申诉没有复核，%(due)s已到期。")
    waits = _("%(unit)s%(date)s对《%(title)s》提出申诉，复核期限%(due)s。")
    return Concern(
        unit_id=row.by_id,
        kind="unanswered",
        text=(late if day > due else waits) % words,
        since=timezone.make_aware(datetime.datetime.combine(row.date, datetime.time())),
        url=document.path,
        question=_("申诉说的事实，原始记录怎样写的？"),
        record_id=row.page_id,
        module="assessment",
    )
