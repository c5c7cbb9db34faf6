"""The admin's search: words inside titles and texts, drafts as they were last written, people, images and files."""

import pytest
from django.core.management import call_command
from django.db import connection
from django.urls import reverse
from wagtail.models import Page
from wagtail.search.backends import get_search_backend
from wagtail.search.models import IndexEntry

from cms.media import Attachment, Image
from cms.people import Person
from cms.tree import Record, Tag
from modules.featured_work.models import FeaturedRecord
from search.backends import SearchBackend, objects
from tests.cms.samples import featured
from tests.search.operators import EVERY, OPERATORS

WORDS = "焊装钳台"


@pytest.fixture
def search(db):
    """A function that searches pages (or another model) and gives what it found, best first."""

    def ask(query, model=Page, **options):
        return list(get_search_backend().search(query, model, **options))

    return ask


@pytest.fixture
def drafts(world):
    """A function that drafts a 特色工作 for each title."""
    return lambda *titles, **fields: [featured(world, title=title, **fields) for title in titles]


def titles(found) -> set[str]:
    return {str(item) for item in found}


def test_it_is_the_backend_of_this_database(db):
    backend = get_search_backend()
    assert (
        type(backend).__module__ == f"search.backends.{'postgres' if connection.vendor == 'postgresql' else 'sqlite'}"
    )
    assert isinstance(SearchBackend({}), type(backend))


# What is found ---------------------------------------------------------------------------------------------------------


def test_words_inside_title_summary_and_body_are_found(drafts, search):
    body = [{"type": "rich_text", "value": "<p>车间里新建焊装钳台。</p>"}]
    drafts("新建焊装钳台三处", "无关")
    drafts("甲", summary="年内新建焊装钳台。")
    drafts("乙", practice="<p>先建焊装钳台。</p>")
    drafts("丙", body=FeaturedRecord._meta.get_field("body").to_python(_json(body)))
    for words in (WORDS, "装钳", "焊裝鉗臺", "焊装 钳台"):
        assert titles(search(words)) == {"新建焊装钳台三处", "甲", "乙", "丙"}, words
    assert titles(search("钳", Record)) == {"新建焊装钳台三处", "甲", "乙", "丙"}
    assert search("装台") == search("。，") == search("火星") == []


def _json(value) -> str:
    import json

    return json.dumps(value)


def test_a_word_of_the_title_comes_first(drafts, search):
    (by_text,) = drafts("甲", summary=WORDS)
    (by_title,) = drafts(WORDS)
    assert [page.pk for page in search(WORDS)] == [by_title.pk, by_text.pk]


def test_people_are_found_by_a_part_of_their_name_or_their_number(world, search):
    person = world.person("欧阳建国")
    person.staff_number = "HB0042"
    person.save()
    world.person("欧阳娜")
    assert titles(search("阳建", Person)) == {"欧阳建国"}
    assert titles(search("hb0042", Person)) == {"欧阳建国"}
    assert titles(get_search_backend().autocomplete("hb00", Person)) == {"欧阳建国"}
    assert titles(get_search_backend().autocomplete("欧", Person)) == {"欧阳建国", "欧阳娜"}


def test_images_and_files_are_found_by_a_part_of_their_title(world, search):
    world.image(title="党员大会合影")
    world.attachment(title="党员大会签到表.docx")
    assert titles(search("大会合影", Image)) == {"党员大会合影"}
    assert titles(search("签到", Attachment)) == {"党员大会签到表.docx"}
    assert titles(search("docx", Attachment)) == {"党员大会签到表.docx"}


def test_tags_below_an_object_are_found(world, search):
    image = world.image(title="无题")
    image.tags.add("党员大会")
    image.save()
    assert titles(search("员大", Image)) == {"无题"}


# Drafts ----------------------------------------------------------------------------------------------------------------


def test_a_draft_is_found_by_what_was_last_written(world, drafts, search):
    (page,) = drafts(WORDS)
    page.title, page.summary = "涂装早班", "改写之后"
    page.save_revision(user=world.user("drafter"))
    assert [found.pk for found in search("涂装早班")] == [found.pk for found in search("改写之后")] == [page.pk]
    assert search(WORDS) == []


def test_an_autosaved_revision_is_found_as_well(world, drafts, search):
    (page,) = drafts(WORDS)
    page.title = "涂装早班"
    page.save_revision(user=world.user("drafter"), overwrite_revision=page.get_latest_revision())
    assert [found.pk for found in search("涂装早班")] == [page.pk]


def test_what_is_live_is_found_by_its_words_and_by_those_of_its_draft(world, published, search):
    page = published(WORDS)
    page.title = "涂装早班"
    page.save_revision(user=world.user("drafter"))
    assert [found.pk for found in search(WORDS)] == [found.pk for found in search("涂装早班")] == [page.pk]


def test_what_is_deleted_is_found_no_more(drafts, search):
    (page,) = drafts(WORDS)
    page.delete()
    assert search(WORDS) == []


# modelsearch's own ways of asking --------------------------------------------------------------------------------------


def test_operators_phrases_and_their_combinations(drafts, search):
    drafts(*EVERY)
    for query, wanted in OPERATORS:
        assert titles(search(query, FeaturedRecord)) == wanted, query


def test_a_string_takes_the_operator_that_is_given(drafts, search):
    drafts("焊装", "钳台")
    assert titles(search("焊装 钳台", FeaturedRecord, operator="or")) == {"焊装", "钳台"}
    assert titles(search("焊装 钳台", FeaturedRecord, operator="and")) == set()


@pytest.mark.parametrize(
    "text", ["'", '"', "焊 AND (", "NEAR(a b)", "a:*", "&|!<->", "\\", "焊*", "{title}: 焊", "%", "\x00焊"]
)
def test_no_question_is_a_language_of_its_own(drafts, search, text):
    drafts("焊装")
    assert titles(search(text)) <= {"焊装"}
    assert titles(get_search_backend().autocomplete(text, Page)) <= {"焊装"}


def test_the_last_word_may_be_unfinished_where_somebody_is_typing(drafts):
    drafts("OKR考核办法", "办法", summary="Kaizen")
    backend = get_search_backend()
    for text, wanted in (
        ("ok", {"OKR考核办法"}),
        ("考", {"OKR考核办法"}),
        ("办法 ok", {"OKR考核办法"}),
        ("kaiz", {"OKR考核办法", "办法"}),
    ):
        assert titles(backend.autocomplete(text, Page)) == wanted, text
    assert titles(backend.autocomplete("ok 办法", Page)) == set()
    assert titles(backend.search("ok", Page)) == set()


def test_filters_order_counts_slices_scores_and_facets(world, drafts):
    pages = drafts(*(f"{WORDS}{number}" for number in range(5)))
    elsewhere = featured(world, world.other, title=WORDS)
    backend = get_search_backend()
    found = FeaturedRecord.objects.descendant_of(world.branch).search(WORDS)
    assert found.count() == len(found) == 5
    assert elsewhere not in list(found)
    by_title = (
        FeaturedRecord.objects.exclude(pk=elsewhere.pk).order_by("-title").search(WORDS, order_by_relevance=False)
    )
    assert [page.pk for page in by_title] == [page.pk for page in reversed(pages)]
    assert [page.pk for page in by_title[1:3]] == [pages[3].pk, pages[2].pk]
    assert all(page.how_well is not None for page in backend.search(WORDS, FeaturedRecord).annotate_score("how_well"))
    assert dict(backend.search(WORDS, FeaturedRecord).facet("category")) == {"team": 6}
    assert list(FeaturedRecord.objects.none().search(WORDS)) == []


@pytest.mark.skipif(
    connection.vendor != "postgresql", reason="modelsearch's SQLite backend cannot search in named fields"
)
def test_the_search_can_be_narrowed_to_fields(drafts):
    drafts(WORDS, "ＯＫＲ考核")
    drafts("甲", summary=WORDS)
    backend = get_search_backend()
    assert titles(backend.search(WORDS, FeaturedRecord, fields=["title"])) == {WORDS}
    assert titles(backend.search("装钳", FeaturedRecord, fields=["summary"])) == {"甲"}
    assert titles(backend.search("okr 核", FeaturedRecord, fields=["title"])) == {"ＯＫＲ考核"}
    assert titles(backend.autocomplete("焊", FeaturedRecord, fields=["title"])) == {WORDS}


def test_the_index_is_made_anew_by_the_command(drafts, search):
    (page,) = drafts(WORDS)
    IndexEntry.objects.all().delete()
    assert search(WORDS) == []
    call_command("update_index", verbosity=0)
    assert [found.pk for found in search(WORDS)] == [page.pk]
    get_search_backend().reset_indexes()
    assert search(WORDS) == []


def test_a_text_beyond_all_measure_is_indexed_as_far_as_it_goes(drafts, search, monkeypatch):
    monkeypatch.setattr(objects, "MOST_TERMS", 100)
    (page,) = drafts("甲", practice=f"<p>{WORDS}" + "长" * 1000 + "末尾</p>")
    assert [found.pk for found in search(WORDS)] == [page.pk]
    assert search("末尾") == []


def test_the_longest_text_fits_into_the_database(drafts, search):
    every = "".join(chr(0x4E00 + number) for number in range(20_900))
    (page,) = drafts("甲", practice=f"<p>{every}</p>", background=f"<p>{every[::-1]}</p>")
    assert [found.pk for found in search("一丁")] == [page.pk]


# In the admin itself ---------------------------------------------------------------------------------------------------


@pytest.fixture
def admin(client, world):
    """A function that asks one of the admin's lists in the name of the branch's information officer."""
    client.force_login(world.user("drafter"))

    def ask(address, **asked):
        response = client.get(reverse(address), asked)
        assert response.status_code == 200
        return response.content.decode()

    return ask


def test_the_admins_page_search_finds_words_inside_texts_drafts_included(drafts, admin, world):
    drafts("新建焊装钳台")
    drafts("甲乙丙丁", summary="年内新建焊装钳台。")
    featured(world, world.other, title="外单位焊装钳台")
    for view in ("wagtailadmin_pages:search", "wagtailadmin_pages:search_results"):
        page = admin(view, q="装钳台")
        assert "新建焊装钳台" in page
        assert "甲乙丙丁" in page
        assert "外单位" not in page
    assert "甲乙丙丁" not in admin("wagtailadmin_pages:search", q="火星")
    assert "甲乙丙丁" not in admin("wagtailadmin_pages:search", q="，")


def test_the_admins_list_of_a_section_is_searched_in_the_same_way(drafts, client, world):
    (page,) = drafts("甲乙丙丁", summary="年内新建焊装钳台。")
    client.force_login(world.user("drafter"))
    address = reverse("wagtailadmin_explore", args=[page.get_parent().pk])
    assert "甲乙丙丁" in client.get(address, {"q": "钳台"}).content.decode()
    assert "甲乙丙丁" not in client.get(address, {"q": "火星"}).content.decode()


def test_the_choosers_find_words_inside_titles(world, admin, published):
    world.image(title="党员大会合影")
    world.attachment(title="党员大会签到表")
    published("新建焊装钳台")
    assert "党员大会合影" in admin("wagtailimages_chooser:choose_results", q="大会")
    assert "党员大会签到表" in admin("wagtaildocs_chooser:choose_results", q="签到")
    assert "党员大会合影" in admin("wagtailimages:index", q="合影")
    assert "党员大会签到表" in admin("wagtaildocs:index", q="大会签")
    assert "新建焊装钳台" in admin("wagtailadmin_choose_page_search", q="钳台")


def test_a_tag_is_not_searched_by_its_slug(db):
    """Tags are no pages; the models that search knows are those with fields to search in."""
    assert not hasattr(Tag, "search_fields")
