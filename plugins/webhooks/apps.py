from django.utils.translation import gettext_lazy as _

from cms.plugins import Plugin


class WebhooksConfig(Plugin):
    """事件推送: tells other systems, and a cache in front of the site, what was published, changed and withdrawn. docs/webhooks.md."""

    name = "plugins.webhooks"
    verbose_name = _("事件推送")

    def ready(self):
        from cms.delivery import keeper, outbox

        from . import events, receivers, sending

        outbox.register(events.CONSUMER, events.handle)
        keeper.tend(events.CONSUMER, sending.run)
        receivers.install()
