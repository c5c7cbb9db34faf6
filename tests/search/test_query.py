"""Asking: within what the viewer may see, and only what is so now."""

import datetime
import re

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from cms.access import SCOPES, viewer_of
from cms.delivery import documents, outbox, reading
from cms.delivery.models import Document, OutboxEntry
from cms.moderation.actions import withdraw
from cms.testing import publish, without_plugin
from cms.tree.actions import create_unit
from search import index, query
from search.clues import read
from search.engine import EngineError, engine
from search.lexicon.current import lexicon
from tests.cms.delivery.test_reading import EXPECTED, readers
from tests.cms.samples import meeting

WORDS = "焊装钳台"


@pytest.fixture
def employee(world):
    return viewer_of(world.user("employee"))


def pages_of(results: query.Results) -> list[int]:
    return [item.document.pk for item in results.items]


def field_of(raised) -> set[str]:
    return set(raised.value.message_dict)


# What is found ---------------------------------------------------------------------------------------------------------


def test_a_word_inside_a_sentence_is_found_with_its_place_marked(indexed, employee):
    page = indexed("班组建设见成效", result="<p>新建焊装钳台三处，<b>人人</b>有责。</p>")
    found = query.ask(employee, "装钳台")
    assert (found.total, found.complete, found.relaxed, found.page, found.pages) == (1, 1, False, 1, 1)
    (item,) = found.items
    assert item.document.pk == page.pk
    assert item.title_html == "班组建设见成效"
    assert any("新建焊<mark>装钳台</mark>三处" in passage for passage in item.passages)
    assert item.unit.title == "总装党支部"
    assert item.module_name == "特色工作"
    assert item.score > 0


def test_the_title_is_marked_and_not_repeated_as_a_passage(indexed, employee):
    indexed("焊装钳台建成", summary="摘要在此")
    (item,) = query.ask(employee, WORDS).items
    assert item.title_html == "<mark>焊装钳台</mark>建成"
    assert not any("建成" in passage for passage in item.passages)


def test_markup_in_a_record_is_shown_as_it_was_written(indexed, employee):
    indexed("<script>焊装钳台</script>")
    (item,) = query.ask(employee, WORDS).items
    assert item.title_html == "&lt;script&gt;<mark>焊装钳台</mark>&lt;/script&gt;"


def test_partial_matches_follow_and_are_said_to_be_partial(indexed, employee):
    every, part = indexed("焊装钳台"), indexed("钳台")
    found = query.ask(employee, WORDS)
    assert pages_of(found) == [every.pk, part.pk]
    assert (found.total, found.complete, found.relaxed) == (2, 1, True)


def test_what_the_lexicon_calls_otherwise_is_found_and_marked(indexed, employee):
    page = indexed("支部按期讨论", result="<p>3名预备党员转为正式党员。</p>")
    found = query.ask(employee, "转正")
    assert pages_of(found) == [page.pk]
    assert (found.complete, found.relaxed) == (0, True)
    assert any("<mark>转为正式党员</mark>" in passage for passage in found.items[0].passages)


@pytest.mark.parametrize(
    ("text", "marked"),
    [("hanzhuang qiantai", "焊装钳台"), ("焊装前台", "焊装钳台"), ("第3条", "第三条"), ("三条", "三条")],
)
def test_what_sounds_alike_or_is_the_same_number_is_found_and_marked(indexed, employee, text, marked):
    page = indexed("新办法", result="<p>焊装钳台管理办法第三条。</p>")
    found = query.ask(employee, text)
    assert pages_of(found) == [page.pk]
    assert any(f"<mark>{marked}</mark>" in passage for passage in found.items[0].passages)


def test_a_units_home_page_is_found(world, employee):
    index.rebuild()
    (item,) = query.ask(employee, "总装党支部", unit=world.branch).items
    assert (item.document.pk, item.document.kind, item.module_name) == (world.branch.pk, "unit", "")


def test_unit_module_and_days_narrow(world, published, employee):
    today = timezone.localdate()
    old = published(WORDS, occurred_on=today - datetime.timedelta(30))
    new = published(WORDS, world.other, occurred_on=today)
    outbox.drain("search")
    for fields, wanted in (
        ({}, [old, new]),
        ({"unit": world.other}, [new]),
        ({"unit": world.committee}, []),
        ({"module": "featured_work"}, [old, new]),
        ({"module": "work_guide"}, []),
        ({"since": today}, [new]),
        ({"until": today - datetime.timedelta(1)}, [old]),
        ({"since": today - datetime.timedelta(30), "until": today}, [old, new]),
    ):
        found = query.ask(employee, WORDS, **fields)
        assert (sorted(pages_of(found)), found.total) == (sorted(page.pk for page in wanted), len(wanted)), fields


def test_pages_of_results_are_parts_of_all(published, employee):
    wanted = {published(f"{WORDS}{number}").pk for number in range(5)}
    outbox.drain("search")
    pages = [query.ask(employee, WORDS, limit=2, page=page) for page in (1, 2, 3, 4)]
    assert [len(page.items) for page in pages] == [2, 2, 1, 0]
    assert {pk for page in pages for pk in pages_of(page)} == wanted
    assert {(page.total, page.pages) for page in pages} == {(5, 3)}


def test_asking_takes_few_queries_however_much_is_found(published, employee, assert_queries):
    for number in range(3):
        published(f"{WORDS}{number}")
    outbox.drain("search")
    with assert_queries("search: a question"):
        assert query.ask(employee, WORDS).total == 3


# What the viewer may see -----------------------------------------------------------------------------------------------


def test_every_viewer_finds_what_they_may_read_and_no_trace_of_anything_else(world, published):
    for scope in SCOPES:
        published(f"{WORDS}{scope}", disclosure_scope=scope, summary=f"机密{scope}")
    outbox.drain("search")
    assert engine().health().documents == Document.objects.count() >= len(SCOPES)
    found = {}
    for name, user in readers(world).items():
        viewer = viewer_of(user)
        results = query.ask(viewer, WORDS)
        scopes = [scope for scope in SCOPES if any(item.document.title.endswith(scope) for item in results.items)]
        assert results.total == len(results.items) == len(scopes), name
        assert results.complete == results.total
        shown = " ".join(str(part) for item in results.items for part in (item.title_html, *item.passages))
        assert {scope for scope in SCOPES if re.search(f"机密{scope}\\b", shown)} == set(scopes), name
        found[name] = " ".join(scopes)
    assert found == EXPECTED


def test_the_engine_alone_answers_as_the_database_does(world, published):
    """The second look at the database is a second door, not the only one."""
    for scope in SCOPES:
        published(f"{WORDS}{scope}", disclosure_scope=scope)
    outbox.drain("search")
    for name, user in readers(world).items():
        viewer = viewer_of(user)
        asked = query.Question(
            clues=read(WORDS, lexicon()).clues,
            audiences=viewer.audiences,
            modules=frozenset({"featured_work"}),
            limit=100,
        )
        answered = {hit.page_id for hit in engine().search(asked).hits}
        assert answered == set(reading.documents(viewer).filter(module="featured_work").values_list("pk", flat=True)), (
            name
        )


def test_fields_that_only_some_may_see_are_found_by_nobody_and_shown_to_nobody(world):
    publish(world, meeting(world, title=WORDS, absent=[(world.person("欧阳缺席"), "住院化疗")]))
    outbox.drain("search")
    secretary = viewer_of(world.user("secretary"))
    (item,) = query.ask(secretary, WORDS).items
    assert "化疗" not in " ".join(item.passages)
    assert query.ask(secretary, "住院化疗").total == query.ask(secretary, "欧阳缺席").total == 0


def test_a_practice_unit_is_searched_from_inside_only(world, published):
    practice = create_unit(title="练习支部", kind="branch", code="lianxi", parent=world.committee, practice=True)
    page = published(WORDS, practice, disclosure_scope="public")
    real = published(WORDS)
    outbox.drain("search")
    insider = viewer_of(world.user("member", practice))
    assert pages_of(query.ask(insider, WORDS, unit=practice)) == [page.pk]
    assert pages_of(query.ask(insider, WORDS)) == [real.pk]
    assert query.ask(insider, WORDS).total == 1
    for name, user in readers(world).items():
        viewer = viewer_of(user)
        for unit in (None, practice, world.committee):
            assert page.pk not in pages_of(query.ask(viewer, WORDS, unit=unit)), name
        assert query.ask(viewer, WORDS, unit=practice).total == 0


def test_a_module_that_is_off_is_not_found(world, indexed, employee):
    page = indexed(WORDS)
    with without_plugin("featured_work"):
        found = query.ask(employee, WORDS)
        assert (found.total, found.items) == (0, [])
        with pytest.raises(ValidationError) as raised:
            query.ask(employee, WORDS, module="featured_work")
        assert field_of(raised) == {"module"}
    assert pages_of(query.ask(employee, WORDS)) == [page.pk]


# What is so now --------------------------------------------------------------------------------------------------------


def test_a_withdrawn_record_is_not_found_although_the_index_still_has_it(world, published, indexed, employee):
    kept = published(WORDS)
    gone = indexed(WORDS)
    assert query.ask(employee, WORDS).total == 2
    withdraw(gone, world.user("approver"), "有误")
    assert engine().health().documents > Document.objects.count()
    found = query.ask(employee, WORDS)
    assert (pages_of(found), found.total, found.complete) == ([kept.pk], 1, 1)


def test_the_numbers_are_right_even_where_the_index_was_never_told(world, published, employee):
    """A database that was restored from a copy, say: nothing waits in the outbox, and the index has more."""
    pages = [published(f"{WORDS}{number}") for number in range(6)]
    outbox.drain("search")
    first = pages_of(query.ask(employee, WORDS, limit=2))
    Document.objects.filter(pk__in=first).delete()
    OutboxEntry.objects.all().delete()
    found = query.ask(employee, WORDS, limit=2)
    assert len(found.items) == 2
    assert (found.total, found.complete) == (4, 4)
    assert not set(first) & set(pages_of(found))
    assert set(pages_of(query.ask(employee, WORDS, limit=10))) == {page.pk for page in pages} - set(first)


def test_where_nothing_of_what_the_index_has_is_left_nothing_is_shown(world, published, employee, monkeypatch):
    for number in range(4):
        published(f"{WORDS}{number}")
    outbox.drain("search")
    monkeypatch.setattr(query, "ROUNDS", 1)
    Document.objects.filter(kind="record").delete()
    OutboxEntry.objects.all().delete()
    found = query.ask(employee, WORDS, limit=2)
    assert (found.items, found.total, found.complete) == ([], 0, 0)


def test_a_record_that_was_narrowed_is_not_shown_to_those_who_lost_it(world, indexed, employee):
    page = indexed(WORDS)
    Document.objects.filter(pk=page.pk).update(scope="committee")
    outbox.add([page.pk])
    assert (query.ask(employee, WORDS).total, query.ask(employee, WORDS).items) == (0, [])
    outbox.drain("search")
    assert query.ask(employee, WORDS).total == 0
    assert pages_of(query.ask(viewer_of(world.user("approver")), WORDS)) == [page.pk]


def test_a_unit_that_became_a_practice_unit_is_found_no_more(world, indexed, employee):
    indexed(WORDS)
    world.branch.practice = True
    documents.restamp_unit(world.branch)
    assert query.ask(employee, WORDS).total == 0


def test_what_waits_and_may_still_be_seen_is_still_found(world, indexed, employee):
    page = indexed(WORDS)
    outbox.add([page.pk])
    assert pages_of(query.ask(employee, WORDS)) == [page.pk]


# When the engine fails -------------------------------------------------------------------------------------------------


def test_a_question_heals_a_missing_index(world, published, employee):
    page = published(WORDS)
    assert not engine().health().ok
    assert pages_of(query.ask(employee, WORDS)) == [page.pk]


def test_a_question_that_no_engine_answers_raises_what_callers_expect(employee, monkeypatch):
    def fail(*args):
        raise EngineError("down")

    engine().rebuild([])
    monkeypatch.setattr(engine(), "search", fail)
    with pytest.raises(EngineError):
        query.ask(employee, WORDS)


def test_a_question_does_not_wait_for_a_long_rebuild(employee, monkeypatch):
    monkeypatch.setattr(index, "heal", lambda error, which: False)
    with pytest.raises(EngineError):
        query.ask(employee, WORDS)


# Bad questions ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("fields", "wrong"),
    [
        ({"text": ""}, {"q"}),
        ({"text": "  \u3000\n"}, {"q"}),
        ({"text": "，。！…"}, {"q"}),
        ({"text": "党" * (query.LONGEST + 1)}, {"q"}),
        ({"module": "no_such_module"}, {"module"}),
        ({"module": "search"}, {"module"}),
        ({"since": datetime.date(2026, 2, 2), "until": datetime.date(2026, 2, 1)}, {"since"}),
        ({"limit": 0}, {"limit"}),
        ({"limit": query.LARGEST_PAGE + 1}, {"limit"}),
        ({"page": 0}, {"page"}),
        ({"limit": 100, "page": 11}, {"page"}),
        ({"limit": 0, "module": "x"}, {"limit", "module"}),
    ],
)
def test_a_question_that_means_nothing_is_told_by_field(employee, fields, wrong):
    with pytest.raises(ValidationError) as raised:
        query.ask(employee, **({"text": WORDS} | fields))
    assert field_of(raised) == wrong


@pytest.mark.parametrize(
    "text",
    [
        "党" * query.LONGEST,
        " ".join("党费收缴" * 20),
        "' OR 1=1 --",
        "(党费 AND",
        "*",
        "党*",
        "\x00党",
        "^党~2",
        "党\\",
    ],
)
def test_no_question_is_a_language_of_its_own(indexed, employee, text):
    indexed(WORDS)
    try:
        query.ask(employee, text)
    except ValidationError as error:
        assert set(error.message_dict) == {"q"}
