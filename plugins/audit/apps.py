import datetime

from django.utils.translation import gettext_lazy as _

from cms.plugins import Plugin


class AuditConfig(Plugin):
    """审计日志: an append-only, hash-chained log of who did what. docs/audit.md says what it proves and what not."""

    name = "plugins.audit"
    verbose_name = _("审计日志")

    def ready(self):
        from django.core import checks

        from cms import clock

        from . import receivers, tasks
        from .checks import guarded, supported

        receivers.install()
        # What a killed process left unsealed
        clock.register("audit.seal", tasks.seal_log.func, every=datetime.timedelta(minutes=5))
        checks.register(supported, "audit")
        checks.register(guarded, checks.Tags.database)
