from django.utils.translation import gettext_lazy as _
from wagtail import blocks


class HonourRollBlock(blocks.StructBlock):
    title = blocks.CharBlock(label=_("标题"), max_length=50)
    names = blocks.ListBlock(blocks.CharBlock(label=_("姓名"), max_length=50), label=_("名单"))

    class Meta:
        icon = "pick"
        label = _("光荣榜")


def body_blocks():
    return [("honour_roll", HonourRollBlock())]
