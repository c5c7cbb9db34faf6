"""An optional module: no preset opens or closes it, the command and the Party office do."""

from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone

from cms.plugins import find_module
from cms.tree import Section, SectionState


def section_of(unit):
    return Section.objects.child_of(unit).filter(module="election").first()


def test_no_preset_opens_it_and_none_closes_it(world):
    assert find_module("election").optional
    call_command("unit", "upgrade", "zongzhuang", "--phase", "2", "--apply")
    assert section_of(world.branch) is None
    call_command("plugins", "enable", "election", "--unit", "zongzhuang", "--apply")
    call_command("unit", "upgrade", "zongzhuang", "--phase", "1", "--apply")
    assert section_of(world.branch).state_on() == SectionState.COUNTED


def test_the_command_opens_it_in_every_kind_of_unit_and_closes_it(world):
    call_command("plugins", "enable", "election", "--all-units", "--state", "trial", "--apply")
    assert {section_of(unit).state_on() for unit in (world.committee, world.branch, world.other)} == {
        SectionState.TRIAL
    }
    call_command("plugins", "disable", "election", "--unit", "jijia", "--apply")
    assert section_of(world.other).state_on() == SectionState.CLOSED
    assert section_of(world.branch).state_on() == SectionState.TRIAL


def test_the_party_office_opens_it_in_the_admin(world, client):
    client.force_login(world.user("party_office"))
    address = reverse("cms_admin:sections_of", args=[world.branch.pk])
    assert "换届选举" in client.get(address).content.decode()
    answer = client.post(address, {"module": "election", "state": "counted", "since": str(timezone.localdate())})
    assert answer.status_code == 302
    assert section_of(world.branch).state_on() == SectionState.COUNTED


def test_its_tile_stands_on_the_board_of_a_unit_that_has_it_alone(world, client):
    world.section("election")
    client.force_login(world.user("member"))
    boards = {code: client.get(f"/api/v1/units/{code}/board").json() for code in ("zongzhuang", "jijia")}
    assert "election" in str(boards["zongzhuang"])
    assert "election" not in str(boards["jijia"])
