"""Once a working day: whoever is late with a decision is reminded, the Party office (党务室) is told of what stays undone, and
the unit's information officers of what must be reviewed anew (复审). Who is told and how is for those who listen."""

import datetime
import logging

from django.utils import timezone

from cms import plugins
from cms.access import in_date
from cms.days import is_working_day
from cms.signals import review_due, stage_overdue

__all__ = ["remind", "to_review"]

logger = logging.getLogger(__name__)


def remind(day: datetime.date | None = None) -> dict[str, int]:
    """Tell of everything that is late on `day` (today); {"overdue", "escalated", "review_due"}: how many of each.

    Nothing on a day off. Harmless when repeated. One that cannot be told is logged and does not keep the others from being told.
    """
    from . import overdue

    day = day or timezone.localdate()
    told = {"overdue": 0, "escalated": 0, "review_due": 0}
    if not is_working_day(day):
        return told
    for one in overdue.stages(day):
        escalated = overdue.is_escalated(one, day)
        _tell(stage_overdue, type(one.release), found=one, day=day, escalated=escalated)
        told["overdue"] += 1
        told["escalated"] += escalated
    for document in to_review(day).iterator(chunk_size=500):
        _tell(review_due, type(document), document=document, day=day)
        told["review_due"] += 1
    return told


def to_review(day: datetime.date | None = None):
    """The published records whose day of review (复审日期) has come, the longest due first."""
    from cms.delivery.models import Document

    day = day or timezone.localdate()
    due = Document.objects.filter(in_date(day), review_due__lte=day, practice=False)
    return due.filter(module__in=[module.label for module in plugins.modules()]).order_by("review_due", "page_id")


def _tell(signal, sender, **what) -> None:
    for receiver, answer in signal.send_robust(sender, **what):
        if isinstance(answer, Exception):
            logger.error("%s could not be told: %s", receiver, answer, exc_info=answer)
