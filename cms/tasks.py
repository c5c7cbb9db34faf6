"""Work that is done outside the request: in process (embedded) or by `manage.py db_worker` (TASKS=database)."""

from django.conf import settings
from django_tasks import task


@task()
def drain_outbox() -> int:
    """Hand over what the outbox holds; see `cms.delivery.outbox`. What could not be handed over is tried again later."""
    from cms.delivery import outbox

    done = outbox.drain()
    # Where the serving process does the work, `cms.delivery.keeper` comes back to it
    if settings.TASKS_MODE == "database" and (later := outbox.next_retry()):
        drain_outbox.using(run_after=later).enqueue()
    return done


@task()
def renew_pieces(kind: str, pk: int) -> int:
    """What the API says of the records of this unit or section, made anew; see `cms.delivery.versions`."""
    from cms.delivery import documents
    from cms.delivery.models import Document

    return documents.renew_pieces(Document.objects.filter(**{f"{kind}_id": pk}))


@task()
def run_clock_job(name: str) -> None:
    """What the clock (`cms.clock`) handed over."""
    from cms import clock

    clock.run(name)
