"""Sending e-mail, and messages to groups, outside the request."""

from django_tasks import task


@task()
def mail_notices() -> int:
    """Send what waits; what could not be sent is tried again later."""
    from .mailing import send_due

    return send_due()


@task()
def post_to_groups() -> int:
    """Send what waits for robots; the clock comes back to what could not be sent yet."""
    from .robots.sending import run

    return run()
