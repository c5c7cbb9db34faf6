"""Rows of Wagtail's reference index for objects that were written in bulk, which sends no signals."""

from collections.abc import Iterable

from django.contrib.contenttypes.models import ContentType
from wagtail.models import ReferenceIndex

from .rows import insert


def refer(objects: Iterable) -> None:
    """What Wagtail's signals would note of each of these objects; none of them has been noted yet."""
    insert(ReferenceIndex, (row for instance in objects for row in _rows(instance)))


def _rows(instance) -> Iterable[ReferenceIndex]:
    content_type = ContentType.objects.get_for_model(instance)
    base = ReferenceIndex._get_base_content_type(instance)
    # Private API of Wagtail, as in `cms.moderation.content`; a test compares the outcome with Wagtail's own
    found = dict.fromkeys(ReferenceIndex._extract_references_from_object(instance))
    for to_content_type, to_object_id, model_path, content_path in found:
        yield ReferenceIndex(
            content_type=content_type,
            base_content_type=base,
            object_id=str(instance.pk),
            to_content_type_id=to_content_type,
            to_object_id=to_object_id,
            model_path=model_path,
            content_path=content_path,
            content_path_hash=ReferenceIndex._get_content_path_hash(content_path),
        )
