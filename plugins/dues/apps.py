import datetime

from django.utils.translation import gettext_lazy as _

from cms.plugins import Plugin


class DuesConfig(Plugin):
    """应更新: what each unit owes by which day, and what satisfied it. docs/dues.md has the rules."""

    name = "plugins.dues"
    verbose_name = _("应更新")
    portal_prefix = "dues"

    def ready(self):
        from cms import clock

        from . import receivers, reminding

        receivers.install()
        clock.register("dues.remind", reminding.remind, at=datetime.time(7, 40))
