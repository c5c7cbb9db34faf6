"""Making and keeping the traces of records (`models.py`): a batch of pages at a time, from their latest revisions."""

from collections.abc import Callable, Iterable

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import Min, OuterRef, Subquery
from wagtail.models import Page, Revision

from cms.media import Attachment, Image
from cms.tree import Record, Unit

from . import pictures
from .models import Photo, PhotoBand, PhotoUse, Stay, TextMark, Trace
from .traces import FILE, IMAGE, Traces, traces_of

BATCH = 200
LIBRARIES = {IMAGE: Image, FILE: Attachment}


def keep(page_ids: Iterable[int]) -> int:
    """Make the traces of these pages anew, as of their latest revisions; the number of records among them.

    What is no record, or is gone, or of a module that is switched off, has none.
    """
    ids = sorted(set(page_ids))
    for start in range(0, len(ids), BATCH):
        _keep(ids[start : start + BATCH])
    return Trace.objects.filter(pk__in=ids).count() if len(ids) <= BATCH else len(ids)


def rebuild(advance: Callable[[int], object] = lambda count: None) -> int:
    """Throw all traces away and make them anew; the number of records."""
    with transaction.atomic():
        for model in (PhotoUse, PhotoBand, TextMark, Stay, Trace, Photo):
            model.objects.all()._raw_delete(model.objects.db)
    return _keep_all(Record.objects.order_by("pk").values_list("pk", flat=True), advance)


def catch_up(advance: Callable[[int], object] = lambda count: None) -> int:
    """Make the traces of what was saved since: drafts that nobody submitted yet, and what a lost message missed."""
    return _keep_all(stale().values_list("pk", flat=True), advance)


def stale():
    """The records whose traces are missing, or of another revision than the latest."""
    kept = Trace.objects.filter(
        page_id=OuterRef("pk"), revision_id=OuterRef("latest_revision_id"), live=OuterRef("live")
    )
    return (
        Record.objects.filter(latest_revision__isnull=False)
        .annotate(kept=Subquery(kept.values("page_id")[:1]))
        .filter(kept=None)
        .order_by("pk")
    )


def _keep_all(ids, advance) -> int:
    ids = list(ids)
    for start in range(0, len(ids), BATCH):
        _keep(part := ids[start : start + BATCH])
        advance(len(part))
    return len(ids)


def _keep(ids: list[int]) -> None:
    pages = {
        page.pk: page
        for page in Record.objects.filter(pk__in=ids, latest_revision__isnull=False).only(
            "pk", "path", "content_type_id", "latest_revision_id", "live"
        )
    }
    found = _read(pages)
    photos = _photos({key for traces in found.values() for key in traces[1].photos})
    with transaction.atomic():
        _forget(ids)
        Trace.objects.bulk_create((trace for trace, _traces in found.values()), batch_size=500)
        TextMark.objects.bulk_create(
            (
                TextMark(trace_id=pk, value=value, unit_id=trace.unit_id)
                for pk, (trace, traces) in found.items()
                for value in sorted(traces.marks)
            ),
            batch_size=2000,
        )
        Stay.objects.bulk_create(
            (
                Stay(trace_id=pk, person_id=stay.person, start=stay.start, end=stay.end, place=stay.place)
                for pk, (_trace, traces) in found.items()
                for stay in traces.stays
            ),
            batch_size=1000,
        )
        PhotoUse.objects.bulk_create(
            (
                PhotoUse(trace_id=pk, photo_id=photos[key])
                for pk, (_trace, traces) in found.items()
                for key in sorted(traces.photos)
                if key in photos
            ),
            batch_size=1000,
        )


def _forget(ids: list[int]) -> None:
    for model in (TextMark, Stay, PhotoUse):
        rows = model.objects.filter(trace_id__in=ids)
        rows._raw_delete(rows.db)
    rows = Trace.objects.filter(page_id__in=ids)
    rows._raw_delete(rows.db)


def _read(pages: dict[int, Page]) -> dict[int, tuple[Trace, Traces]]:
    revisions = Revision.objects.in_bulk([page.latest_revision_id for page in pages.values()])
    units = dict(Unit.objects.filter(path__in={_unit_path(page) for page in pages.values()}).values_list("path", "pk"))
    entered = entered_at(pages)
    found = {}
    for pk, page in pages.items():
        model = ContentType.objects.get_for_id(page.content_type_id).model_class()
        revision = revisions.get(page.latest_revision_id)
        unit = units.get(_unit_path(page))
        if model is None or revision is None or unit is None:
            continue
        traces = traces_of(model, revision.content)
        trace = Trace(
            page_id=pk,
            revision_id=revision.pk,
            unit_id=unit,
            module=model.module_label(),
            occurred_on=revision.content.get("occurred_on") or revision.created_at.date(),
            entered_at=entered[pk],
            live=page.live,
            marks=len(traces.marks),
        )
        found[pk] = trace, traces
    return found


def _unit_path(page) -> str:
    """A record lies below a section, which lies below its unit."""
    return page.path[: -2 * Page.steplen]


def entered_at(ids: Iterable[int]) -> dict:
    """When each of these pages got its first revision."""
    first = (
        Revision.page_revisions.filter(object_id__in=[str(pk) for pk in ids])
        .values("object_id")
        .annotate(first=Min("created_at"))
        .order_by()
    )
    return {int(row["object_id"]): row["first"] for row in first}


def _photos(wanted: set[tuple[str, int]]) -> dict[tuple[str, int], int]:
    """The rows of these pictures, looked at if they were not yet or were replaced; without those that cannot be read."""
    names = _files(wanted)
    known = _known(names)
    for key in sorted(names.keys() - known.keys()):
        kind, pk = key
        seen = print_of(kind, names[key])
        photo, _created = Photo.objects.update_or_create(
            kind=kind, object_id=pk, defaults={"name": names[key], "bits": seen.bits, "look": seen.look}
        )
        photo.bands.all().delete()
        PhotoBand.objects.bulk_create(PhotoBand(photo=photo, value=value) for value in seen.bands)
        known[key] = photo
    return {key: photo.pk for key, photo in known.items() if photo.bits}


def prints_of(wanted: set[tuple[str, int]]) -> dict[tuple[str, int], pictures.Print]:
    """The prints of these pictures: those kept, the others looked at now and not kept."""
    names = _files(wanted)
    known = _known(names)
    return {
        key: pictures.Print(bytes(known[key].bits), bytes(known[key].look)) if key in known else print_of(key[0], name)
        for key, name in names.items()
    }


def title_of(key: tuple[str, int]) -> str:
    kind, pk = key
    return LIBRARIES[kind].objects.filter(pk=pk).values_list("title", flat=True).first() or ""


def _files(wanted) -> dict[tuple[str, int], str]:
    """The names of the stored files of these pictures."""
    names = {}
    for kind, model in LIBRARIES.items():
        if ids := [pk for one, pk in wanted if one == kind]:
            names |= {(kind, pk): name for pk, name in model.objects.filter(pk__in=ids).values_list("pk", "file")}
    return names


def _known(names) -> dict[tuple[str, int], Photo]:
    """The pictures whose prints are kept, and of the file that they have now."""
    rows = Photo.objects.filter(object_id__in={pk for _kind, pk in names}) if names else ()
    return {
        (photo.kind, photo.object_id): photo for photo in rows if names.get((photo.kind, photo.object_id)) == photo.name
    }


def print_of(kind: str, name: str) -> pictures.Print:
    """The print of a stored file; an empty one when it is no picture or is gone."""
    storage = LIBRARIES[kind]._meta.get_field("file").storage
    try:
        with storage.open(name, "rb") as stream:
            return pictures.print_of(stream)
    except OSError:
        return pictures.NONE
