"""Images and files as JSON: named renditions with their sizes, files with type, size and checksum.

Addresses are site-relative and private: `cms.delivery.files` asks who is looking before it serves a byte.
"""

import mimetypes

from django.urls import reverse

from cms.media import sha256_of

# name: Wagtail's filter. `wide` for a page's column on a large screen, `card` for lists, `thumb` for strips of pictures.
RENDITIONS = {"wide": "max-1200x1200|format-jpeg|jpegquality-82", "card": "fill-480x320|format-jpeg", "thumb": "fill-160x120|format-jpeg"}


def image_json(image) -> dict:
    """`{id, title, alt, width, height, renditions: {name: {url, width, height}}}`; makes missing renditions."""
    found = image.get_renditions(*RENDITIONS.values())
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
    """`{id, title, filename, url, size, type, sha256}`; size in bytes."""
    mime, _encoding = mimetypes.guess_type(attachment.file.name)
    return {
        "id": attachment.pk,
        "title": attachment.title,
        "url": reverse("wagtaildocs_serve", args=[attachment.pk, attachment.filename]),
        "size": attachment.get_file_size(),
        "type": mime or "application/octet-stream",
        "sha256": sha256_of(attachment.file),
    }
