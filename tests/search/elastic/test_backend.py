"""The admin's search in Elasticsearch (SEARCH_ADMIN): finds and orders as the databases' backends do."""

import pytest
from django.core.management import call_command
from django.urls import reverse
from wagtail.models import Page
from wagtail.search.backends import get_search_backend

from cms.media import Attachment, Image
from cms.people import Person
from modules.featured_work.models import FeaturedRecord
from tests.cms.samples import featured
from tests.search.operators import EVERY, OPERATORS

WORDS = "焊装钳台"


@pytest.fixture
def refreshed(db, settings, own_cluster):
    """A function that makes the index anew, or lets it show what was written since, and gives the backend."""
    settings.SEARCH_ADMIN = "elasticsearch"
    settings.ELASTICSEARCH_URL = list(own_cluster.urls)
    settings.ELASTICSEARCH_INDEX = own_cluster.index
    settings.ELASTICSEARCH_REPLICAS = 0

    def refresh(anew=False):
        if anew:
            call_command("update_index", verbosity=0)
        backend = get_search_backend()
        backend.es.indices.refresh(index=f"{own_cluster.index}-admin-*")
        return backend

    return refresh


def titles(found) -> set[str]:
    return {str(item) for item in found}


def test_words_are_found_wherever_they_are_written_drafts_included(world, refreshed, published, client):
    featured(world, title="甲", summary=f"年内新建{WORDS}。")
    featured(world, title="乙", practice=f"<p>先建{WORDS}。</p>")
    live = published(WORDS)
    person = world.person("欧阳建国")
    person.staff_number = "HB0042"
    person.save()
    image = world.image(title="党员大会合影")
    image.tags.add("表彰")
    image.save()
    world.attachment(title="党员大会签到表.docx")
    backend = refreshed(anew=True)
    for words in (WORDS, "装钳", "焊裝鉗臺", "焊装 钳台"):
        found = list(backend.search(words, Page))
        assert titles(found) == {"甲", "乙", WORDS}, words
        assert found[0].pk == live.pk  # a word of the title comes first
    assert list(backend.search("装台", Page)) == list(backend.search("。，", Page)) == []
    assert titles(backend.search("阳建", Person)) == titles(backend.autocomplete("hb00", Person)) == {"欧阳建国"}
    assert titles(backend.search("大会合影", Image)) == titles(backend.search("表彰", Image)) == {"党员大会合影"}
    assert titles(backend.autocomplete("签", Attachment)) == {"党员大会签到表.docx"}

    # A draft of what is live is found by both of its texts, what is deleted by none
    live.title = "涂装早班"
    live.save_revision(user=world.user("drafter"))
    Page.objects.get(title="乙").delete()
    backend = refreshed()
    assert live.pk in {page.pk for page in backend.search("涂装早班", Page)}
    assert {page.pk for page in backend.search(WORDS, Page)} >= {live.pk}
    assert "乙" not in titles(backend.search(WORDS, Page))

    client.force_login(world.user("drafter"))
    page = client.get(reverse("wagtailadmin_pages:search"), {"q": "装钳"})
    assert page.status_code == 200
    assert "甲" in page.content.decode()


def test_operators_filters_order_and_facets_are_modelsearchs(world, refreshed):
    for title in EVERY:
        featured(world, title=title)
    backend = refreshed(anew=True)
    for query, wanted in OPERATORS:
        assert titles(backend.search(query, FeaturedRecord)) == wanted, query
    assert titles(backend.search("焊装 钳台", FeaturedRecord, operator="or")) == EVERY - {"涂装"}
    for text in ("'", '"', "焊 AND (", "a:*", "\\", "焊*", "{title}: 焊", "\x00焊"):
        assert titles(backend.search(text, Page)) <= {"焊装班组", "焊装和钳台"}
        assert titles(backend.autocomplete(text, Page)) <= {"焊装班组", "焊装和钳台"}
    elsewhere = featured(world, world.other, title="焊装")
    backend = refreshed()
    found = FeaturedRecord.objects.descendant_of(world.branch).search("焊装")
    assert found.count() == len(found) == 2
    assert elsewhere not in list(found)
    by_title = FeaturedRecord.objects.order_by("-title").search("焊装", order_by_relevance=False)
    assert [page.title for page in by_title] == sorted(["焊装", "焊装班组", "焊装和钳台"], reverse=True)
    assert dict(backend.search("焊装", FeaturedRecord).facet("category")) == {"team": 3}
    assert titles(backend.search("焊装", FeaturedRecord, fields=["summary"])) == set()
    assert all(page.how_well for page in backend.search("焊装", FeaturedRecord).annotate_score("how_well"))


def test_a_last_word_may_be_unfinished_where_somebody_is_typing(world, refreshed):
    featured(world, title="OKR考核办法")
    featured(world, title="办法", summary="Kaizen")
    backend = refreshed(anew=True)
    for text, wanted in (
        ("ok", {"OKR考核办法"}),
        ("考", {"OKR考核办法"}),
        ("办法 ok", {"OKR考核办法"}),
        ("kaiz", {"办法"}),
        ("ok 办法", set()),
    ):
        assert titles(backend.autocomplete(text, Page)) == wanted, text
    assert titles(backend.search("ok", Page)) == set()
