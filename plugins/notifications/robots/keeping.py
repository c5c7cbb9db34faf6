"""What the Party office does with robots and their messages: try out, send again, give up; and how long they are kept."""

import datetime

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from .models import Robot, RobotDelivery, RobotNote
from .writing import send_later

__all__ = ["give_up", "prune", "send_again", "try_out"]

BATCH = 500


@transaction.atomic
def try_out(robot: Robot) -> RobotDelivery:
    """Have a message sent that tells of nothing, at any hour."""
    delivery = RobotDelivery.objects.create(robot=robot, is_test=True)
    send_later()
    return delivery


@transaction.atomic
def send_again(deliveries: QuerySet[RobotDelivery]) -> int:
    """Have these tried anew, what waits at once; how many. What was sent, given up or has nothing to say stays as it is."""
    found = deliveries.filter(state__in=RobotDelivery.OPEN, robot__active=True)
    pks = list(found.values_list("pk", flat=True))
    again = {"state": RobotDelivery.WAITING, "tries": 0, "next_try_at": timezone.now(), "ended_at": None}
    count = RobotDelivery.objects.filter(pk__in=pks).update(**again)
    if count:
        send_later()
    return count


@transaction.atomic
def give_up(deliveries: QuerySet[RobotDelivery]) -> int:
    pks = list(deliveries.filter(state__in=RobotDelivery.OPEN).values_list("pk", flat=True))
    return RobotDelivery.objects.filter(pk__in=pks).update(state=RobotDelivery.SKIPPED, ended_at=timezone.now())


def prune(days: int | None = None) -> int:
    """Forget messages that ended more than so many days ago (NOTICES_RETENTION_DAYS), and what was never sent since it was settled;
    how many messages. In small transactions."""
    before = timezone.now() - datetime.timedelta(days=days or settings.NOTICES_RETENTION_DAYS)
    old, count = RobotDelivery.objects.filter(ended_at__lt=before).order_by("pk"), 0
    while pks := list(old.values_list("pk", flat=True)[:BATCH]):
        RobotDelivery.objects.filter(pk__in=pks).delete()
        count += len(pks)
    RobotNote.objects.filter(delivery=None, created_at__lt=before).delete()
    return count
