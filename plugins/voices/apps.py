import datetime

from django.utils.translation import gettext_lazy as _

from cms.plugins import Plugin


class VoicesConfig(Plugin):
    """互动: surveys and votes, the secretary's mailbox, suggestions and questions. What is published of them are records of `opinions`."""

    name = "plugins.voices"
    verbose_name = _("互动")
    portal_prefix = "voices"

    def ready(self):
        from cms import clock

        from . import counting, letters

        clock.register("voices.count", counting.count_closed, at=datetime.time(0, 10))
        clock.register("voices.mix", letters.mix, at=datetime.time(0, 20))
