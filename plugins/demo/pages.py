"""From the world's plain record to an unsaved page of its module's type, with rows, tags, files and body in memory."""

import datetime
import uuid
from collections import defaultdict
from collections.abc import Iterator

from modelcluster.models import get_all_child_m2m_relations, get_all_child_relations
from wagtail.blocks import StreamValue, StructValue
from wagtail.blocks.list_block import ListValue

from cms import plugins
from cms.tree import Record, RecordAttachment, RecordEvidence, RecordTag, Tag, also

from .files import Files
from .settle import Settled, aware
from .world import DemoPerson, DemoRecord, DemoUnit, Paper, Picture, Ref


class Pages:
    def __init__(self, settled: Settled, files: Files):
        self.settled, self.files = settled, files
        self.tags: dict[str, Tag] = {}
        # What can be referred to, in the order of publication
        self._published: dict[tuple[str, str], list[tuple[DemoRecord, Record]]] = defaultdict(list)

    def make(self, record: DemoRecord) -> Record:
        """The page, unsaved and without a place in the tree. Raises FieldDoesNotExist for a name that its type does not have."""
        model = plugins.find_module(record.module).model
        drafter = self.settled.person(record.drafter)
        page = model(
            title=record.title,
            occurred_on=record.occurred_on,
            period=record.period,
            summary=record.summary,
            source_kind=record.source_kind,
            source_ref=record.source_ref,
            confidentiality="non_classified",
            disclosure_scope=record.disclosure_scope,
            contains_personal_data=record.contains_personal_data,
            also_counts=[
                target
                for target in record.also_counts
                if (record.unit, also.module_of(target)) in self.settled.sections
            ],
            drafter=drafter,
            owner=drafter.user,
            live=False,
        )
        # In memory even where empty: a relation that was never set is asked of the database
        for relation in get_all_child_relations(model):
            setattr(page, relation.get_accessor_name(), [])
        for relation in get_all_child_m2m_relations(model):
            setattr(page, relation.name, [])
        page.body = self.body(record.body, record.unit, f"{record.module}/{record.occurred_on}/{record.title}")
        for name, value in record.fields.items():
            model._meta.get_field(name)
            setattr(page, name, self.value(value, record.unit))
        for name, rows in record.rows.items():
            row = model._meta.get_field(name).related_model
            made = [self.value(values, record.unit) for values in rows]
            setattr(
                page, name, [row(**values) for values in made if any(value is not None for value in values.values())]
            )
        page.tagged_items = [RecordTag(tag=self._tag(name)) for name in dict.fromkeys(record.tags)]
        page.attachments = [
            RecordAttachment(file=self.files.attachment(paper, record.unit)) for paper in record.attachments
        ]
        page.evidence = [
            RecordEvidence(kind=kind, file=self.files.attachment(paper, record.unit), note=note)
            for kind, paper, note in record.evidence
        ]
        return page

    def body(self, blocks: list[tuple], unit: str, key: str, model=Record) -> StreamValue:
        """A stream of these blocks as this page type has them; their ids follow from `unit` and `key`, so that the same demo
        is the same to the letter."""
        stream = model._meta.get_field("body").stream_block.normalize(self.value(blocks, unit))
        for number, child in enumerate(_children(stream)):
            child.id = str(uuid.uuid5(uuid.NAMESPACE_URL, f"{unit}/{key}/{number}"))
        return stream

    def value(self, value, unit: str):
        """A value of the world as one of Django's, all the way down."""
        if isinstance(value, DemoPerson):
            return self.settled.person(value)
        if isinstance(value, DemoUnit):
            return self.settled.units[value.code]
        if isinstance(value, Picture):
            return self.files.image(value)
        if isinstance(value, Paper):
            return self.files.attachment(value, unit)
        if isinstance(value, Ref):
            return self._find(value)
        if isinstance(value, datetime.datetime):
            return aware(value)
        if isinstance(value, dict):
            return {name: self.value(one, unit) for name, one in value.items()}
        if isinstance(value, (list, tuple)):
            return type(value)(self.value(one, unit) for one in value)
        return value

    def can_be_referred_to(self, record: DemoRecord, page: Record) -> None:
        """Known from now on, also before the page is in the database."""
        self._published[record.unit, record.module].append((record, page))

    def _find(self, ref: Ref) -> Record | None:
        known = [
            (record.occurred_on, number, page)
            for number, (record, page) in enumerate(self._published[ref.unit, ref.module])
            if record.occurred_on <= ref.until and all(record.fields.get(name) == value for name, value in ref.where)
        ]
        return max(known, key=lambda one: one[:2])[2] if known else None

    def _tag(self, name: str) -> Tag:
        if name not in self.tags:
            self.tags[name] = Tag.objects.get_or_create(name=name)[0]
        return self.tags[name]


def _children(value) -> Iterator:
    """Everything in a stream that has an id: its blocks and the items of lists, all the way down."""
    if isinstance(value, (StreamValue, ListValue)):
        for child in value if isinstance(value, StreamValue) else value.bound_blocks:
            yield child
            yield from _children(child.value)
    elif isinstance(value, StructValue):
        for name, block in value.block.child_blocks.items():
            # what was left out is there as it would be when the page is read again
            yield from _children(value.setdefault(name, block.get_default()))
