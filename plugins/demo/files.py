"""The demo's pictures and papers as the platform's images and attachments, each made when it is first asked for."""

import hashlib

from django.core.files.base import ContentFile
from django.db.models import prefetch_related_objects

from cms.delivery.media import RENDITIONS
from cms.media import Attachment, Image

from . import papers, pictures
from .settle import Settled
from .world import Paper, Picture


class Files:
    """Images and attachments lie in the collection of the unit that they are of, so that its drafters find them."""

    def __init__(self, settled: Settled):
        self.settled = settled
        self._images: dict[str, Image] = {}
        self._attachments: dict[tuple[str, Paper], Attachment] = {}

    def image(self, picture: Picture) -> Image:
        if picture.key not in self._images:
            content = pictures.draw(picture)
            image = Image(
                title=picture.alt[:255],
                description=picture.alt[:255],
                collection_id=self.settled.units[picture.unit].collection_id,
                file=ContentFile(content, name="picture.jpg"),
                file_size=len(content),
                file_hash=hashlib.sha1(content, usedforsecurity=False).hexdigest(),
            )
            image.save()
            # made now and kept with it, so that documents are built without a query
            image.get_renditions(*RENDITIONS.values())
            prefetch_related_objects([image], "renditions")
            self._images[picture.key] = image
        return self._images[picture.key]

    def attachment(self, paper: Paper, unit: str) -> Attachment:
        if (unit, paper) not in self._attachments:
            content = papers.write(paper)
            attachment = Attachment(
                title=f"{paper.title}.docx",
                collection_id=self.settled.units[unit].collection_id,
                file=ContentFile(content, name="paper.docx"),
                file_size=len(content),
                file_hash=hashlib.sha1(content, usedforsecurity=False).hexdigest(),
            )
            attachment.save()
            self._attachments[unit, paper] = attachment
        return self._attachments[unit, paper]
