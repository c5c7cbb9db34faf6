"""Images and files: `cms` owns both models, so that modules' migrations never depend on Wagtail's.

Neither is ever served from MEDIA_ROOT directly: `cms.delivery.files` asks `cms.access` first.
"""

import hashlib
import os
import uuid

from django.conf import settings
from django.db import models, transaction
from django.utils.translation import gettext_lazy as _
from taggit.managers import TaggableManager
from wagtail.documents.models import AbstractDocument
from wagtail.images.models import AbstractImage, AbstractRendition

__all__ = ["Attachment", "Image", "Rendition"]


FOCAL_POINT = ("focal_point_x", "focal_point_y", "focal_point_width", "focal_point_height")


def stored_name(folder: str, filename: str) -> str:
    """A path that tells nothing and cannot be guessed: the original name may itself be confidential."""
    extension = os.path.splitext(filename)[1].lower()[:10]
    key = uuid.uuid4().hex
    return f"{folder}/{key[:2]}/{key}{extension}"


class HeldFile(models.Model):
    """Its row is locked while it is saved, so that the gate (`cms.moderation.gate`) does not look at the one file while it is
    replaced by another."""

    class Meta:
        abstract = True

    def save(self, *args, **kwargs):
        with transaction.atomic():
            if self.pk:
                type(self).objects.select_for_update(no_key=True, of=("self",)).filter(pk=self.pk).first()
            return super().save(*args, **kwargs)


class Image(HeldFile, AbstractImage):
    """Its `description` is the default alternative text; a block's `alt` says it for the occasion."""

    # Wagtail's own Image, which stays registered beside ours, would claim the same names on users and tags
    uploaded_by_user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("上传者"),
        null=True,
        blank=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    tags = TaggableManager(verbose_name=_("标签"), blank=True, related_name="cms_images")

    admin_form_fields = ("title", "file", "description", "collection", "tags", *FOCAL_POINT)

    def get_upload_to(self, filename):
        return stored_name("images", filename)

    class Meta(AbstractImage.Meta):
        permissions = [("choose_image", _("可选用图片"))]
        verbose_name = verbose_name_plural = _("图片")


class Rendition(AbstractRendition):
    image = models.ForeignKey(Image, related_name="renditions", on_delete=models.CASCADE)

    def get_upload_to(self, filename):
        # The image's id comes first, so that a file name leads to its image without a search over renditions
        return f"renditions/{self.image_id}/{filename}"

    class Meta:
        unique_together = (("image", "filter_spec", "focal_point_key"),)  # looked for by Wagtail's own check


def attachment_path(instance, filename):
    return stored_name("attachments", filename)


class Attachment(HeldFile, AbstractDocument):
    file = models.FileField(_("文件"), upload_to=attachment_path)

    admin_form_fields = ("title", "file", "collection", "tags")

    class Meta(AbstractDocument.Meta):
        permissions = [("choose_attachment", _("可选用附件"))]
        verbose_name = verbose_name_plural = _("附件")


def sha256_of(field_file) -> str:
    """The digest of the file's bytes as they lie in storage now; `missing` when they are gone.

    Wagtail's own `file_hash` is empty for files made in code and unchanged by tampering, so it proves nothing.
    """
    digest = hashlib.sha256()
    try:
        with field_file.storage.open(field_file.name, "rb") as stream:
            while chunk := stream.read(1 << 20):
                digest.update(chunk)
    except FileNotFoundError:
        return "missing"
    return digest.hexdigest()
