"""选举结果报告单 as its readers see it: the votes for members, the committee for everybody."""

import pytest
from elections import document

from cms.testing import publish


@pytest.fixture
def election(world, draft):
    return publish(world, draft())


@pytest.fixture
def page_for(world, client):
    """A function that gives the record's page as this user sees it."""

    def page(record, user) -> str:
        client.force_login(user)
        return client.get(document(world, record).path).content.decode()

    return page


def test_a_member_of_any_unit_reads_the_votes(world, election, page_for):
    text = page_for(election, world.user("member", world.other))
    assert "应到会有选举权的 18 人，实到会 17 人" in " ".join(text.split())
    assert "发出选票 17 张，收回 17 张，其中有效票 17 张，无效票 0 张" in " ".join(text.split())
    assert '<th scope="row">王落选</th>' in text
    assert text.count("<strong>当选</strong>") == 3


def test_an_employee_reads_who_was_elected_and_not_by_how_many_nor_who_lost(world, election, page_for, client):
    employee = world.user("employee", world.other)
    text = page_for(election, employee)
    assert "周当选" in text and "主持全面工作" in text
    assert "王落选" not in text
    assert "以下内容仅限“全体党员”查看" in text
    answer = client.get(f"/api/v1/records/{election.pk}").json()
    assert answer["withheld"] == ["candidates"]
    assert "王落选" not in document(world, election).text  # what search knows


def test_the_sheet_says_each_thing_once(world, election, page_for):
    text = page_for(election, world.user("member"))
    assert text.count("候选人和得票</caption>") == 1
    assert "<dt>发出选票</dt>" not in text
    assert "<dt>批复文号</dt>" in text
    assert "<caption>酝酿提名</caption>" in text


def test_a_postponement_has_a_page_without_a_sheet(world, draft, page_for):
    text = page_for(publish(world, draft("postponed")), world.user("employee"))
    assert "延期换届" in text and "2026年11月30日" in text
    assert "sheet-title" not in text


def test_the_card_tells_no_votes(world, draft, election):
    assert document(world, election).card["lines"] == ["第6届 · 换届", "应到18人，实到17人", "书记周当选"]
    postponed = publish(world, draft("postponed"))
    assert document(world, postponed).card["lines"] == ["第6届 · 延期换届", "延期至2026-11-30"]


def test_a_new_form_begins_with_the_four_steps(world, client):
    section = world.section("election")
    client.force_login(world.user("drafter"))
    form = client.get(f"/admin/pages/add/election/electionrecord/{section.pk}/").context["form"]
    assert [row["step"].value() for row in form.formsets["nominations"]][:4] == [
        "first_up", "first_down", "second_up", "second_down",
    ]  # fmt: skip
