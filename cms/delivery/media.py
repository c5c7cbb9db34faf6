"""Images and files as JSON: named renditions with their sizes, files with type, size and checksum.

Addresses are site-relative and private: `cms.delivery.files` asks who is looking before it serves a byte.
"""

import os

from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.images.models import SourceImageIOError

from cms.media import sha256_of

# name: Wagtail's filter. `wide` for a page's column on a large screen, `card` for lists, `thumb` for strips of pictures.
RENDITIONS = {
    "wide": "max-1200x1200|format-jpeg|jpegquality-82",
    "card": "fill-480x320|format-jpeg",
    "thumb": "fill-160x120|format-jpeg",
}
# Of what may be uploaded; a table of our own, since what the machine's says differs from one to the next
TYPES = {
    ".csv": "text/csv",
    ".doc": "application/msword",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".et": "application/vnd.wps-office.et",
    ".gif": "image/gif",
    ".jpeg": "image/jpeg",
    ".jpg": "image/jpeg",
    ".ofd": "application/ofd",
    ".pdf": "application/pdf",
    ".png": "image/png",
    ".ppt": "application/vnd.ms-powerpoint",
    ".pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    ".txt": "text/plain",
    ".webp": "image/webp",
    ".wps": "application/vnd.wps-office.wps",
    ".xls": "application/vnd.ms-excel",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".zip": "application/zip",
}


def type_of(name: str) -> str:
    """The media type of a file of this name."""
    return TYPES.get(os.path.splitext(name)[1].lower(), "application/octet-stream")


def image_json(image) -> dict:
    """`{id, title, width, height, renditions: {name: {url, width, height}}}`; makes missing renditions.

    Raises ValidationError when the image's own file is gone: a page that shows it cannot be published.
    """
    try:
        found = image.get_renditions(*RENDITIONS.values())
    except SourceImageIOError as error:
        raise ValidationError(_("图片“%(title)s”的文件已丢失，请重新上传。") % {"title": image.title}) from error
    return {
        "id": image.pk,
        "title": image.title,
        "width": image.width,
        "height": image.height,
        "renditions": {
            name: {"url": found[spec].url, "width": found[spec].width, "height": found[spec].height}
            for name, spec in RENDITIONS.items()
        },
    }


def attachment_json(attachment) -> dict:
    """`{id, title, url, size, type, sha256}`; size in bytes."""
    return {
        "id": attachment.pk,
        "title": attachment.title,
        "url": reverse("wagtaildocs_serve", args=[attachment.pk, attachment.filename]),
        "size": attachment.get_file_size(),
        "type": type_of(attachment.file.name),
        "sha256": sha256_of(attachment.file),
    }
