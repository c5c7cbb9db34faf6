"""Sending e-mail outside the request."""

from django_tasks import task


@task()
def mail_notices() -> int:
    """Send what waits; what could not be sent is tried again later."""
    from .mailing import send_due

    return send_due()
