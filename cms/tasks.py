"""Work that is done outside the request: in process (embedded) or by `manage.py db_worker` (TASKS=database)."""

from django_tasks import task


@task()
def drain_outbox() -> int:
    """Hand over what the outbox holds; see `cms.delivery.outbox`."""
    from cms.delivery import outbox

    return outbox.drain()
