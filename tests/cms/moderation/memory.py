"""What the state machine remembers by itself of what people did, to compare the database with. It asks nothing of `cms.moderation`."""

import datetime
from dataclasses import dataclass, field
from typing import NamedTuple

from django.contrib.auth.models import User
from django.utils import timezone
from wagtail.models import Collection

from cms.media import Attachment
from cms.moderation.models import ReviewPolicy
from cms.people import Membership, Person
from cms.tree import RecordAttachment, Section
from modules.featured_work.models import FeaturedRecord

# Who there is: {key: (role, unit), …}. Several hold more than is good, for people do; `root` is a superuser without any role
CAST = {
    "drafter": [("drafter", "branch")],
    "second": [("drafter", "branch"), ("reviewer", "branch")],
    "reviewer": [("reviewer", "branch")],
    "both": [("reviewer", "branch"), ("secretary", "branch")],
    "secretary": [("secretary", "branch")],
    "chief": [("drafter", "branch"), ("secretary", "branch"), ("approver", "committee")],
    "approver": [("approver", "committee")],
    "office": [("party_office", "committee")],
    "administrator": [("administrator", "committee")],
    "officer": [("secrecy_officer", "committee")],
    "guard": [("secrecy_officer", "committee"), ("reviewer", "branch"), ("drafter", "other")],
    "other": [("drafter", "other"), ("reviewer", "other"), ("secretary", "other")],
    "desk": [("drafter", "committee"), ("reviewer", "committee")],
    "leaver": [],
    "root": [],
}
# The stages as domain.md has them: (role, whether the committee's person holds it)
STAGES = [("reviewer", False), ("secretary", False), ("approver", True)]
UNITS = ("branch", "other", "committee")


class Draft(NamedTuple):
    """What somebody writes: words, scope, and which of the files."""

    words: str
    scope: str = "employees"
    files: tuple[int, ...] = ()


class Text(NamedTuple):
    """What a page says: words, scope, the note of its correction, the ids and bytes of its attachments, and how secret it is."""

    words: str
    scope: str = ""
    note: str = ""
    files: tuple[tuple[int, bytes], ...] = ()
    secrecy: str = ""


@dataclass
class Case:
    """A submission that is being reviewed. `asked`: it is with the secrecy officer; `askers` and `officers`: who ever asked and
    answered. `spoilt`: somebody went past our own actions, so that it need not go on well."""

    text: Text
    by: str
    passed: list[str] = field(default_factory=list)
    asked: bool = False
    askers: set[str] = field(default_factory=set)
    officers: set[str] = field(default_factory=set)
    spoilt: bool = False


@dataclass
class Remembered:
    """One page: what was saved last, what is live, who wrote since it was last published, and the case that is open."""

    pk: int
    unit: str
    words: str = ""
    scope: str = ""
    note: str = ""
    files: tuple[int, ...] = ()
    dated: bool = False
    is_home: bool = False
    live: Text | None = None
    secrecy: str = "non_classified"
    refused: bool = False  # by the secrecy officer, the last time
    rejected: set[Text] = field(default_factory=set)
    noted: str = ""  # the correction's note that was published last
    case: Case | None = None
    authors: set[str] = field(default_factory=set)
    writers: set[str] = field(default_factory=set)  # whoever ever wrote in it
    hands: set[str] = field(default_factory=set)  # and whoever ever submitted it
    reviewed: bool = False
    published: int = 0


class Ground:
    """The people and files that every run starts from; made once, for each run is rolled back."""

    def __init__(self, world):
        self.world = world
        self.units = {"branch": world.branch, "other": world.other, "committee": world.committee}
        self.sections = {key: world.section("featured_work", unit) for key, unit in self.units.items()}
        self.users, self.people = {}, {}
        for key, roles in CAST.items():
            if key == "root":
                self.users[key] = User.objects.create_superuser("root", password="Hongban-2026").pk
                continue
            unit = self.units[roles[0][1] if roles else "branch"]
            user = world.new_user(unit=unit, name=key)
            self.users[key], self.people[key] = user.pk, Person.objects.get(user=user).pk
            for role, where in roles:
                self.appoint(key, role, where)
        # What the other branch submits goes to the secrecy officer first
        ReviewPolicy.objects.create(unit=world.other, secrecy=True)
        everybodys = Collection.get_first_root_node()
        self.files = [
            world.attachment(content=f"原件{number}".encode(), collection=everybodys).pk for number in range(2)
        ]

    def appoint(self, key: str, role: str, where: str) -> None:
        """From a year ago on, so that the term may have ended yesterday."""
        since = timezone.localdate() - datetime.timedelta(days=365)
        held = Membership.objects.filter(person_id=self.people[key], unit=self.units[where], role=role).first()
        held = held or Membership(person_id=self.people[key], unit=self.units[where], role=role, since=since)
        held.until = None
        held.save()

    def dismiss(self, key: str, role: str, where: str) -> None:
        held = Membership.objects.get(person_id=self.people[key], unit=self.units[where], role=role)
        held.until = timezone.localdate() - datetime.timedelta(days=1)
        held.save()

    def user(self, key: str):
        """As the next request would load them."""
        return User.objects.get(pk=self.users[key])

    def draft(self, unit: str, by: str, files: list[int], **fields) -> FeaturedRecord:
        """Ready to be submitted, in the unit's section whatever its state is."""
        page = FeaturedRecord(
            title=f"{unit}的稿件", occurred_on=timezone.localdate(), confidentiality="non_classified", category="team",
            background="<p>夜班点名到会率低。</p>", practice="<p>把党小组会开到机台边。</p>",
            result="<p>到会率由71%提高到96%。</p>", owner=self.user(by), live=False, **fields,
        )  # fmt: skip
        page.attachments = [RecordAttachment(file_id=pk) for pk in files]
        Section.objects.get(pk=self.sections[unit].pk).add_child(instance=page)
        page.save_revision(user=page.owner)
        return page


def text_of(page) -> Text:
    """What this page, in memory, says."""
    if not page.is_record:
        return Text("".join(str(block.value) for block in page.body))
    files = [(row.file_id, bytes_of(row.file_id)) for row in page.attachments.all()]
    return Text(page.summary, page.disclosure_scope, page.correction_note, tuple(files), page.confidentiality)


def bytes_of(pk: int) -> bytes:
    with Attachment.objects.get(pk=pk).file.open("rb") as stream:
        return stream.read()
