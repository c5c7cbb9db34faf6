"""意见未答复: calls for opinions with opinions that nobody has answered, late or not."""

import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from cms.access import Viewer
from cms.delivery import reading
from cms.seams.concerns import Concern

from .models import OpinionRecord, OpinionReply, OpinionSubmission

__all__ = ["concerns"]


def concerns(viewer: Viewer, units, as_of: datetime.date | None = None) -> list[Concern]:
    """One for each published call that the viewer sees and that has unanswered opinions. Nothing of what they say. Four queries."""
    day = as_of or timezone.localdate()
    seen = reading.documents(viewer).filter(module="opinions", unit_id__in=[unit.pk for unit in units])
    documents = {one.pk: one for one in seen.only("page_id", "unit_id", "title", "path")}
    arrived: dict[int, dict[int, datetime.datetime]] = {}
    rows = OpinionSubmission.objects.filter(page_id__in=documents).order_by("page_id", "sort_order", "pk")
    for page, received in rows.values_list("page_id", "received_at"):
        lines = arrived.setdefault(page, {})
        lines[len(lines) + 1] = received
    replied = OpinionReply.objects.filter(page_id__in=arrived, replied_on__lte=day).values_list("page_id", "submission")
    for page, submission in replied:
        answered = submission.partition("：")[0].removeprefix("第").removesuffix("条")
        arrived[page].pop(int(answered) if answered.isdecimal() else 0, None)
    due = dict(OpinionRecord.objects.filter(pk__in=arrived).values_list("pk", "reply_due"))
    found = []
    for page, lines in arrived.items():
        waiting = [received for received in lines.values() if timezone.localdate(received) <= day]
        if waiting:
            found.append(_concern(documents[page], waiting, due[page], day))
    return found


def _concern(document, waiting: list[datetime.datetime], due: datetime.date, day: datetime.date) -> Concern:
    told = {"title": document.title, "count": len(waiting), "due": f"{due:%Y-%m-%d}", "late": (day - due).days}
    text = _("“%(title)s”有%(count)s条意见未答复") % told
    text += _("，应于%(due)s前答复，已逾期%(late)s天") % told if due < day else _("，应于%(due)s前答复") % told
    return Concern(
        unit_id=document.unit_id,
        kind="unanswered",
        text=text,
        since=max(waiting),
        url=document.path,
        question=_("“%(title)s”收到的意见为什么还没有答复？准备何时、由谁答复？") % told,
        record_id=document.pk,
        module="opinions",
    )
