"""Letters that wait beyond their day, for the morning view: how many and of which unit, and nothing of what is in them."""

import datetime

from django.db.models import Count, Min
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import ngettext

from cms.people import Role
from cms.seams.concerns import Concern

from .letters import handled_units
from .models import Letter


def concerns(viewer, units, as_of=None):
    """For the secretary and the reviewer of a unit and its committee's Party office and approver; one query."""
    today = as_of or timezone.localdate()
    told = {
        unit.pk: unit
        for unit in units
        if any(viewer.has_role(role, unit.pk) for role in (Role.SECRETARY, Role.REVIEWER))
        or any(viewer.has_role(role, unit.committee_id) for role in (Role.PARTY_OFFICE, Role.APPROVER))
    }
    late = Letter.objects.filter(unit_id__in=told, state__in=(Letter.RECEIVED, Letter.ACCEPTED), due_on__lt=today)
    counted = late.values("unit_id").annotate(count=Count("pk"), due=Min("due_on")).order_by("unit_id")
    return [
        Concern(
            unit_id=line["unit_id"],
            kind="unanswered",
            text=ngettext(
                "%(unit)s有%(count)s封来信逾期没有答复。", "%(unit)s有%(count)s封来信逾期没有答复。", line["count"]
            )
            % {"unit": told[line["unit_id"]].title, "count": line["count"]},
            url=reverse("voices:letters") if line["unit_id"] in handled_units(viewer) else "",
            since=timezone.make_aware(
                datetime.datetime.combine(line["due"] + datetime.timedelta(days=1), datetime.time())
            ),
        )
        for line in counted
    ]
