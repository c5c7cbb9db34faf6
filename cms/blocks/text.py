"""Blocks of words: heading, rich text, quotation, callout, table, timeline, figures, person."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.contrib.table_block.blocks import TableBlock
from wagtail.rich_text import expand_db_html

RICH_TEXT = ["bold", "italic", "ol", "ul", "link", "document-link", "hr", "superscript", "subscript"]


class HeadingBlock(blocks.StructBlock):
    text = blocks.CharBlock(label=_("标题文字"), max_length=100)
    level = blocks.ChoiceBlock(
        label=_("级别"), choices=[("2", _("大标题")), ("3", _("小标题"))], default="2", search_index=False
    )

    class Meta:
        icon = "title"
        label = _("小标题")


class RichTextBlock(blocks.RichTextBlock):
    def __init__(self, **kwargs):
        kwargs.setdefault("features", RICH_TEXT)
        super().__init__(**kwargs)

    def get_api_representation(self, value, context=None):
        """Clean HTML with links resolved, never the editor's internal form (wagtail #2695)."""
        return expand_db_html(value.source)

    def api_schema(self):
        return {"type": "string", "contentMediaType": "text/html"}

    class Meta:
        icon = "pilcrow"
        label = _("正文段落")


class QuoteBlock(blocks.StructBlock):
    text = blocks.TextBlock(label=_("引文"))
    source = blocks.CharBlock(
        label=_("出处"), max_length=200, help_text=_("引自何处：文件名称及条款，或讲话人与场合。")
    )

    class Meta:
        icon = "openquote"
        label = _("引用")


class CalloutBlock(blocks.StructBlock):
    kind = blocks.ChoiceBlock(
        label=_("类型"),
        choices=[("info", _("提示")), ("notice", _("须知")), ("warning", _("警示"))],
        default="info",
        search_index=False,
    )
    text = blocks.TextBlock(label=_("内容"))

    class Meta:
        icon = "info-circle"
        label = _("提示框")


class LedgerBlock(TableBlock):
    class Meta:
        icon = "table"
        label = _("表格")


class TimelineBlock(blocks.ListBlock):
    def __init__(self, **kwargs):
        event = blocks.StructBlock(
            [
                ("date", blocks.CharBlock(label=_("时间"), max_length=30)),
                ("title", blocks.CharBlock(label=_("事项"), max_length=100)),
                ("text", blocks.TextBlock(label=_("说明"), required=False)),
            ]
        )
        super().__init__(event, **kwargs)

    class Meta:
        icon = "history"
        label = _("时间线")


class FiguresBlock(blocks.ListBlock):
    def __init__(self, **kwargs):
        figure = blocks.StructBlock(
            [
                ("label", blocks.CharBlock(label=_("指标"), max_length=50)),
                ("value", blocks.CharBlock(label=_("数值"), max_length=20)),
                ("unit", blocks.CharBlock(label=_("单位"), max_length=20, required=False)),
            ]
        )
        super().__init__(figure, **kwargs)

    class Meta:
        icon = "order"
        label = _("数字")
