import datetime

from django.utils.translation import gettext_lazy as _

from cms.plugins import Plugin


class ScoringConfig(Plugin):
    """季度计分: schemes, quality scores, the close of a quarter, and what is published of it."""

    name = "plugins.scoring"
    verbose_name = _("季度计分")
    portal_prefix = "quarters"

    def ready(self):
        from cms import clock

        from . import receivers, sampling

        receivers.install()
        clock.register("scoring.sample", sampling.draw_ended, at=datetime.time(4, 10))
