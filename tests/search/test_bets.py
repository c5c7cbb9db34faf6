"""Best bets (推荐), related guides, and what may have been meant: within what the viewer may see."""

import datetime

from cms.access import viewer_of
from cms.delivery import outbox
from cms.testing import publish
from modules.work_guide.models import GuideBasis, GuideRecord
from search import query, suggest
from search.models import BestBet

WORDS = "党费怎么交"


def guide(world, title, topic="dues", **fields):
    page = world.draft(
        GuideRecord, world.committee, title=title, topic=topic, question=title, applicable_to=["member"],
        valid_from=datetime.date(2026, 1, 1), rows={"legal_basis": [GuideBasis(rule="党章")]}, **fields,
    )  # fmt: skip
    publish(world, page)
    outbox.drain("search")
    return page


def test_an_editor_puts_a_record_on_top_of_the_answer_to_these_words(world, indexed, client):
    others = [indexed(f"{WORDS}{number}") for number in range(3)]
    page = indexed("缴纳须知", disclosure_scope="unit")
    client.force_login(world.user("party_office"))
    path = f"http://testserver{page.url_path.removeprefix('/committee')}?from=list"
    answer = client.post(
        "/admin/search-guides/recommended/add/", {"words": f"{WORDS}, 交党费", "address": path, "active": "on"}
    )
    assert answer.status_code == 302
    bet = BestBet.objects.get()
    assert (bet.words, bet.page_id) == (f"{WORDS}，交党费", page.pk)
    reader, stranger = viewer_of(world.user("secretary")), viewer_of(world.user("employee"))
    for facets in (False, True):
        first = query.ask(reader, f" {WORDS} ", limit=2, facets=facets)
        assert [item.recommended for item in first.items] == [True, False]
        second = query.ask(reader, WORDS, limit=2, page=2, facets=facets)
        ids = [item.document.pk for item in first.items + second.items]
        assert ids[0] == page.pk
        assert set(ids) == {page.pk, *(other.pk for other in others)}
        assert first.total == len(ids) == 4
        assert page.pk not in [item.document.pk for item in query.ask(stranger, WORDS, facets=facets).items]
    assert not any(item.recommended for item in query.ask(reader, "党费").items)


def test_what_an_editor_may_not_see_cannot_be_put_on_top(world, indexed, client):
    page = indexed("他们的事", world.other, disclosure_scope="restricted")
    editor = world.new_user("drafter", unit=world.committee)
    client.force_login(editor)
    path = page.url_path.removeprefix("/committee")
    answer = client.post("/admin/search-guides/recommended/add/", {"words": WORDS, "address": path, "active": "on"})
    assert "没有您可以查看的已发布记录" in answer.content.decode()
    assert not BestBet.objects.exists()
    for user in (world.user("drafter"), world.user("reviewer")):
        client.force_login(user)
        assert client.get("/admin/search-guides/recommended/").status_code == 404


def test_related_guides_stand_beside_a_guide_those_on_its_topic_first(world, client):
    page = guide(world, "党费收缴怎么办")
    transfer = guide(world, "党费收缴与组织关系", topic="transfer")
    dues = guide(world, "党费怎么收缴")
    hidden = guide(world, "党费收缴内部口径", disclosure_scope="committee")
    client.force_login(world.user("employee"))
    body = client.get(page.url_path.removeprefix("/committee")).content.decode()
    beside = body[body.index("相关指南和制度") :]
    assert beside.index(dues.title) < beside.index(transfer.title)
    assert hidden.title not in body
    client.force_login(world.user("approver"))
    assert hidden.title in client.get(page.url_path.removeprefix("/committee")).content.decode()


def test_what_was_meant_is_offered_only_when_it_finds_something_for_the_viewer(world, indexed, client):
    indexed("三会一课", disclosure_scope="unit")
    reader, stranger = viewer_of(world.user("secretary")), viewer_of(world.user("employee"))
    assert suggest.alternatives(reader, "三会以课", []) == ["三会一课"]
    assert suggest.alternatives(stranger, "三会以课", []) == []
    client.force_login(world.user("secretary"))
    assert "您要找的是不是" in client.get("/search/", {"q": "三会以课"}).content.decode()
