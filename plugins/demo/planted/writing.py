"""Making drafts of the common kinds, right in everything but what a case gets wrong on purpose."""

import datetime
from dataclasses import replace

from ..world import DemoRecord, DemoUnit, Picture, Times, World
from ..world.days import next_working_day

DAY = datetime.timedelta(days=1)
MEETINGS = "three_meetings_one_lesson"


class Writer:
    """Writes drafts for one branch. `number` keeps the days and people of different cases apart."""

    def __init__(self, world: World, unit: DemoUnit, number: int):
        self.world, self.unit = world, unit
        self.rng = unit.rng("planted", number)
        # A day of the last weeks, another one for each case
        self.day = next_working_day(world.last - (12 + number % 20) * DAY, 0)

    @property
    def members(self):
        return self.free_on(self.day)

    def free_on(self, day):
        """Full members who are at no other meeting of that day: what a case gets wrong is to be its own doing."""
        engaged = [person for person, _start, _end in self.unit.engaged(day, MEETINGS, "theme_party_day")]
        there = [person for person in self.unit.members if person.there_on(day) and person.status == "full"]
        return [person for person in there if person not in engaged]

    def record(self, module: str, title: str, fields: dict, *, day=None, entered=None, **envelope) -> DemoRecord:
        """A draft of this day (`day`), entered the next working day at half past nine unless `entered` says when."""
        day = day or self.day
        record = self.unit.record(title, day, fields, **envelope)
        record.module, record.unit = module, self.unit.code
        record.drafter = self.unit.with_role("drafter")[0]
        entered = entered or at(min(next_working_day(day), self.world.last), 9, 30)
        record.times = Times(entered, *(entered,) * 4)
        record.state = "draft"
        return record

    def meeting(self, title: str, topic: str, points: str, *, day=None, hour=12, minute=20, last=30, rows=None,
                envelope=None, entered=None, **fields) -> DemoRecord:  # fmt: skip
        """A Party group's meeting with everybody there."""
        start = at(day or self.day, hour, minute)
        group = self.unit.groups[0]
        chair, recorder = self.free_on(start.date())[:2]
        values = {
            "meeting_type": "group",
            "held_at": start,
            "ended_at": start + datetime.timedelta(minutes=last),
            "place": f"{self.unit.workshop}休息室",
            "party_group": group.name,
            "chair": chair,
            "recorder": recorder,
            "expected": 9,
            "present": 9,
        }
        tables = {"topics": [{"topic": topic, "speaker": chair.name, "points": points}]} | (rows or {})
        return self.record(
            MEETINGS, title, values | fields, day=start.date(), rows=tables, entered=entered,
            **(envelope or {}),
        )  # fmt: skip

    def story(self, title: str, background: str, practice: str, result: str, **envelope) -> DemoRecord:
        """特色工作; each part is plain text."""
        parts = {"background": background, "practice": practice, "result": result}
        fields = {name: f"<p>{text}</p>" for name, text in parts.items()}
        return self.record("featured_work", title, {"category": "team", **fields}, **envelope)

    def notice(self, title: str, words: str, **envelope) -> DemoRecord:
        """文件传达, the words in its body."""
        fields = {
            "doc_kind": "notice",
            "issuing_body": self.world.committee.title,
            "main_recipients": [self.unit],
            "issued_on": envelope.get("day") or self.day,
        }
        values = {
            "body": [("rich_text", f"<p>{words}</p>")],
            "source_kind": "superior_document",
            "source_ref": "厂党委",
        }
        return self.record("documents_notices", title, fields, **(values | envelope))

    def picture(self, scene: str, variant: int, alt: str, *, of: DemoUnit | None = None) -> Picture:
        """A photo of this unit; `of`: the same as one that `of` has taken, uploaded here once more."""
        picture = Picture(scene, variant, (of or self.unit).code, alt)
        return replace(picture, holder=self.unit.code) if of else picture


def at(day: datetime.date, hour: int, minute: int) -> datetime.datetime:
    return datetime.datetime.combine(day, datetime.time(hour, minute))


def image(picture: Picture) -> tuple[str, dict]:
    return "image", {"image": picture, "alt": picture.alt, "caption": ""}


def words(text: str) -> tuple[str, str]:
    return "rich_text", f"<p>{text}</p>"
