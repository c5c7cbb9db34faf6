"""For workers (TASKS=database) and whatever runs things by the clock."""

from django.apps import apps
from django.conf import settings
from django.utils import timezone
from django_tasks import task


@task()
def deliver_webhooks() -> int:
    """Send what is due; what is due later is come back to. In the serving process `cms.delivery.keeper` comes back."""
    from . import sending

    done = sending.run()
    if settings.TASKS_MODE == "database" and (later := sending.next_due()) and not _is_planned(later):
        deliver_webhooks.using(run_after=later).enqueue()
    return done


@task()
def prune_webhooks() -> int:
    """Forget deliveries older than WEBHOOKS_RETENTION_DAYS."""
    from .keeping import prune

    return prune()


def _is_planned(moment) -> bool:
    """Whether a run is planned by then already: otherwise each event would begin a chain of runs of its own."""
    if not apps.is_installed("django_tasks_db"):
        return False
    from django_tasks import TaskResultStatus
    from django_tasks_db.models import DBTaskResult

    planned = DBTaskResult.objects.filter(task_path=deliver_webhooks.module_path, status=TaskResultStatus.READY)
    return planned.filter(run_after__gt=timezone.now(), run_after__lte=moment).exists()
