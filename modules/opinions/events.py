"""互动回应 and adopted suggestions, for scoring schemes (`cms.seams.events`)."""

from collections import defaultdict

from django.utils import timezone

from cms.days import working_days_after
from cms.seams.events import CodedEvent

from .models import REPLY_WITHIN, OpinionRecord, OpinionReply, OpinionSubmission

__all__ = ["coded"]


def coded(units, since, until) -> list[CodedEvent]:
    """received: an opinion that came in, on that day. answered_on_time: it was answered within seven working days, told
    of the day on which it came in, so that both are of one quarter. adopted_suggestion: suggestions (建言献策) that were
    adopted, on the last answer's day.

    Of published records; four queries.
    """
    unit_at = {unit.path: unit.pk for unit in units}
    # nothing comes in before its call for opinions begins; a record is below its section, and that below its unit
    published = OpinionRecord.objects.filter(live=True, occurred_on__lte=until).values_list("pk", "path")
    placed = {page: unit_at.get(path[: -2 * OpinionRecord.steplen]) for page, path in published}
    unit_of = {page: unit for page, unit in placed.items() if unit is not None}
    replies = defaultdict(list)
    rows = OpinionReply.objects.filter(page__in=set(unit_of)).order_by("page_id", "sort_order", "pk")
    for page, submission, day in rows.values_list("page_id", "submission", "replied_on"):
        replies[page].append((submission.partition("：")[0], day))
    submissions = defaultdict(list)
    rows = OpinionSubmission.objects.filter(page__in=set(unit_of)).order_by("page_id", "sort_order", "pk")
    for page, moment in rows.values_list("page_id", "received_at"):
        submissions[page].append(timezone.localdate(moment))
    events = []
    for page, days in submissions.items():
        answered = dict(reversed(replies[page]))
        for number, day in enumerate(days, 1):
            if not since <= day <= until:
                continue
            events.append(CodedEvent(unit_of[page], "received", page, day))
            reply = answered.get(f"第{number}条")
            if reply is not None and reply <= working_days_after(day, REPLY_WITHIN):
                events.append(CodedEvent(unit_of[page], "answered_on_time", page, day))
    adopted = OpinionRecord.objects.filter(
        pk__in=set(unit_of), interaction_kind="suggestion", adoption="adopted", live=True
    )
    for page, opened in adopted.order_by("pk").values_list("pk", "occurred_on"):
        day = max((day for _mark, day in replies[page]), default=opened)
        if since <= day <= until:
            events.append(CodedEvent(unit_of[page], "adopted_suggestion", page, day))
    return events
