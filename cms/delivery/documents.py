"""Building, placing and removing documents: the one projection that every reader reads.

Called by the gate inside the transaction that makes a page live, changes or withdraws it.
"""

import copy
import datetime
import hashlib
import json
import operator
from collections import Counter
from collections.abc import Sequence

from django.conf import settings
from django.db import transaction
from django.db.models import prefetch_related_objects
from django.utils import timezone, translation
from django.utils.html import strip_tags
from django.utils.translation import gettext_lazy

from cms import plugins
from cms.access import SCOPES, narrower, reaches, visible
from cms.moderation.stages import BY_SLUG, SECRECY
from cms.people import Role
from cms.schema import module_fields
from cms.tree import also

from . import outbox, values, versions
from .media import attachment_json
from .models import Document, DocumentFile, DocumentLink, DocumentPath, DocumentPiece, Withdrawal

ROLES = dict(Role.choices)


def path_of(url_path: str) -> str:
    """A page's path on the site: its url_path without the one unit at the top, which is the site's root."""
    return "/" + url_path.split("/", 2)[2]


@transaction.atomic(savepoint=False)  # nobody goes on after an error in it
def write(page, release) -> Document:
    """Build and store the document of a live page (a specific instance), which `release` allows."""
    document, files = build(page, release)
    before = Document.objects.filter(pk=page.pk).only("path").first()
    document.save(force_insert=before is None, force_update=before is not None)
    if before:
        DocumentFile.objects.filter(document_id=page.pk).delete()
        DocumentLink.objects.filter(document_id=page.pk).delete()
    DocumentFile.objects.bulk_create(files)
    DocumentLink.objects.bulk_create(links_of(document))
    if document.kind == Document.RECORD:
        piece = piece_of(document, page.owning_unit, page.owning_section)
        piece.save(force_insert=before is None)
    _remember_path(before.path if before else None, document)
    if before is None:
        Withdrawal.objects.filter(pk=page.pk).delete()
    outbox.add([page.pk])
    return document


# What decides who reads a document, and what the etag does not cover
_PLACED = (
    "kind", "module", "unit_id", "committee_id", "section_id", "drafter_id", "practice", "text", "until", "review_due",
)  # fmt: skip


def differs(document: Document, page) -> bool:
    """Whether the stored document says anything else, or to anybody else, than one built anew of this live page would."""
    again, files = build(page, document.release)
    if any(getattr(again, name) != getattr(document, name) for name in _PLACED):
        return True
    # The etag that is stored may have been left as it was when the rest was changed
    if not again.etag == document.etag == _etag(document):
        return True
    if document.kind == Document.RECORD and not _has_its_piece(document, page):
        return True
    stored = DocumentFile.objects.filter(document_id=document.pk).values_list("image_id", "attachment_id", "privacy")
    return Counter(stored) != Counter((file.image_id, file.attachment_id, file.privacy) for file in files)


def _has_its_piece(document: Document, page) -> bool:
    built = piece_of(document, page.owning_unit, page.owning_section)
    stored = DocumentPiece.objects.filter(pk=document.pk).values_list("item", "detail", "depends_on").first()
    return stored in ((built.item, built.detail, built.depends_on), ("", "", ""))


@transaction.atomic
def remove(page_id: int) -> None:
    """The page is not live (any more): nobody reads it from this transaction's end on."""
    deleted, _by_model = Document.objects.filter(pk=page_id).delete()
    if deleted:
        outbox.add([page_id])


def build(page, release) -> tuple[Document, list[DocumentFile]]:
    """The document of a page, unsaved, and the files that it shows. Pure but for renditions that it may have to make.

    Its words are the site's language, whatever language whoever released it has chosen for the own screen.
    """
    with translation.override(settings.LANGUAGE_CODE):
        return _build(page, release)


def _build(page, release) -> tuple[Document, list[DocumentFile]]:
    is_record = hasattr(page, "disclosure_scope")
    unit = page.owning_unit
    wide = disclosed_to(page) if is_record else ""
    scope = (wide or page.scope) if is_record else "employees"
    document = Document(
        page_id=page.pk,
        release=release,
        kind=Document.RECORD if is_record else Document.UNIT,
        module=page.module_label() if is_record else "",
        unit_id=unit.pk,
        committee_id=unit.committee_id,
        section_id=page.owning_section.pk if is_record else None,
        path=path_of(page.url_path),
        title=page.title,
        occurred_on=page.occurred_on if is_record else None,
        period=page.period if is_record else "",
        scope=scope,
        drafter_id=page.drafter_id if is_record else None,
        practice=unit.practice,
        until=page.shown_until() if is_record else None,
        review_due=page.review_on() if is_record else None,
        first_published_at=page.first_published_at or timezone.now(),
        last_published_at=page.last_published_at or timezone.now(),
    )
    content = _record_content(page) if is_record else {"kind_of_unit": unit.kind}
    content["body"] = page._meta.get_field("body").stream_block.get_api_representation(page.body)
    content["review"] = review_stamp(release)
    if is_record and page.correction_note:
        content["corrections"] = corrections(release)
    if is_record:
        content["also_counts"] = [
            {"module": also.module_of(target), "target": target, "display": also.label_of(target, unit.kind) or target}
            for target in page.also_counts
        ]
        content["fields"], document.restricted = _fields(page, unit, wide)
        _extend(page, content)
        if wide:
            document.restricted |= _set_apart(page, content)
    document.content = content
    document.text = _text(page, content)
    document.card = _card(page, content, wide) if is_record else {}
    document.etag = _etag(document)
    return document, _files(page, document)


def piece_of(document: Document, unit, section) -> DocumentPiece:
    """What the API answers of this record, unsaved."""
    from .api import pieces  # its schemas are made of what this module builds

    item, detail, depends_on = pieces.of(document, unit, section)
    return DocumentPiece(document_id=document.pk, item=item, detail=detail, depends_on=depends_on)


@transaction.atomic
def renew_pieces(documents) -> int:
    """Make the pieces of these documents anew, after what they say of unit, section or address has changed; how many there were."""
    found = documents.filter(kind=Document.RECORD)
    keys = list(found.order_by("pk").values_list("pk", flat=True))
    versions.documents_changed()
    for start in range(0, len(keys), 500):
        batch = Document.objects.filter(pk__in=keys[start : start + 500]).select_related("unit", "section")
        made = [piece_of(document, document.unit, document.section) for document in batch]
        DocumentPiece.objects.filter(pk__in=[piece.pk for piece in made]).delete()
        DocumentPiece.objects.bulk_create(made)
    return len(keys)


def links_of(document: Document) -> list[DocumentLink]:
    """The modules that the document also counts as, unsaved."""
    return [
        DocumentLink(document_id=document.pk, module=link["module"], target=link["target"])
        for link in document.content.get("also_counts", [])
    ]


def disclosed_to(page) -> str:
    """The scope of a filled field that more people see than the record (可公开摘要), or ''.

    Only while the record has the scope of its module: a reviewer who narrows it keeps the field from the others as well.
    """
    if page.scope != page.privacy():
        return ""
    wide = [
        rule.privacy
        for name, rule in page.field_rules.items()
        if rule.privacy and narrower(page.scope, rule.privacy) and getattr(page, name)
    ]
    return min(wide, key=SCOPES.index, default="")


# What everybody reads of a record of which they may read only a field: who wrote and who checked it, and where it counts
OF_ALL = ("drafter", "review", "also_counts", "fields", "corrections")
PART_LABELS = {
    "summary": gettext_lazy("摘要"),
    "body": gettext_lazy("正文"),
    "tags": gettext_lazy("标签"),
    "source": gettext_lazy("信息来源"),
    "attachments": gettext_lazy("附件"),
    "evidence": gettext_lazy("佐证材料"),
}


def _set_apart(page, content: dict) -> dict[str, dict]:
    """Take out of `content` what only the record's own scope may read; the parts as `restricted` has them."""
    parts = {}
    for name in [name for name in content if name not in OF_ALL]:
        part = content[name]
        if name == "source":
            content[name] = {**part, "reference": ""}
        elif name in PART_LABELS:
            content[name] = type(part)()
        else:
            del content[name]
        if part and part != content.get(name):
            label = str(PART_LABELS.get(name, name))
            parts[name] = {
                "privacy": page.scope, "part": part, "entry": {"label": label}, "masked": None, "place": -1,
            }  # fmt: skip
    return parts


def _record_content(page) -> dict:
    return {
        "summary": page.summary,
        "tags": sorted(tag.name for tag in page.tags.all()),
        "source": {"kind": page.source_kind, "display": page.get_source_kind_display(), "reference": page.source_ref},
        "drafter": values.reference(page.drafter) if page.drafter else None,
        "attachments": [attachment_json(row.file) for row in page.attachments.all()],
        "evidence": [
            {"kind": row.kind, "display": row.get_kind_display(), "note": row.note, "file": attachment_json(row.file)}
            for row in page.evidence.all()
        ],
    }


def _fields(page, unit, wide: str) -> tuple[list[dict], dict[str, dict]]:
    """The module's fields: those of everybody who sees the document, and apart from them the restricted ones. With `wide`,
    most of those who see it see nothing but the fields of that privacy.

    `place`: where a restricted one stands among all of them (PostgreSQL does not keep the order of a JSON object).
    """
    shown, restricted = [], {}
    for spec in module_fields(type(page)):
        if _is_elsewhere(spec, unit):
            continue
        entry = values.entry_of(page, spec)
        if entry is None:
            continue
        rule = spec.rule
        narrow = rule.privacy and narrower(rule.privacy, page.scope)
        if narrow or rule.mask or (wide and rule.privacy != wide):
            masked = values.masked(entry) if rule.mask == "name" and not wide else None
            privacy = rule.privacy if narrow or (rule.privacy and not wide) else page.privacy()
            place = len(shown) + len(restricted)
            restricted[spec.name] = {"privacy": privacy, "entry": entry, "masked": masked, "place": place}
        else:
            shown.append(entry)
    return shown, restricted


def _is_elsewhere(spec, unit) -> bool:
    """Whether the field exists in units of the other kind only."""
    return bool(spec.rule.only_for) and spec.rule.only_for != ("committee" if unit.kind == unit.COMMITTEE else "branch")


def _extend(page, content: dict) -> None:
    for plugin, extend in plugins.offers("document"):
        # A plugin's error must not stop everybody's publications, nor what it did by halves stay
        with plugins.isolated(plugin, "document"), transaction.atomic():
            extended = copy.deepcopy(content)
            extend(page, extended)
            json.dumps(extended)  # what cannot be stored is an error of the plugin's as well
            content.clear()
            content.update(extended)


def review_stamp(release) -> list[dict]:
    """Who checked it when, 保密审查 included where there was one; no opinion. Whoever builds many has `reviews__reviewer`
    prefetched."""
    reviews = [review for review in release.reviews.all() if review.decision == "pass"] if release.pk else []
    prefetch_related_objects(reviews, "reviewer", "on_behalf_of")
    # not get_…_display(), which hashes every choice's translation: a sixth of the time of building a document
    steps = [(one.decided_at, one.stage, BY_SLUG[one.stage].name, one.who, one.role) for one in reviews]
    if reviews and release.basis.get("referrals"):  # else there is none, and nothing to ask
        cleared = [
            one for one in release.referrals.select_related("officer", "on_behalf_of") if one.decision == "clear"
        ]
        steps += [(one.decided_at, SECRECY.slug, SECRECY.name, one.who, SECRECY.role) for one in cleared]
    return [
        {
            "stage": stage,
            "display": str(name),
            "reviewer": who,
            "role": str(ROLES.get(role, role)),
            "decided_at": timezone.localtime(when).isoformat(timespec="minutes"),
        }
        for when, stage, name, who, role in sorted(steps, key=operator.itemgetter(0))
    ] or [
        {
            "stage": release.kind,
            "display": str(release.get_kind_display()),
            "reviewer": "",
            "role": "",
            "decided_at": "",
        }
    ]


def corrections(release) -> list[dict]:
    """更正于…: `{on, note}` of every correction up to this release, the newest first."""
    before = type(release).objects.filter(page_id=release.page_id, spent_at__isnull=False, basis__has_key="correction")
    found = [
        one for one in before.order_by("-spent_at") if release.spent_at is None or one.spent_at <= release.spent_at
    ]
    if "correction" in release.basis and release.spent_at is None:
        found.insert(0, release)
    return [
        {"on": timezone.localdate(one.spent_at).isoformat() if one.spent_at else "", "note": one.basis["correction"]}
        for one in found
    ]


def _text(page, content: dict) -> str:
    """What search may know: only parts that everyone who sees the record may see."""
    parts = [page.title, content.get("summary", "")]
    if content["body"]:
        parts += [strip_tags(piece) for piece in page.body.stream_block.get_searchable_content(page.body)]
    parts += [values.plain(entry) for entry in content.get("fields", [])]
    parts += [item["title"] for item in content.get("attachments", [])]
    return "\n".join(part.strip() for part in parts if part and part.strip())


def _card(page, content: dict, wide: str) -> dict:
    """What a list shows. A module adds lines of its own with `card_lines()`, from fields that every reader of the record sees."""
    lines = [] if wide else getattr(page, "card_lines", list)()
    summary = content["summary"] or _first_words(content)
    if wide:
        summary = _shortened(values.plain(content["fields"][0]))
    return {"summary": summary, "lines": [str(line) for line in lines if line]}


def _first_words(content: dict) -> str:
    return next((_shortened(strip_tags(one["value"])) for one in content["body"] if one["type"] == "rich_text"), "")


def _shortened(text: str, length: int = 100) -> str:
    words = " ".join(text.split())
    return words[:length] + ("…" if len(words) > length else "")


def _etag(document: Document) -> str:
    parts = [document.title, document.path, document.scope, document.card, document.content, document.restricted]
    parts += [str(document.occurred_on), document.period]
    return hashlib.sha256(json.dumps(parts, sort_keys=True, default=str).encode()).hexdigest()


def _files(page, document: Document) -> list[DocumentFile]:
    from cms.moderation.content import file_references

    is_record = document.kind == Document.RECORD
    hidden = (
        {spec.name for spec in module_fields(type(page)) if _is_elsewhere(spec, page.owning_unit)}
        if is_record
        else set()
    )
    widest: dict[tuple[str, int], str] = {}
    for kind, pk, name in file_references(page):
        if name in hidden:
            continue
        privacy = document.restricted[name]["privacy"] if name in document.restricted else ""
        # Shown in two fields, it is seen by whoever sees the one that more people see
        widest[kind, pk] = min(
            privacy, widest.get((kind, pk), privacy), key=lambda scope: SCOPES.index(scope) if scope else -1
        )
    return [
        DocumentFile(
            document_id=page.pk, privacy=scope, **({"image_id": pk} if kind == "image" else {"attachment_id": pk})
        )
        for (kind, pk), scope in sorted(widest.items())
    ]


def read(document: Document, viewer) -> dict:
    """The document as this viewer may see it: fields beyond them masked or left out and named under `withheld`.

    Asks only about fields and the records that they refer to: whether the viewer sees the document at all is
    `access.visible()`'s.
    """
    return read_all([document], viewer)[0]


def read_all(documents: Sequence[Document], viewer) -> list[dict]:
    """`read()` of each; one query, however many."""
    reached = [_reached(document, viewer) for document in documents]
    wanted = set().union(*(values.referred(entry) for content in reached for entry in content["fields"]))
    seen = (
        set(Document.objects.filter(visible(viewer), pk__in=wanted).values_list("pk", flat=True)) if wanted else set()
    )
    for content in reached:
        # References to records that the viewer does not see are left out: a title alone may say too much
        kept = [values.only_referring_to(entry, seen) for entry in content["fields"]] if wanted else content["fields"]
        content["fields"] = [entry for entry in kept if entry is not None]
    return [in_order(content) for content in reached]


def _reached(document: Document, viewer) -> dict:
    content = dict(document.content)
    fields = list(content.get("fields", []))
    withheld, left_out = [], 0
    for name, rule in sorted(document.restricted.items(), key=lambda item: item[1]["place"]):
        reached = reaches(viewer, rule["privacy"], document)
        if not reached:
            withheld.append(name)
        if "part" in rule:
            if reached:
                content[name] = rule["part"]
        elif entry := rule["entry"] if reached else rule["masked"]:
            fields.insert(rule["place"] - left_out, entry)
        else:
            left_out += 1
    return content | {"fields": fields, "withheld": withheld}


def in_order(value):
    """JSON with its names in one order: PostgreSQL keeps none, and what is made at publication and what is read later are the
    same bytes, on any database."""
    if isinstance(value, dict):
        return {name: in_order(value[name]) for name in sorted(value)}
    return [in_order(item) for item in value] if isinstance(value, list) else value


@transaction.atomic
def relocate(url_path_prefix: str) -> None:
    """After a move or a new slug: give the documents below this url_path their new paths, and keep the earlier ones."""
    documents = Document.objects.filter(page__url_path__startswith=url_path_prefix)
    moved = [
        (document, document.path, path_of(document.page.url_path))
        for document in documents.select_related("page").only("pk", "path", "page__url_path").iterator(chunk_size=1000)
        if document.path != path_of(document.page.url_path)
    ]
    for start in range(0, len(moved), 500):
        part = moved[start : start + 500]
        DocumentPath.objects.filter(path__in=[path for _document, _old, path in part]).delete()
        DocumentPath.objects.bulk_create(
            [DocumentPath(path=old, document=document) for document, old, _new in part], ignore_conflicts=True
        )
        now_at = {document.pk: new for document, _old, new in part}
        changed = list(Document.objects.filter(pk__in=now_at))
        for document in changed:
            document.path = now_at[document.pk]
            document.etag = _etag(document)  # the address is part of what a reader holds
        Document.objects.bulk_update(changed, ["path", "etag"])
        renew_pieces(Document.objects.filter(pk__in=now_at))
    outbox.add([document.pk for document, _old, _new in moved])


def _remember_path(before: str | None, document: Document) -> None:
    DocumentPath.objects.filter(path=document.path).delete()
    if before and before != document.path:
        DocumentPath.objects.update_or_create(path=before, defaults={"document": document})


# How far back whoever keeps copies is told of what came down: a site that stood still for a holiday catches up
EXPIRED_DAYS = 14


def lately_expired():
    """Documents that came down on their last day (`until`) these days."""
    today = timezone.localdate()
    return Document.objects.filter(until__lt=today, until__gte=today - datetime.timedelta(days=EXPIRED_DAYS))


def tell_expired() -> None:
    """Once a day: whoever keeps copies of documents (search, webhooks) looks again at those that came down. Readers need
    nobody to be told: what is past its date is not shown."""
    outbox.add(lately_expired().values_list("pk", flat=True))


@transaction.atomic
def restamp_unit(unit) -> None:
    """After a unit changed its committee or practice mark: the facts that access asks of its documents."""
    documents = Document.objects.filter(unit_id=unit.pk)
    documents.update(committee_id=unit.committee_id, practice=unit.practice)
    outbox.add(documents.values_list("pk", flat=True))
