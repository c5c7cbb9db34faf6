from django.utils.translation import gettext_lazy as _

from cms.plugins import Plugin


class AuditConfig(Plugin):
    """审计日志: an append-only, hash-chained log of who did what. docs/audit.md says what it proves and what not."""

    name = "plugins.audit"
    verbose_name = _("审计日志")

    def ready(self):
        from django.core import checks

        from . import receivers
        from .checks import guarded, supported

        receivers.install()
        checks.register(supported, "audit")
        checks.register(guarded, checks.Tags.database)
