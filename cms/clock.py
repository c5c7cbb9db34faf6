"""Work that comes with the time of day: reminders, sealing, roles that begin and end.

Every serving process looks at the clock; whose turn a job is, one row of the database decides, so that a job runs once however
many processes there are, and is made up for when none ran at its hour. A job that fails, or whose process is killed, is tried
again after a while: it must not mind being done twice.
"""

import datetime
import logging
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass

from django.db import connection, models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

__all__ = ["ClockJob"]

logger = logging.getLogger(__name__)

LOOKS = 30  # seconds between two looks at the clock
# Whoever took a job has that long; then it is taken for lost, and others may take it
LEASE = datetime.timedelta(minutes=15)


class ClockJob(models.Model):
    """When a job is due next."""

    name = models.CharField(max_length=50, primary_key=True)
    next_at = models.DateTimeField()

    class Meta:
        verbose_name = verbose_name_plural = _("定时工作")
        default_permissions = ()

    def __str__(self):
        return self.name


@dataclass(frozen=True)
class Job:
    """`run()` is called every so often (`every`), or once a day after this local time (`at`)."""

    name: str
    run: Callable[[], object]
    every: datetime.timedelta | None = None
    at: datetime.time | None = None

    def after(self, moment: datetime.datetime) -> datetime.datetime:
        """The first time that the job is due after this moment."""
        if self.every is not None:
            return moment + self.every
        local = timezone.localtime(moment)
        due = local.replace(hour=self.at.hour, minute=self.at.minute, second=0, microsecond=0)
        return due if due > local else due + datetime.timedelta(days=1)


_jobs: dict[str, Job] = {}


def register(
    name: str,
    run: Callable[[], object],
    *,
    every: datetime.timedelta | None = None,
    at: datetime.time | None = None,
) -> None:
    """Have `run()` called by the clock; for an AppConfig's `ready()`. Exactly one of `every` and `at`."""
    if (every is None) == (at is None):
        raise TypeError(f"{name}: give either every or at")
    _jobs[name] = Job(name, run, every, at)


def jobs() -> list[str]:
    return sorted(_jobs)


def run_due(now: datetime.datetime | None = None) -> list[str]:
    """Take and hand over what is due; the names of those jobs. What is new is due at its first hour, not at once."""
    from .tasks import run_clock_job

    now = now or timezone.now()
    known = dict(ClockJob.objects.filter(name__in=_jobs).values_list("name", "next_at"))
    taken = []
    for name, job in sorted(_jobs.items()):
        due = known.get(name)
        if due is None:
            ClockJob.objects.get_or_create(name=name, defaults={"next_at": job.after(now)})
        # Of two processes that look at the same moment, one changes the row that both have seen
        elif due <= now and ClockJob.objects.filter(name=name, next_at=due).update(next_at=now + LEASE):
            run_clock_job.enqueue(name)
            taken.append(name)
    return taken


def run(name: str) -> None:
    """Do the job and note when it is due next. Logs what it raises: it is due again when its lease ends."""
    job = _jobs.get(name)
    if job is None:
        return  # of a plugin that was switched off meanwhile
    try:
        job.run()
    except Exception:
        logger.exception("clock: %s failed and is tried again", name)
        return
    ClockJob.objects.filter(name=name).update(next_at=job.after(timezone.now()))


def start() -> threading.Thread:
    """Start the one thread of this process that looks at the clock; called where it begins to serve."""
    thread = threading.Thread(target=_keep, name="clock", daemon=True)
    thread.start()
    return thread


def _keep() -> None:
    while True:
        time.sleep(LOOKS)
        try:
            run_due()
        except Exception:
            logger.exception("clock")
        connection.close()  # it may be gone by the next look
