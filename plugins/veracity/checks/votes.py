"""Votes are never more than voters, ballots that came back never more than those given out."""

import re

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cms.moderation.findings import Check, Finding

from ..reading import NUMBER, PARAGRAPH, around, number
from ..wordlists import read
from .attendance import PART

KINDS = {"赞成": "for", "同意": "for", "反对": "against", "不同意": "against", "弃权": "abstain"}
NAME = "(?P<kind>不同意|不赞成|赞成|同意|反对|弃权)"
VOTE = re.compile(
    rf"{NAME}票?(?:[:：为计]|的有?|共有?|有)?\s*(?P<number>{NUMBER})\s*[票人名]|(?P<before>{NUMBER})\s*(?:票|张票|人|名)(?P<after>赞成|同意|反对|不同意|弃权)"
)
VOTERS = re.compile(
    rf"(?:实到会?|到会|出席|实际到会)[^\d。；;，,]{{0,6}}?(?:有(?:表决|选举)权|正式党员)[^\d。；;，,]{{0,10}}?(?P<number>{NUMBER})\s*[人名]"
)
GIVEN = re.compile(rf"发(?:出|放)(?:[^\d。；;，,]{{0,6}}票|测评表)?[^\d。；;，,]{{0,2}}?(?P<number>{NUMBER})\s*[张份]")
BACK = re.compile(rf"收回(?:[^\d。；;，,]{{0,6}}票|测评表)?[^\d。；;，,]{{0,2}}?(?P<number>{NUMBER})\s*[张份]")
VALID = re.compile(rf"有效(?:票|测评表)?[^\d。；;，,]{{0,2}}?(?P<number>{NUMBER})\s*[张份]")
WON = re.compile(rf"得(?:赞成)?票?\s*(?P<number>{NUMBER})\s*票")
WRITTEN = "书面"
# How far behind the votes the voters may be told
AFTER = 40
UNANIMOUS = re.compile(r"全票(?:赞成|通过|同意)|一致(?:赞成|同意|通过)|无人?反对")


class Votes(Check):
    slug, label, axis = "votes", gettext_lazy("表决票数"), "truth"

    def find(self, draft, facts):
        yield from _in_fields(draft)
        yield from _in_tables(draft)
        for field, text in facts.texts:
            for paragraph in PARAGRAPH.finditer(text):
                yield from _in_words(field, paragraph.group())


def _voters(draft) -> int | None:
    values = (getattr(draft, name, None) for name in read("votes")["voters"])
    return next((value for value in values if isinstance(value, int)), None)


def _too_many(votes: int, voters: int, field: str, quote: str) -> Finding:
    return Finding(
        _("赞成、反对、弃权合计%(votes)s票，多于可投票的%(voters)s人，请核对计票单和签到表。")
        % {"votes": votes, "voters": voters},
        field=field,
        quote=quote,
    )


def _in_fields(draft):
    rules = read("votes")
    votes = [value for name in rules["votes"] if isinstance(value := getattr(draft, name, None), int)]
    voters = _voters(draft)
    if not votes or voters is None or sum(votes) <= voters:
        return
    due = getattr(draft, "vote_due", None)
    log = getattr(draft, "step_log", None)
    written = log is not None and any(rules["in_writing"] in row.result for row in log.all())
    if not (written and due is not None and sum(votes) <= due):
        yield _too_many(sum(votes), voters, rules["votes"][0], " / ".join(map(str, votes)))


def _in_tables(draft):
    voters = _voters(draft)
    for table, columns in read("votes")["tables"].items():
        rows = getattr(draft, table, None)
        if rows is None or voters is None:
            continue
        for row in rows.all():
            votes = [value for name in columns if isinstance(value := getattr(row, name, None), int)]
            if votes and sum(votes) > voters:
                yield _too_many(sum(votes), voters, table, " / ".join(map(str, votes)))


def _last(pattern, text: str, end: int) -> int | None:
    found = [number(match["number"]) for match in pattern.finditer(text, 0, end)]
    return found[-1] if found else None


def _in_words(field: str, text: str):
    yield from _ballots(field, text)
    for group in _groups(text):
        first, last = group[0], group[-1]
        start, end = first.start(), last.end()
        votes = [number(match["number"] or match["before"]) or 0 for match in group]
        voters, back = _voters_in(text, start, end), _last(BACK, text, start)
        most = min((value for value in (voters, back) if value is not None), default=None)
        quote = around(text, start, end)
        # What was said in writing before the meeting counts without a presence
        if most is not None and sum(votes) > most and WRITTEN not in text:
            yield _too_many(sum(votes), most, field, quote)
        elif _says_all(text, start, end) and any(
            count and _kind(match) != "for" for match, count in zip(group, votes, strict=True)
        ):
            yield Finding(
                _("写的是一致通过，却又有反对或弃权票，请核对表决结果。"), field=field, quote=around(text, start, end)
            )


def _voters_in(text: str, start: int, end: int) -> int | None:
    """How many could vote: the last number before the votes, those with the right to vote first, else the next after them."""
    for pattern in (VOTERS, PART):
        if (before := _last(pattern, text, start)) is not None:
            return before
    for pattern in (VOTERS, PART):
        after = pattern.search(text, end, end + AFTER)
        if after and not VOTE.search(text, end, after.start()):
            return number(after["number"])
    return None


def _kind(match) -> str:
    return KINDS.get(match["kind"] or match["after"], "against")


def _says_all(text: str, start: int, end: int) -> bool:
    """Whether the sentence of the votes says that all were in favour."""
    before = max(text.rfind(sign, 0, start) for sign in "。；;！") + 1
    after = min((place for sign in "。；;！" if (place := text.find(sign, end)) >= 0), default=len(text))
    return bool(UNANIMOUS.search(text, before, after))


def _groups(text: str):
    """The votes on one thing: they follow each other closely, each kind once."""
    group = []
    for match in VOTE.finditer(text):
        if group and (match.start() - group[-1].end() > 8 or _kind(match) in map(_kind, group)):
            yield group
            group = []
        group.append(match)
    if group:
        yield group


def _ballots(field: str, text: str):
    """发出 ≥ 收回 ≥ 有效; nobody gets more votes than ballots came back."""
    for given in GIVEN.finditer(text):
        back = BACK.search(text, given.end(), given.end() + 30)
        if back and number(back["number"]) > number(given["number"]):
            yield Finding(
                _("收回%(back)s张，多于发出的%(given)s张，请核对计票单。")
                % {"back": number(back["number"]), "given": number(given["number"])},
                field=field,
                quote=around(text, given.start(), back.end()),
            )
    for voters in VOTERS.finditer(text):
        won = WON.search(text, voters.end(), voters.end() + 60)
        if won and number(won["number"]) > number(voters["number"]):
            yield Finding(
                _("所得%(votes)s票多于可投票的%(voters)s人，请核对计票单和签到表。")
                % {"votes": number(won["number"]), "voters": number(voters["number"])},
                field=field,
                quote=around(text, voters.start(), won.end()),
            )
    for back in BACK.finditer(text):
        for pattern in (VALID, WON):
            found = pattern.search(text, back.end(), back.end() + 60)
            if found and number(found["number"]) > number(back["number"]):
                yield Finding(
                    _("所得或有效的%(votes)s票多于收回的%(back)s张，请核对计票单。")
                    % {"votes": number(found["number"]), "back": number(back["number"])},
                    field=field,
                    quote=around(text, back.start(), found.end()),
                )
                break
