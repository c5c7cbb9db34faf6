"""Live blocks of a unit's home page: stored as what to show, filled for each viewer when the page is read."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from cms import plugins


def module_choices():
    return [(module.label, module.zh) for module in plugins.modules()]


class LatestRecordsBlock(blocks.StructBlock):
    title = blocks.CharBlock(label=_("标题"), max_length=50, required=False, search_index=False)
    module = blocks.ChoiceBlock(label=_("栏目"), choices=module_choices, search_index=False)
    count = blocks.IntegerBlock(label=_("条数"), min_value=1, max_value=20, default=5)

    class Meta:
        icon = "list-ul"
        label = _("最新记录")


class BoardBlock(blocks.StructBlock):
    board = blocks.ChoiceBlock(
        label=_("看板"),
        choices=[("", _("全部三块"))] + list(plugins.Board.CHOICES),
        required=False,
        search_index=False,
    )

    class Meta:
        icon = "grip"
        label = _("管理看板")


class NoticesBlock(blocks.StructBlock):
    count = blocks.IntegerBlock(label=_("条数"), min_value=1, max_value=20, default=5)

    class Meta:
        icon = "mail"
        label = _("文件通知")


class CalendarBlock(blocks.StructBlock):
    months = blocks.IntegerBlock(label=_("月数"), min_value=1, max_value=3, default=1)

    class Meta:
        icon = "calendar"
        label = _("活动日历")
