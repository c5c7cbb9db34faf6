"""The block vocabulary of every `body`: the core's blocks and those that plugins contribute."""

import json
import logging

from django import forms
from django.core.exceptions import ValidationError
from django.core.signing import BadSignature, Signer
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from cms import plugins

from . import live, media, text

logger = logging.getLogger(__name__)

RETIRED = "retired"


class RetiredBlock(blocks.FieldBlock):
    """Holds, untouched, a block whose type no installed plugin knows: Wagtail would drop it at the next save.

    Its value is the block's JSON with our signature, so that a form hands back what was there and nothing else.
    """

    signer = Signer(salt="cms.blocks.retired")

    def __init__(self, **kwargs):
        self.field = forms.CharField(required=False, widget=forms.Textarea(attrs={"readonly": True, "rows": 2}))
        super().__init__(**kwargs)

    @classmethod
    def shelve(cls, child: dict) -> dict:
        return {
            "type": RETIRED,
            "value": cls.signer.sign(json.dumps(child, ensure_ascii=False)),
            "id": child.get("id"),
        }

    @classmethod
    def unshelve(cls, child: dict) -> dict:
        return cls.stored(child["value"], child)

    @classmethod
    def stored(cls, value, otherwise: dict | None = None) -> dict:
        """The block as it was stored; `otherwise` (nothing) when the value is not what we signed."""
        try:
            return json.loads(cls.signer.unsign(value))
        except (BadSignature, TypeError, ValueError):
            logger.warning("a retired block was altered and is kept as it is: %r", value)
            return otherwise or {}

    def clean(self, value):
        try:
            self.signer.unsign(value)
        except (BadSignature, TypeError):
            raise ValidationError(_("已停用的内容块不能改动，只能原样保留或整块删除。")) from None
        return value

    def get_searchable_content(self, value):
        return []

    class Meta:
        icon = "warning"
        label = _("已停用的内容块（原样保留）")
        group = _("停用")


class Vocabulary(blocks.StreamBlock):
    """A StreamBlock that keeps what it does not know. See RetiredBlock."""

    def to_python(self, value):
        if isinstance(value, str) and value:
            try:
                value = json.loads(value)
            except ValueError:
                return super().to_python(value)
        if isinstance(value, list):
            value = [self._shelve(child) for child in value]
        return super().to_python(value)

    def bulk_to_python(self, values):
        return super().bulk_to_python([[self._shelve(child) for child in value] for value in values])

    def get_prep_value(self, value):
        prepared = super().get_prep_value(value) or []
        return [RetiredBlock.unshelve(child) if child["type"] == RETIRED else child for child in prepared]

    def get_api_representation(self, value, context=None):
        shown = [child for child in value or [] if child.block_type != RETIRED]
        return [
            {
                "type": child.block_type,
                "value": child.block.get_api_representation(child.value, context=context),
                "id": child.id,
            }
            for child in shown
        ]

    def _shelve(self, child):
        if isinstance(child, dict) and child.get("type") not in self.child_blocks:
            return RetiredBlock.shelve(child)
        return child


def core_blocks(home: bool = False) -> dict[str, blocks.Block]:
    found = {
        "heading": text.HeadingBlock(),
        "rich_text": text.RichTextBlock(),
        "quote": text.QuoteBlock(),
        "image": media.ImageBlock(),
        "gallery": media.GalleryBlock(),
        "attachment": media.AttachmentBlock(),
        "table": text.LedgerBlock(),
        "callout": text.CalloutBlock(),
        "person": media.PersonBlock(),
        "timeline": text.TimelineBlock(),
        "figures": text.FiguresBlock(),
    }
    if home:
        found |= {
            "latest_records": live.LatestRecordsBlock(),
            "board": live.BoardBlock(),
            "notices": live.NoticesBlock(),
            "calendar": live.CalendarBlock(),
        }
    return found


def offered_blocks() -> list[tuple[str, str, blocks.Block]]:
    """(plugin label, name, block) of every block that a plugin contributes: `blocks` (default `<app>.blocks.body_blocks`), called."""
    found = []
    for plugin, offered in plugins.offers("blocks"):
        with plugins.isolated(plugin, "blocks"):
            found += [(plugin.label, name, _checked(name, block)) for name, block in offered()]
    return found


def _checked(name, block) -> blocks.Block:
    if not isinstance(name, str) or not name.isidentifier() or not name.isascii():
        raise TypeError(f"blocks: {name!r} is no block name (letters, digits and underscores)")
    if not isinstance(block, blocks.Block):
        raise TypeError(f"blocks: {name!r} is {block!r}, not a block")
    return block


def vocabulary(home: bool = False) -> list[tuple[str, blocks.Block]]:
    """The blocks that a body may hold, by name; `home` adds the live blocks. A name that is taken is left out and reported by `check`."""
    found = core_blocks(home)
    for label, name, block in offered_blocks():
        if name in found:
            logger.error("plugin %s: the block name %r is taken", label, name)
        else:
            found[name] = block
    found[RETIRED] = RetiredBlock()
    return list(found.items())
