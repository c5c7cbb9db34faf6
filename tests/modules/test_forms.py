"""Records in the form that people know from paper: nothing of what a reader may see is lost, nothing else is shown."""

import html
import re
from importlib import import_module

import pytest
from django.test import Client

from cms.access import viewer_of
from cms.delivery import documents, reading, values
from cms.delivery.models import Document
from cms.templatetags.portal import period_name

FORMS = [
    "committee_meetings", "democratic_appraisal", "membership_transfer", "organizational_life_meeting",
    "party_affairs_disclosure", "party_dues",
]  # fmt: skip


def words(text: str) -> list[str]:
    return re.findall(r"\w+", text)


def shown(world, user, page) -> str:
    client = Client()
    client.force_login(user)
    answer = client.get(Document.objects.get(pk=page.pk).path)
    assert answer.status_code == 200
    text = re.sub(r"<(script|style).*?</\1>", "", answer.content.decode(), flags=re.DOTALL)
    return html.unescape(re.sub(r"<[^>]+>", " ", text))


@pytest.mark.parametrize("label", FORMS)
def test_whoever_sees_all_of_a_record_finds_all_of_it_in_its_form(world, label):
    page = import_module(f"tests.modules.{label}.test_contract").TestContract().published(world)
    user = world.user("party_office")
    text = "".join(words(shown(world, user, page)))
    viewer = viewer_of(user)
    content = documents.read(reading.record(viewer, page.pk), viewer)
    assert content["withheld"] == []
    lost = []
    for entry in content["fields"]:
        if entry["type"] in ("text", "richtext", "person", "people", "integer", "choice", "date", "datetime"):
            plain = values.plain(entry)
            if "".join(words(plain)) not in text and "".join(words(period_name(plain))) not in text:
                lost.append((entry["name"], plain))
        elif entry["type"] == "table":
            for row in entry["value"]:
                for column in entry["columns"]:
                    cell = row.get(column["name"])
                    if column["type"] == "text" and cell and "".join(words(cell)) not in text:
                        lost.append((entry["name"], cell))
    assert lost == []


@pytest.mark.parametrize("label", ["party_dues", "democratic_appraisal"])
def test_whoever_sees_the_sums_only_finds_no_members_line(world, label):
    page = import_module(f"tests.modules.{label}.test_contract").TestContract().published(world)
    member = world.user("member")
    rows = getattr(page, "member_lines" if label == "party_dues" else "member_results").all()
    names = {row.member.name for row in rows}
    assert names
    text = shown(world, member, page)
    drafter = page.drafter.name if page.drafter else ""
    assert [name for name in names - {drafter, member.person.name} if name in text] == []


def test_of_an_appraisal_the_share_of_each_rating_is_shown(world):
    contract = import_module("tests.modules.democratic_appraisal.test_contract").TestContract()
    page = contract.published(world)
    text = "".join(shown(world, world.user("party_office"), page).split())
    assert f"{round(100 * page.excellent_count / page.joined, 1)}%" in text
