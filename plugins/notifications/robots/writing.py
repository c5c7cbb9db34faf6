"""Noting what groups are to be told of, in the transaction of the act."""

from django.conf import settings
from django.db import transaction

from cms.delivery import keeper
from cms.moderation.stages import BY_SLUG, SECRECY
from cms.tree import Unit

from .models import Robot, RobotDelivery, RobotNote

__all__ = ["KEEPER", "announce", "send_later", "settle"]

KEEPER = "notifications.robots"


def announce(kind: str, key: str, *, page_id: int, unit_id: int, **more) -> None:
    """Note it for each robot that tells of this kind in this unit; twice under one key is once. Of practice units nothing is told.

    What waits for a decision is told where it is made: the committee's group hears of the last stage, the unit's of the others. Of
    secrecy reviews (保密审查) no group hears.
    """
    stage = more.get("stage", "")
    robots = [one for one in Robot.objects.filter(active=True).select_related("unit") if kind in one.kinds]
    if not robots or stage == SECRECY.slug:
        return
    unit = Unit.objects.only("path", "practice", "committee_id").filter(pk=unit_id, practice=False).first()
    if unit is None:
        return
    place = unit
    if kind in ("review", "overdue") and stage in BY_SLUG and (seat := BY_SLUG[stage].unit_id_for(unit)):
        place = unit if seat == unit.pk else Unit.objects.only("path").get(pk=seat)
    notes = [
        RobotNote(robot=robot, kind=kind, key=key[:100], page_id=page_id, unit_id=unit_id, **more)
        for robot in robots
        if robot.unit_id == place.pk or (robot.with_below and unit.path.startswith(robot.unit.path))
    ]
    if notes:
        RobotNote.objects.bulk_create(notes, ignore_conflicts=True)
        send_later()


def settle(release_id: int, stage: str = "", but: str = "") -> None:
    """There is nothing to decide (at this stage) any more: what was not sent yet is not told. but: not the note of this key."""
    asked = RobotNote.objects.filter(release_id=release_id, kind__in=("review", "overdue"), settled=False)
    asked = asked.exclude(delivery__state__in=(RobotDelivery.DONE, RobotDelivery.SKIPPED))
    if stage:
        asked = asked.filter(stage=stage)
    asked.exclude(key=but).update(settled=True)


def send_later() -> None:
    """When the current transaction commits, what is due is sent."""
    if settings.TASKS_MODE == "database":
        from ..tasks import post_to_groups

        post_to_groups.enqueue()  # a row of this transaction as well
    else:
        # In the serving process's own thread: nobody who decides waits for a platform
        transaction.on_commit(lambda: keeper.wake(KEEPER), robust=True)
