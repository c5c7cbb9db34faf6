from django.utils.translation import gettext_lazy as _

from cms.plugins import Plugin


class VeracityConfig(Plugin):
    """机器核查: the checks that a machine can make before a human looks (domain.md 2.2). docs/veracity.md lists them."""

    name = "plugins.veracity"
    verbose_name = _("机器核查")
    checks = "plugins.veracity.checks.checks"

    def ready(self):
        from . import receivers

        receivers.install()
