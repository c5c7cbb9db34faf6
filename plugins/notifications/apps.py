import datetime

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from cms.plugins import Plugin


class NotificationsConfig(Plugin):
    """消息: tells persons what moderation asks of them and what became of their records, on the site and by e-mail, and groups by
    their robots (群机器人)."""

    name = "plugins.notifications"
    verbose_name = _("消息")
    portal_prefix = "notices"

    def ready(self):
        from cms import clock
        from cms.delivery import keeper

        from . import mailing, pruning, receivers
        from .robots import sending, writing

        receivers.install()
        clock.register("notifications.prune", pruning.prune, at=datetime.time(3, 20))
        keeper.tend(writing.KEEPER, sending.run)
        if settings.TASKS_MODE == "database":
            # A worker sends at once what a commit set off; this is for what waited for the morning, or for its next try
            clock.register(writing.KEEPER, sending.run, every=datetime.timedelta(seconds=30))
        if settings.MAIL_CONFIGURED:
            # A worker sends at once what a commit set off; this is for the rest, and where the serving process does the work
            clock.register("notifications.mail", mailing.send_due, every=datetime.timedelta(seconds=30))
