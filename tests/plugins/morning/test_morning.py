"""每日一览: who sees what there is to look at, of which units; what is new since the last visit; what waits, and what changed."""

import datetime
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from cms.access import viewer_of
from cms.delivery.models import Document
from cms.moderation.actions import submit, withdraw
from cms.seams.concerns import Concern, watched
from cms.testing import publish
from cms.tree.actions import create_unit
from plugins.morning import concerns as waiting
from plugins.morning import reading, visits
from plugins.morning.models import Visit
from tests.cms.samples import featured
from tests.cms.seams import offering
from tests.process import forget

HOUR = datetime.timedelta(hours=1)


@pytest.fixture
def concerning(world, monkeypatch):
    """Of every unit: red since five days, late since an hour; and what truly waits for review."""

    def concerns(viewer, units, as_of):
        now = timezone.now()
        found = []
        for unit in units:
            found.append(Concern(unit.pk, "late", f"{unit.title}的三会一课逾期", now - HOUR, url=f"/{unit.slug}/"))
            found.append(
                Concern(unit.pk, "red", f"{unit.title}的合格率亮红", now - 120 * HOUR, question="对策是什么？")
            )
        return found + waiting.concerns(viewer, units, as_of)

    offering(monkeypatch, concerns=concerns)


def page(client, query="") -> str:
    answer = client.get(f"/morning/{query}")
    assert answer.status_code == 200
    return answer.content.decode()


def test_whose_business_which_units_are(world):
    general = create_unit(title="前桥厂党总支", kind="general_branch", code="qianqiao", parent=world.committee)
    below = create_unit(title="锻造党支部", kind="branch", code="duanzao", parent=general)
    create_unit(title="练习支部", kind="branch", code="school", parent=world.committee, practice=True)
    second = create_unit(title="分厂党委", kind="committee", code="second", parent=world.committee)
    create_unit(title="分厂支部", kind="branch", code="third", parent=second)
    titles = lambda user: [unit.title for unit in watched(viewer_of(user))]  # noqa: E731
    whole = ["江北车桥厂党委", "总装党支部", "机加党支部", "前桥厂党总支", "锻造党支部"]
    for user in (world.user("party_office"), world.user("approver"), world.user("member", world.committee)):
        assert titles(user) == whole
    assert titles(world.user("secretary", general)) == ["前桥厂党总支", "锻造党支部"]
    assert titles(world.user("secretary", below)) == ["锻造党支部"]
    for role in ("employee", "member", "drafter", "reviewer", "administrator", "auditor", "secrecy_officer"):
        assert titles(world.user(role)) == []


def test_each_sees_the_matters_of_own_units_and_nobody_else_the_page(world, sign_in, concerning, client):
    office, secretary = page(sign_in(world.user("party_office"))), page(sign_in(world.user("secretary")))
    assert "机加党支部的合格率亮红" in office and "总装党支部的三会一课逾期" in office
    assert "总装党支部的合格率亮红" in secretary and "机加党支部的" not in secretary
    assert office.index("目标亮红") < office.index("逾期未更新")
    for role in ("employee", "drafter", "reviewer", "auditor"):
        other = sign_in(world.user(role))
        assert other.get("/morning/").status_code == other.get("/api/v1/morning").status_code == 404
        assert "/morning/" not in other.get("/units/").content.decode()
    assert client.get("/morning/").status_code == 302
    assert client.get("/api/v1/morning").status_code == 404
    assert 'href="/morning/"' in sign_in(world.user("secretary")).get("/units/").content.decode()


def test_new_is_what_began_after_the_last_visit_and_stays_new_while_one_reads(world, sign_in, concerning):
    user = world.user("secretary")
    client, person = sign_in(user), user.person.pk
    Visit.objects.create(person_id=person, since=timezone.now() - 9 * HOUR, seen_at=timezone.now() - 8 * HOUR)
    for _again in range(2):  # the second look belongs to the same visit
        found = page(client)
        assert '<span class="new">新 1</span>' in found
        assert found.count('<span class="new">新</span>') == 1
    visit = Visit.objects.get(pk=person)
    assert timezone.now() - visit.seen_at < HOUR < timezone.now() - visit.since
    only = page(client, "?new=1")
    assert "三会一课逾期" in only and "合格率亮红" not in only


def test_the_start_can_be_set_back_and_everything_marked_as_read(world, sign_in, concerning):
    client = sign_in(world.user("secretary"))
    month = timezone.localtime() - datetime.timedelta(days=30)
    client.post("/morning/since/", {"since": f"{month:%Y-%m-%dT%H:%M}"})
    assert page(client).count('<span class="new">新</span>') == 2
    client.post("/morning/since/", {"since": "now"})
    assert '<span class="new">' not in page(client)
    for wrong, said in (("", "请写明日期和时间"), ("2999-01-01T00:00", "不能晚于现在"), ("1999-01-01T00:00", "一年以前"),
                        ("2026-13-40T99:00", "请写明日期和时间")):  # fmt: skip
        assert said in client.post("/morning/since/", {"since": wrong}, follow=True).content.decode()
    assert sign_in(world.user("employee")).post("/morning/since/", {"since": "now"}).status_code == 404


def test_asking_by_the_api_is_no_visit(world, sign_in, concerning):
    client = sign_in(world.user("party_office"))
    answer = client.get("/api/v1/morning", {"kind": "red", "unit": "jijia"}).json()
    assert [(one["unit"]["code"], one["text"], one["new"]) for one in answer["items"]] == [
        ("jijia", "机加党支部的合格率亮红", False)
    ]
    assert answer["counts"]["late"] == 3 and answer["new"]["late"] == 3 and answer["new"]["red"] == 0
    assert not Visit.objects.exists()
    assert client.get("/api/v1/morning?kind=wrong").status_code == 422
    assert sign_in(world.user("secretary")).get("/api/v1/morning?unit=jijia").status_code == 404


def test_what_waits_says_since_when_and_at_whom_and_no_title(world, sign_in, monkeypatch):
    offering(monkeypatch, concerns=waiting.concerns)
    draft = featured(world, title="扭矩攻关zzq")
    submit(draft, world.user("drafter"))
    today = timezone.localdate()
    name = world.user("reviewer").person.name
    (one,) = waiting.concerns(viewer_of(world.user("party_office")), [world.branch])
    assert f"1份待一审一校（{name}）：特色工作，最早{today:%Y-%m-%d}到达，应于" in one.text
    assert (one.kind, one.module, one.question, one.url) == ("waiting", "featured_work", "", "")
    later = today + datetime.timedelta(days=14)
    (one,) = waiting.concerns(viewer_of(world.user("party_office")), [world.branch], later)
    assert re.search(r"1份逾期，最久\d个工作日", one.text) and "为什么还没有审完" in one.question
    for role in ("party_office", "secretary"):
        assert "zzq" not in page(sign_in(world.user(role)))


def test_changes_are_those_since_then_that_the_viewer_may_know(world, sign_in, monkeypatch):
    offering(monkeypatch, concerns=lambda viewer, units, as_of: [])
    publish(world, featured(world, title="大家的"))
    publish(world, featured(world, title="党委限知的", disclosure_scope="restricted"))
    gone = publish(world, featured(world, title="要撤的"))
    withdraw(gone, world.user("party_office"), "事实有误")
    corrected = publish(world, featured(world, title="先前的"))
    before = timezone.now() - 48 * HOUR
    type(corrected).objects.filter(pk=corrected.pk).update(first_published_at=before)
    Document.objects.filter(pk=corrected.pk).update(first_published_at=before)
    office, member = world.user("party_office"), world.user("member", world.committee)
    told = reading.changes(viewer_of(office), [world.branch], timezone.now() - HOUR)
    assert told.counts == {"published": 2, "corrected": 1, "withdrawn": 1}
    assert {(one.what, one.title) for one in told.items} == {
        ("published", "大家的"), ("published", "党委限知的"), ("corrected", "先前的"), ("withdrawn", ""),
    }  # fmt: skip
    seen = page(sign_in(member))
    assert "大家的" in seen and "党委限知的" not in seen and "要撤的" not in seen
    assert reading.changes(viewer_of(office), [world.branch], timezone.now() + HOUR).total == 0
    assert "没有新的发布和变动" in page(sign_in(world.user("secretary", world.other)))


def test_narrowing_and_nothing_to_look_at(world, sign_in, concerning, monkeypatch):
    client = sign_in(world.user("party_office"))
    red = page(client, "?kind=red&unit=jijia")
    assert "机加党支部的合格率亮红" in red and "总装党支部的合格率" not in red and "逾期</a>" not in red
    assert "没有符合条件的事项" in page(client, "?kind=blank")
    assert "总装党支部的合格率" in page(client, "?kind=wrong&unit=nowhere&plant=没有的厂")
    offering(monkeypatch, concerns=lambda viewer, units, as_of: [])
    assert "今天没有需要过问的事" in page(client)


def test_many_units_take_as_many_queries_as_few(world, sign_in, concerning):
    client = sign_in(world.user("party_office"))
    submit(featured(world), world.user("drafter"))
    client.get("/morning/")

    def asked() -> int:
        forget()
        with CaptureQueriesContext(connection) as captured:
            page(client)
        return len(captured)

    before = asked()
    for number in range(4):
        create_unit(title=f"新支部{number}", kind="branch", code=f"new{number}", parent=world.committee)
    submit(featured(world, world.other), world.user("drafter", world.other))
    assert asked() == before


def test_a_visit_of_half_an_hour_ago_is_over(world):
    person, now = world.user("secretary").person.pk, timezone.now()
    assert visits.since_of(person, now) == now - 24 * HOUR
    visits.look(person, now)
    soon, later = now + HOUR / 4, now + HOUR
    assert visits.look(person, soon) == now - 24 * HOUR
    assert visits.look(person, later) == soon
