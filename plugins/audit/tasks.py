"""For whatever runs things by the clock."""

from django_tasks import task


@task()
def seal_log() -> int:
    """Seal what a killed process left unsealed."""
    from .sealing import seal

    return seal()
