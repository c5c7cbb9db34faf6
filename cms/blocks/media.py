"""Blocks that show files: image with its alternative text, gallery, attachment, person."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageChooserBlock

from cms.delivery.media import attachment_json, image_json

from .json_schema import FILE, IMAGE


class ImageApiBlock(ImageChooserBlock):
    def get_api_representation(self, value, context=None):
        return image_json(value) if value else None

    def api_schema(self):
        return IMAGE


class AttachmentApiBlock(DocumentChooserBlock):
    def get_api_representation(self, value, context=None):
        return attachment_json(value) if value else None

    def api_schema(self):
        return FILE


class ImageBlock(blocks.StructBlock):
    image = ImageApiBlock(label=_("图片"))
    alt = blocks.CharBlock(label=_("替代文字"), max_length=200, help_text=_("写给看不到图片的人：画面上是什么。"))
    caption = blocks.CharBlock(label=_("图注"), max_length=200, required=False)

    class Meta:
        icon = "image"
        label = _("图片")


class GalleryBlock(blocks.ListBlock):
    def __init__(self, **kwargs):
        kwargs.setdefault("min_num", 1)
        super().__init__(ImageBlock(), **kwargs)

    class Meta:
        icon = "image"
        label = _("图集")


class AttachmentBlock(blocks.StructBlock):
    file = AttachmentApiBlock(label=_("文件"))
    title = blocks.CharBlock(label=_("显示名称"), max_length=200, required=False)

    class Meta:
        icon = "doc-full"
        label = _("附件")


class PersonBlock(blocks.StructBlock):
    name = blocks.CharBlock(label=_("姓名"), max_length=50)
    role = blocks.CharBlock(label=_("身份"), max_length=100, required=False)
    text = blocks.TextBlock(label=_("介绍"), required=False)
    image = ImageApiBlock(label=_("照片"), required=False)

    class Meta:
        icon = "user"
        label = _("人物")
