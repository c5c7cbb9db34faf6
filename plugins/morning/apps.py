from django.utils.translation import gettext_lazy as _

from cms.plugins import Plugin


class MorningConfig(Plugin):
    """每日一览: what the Party office should look at this morning, and the list of questions that it takes to a branch."""

    name = "plugins.morning"
    verbose_name = _("每日一览")
    portal_prefix = "morning"
