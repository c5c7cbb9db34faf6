"""荣誉表彰: the contract of modules, and what else the package brings."""

import datetime
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command
from hongban_honours.models import HonourRecord

from cms import plugins
from cms.access import viewer_of
from cms.delivery import reading
from cms.testing import ModuleContract, without_plugin

AWARDED = datetime.date(2026, 6, 30)


class TestContract(ModuleContract):
    label = "honours"


@pytest.fixture
def honour(world):
    """A published honour of a branch with an honour roll in its body."""
    return world.published(
        HonourRecord,
        title="总装党支部获评先进党支部",
        honour="先进基层党组织",
        level="factory",
        awarded_by="江北车桥厂党委",
        awarded_on=AWARDED,
        bonus=Decimal("2000.00"),
        body=[{"type": "honour_roll", "value": {"title": "光荣榜", "names": ["周建华", "吴秀英"]}}],
    )


def test_the_package_is_found_with_its_version():
    assert plugins.find_module("honours").model is HonourRecord
    assert plugins.distribution_of("honours").version == "1.2.0"
    assert plugins.broken == plugins.faults == {}


def test_the_system_checks_are_clean(db):
    call_command("check", fail_level="WARNING")
    call_command("makemigrations", "--check", "--dry-run", verbosity=0)


def test_a_bonus_is_not_negative(db):
    with pytest.raises(ValidationError) as error:
        HonourRecord(bonus=Decimal("-1")).clean()
    assert set(error.value.message_dict) == {"bonus"}


def test_its_block_is_part_of_the_document_and_of_the_page(world, honour, client):
    reader = world.user("employee", world.other)
    document = reading.record(viewer_of(reader), honour.pk)
    [block] = document.content["body"]
    assert (block["type"], block["value"]["names"]) == ("honour_roll", ["周建华", "吴秀英"])
    assert "周建华" in document.text
    client.force_login(reader)
    page = client.get(document.path).content.decode()
    assert 'class="panel honour-roll"' in page
    assert "吴秀英" in page


def test_its_addition_is_in_the_document(honour, world):
    document = reading.record(viewer_of(world.user("employee")), honour.pk)
    assert document.content["honour"] == {"level": "factory", "year": 2026}


def test_the_bonus_is_for_the_branch_alone(honour, world, client):
    for user, withheld in ((world.user("employee", world.other), ["bonus"]), (world.user("member"), [])):
        client.force_login(user)
        assert client.get(f"/api/v1/records/{honour.pk}").json()["withheld"] == withheld


def test_the_api_and_the_page_show_the_honours_that_the_reader_may_see(honour, world, client):
    world.published(
        HonourRecord,
        world.other,
        honour="优秀党员",
        level="national",
        awarded_by="党委",
        awarded_on=AWARDED,
        disclosure_scope="unit",
    )
    client.force_login(world.user("employee"))
    answer = client.get("/api/v1/honours").json()
    assert answer["levels"] == {"national": 0, "provincial": 0, "group": 0, "factory": 1}
    assert [record["title"] for record in answer["records"]] == [honour.title]
    page = client.get("/honour-wall/")
    assert page.status_code == 200
    assert honour.title in page.content.decode()
    assert "优秀党员" not in page.content.decode()
    client.logout()
    assert client.get("/honour-wall/").status_code == 302
    assert client.get("/api/v1/honours").json()["records"] == []


def test_without_the_package_its_records_are_nobodys_and_its_block_is_kept(honour, world, client):
    client.force_login(world.user("employee"))
    with without_plugin("honours"):
        assert client.get(f"/api/v1/records/{honour.pk}").status_code == 404
    assert client.get(f"/api/v1/records/{honour.pk}").status_code == 200
