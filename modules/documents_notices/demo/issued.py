"""The committee's documents of the year, numbered, dated and addressed, with what each recipient did with them."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass

from .texts import DECISION, MINUTES, REPLY, SUPERIOR, TEXTS, Text

DAY = datetime.timedelta(days=1)
FOUNDED = 1921
SENDER = "江北车桥厂党委"
FORMS = ("meeting", "meeting", "group", "group", "group", "read", "notice_board", "online")
SIGNERS = ("drafter", "drafter", "reviewer", "secretary")
# Of all receipts; the law of large numbers gives each year some that are late and a few that never come
LATE, NEVER = 0.05, 0.012
ALTS = {"banner": "红色旗帜前列队的党员", "safety": "现场的安全提示和防护用品"}
SALUTATIONS = {REPLY: "{target}：", "": "各党总支、党支部："}


@dataclass(frozen=True)
class Document:
    text: Text
    day: datetime.date
    number: str
    sender: object
    recipients: tuple
    copies: tuple
    words: dict

    @property
    def title(self) -> str:
        return self.text.title.format(**self.words)

    @property
    def sender_name(self) -> str:
        return self.text.superior[1] if self.text.superior else SENDER

    @property
    def target(self):
        """The one unit to which a reply goes."""
        return self.recipients[0]


def issued(world) -> Iterator[Document]:
    """In the order of their days. The numbers of a calendar year leave gaps: not every document is one for all to see."""
    for year in sorted({world.start.year, world.last.year}):
        rng = world.rng("documents_notices", year)
        number = 0
        for text in TEXTS:
            number += 0 if text.superior or text.kind == MINUTES else rng.choice((1, 1, 2, 2, 3))
            first = datetime.date(year, *text.issued)
            target = rng.choice([unit for unit in world.units if unit.groups])
            day = world.committee.working_day(rng, first, first + 4 * DAY)
            words = {
                "year": year,
                "last_year": year - 1,
                "age": year - FOUNDED,
                "target": target.title,
                "groups": len(target.groups),
                "amount": rng.randrange(800, 2600, 50),
            }
            if day:
                yield _addressed(world, text, day, _number(text, day, number), target, words)


def _number(text: Text, day, number: int) -> str:
    """Its number in the committee's series; superiors and minutes have series of their own."""
    if text.superior:
        return f"{text.superior[0]}〔{day.year}〕{3 * day.month + day.day % 3}号"
    return f"江桥党纪〔{day.year}〕{day.month}号" if text.kind == MINUTES else f"江桥党发〔{day.year}〕{number}号"


def _addressed(world, text: Text, day, number: str, target, words) -> Document:
    if text.kind == REPLY:
        parents = tuple(unit for unit in world.units if unit.kind == "general_branch" and unit.code == target.parent)
        recipients, copies = (target,), parents
    else:
        recipients, copies = tuple(world.units[1:]), ()
    return Document(text, day, number, world.committee, recipients, copies, words)


def of_committee(document: Document):
    """The record of this document on the committee's site."""
    unit, text, day = document.sender, document.text, document.day
    rng = unit.rng("document", document.number)
    due = later(unit, day, 2)
    from_above = text.kind == SUPERIOR
    return unit.record(
        document.title,
        day,
        {
            "doc_kind": text.kind,
            "doc_number": document.number,
            "issuing_body": document.sender_name,
            "signed_by": None if from_above else unit.secretary,
            "urgency": text.urgency,
            "main_recipients": list(document.recipients),
            "copy_recipients": list(document.copies),
            "issued_on": day,
            "receipt_due": datetime.datetime.combine(due, datetime.time(17)) if due else None,
            "feedback_due": day + text.within * DAY if text.within else None,
        },
        rows={"receipts": [row for one in (*document.recipients, *document.copies) if (row := receipt(one, document))]},
        summary=_summary(document),
        body=_body(document, rng),
        tags=("文件通知", *text.tags),
        attachments=_attachments(document),
        source_kind="superior_document" if from_above else "own_record",
        source_ref=f"{document.sender_name}{document.number}" if from_above else "",
        urgent=True,
    )


def _summary(document: Document) -> str:
    if document.text.gist:
        return document.text.gist
    return f"同意{document.target.title}的请示，请按批复意见办理，结果报党务室。"


def _body(document: Document, rng) -> list[tuple]:
    text, day = document.text, document.day
    lines = [line.format(**document.words) for line in text.lines]
    salutation = SALUTATIONS.get(text.kind, SALUTATIONS[""]).format(**document.words)
    closing = ["特此批复。"] if text.kind == REPLY else []
    paragraphs = [salutation, *lines, *closing, document.sender_name, f"{day.year}年{day.month}月{day.day}日"]
    blocks = [("rich_text", "".join(map(_paragraph, paragraphs)))]
    if text.table:
        caption, head, rows = text.table
        blocks.append(document.sender.table(caption, head, *rows))
    if text.scene:
        picture = document.sender.picture(text.scene, rng, ALTS[text.scene])
        blocks.append(("image", {"image": picture, "alt": picture.alt, "caption": ""}))
    if text.within:
        due = day + text.within * DAY
        year = "" if due.year == day.year else f"{due.year}年"
        said = f"请于{year}{due.month}月{due.day}日前在本页反馈落实情况。"
        blocks.append(("callout", {"kind": "notice", "text": said}))
    return blocks


def _paragraph(line: str) -> str:
    return f"<p><b>{line[2:]}</b></p>" if line.startswith("# ") else f"<p>{line}</p>"


def _attachments(document: Document) -> list:
    """The list of who is commended: those whom their branches nominated."""
    if document.text.kind != DECISION:
        return []
    rows = []
    for unit in document.recipients:
        if unit.groups:
            person = nominated(unit, document.day.year)
            rows.append((unit.title, person.name, person.job))
    paper = document.sender.paper(
        f"{document.day.year}年度优秀共产党员名单", f"{SENDER}", table=[("所在支部", "姓名", "岗位"), *rows]
    )
    return [paper]


def nominated(unit, year: int):
    """Whom the branch nominates in this year; its disclosure of the nomination draws the same one from the same key."""
    ordinary = [one for one in unit.members if one.status == "full" and not one.post and one.until is None]
    return unit.rng("nominated", year).choice([one for one in ordinary if one.since < unit.world.start] or ordinary)


# What recipients do -----------------------------------------------------------------------------------------------------


def receipt(unit, document: Document) -> dict | None:
    """The unit's line: signed for within two working days mostly, passed on within a week, reported on when asked for.

    None when the unit never signed, or will sign only after the year.
    """
    rng = unit.rng("receipt", document.number)
    if rng.random() < NEVER:
        return None
    late = rng.random() < LATE
    day = later(unit, document.day, rng.randint(3, 5) if late else rng.choice((1, 1, 1, 2)))
    if day is None:
        return None
    row = {
        "unit": unit,
        "received_by": _signer(unit, rng),
        "received_at": datetime.datetime.combine(day, datetime.time(rng.randint(8, 16), rng.randint(0, 59))),
    }
    relayed_on = None if document.text.kind == REPLY else later(unit, day, rng.randint(0, 3))
    if relayed_on:
        row |= {"relayed_on": relayed_on, "relay_form": rng.choice(FORMS), "feedback": _feedback(unit, document, rng)}
    return row


def _signer(unit, rng):
    people = unit.with_role(rng.choice(SIGNERS))
    return rng.choice(people)


def _feedback(unit, document: Document, rng) -> str:
    text = document.text
    if not text.reports or document.day + (text.within - rng.randint(0, 4)) * DAY > unit.world.last:
        return ""
    if rng.random() < 0.06:
        return ""
    count = str(len(unit.members_on(document.day)))
    return unit.voice("feedback", document.number, count=count, board=board(unit)).say(rng.choice(text.reports))


def board(unit) -> str:
    return "总支委员会" if unit.kind == "general_branch" else "支部委员会"


def later(unit, day, count: int) -> datetime.date | None:
    """The working day that comes `count` working days after this one; None when the year ends before."""
    rng = unit.rng("later")
    while day <= unit.world.last:
        if unit.working_day(rng, day, day):
            if not count:
                return day
            count -= 1
        day += DAY
    return None
