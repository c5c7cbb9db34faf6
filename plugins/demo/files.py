"""The demo's pictures and papers as the platform's images and attachments, written many at a time."""

import datetime
import hashlib
from collections.abc import Iterable, Iterator

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db.models import prefetch_related_objects
from wagtail.images.models import Filter

from cms.bulk.pages import index
from cms.bulk.references import refer
from cms.bulk.rows import insert
from cms.media import Attachment, Image, Rendition

from . import papers, pictures
from .settle import Settled, aware
from .world import DemoRecord, Paper, Picture

# Which of the drawn sizes is which of the core's renditions, by Wagtail's filter (`cms.delivery.media.RENDITIONS`);
# one that is not here is made by Wagtail when it is first asked for
RENDITIONS = {
    "max-1200x1200|format-jpeg|jpegquality-82": "whole",
    "fill-480x320|format-jpeg": "card",
    "fill-160x120|format-jpeg": "thumb",
}

Wanted = tuple[Picture | Paper, str, datetime.datetime]


class Files:
    """Images and attachments lie in the collection of the unit that they are of, so that its drafters find them.

    `prepare()` makes many at once; what nobody prepared is made when it is asked for.
    """

    def __init__(self, settled: Settled, beginning: datetime.datetime):
        """`beginning`: when what nobody prepared was uploaded."""
        self.settled, self.beginning = settled, beginning
        self._images: dict[str, Image] = {}
        self._attachments: dict[tuple[str, Paper], Attachment] = {}
        self._written: list[str] = []

    def image(self, picture: Picture) -> Image:
        if picture.key not in self._images:
            self.prepare([(picture, picture.holder or picture.unit, self.beginning)])
        return self._images[picture.key]

    def attachment(self, paper: Paper, unit: str) -> Attachment:
        if (unit, paper) not in self._attachments:
            self.prepare([(paper, unit, self.beginning)])
        return self._attachments[unit, paper]

    def prepare(self, wanted: Iterable[Wanted]) -> None:
        """Make these images and attachments; each is (picture or paper, unit's code, when it was uploaded)."""
        pictures_at, papers_at = {}, {}
        for thing, unit, moment in wanted:
            if isinstance(thing, Picture):
                if thing.key not in self._images:
                    pictures_at.setdefault(thing.key, (thing, moment))
            elif (unit, thing) not in self._attachments:
                papers_at.setdefault((unit, thing), moment)
        self._make_images(list(pictures_at.values()))
        self._make_attachments(papers_at)

    def discard(self) -> None:
        """Delete the files that were written: the transaction that would have known them has failed."""
        for name in self._written:
            default_storage.delete(name)

    def _make_images(self, wanted: list[tuple[Picture, datetime.datetime]]) -> None:
        images, drawn = [], []
        for picture, moment in wanted:
            sizes = pictures.draw(picture)
            width, height = pictures.SIZES["whole"]
            images.append(
                Image(
                    title=picture.alt[:255],
                    description=picture.alt[:255],
                    width=width,
                    height=height,
                    created_at=aware(moment),
                    **self._stored("images", "jpg", picture.holder or picture.unit, picture.alt, sizes["whole"]),
                )
            )
            drawn.append(sizes)
        insert(Image, images)
        insert(
            Rendition,
            (row for image, sizes in zip(images, drawn, strict=True) for row in self._renditions(image, sizes)),
        )
        # kept with the images, so that documents are built without a query
        prefetch_related_objects(images, "renditions")
        refer(images)
        index(Image, images)
        self._images |= {picture.key: image for (picture, _moment), image in zip(wanted, images, strict=True)}

    def _renditions(self, image: Image, sizes: dict[str, bytes]) -> Iterator[Rendition]:
        stem = image.file.name.rpartition("/")[2].removesuffix(".jpg")
        for spec, size in RENDITIONS.items():
            width, height = pictures.SIZES[size]
            name = Rendition(image_id=image.pk).get_upload_to(f"{stem[:20]}.{size}.jpg")
            name = self._write(name, sizes[size])
            focus = Filter(spec).get_cache_key(image)
            yield Rendition(
                image_id=image.pk, filter_spec=spec, focal_point_key=focus, file=name, width=width, height=height
            )

    def _make_attachments(self, wanted: dict[tuple[str, Paper], datetime.datetime]) -> None:
        attachments = []
        for (unit, paper), moment in wanted.items():
            stored = self._stored("attachments", "docx", unit, paper.title, papers.write(paper))
            attachments.append(Attachment(title=f"{paper.title}.docx", created_at=aware(moment), **stored))
        insert(Attachment, attachments)
        refer(attachments)
        index(Attachment, attachments)
        self._attachments |= dict(zip(wanted, attachments, strict=True))

    def _stored(self, folder: str, extension: str, unit: str, title: str, content: bytes) -> dict:
        """What images and attachments have in common, for a file of this content, which is written now."""
        # Named by what it is and whose, so that the same demo has the same files; readers are let through by `cms.access` only
        key = hashlib.sha256(f"{unit}/{title}/".encode() + content).hexdigest()[:32]
        return {
            "collection_id": self.settled.units[unit].collection_id,
            "file": self._write(f"{folder}/{key[:2]}/{key}.{extension}", content),
            "file_size": len(content),
            "file_hash": hashlib.sha1(content, usedforsecurity=False).hexdigest(),
        }

    def _write(self, name: str, content: bytes) -> str:
        if default_storage.exists(name):  # of an earlier demo in another database
            default_storage.delete(name)
        name = default_storage.save(name, ContentFile(content))
        self._written.append(name)
        return name


def wanted_by(record: DemoRecord) -> Iterator[Wanted]:
    """The pictures and papers of a record, uploaded when it was entered."""
    for value in (record.body, record.fields, record.rows, record.attachments, record.evidence):
        for thing in things_in(value):
            yield thing, record.unit, (record.first_times or record.times).entered


def things_in(value) -> Iterator[Picture | Paper]:
    """The pictures and papers anywhere inside a value of the world."""
    if isinstance(value, (Picture, Paper)):
        yield value
    elif isinstance(value, dict):
        for one in value.values():
            yield from things_in(one)
    elif isinstance(value, (list, tuple)):
        for one in value:
            yield from things_in(one)
