from django.utils.translation import gettext_lazy as _

from cms.plugins import Plugin


class BoardsConfig(Plugin):
    """各单位看板对比: every unit's electronic board (电子方针管理板) as one line of a heat map, units × modules."""

    name = "plugins.boards"
    verbose_name = _("看板对比")
    portal_prefix = "boards"
