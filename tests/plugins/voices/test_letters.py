"""书记信箱: read by nobody but its writer and its handlers; without a name, nothing leads to who wrote it."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from cms.access import viewer_of
from cms.days import working_days_after
from cms.delegation import delegate
from cms.people import Membership
from modules.opinions.models import OpinionRecord
from plugins.audit.models import Entry
from plugins.voices import letters, limits
from plugins.voices.concerns import concerns
from plugins.voices.letter_views import signer
from plugins.voices.models import Letter


@pytest.fixture
def anonymous_box(world):
    return letters.set_mailbox(world.branch, world.user("secretary"), is_open=True, anonymous=True)


def refused(function, *args, **kwargs) -> list[str]:
    with pytest.raises(ValidationError) as error:
        function(*args, **kwargs)
    return list(error.value.message_dict) if hasattr(error.value, "error_dict") else error.value.messages


def test_a_letter_without_a_name_leaves_nothing_of_who_wrote_it(world, anonymous_box, sign_in, everything, caplog):
    writer = world.user("employee")
    client = sign_in(writer)
    form = client.get("/voices/letters/new/")
    code = form.context["form"].initial["code"]
    given = {
        "unit": world.branch.pk, "kind": "secretary_mailbox", "subject": "更衣室", "content": "漏水zzq。",
        "anonymous": "on", "code": code,
    }  # fmt: skip
    before = everything()
    answer = client.post("/voices/letters/new/", given)
    plain = signer.unsign(code)
    assert plain in answer.content.decode() and "no-store" in answer["Cache-Control"]
    after = everything()
    # No session, log, audit log or task: one table of the database changed, by one row
    assert {table for table in after if after[table] != before[table]} == {"voices_letter"}
    (row,) = after["voices_letter"]
    letter = Letter.objects.get()
    known = (
        writer.username,
        writer.person.name,
        plain,
        plain.replace("-", ""),
        client.session.session_key,
        "127.0.0.1",
    )
    assert not [word for word in known if word in row]
    assert letter.person is None and letter._meta.pk.get_internal_type() == "UUIDField"
    # Its day is known and no time: no column could hold one
    assert not [field for field in Letter._meta.fields if field.get_internal_type() in ("DateTimeField", "TimeField")]
    assert caplog.text == "" and not answer.cookies.get("messages")
    # Sent again it is there once, and its writer has the code again
    assert plain in client.post("/voices/letters/new/", given).content.decode() and Letter.objects.count() == 1
    # A code of somebody's own making is none
    assert client.post("/voices/letters/new/", given | {"code": "AAAAA-AAAAA-AAAAA"}).status_code == 404
    assert letters.mix() == 0
    Letter.objects.update(received_on=timezone.localdate() - datetime.timedelta(days=1))
    assert letters.mix() == 1 and letters.by_code(plain.lower()).pk == letter.pk


def test_names_are_asked_where_the_unit_asks_for_them_and_a_closed_box_is_none(world, letter):
    assert refused(letter, anonymous=True) == ["anonymous"]
    secretary = world.user("secretary")
    letters.set_mailbox(world.branch, secretary, is_open=False, anonymous=True)
    with pytest.raises(PermissionDenied):
        letter()
    with pytest.raises(PermissionDenied):
        letter(unit=world.other)
    for nobody in (world.user("drafter"), world.user("secretary", world.other), world.user("administrator")):
        with pytest.raises(PermissionDenied):
            letters.set_mailbox(world.branch, nobody, is_open=True, anonymous=True)
    letters.set_mailbox(world.branch, world.user("party_office"), is_open=True, anonymous=False)
    letter()


def test_too_many_in_a_day_are_refused_without_a_list_of_who(world, anonymous_box, letter, everything):
    writer, other = world.user("employee"), world.user("member")
    for _number in range(letters.MOST_ANONYMOUS):
        letter(writer, anonymous=True)
    before = everything()
    assert refused(letter, writer, anonymous=True)
    assert everything() == before
    letter(other, anonymous=True)
    for _number in range(letters.MOST_A_DAY):
        letter(writer)
    assert refused(letter, writer)
    # What is counted is under tokens of a key that this process alone has, and that is another after it was forgotten
    tokens = set(limits._current.counted)
    assert all(isinstance(token, bytes) and len(token) == 32 for token in tokens) and len(tokens) == 2
    limits.forget()
    letter(writer, anonymous=True)
    assert tokens.isdisjoint(limits._current.counted)


def test_it_is_answered_in_seven_working_days_and_judged_once(world, anonymous_box, letter, sign_in):
    code, secretary = letters.new_code(), world.user("secretary")
    made = letter(anonymous=True, code=code)
    assert made.due_on == working_days_after(timezone.localdate(), 7)
    Letter.objects.update(due_on=timezone.localdate() - datetime.timedelta(days=1))
    client, writer = sign_in(secretary), sign_in(world.user("employee"))
    assert "逾期未答复" in client.get("/voices/letters/").content.decode()
    assert "1 件逾期" in client.get("/voices/").content.decode()
    (concern,) = concerns(viewer_of(world.user("party_office")), [world.branch, world.other])
    assert concern.text == "总装党支部有1封来信逾期没有答复。" and concern.kind == "unanswered"
    assert concerns(viewer_of(world.user("member")), [world.branch]) == []
    address = f"/voices/letters/{made.pk}/act/"
    assert client.post(address, {"do": "answer", "answer": "", "adoption": "adopted"}).status_code == 422
    client.post(address, {"do": "accept"})
    client.post(address, {"do": "answer", "answer": "本周修好。", "adoption": "adopted"})
    assert refused(letters.answer, made, secretary, "再答一次。", "adopted")
    page = writer.post("/voices/letters/answer/", {"code": code}).content.decode()
    assert "本周修好。" in page and "逾期答复" in page and "采纳" in page
    assert writer.post("/voices/letters/answer/", {"code": "AAAAA-AAAAA-AAAAA"}).status_code == 422
    writer.post("/voices/letters/answer/", {"code": code, "satisfied": "no"})
    writer.post("/voices/letters/answer/", {"code": code, "satisfied": "yes"})
    assert Letter.objects.get().satisfied is False
    assert "不满意" in client.get(f"/voices/letters/{made.pk}/").content.decode()
    told = list(Entry.objects.filter(action__startswith="voices.letter").order_by("pk"))
    assert [entry.action for entry in told] == ["voices.letter.accept", "voices.letter.answer"]
    assert not [entry for entry in told if "修好" in str(vars(entry)) or "zzq" in str(vars(entry))]


def test_nobody_answers_themselves_or_for_the_secretary_and_a_refusal_says_why(world, letter, sign_in):
    secretary, deputy, today = world.user("secretary"), world.new_user("member"), timezone.localdate()
    held = Membership.objects.get(person=secretary.person, role="secretary")
    delegate(held, deputy.person, secretary, since=today, until=today)
    kept, shared = letter(), letter(kind="question")
    assert list(letters.handled(viewer_of(deputy))) == [shared]
    with pytest.raises(PermissionDenied):
        letters.accept(kept, deputy)
    own = letter(secretary)
    with pytest.raises(PermissionDenied):
        letters.answer(own, secretary, "自己答自己。", "filed")
    made = letter()
    assert refused(letters.refuse, made, secretary, " ") == ["reason"]
    letters.refuse(made, secretary, "不属于本支部职责，请向工会反映。")
    page = sign_in(world.user("employee")).get("/voices/letters/mine/").content.decode()
    assert "请向工会反映" in page and "不予受理的原因" in page


def test_only_what_was_released_becomes_a_draft_and_once(world, letter, sign_in):
    world.section("opinions")
    made, secretary, drafter = letter(kind="suggestion"), world.user("secretary"), sign_in(world.user("drafter"))
    letters.answer(made, secretary, "本周修好，联系王五zzq。", "adopted")
    assert "还没有可以公开的来信" in drafter.get("/voices/letters/public/").content.decode()
    assert drafter.post("/voices/letters/public/", {"letter": made.pk}).status_code == 404
    assert refused(letters.release, made, secretary, title="更衣室维修", text="", answer="已修好") == ["text"]
    letters.release(made, secretary, title="更衣室维修", text="更衣室<漏水>。", answer="已修好。")
    page = drafter.get("/voices/letters/public/").content.decode()
    assert "更衣室&lt;漏水&gt;" in page and "zzq" not in page and world.user("employee").person.name not in page
    assert (
        sign_in(world.user("drafter", world.other)).post("/voices/letters/public/", {"letter": made.pk}).status_code
        == 404
    )
    drafter.post("/voices/letters/public/", {"letter": made.pk})
    drafter.post("/voices/letters/public/", {"letter": made.pk})
    record = OpinionRecord.objects.get().get_latest_revision_as_object()
    assert (record.title, record.interaction_kind, record.opened_on) == ("更衣室维修", "suggestion", made.received_on)
    body = str(record.body.get_prep_value())
    assert "&lt;漏水&gt;" in body and "采纳情况：采纳" in body and "zzq" not in body
    assert refused(letters.release, made, secretary, title="", text="", answer="")
