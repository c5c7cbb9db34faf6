"""Sending to groups: at least once, one process at a time for each robot, not more than the platforms take.

What is due for a robot at the same time is one message of several lines, and what comes while a message waits for its next try joins
it: a group is not flooded after a night, nor after the platform was away.
"""

import datetime
import logging
import secrets
import time

from django.conf import settings
from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from cms.outgoing.calling import SECONDS, Answer, call, unsent
from cms.outgoing.targets import Refused, find

from . import platforms, vault, words
from .models import Robot, RobotDelivery, RobotNote

logger = logging.getLogger(__name__)

# How long after each failure; after the last one it has failed for good, until somebody sends it again
WAITS = [datetime.timedelta(minutes=minutes) for minutes in (1, 5, 15, 60, 180, 360)]
LEASE = datetime.timedelta(seconds=6 * SECONDS)
MOST_LINES = 20
AGENT = "Hongban-Robots/1"


def run() -> int:
    """Send whatever is due; how many messages were taken. For the keeper's thread, the clock and tasks."""
    return sum(_turn(pk) for pk in _due())


def _due(now: datetime.datetime | None = None) -> list[int]:
    """The robots that have something to send, are not resting and are not at it already."""
    now = now or timezone.now()
    new = RobotNote.objects.filter(robot=OuterRef("pk"), delivery=None)
    due = _waiting(now).filter(robot=OuterRef("pk"))
    rested = Q(resting_until=None) | Q(resting_until__lte=now)
    return list(Robot.objects.filter(_free(now), rested, Exists(new) | Exists(due)).values_list("pk", flat=True))


def _free(now: datetime.datetime) -> Q:
    return Q(leased_until=None, active=True) | Q(leased_until__lte=now, active=True)


def _waiting(now: datetime.datetime) -> QuerySet[RobotDelivery]:
    return RobotDelivery.objects.filter(state=RobotDelivery.WAITING, next_try_at__lte=now)


def _turn(pk: int) -> int:
    """Send what is due for this robot, as far as its limits allow; how many messages were taken."""
    lease, done = secrets.token_hex(16), 0
    now = timezone.now()
    if not Robot.objects.filter(_free(now), pk=pk).update(lease=lease, leased_until=now + LEASE):
        return 0
    held = Robot.objects.filter(pk=pk, lease=lease, active=True)
    try:
        # The lease is renewed before each message; whoever switched the robot off, or took its lease, ends the turn
        while held.update(leased_until=timezone.now() + LEASE):
            robot = Robot.objects.select_related("unit").get(pk=pk)
            now = timezone.now()
            if _is_full(robot, now) or (robot.resting_until and robot.resting_until > now):
                break
            delivery = _next(robot, now)
            if delivery is None:
                break
            done += _send(robot, delivery)
    finally:
        Robot.objects.filter(pk=pk, lease=lease).update(lease="", leased_until=None)
    return done


def _is_full(robot: Robot, now: datetime.datetime) -> bool:
    """Whether it sent as much in the last minute as the platforms take."""
    since = now.timestamp() - platforms.MINUTE
    return len([moment for moment in robot.recent if moment > since]) >= platforms.MOST_A_MINUTE


@transaction.atomic
def _next(robot: Robot, now: datetime.datetime) -> RobotDelivery | None:
    """The message to send now: a test at any hour; otherwise what waits, or a new one of all that is to be told."""
    due = _waiting(now).filter(robot=robot).order_by("-is_test", "pk").first()
    if due is not None and due.is_test:
        return due
    if robot.allowed_from(now) > now:
        return None
    new = RobotNote.objects.filter(robot=robot, delivery=None).order_by("pk")
    if due is None:
        open_ones = RobotDelivery.objects.filter(robot=robot, state=RobotDelivery.WAITING, is_test=False)
        if open_ones.exists() or not new.exists():
            return None
        due = RobotDelivery.objects.create(robot=robot)
    joining = list(new.values_list("pk", flat=True)[: max(MOST_LINES - due.notes.count(), 0)])
    RobotNote.objects.filter(pk__in=joining).update(delivery=due)
    return due


def said(robot: Robot, delivery: RobotDelivery) -> list[tuple[str, str]]:
    """The lines, (words, address) each, that it says if it is sent now; none when there is nothing to say any more."""
    if delivery.is_test:
        lines = [words.test_line(robot)]
    else:
        lines = words.lines_of(delivery.notes.order_by("pk"))
    found = [(line.words, line.address) for line in lines]
    return platforms.budget(robot, words.heading(robot), found, words.left_out) if found else []


def _send(robot: Robot, delivery: RobotDelivery) -> bool:
    with translation.override(settings.LANGUAGE_CODE):
        lines = said(robot, delivery)
        if not lines:
            ended = {"state": RobotDelivery.NOTHING, "ended_at": timezone.now()}
            RobotDelivery.objects.filter(pk=delivery.pk, state=RobotDelivery.WAITING).update(**ended)
            return False
        answer = _request(robot, platforms.body(robot, words.heading(robot), lines))
    return _note(robot, delivery, answer)


def _request(robot: Robot, message: bytes) -> Answer:
    try:
        address = vault.unseal(robot.address)
        sign_key = vault.unseal(robot.sign_key) if robot.sign_key else ""
        target = find(platforms.signed(address, sign_key, time.time()))
    except vault.Lost:
        return Answer(error=_("平台的 SECRET_KEY 已更换，地址打不开了：请重新填写这个机器人的地址。"))
    except (Refused, OSError, UnicodeError) as error:
        return unsent(error)
    headers = {"Content-Type": "application/json; charset=utf-8", "User-Agent": AGENT}
    return platforms.judged(robot, call(target, "POST", target.path, headers, message))


@transaction.atomic
def _note(robot: Robot, delivery: RobotDelivery, answer: Answer) -> bool:
    """Keep what came of it, and when it is tried again."""
    now, taken = timezone.now(), not answer.error
    rest = now + datetime.timedelta(seconds=answer.retry_after) if answer.retry_after else None
    since = now.timestamp() - platforms.MINUTE
    recent = [*(moment for moment in robot.recent if moment > since), now.timestamp()]
    Robot.objects.filter(pk=robot.pk).update(recent=recent, resting_until=rest)
    held = RobotDelivery.objects.select_for_update().filter(pk=delivery.pk).first()
    if held is None:  # with its robot
        return taken
    held.tries += 1
    held.tried_at, held.status = now, answer.status
    held.error, held.answer = answer.error[:300], answer.text[:500]
    if taken:
        held.state, held.ended_at = RobotDelivery.DONE, now
    else:
        logger.warning("notifications: robot %s: %s", robot.pk, answer.error)
        if held.state == RobotDelivery.WAITING and (held.is_test or held.tries > len(WAITS)):
            held.state, held.ended_at = RobotDelivery.FAILED, now  # whoever tries it out looks at once
        elif held.state == RobotDelivery.WAITING:
            held.next_try_at = max(now + WAITS[held.tries - 1], rest or now)
    held.save()
    return taken
