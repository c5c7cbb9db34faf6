"""The access matrix of surveys and letters: everybody × everything × every door. Each thing has a word that is nowhere but in it."""

import re

import pytest
from django.test import Client

from plugins.voices import letters, surveys
from plugins.voices.models import Letter, Survey

BRANCH = ("employee", "member", "drafter", "reviewer", "secretary")
COMMITTEE = ("member", "reviewer", "secretary", "approver", "party_office")
NO_CONTENT = {"administrator", "secrecy_officer", "auditor", "nobody", "visitor"}
EVERYBODY = (
    {f"{role}@{unit}" for unit in ("branch", "other") for role in BRANCH}
    | {f"{role}@committee" for role in COMMITTEE}
    | NO_CONTENT
)
EMPLOYEES = EVERYBODY - NO_CONTENT
MEMBERS = {seat for seat in EMPLOYEES if seat.split("@")[0] not in ("employee", "drafter")}
OF_BRANCH = {f"{role}@branch" for role in BRANCH}
APPROVERS = {"reviewer@branch", "secretary@branch", "approver@committee", "party_office@committee"}
OVERSEERS = APPROVERS | {"drafter@branch"}

# Who reads the word of what, in whatever page of the plugin
MAY_READ = {
    "draft survey": {"drafter@branch", "secretary@branch"},
    "waiting survey": OVERSEERS,
    "open, the unit's employees": OVERSEERS | OF_BRANCH,
    "open, the unit's members": OVERSEERS | (OF_BRANCH & MEMBERS),
    "open, all employees": EMPLOYEES,
    "open, all members": OVERSEERS | MEMBERS,
    "result for participants": OVERSEERS | OF_BRANCH,
    "result for employees": EMPLOYEES,
    "result for organisers": OVERSEERS,
    "letter to the secretary": {"secretary@branch", "employee@branch"},
    "suggestion": {"secretary@branch", "reviewer@branch", "employee@branch"},
    "letter without a name": {"secretary@branch"},
    "answer kept inside": {"secretary@branch", "employee@branch"},
    "public words": {"secretary@branch", "drafter@branch"},
}  # fmt: skip


@pytest.fixture
def cast(world, draft, opened, vote, close, letter):
    people = {
        f"{role}@{unit}": world.user(role, getattr(world, unit)) for unit in ("branch", "other") for role in BRANCH
    }
    people |= {f"{role}@committee": world.user(role, world.committee) for role in COMMITTEE}
    people |= {role: world.user(role) for role in ("administrator", "secrecy_officer", "auditor")}
    people |= {"nobody": world.new_user(), "visitor": None}
    letters.set_mailbox(world.branch, people["secretary@branch"], is_open=True, anonymous=True)
    number, words = iter(range(10, 99)), {}

    def word(name: str) -> str:
        return words.setdefault(name, f"zzq{next(number)}")

    draft(title=word("draft survey"))
    surveys.submit(draft(title=word("waiting survey")), people["drafter@branch"])
    for name, audience in (
        ("open, the unit's employees", "unit"), ("open, the unit's members", "unit_members"),
        ("open, all employees", "employees"), ("open, all members", "members"),
    ):  # fmt: skip
        # Of the branch's own people too few are members to be secret among
        opened(title=word(name), audience=audience, secret=audience != "unit_members")
    for to in ("participants", "employees", "organisers"):
        survey = opened(results_to=to, audience="unit")
        for seat in sorted(OF_BRANCH):
            vote(survey, people[seat], 0, [], None, word(f"result for {to}"))
        close(survey)
    writer = people["employee@branch"]
    letter(writer, subject="一", content=word("letter to the secretary"))
    letter(writer, subject="二", content=word("suggestion"), kind="suggestion")
    letter(writer, subject="三", content=word("letter without a name"), anonymous=True)
    answered = letter(writer, subject="四", content="五")
    letters.answer(answered, people["secretary@branch"], word("answer kept inside"), "filed")
    letters.release(answered, people["secretary@branch"], title="六", text=word("public words"), answer="七")
    assert set(words) == set(MAY_READ) and set(people) == EVERYBODY
    return people, words


def client_of(user) -> Client:
    client = Client()
    if user is not None:
        client.force_login(user, "django.contrib.auth.backends.ModelBackend")
    return client


def seen_by(user) -> set[str]:
    """The words that come through any door of the plugin."""
    client, text = client_of(user), ""
    doors = [
        "",
        "surveys/",
        "surveys/new/",
        "letters/",
        "letters/?all=1",
        "letters/new/",
        "letters/mine/",
        "letters/answer/",
        "letters/public/",
    ]
    for survey in Survey.objects.all():
        doors += [f"surveys/{survey.pk}/{tail}" for tail in ("", "edit/", "result.csv", "ballots.csv")]
        doors += [f"surveys/{survey.pk}/questions/{question.pk}/" for question in survey.questions.all()]
    doors += [f"letters/{letter.pk}/" for letter in Letter.objects.all()]
    for door in doors:
        answer = client.get(f"/voices/{door}")
        assert answer.status_code in (200, 302, 404), (door, answer.status_code)
        text += answer.content.decode() if answer.status_code == 200 else ""
    for letter in Letter.objects.all():  # refused, and saying nothing
        answer = client.post(f"/voices/letters/{letter.pk}/act/", {"do": "refuse", "reason": " "})
        text += answer.content.decode() if answer.status_code in (200, 422) else ""
        text += client.post("/voices/letters/answer/", {"code": str(letter.pk)}).content.decode()
    return set(re.findall(r"zzq\d\d", text))


def test_everybody_reads_exactly_what_is_theirs(cast):
    people, words = cast
    names = {word: name for name, word in words.items()}
    wrong = {}
    for seat, user in sorted(people.items()):
        found = {names[word] for word in seen_by(user)}
        expected = {name for name, seats in MAY_READ.items() if seat in seats}
        if found != expected:
            wrong[seat] = {"leaked": found - expected, "missing": expected - found}
    assert not wrong


def test_what_is_not_theirs_looks_as_if_it_were_not_there_and_nothing_is_done(cast):
    people, _words = cast
    waiting, letter = Survey.objects.get(state=Survey.WAITING), Letter.objects.filter(person=None).get()
    before = list(Letter.objects.order_by("pk").values()), list(Survey.objects.order_by("pk").values())
    for seat in ("employee@branch", "member@other", "secretary@other", "auditor", "nobody"):
        client = client_of(people[seat])
        for address, data in (
            (f"/voices/surveys/{waiting.pk}/act/", {"do": "approve"}),
            (f"/voices/letters/{letter.pk}/act/", {"do": "accept"}),
            ("/voices/letters/public/", {"letter": letter.pk}),
            ("/voices/letters/mine/", {"letter": letter.pk, "satisfied": "yes"}),
        ):
            assert client.post(address, data).status_code == 404, (seat, address)
    assert (
        client_of(people["drafter@branch"]).post(f"/voices/surveys/{waiting.pk}/act/", {"do": "approve"}).status_code
        == 302
    )
    assert before == (list(Letter.objects.order_by("pk").values()), list(Survey.objects.order_by("pk").values()))
