"""The tree: Unit → Section → Record. What is exported here is promised to plugins."""

from cms.periods import period_of

from .record import SCOPE_CHOICES, Record, RecordAttachment, RecordEvidence, RecordTag, Tag, record_panels
from .section import Section, SectionState
from .unit import Unit

__all__ = [
    "SCOPE_CHOICES",
    "Record",
    "RecordAttachment",
    "RecordEvidence",
    "RecordTag",
    "Section",
    "SectionState",
    "Tag",
    "Unit",
    "period_of",
    "record_panels",
]
