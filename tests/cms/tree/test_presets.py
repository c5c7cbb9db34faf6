"""Presets: committee 12 and 18, branch 18 and 23 modules; dated, reversible, the same in command and admin."""

import datetime
import io

import pytest
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from django.urls import reverse
from django.utils import timezone

from cms.tree import Section, SectionState, Unit, presets


def open_sections(unit, day=None) -> list[str]:
    found = Section.objects.child_of(unit).prefetch_related("states")
    return [section.module for section in found if section.state_on(day) != SectionState.CLOSED]


@pytest.mark.parametrize(
    ("kind", "phase", "count", "boards"),
    [
        ("committee", 1, 12, None),
        ("committee", 2, 18, {"foundation": 6, "focus": 6, "review": 6}),
        ("branch", 1, 18, None),
        ("branch", 2, 23, {"foundation": 8, "focus": 8, "review": 7}),
        ("general_branch", 2, 23, {"foundation": 8, "focus": 8, "review": 7}),
    ],
)
def test_a_preset_has_as_many_modules_as_the_catalogue_says(kind, phase, count, boards):
    found = presets.preset(kind, phase)
    assert len(found) == count
    if boards:
        assert {board: len([module for module in found if module.board == board]) for board in boards} == boards


def test_a_unit_is_brought_to_a_preset_and_back_and_nothing_is_retroactive(world):
    today = timezone.localdate()
    presets.apply(world.branch, 1)
    assert len(open_sections(world.branch)) == 18
    tomorrow = today + datetime.timedelta(days=1)
    presets.apply(world.branch, 2, state="trial", since=tomorrow)
    assert len(open_sections(world.branch)) == 18
    assert len(open_sections(world.branch, tomorrow)) == 23
    later = today + datetime.timedelta(days=2)
    done = presets.apply(world.branch, 1, since=later)
    assert len(done.closes) == 5
    assert len(open_sections(world.branch, tomorrow)) == 23
    assert len(open_sections(world.branch, later)) == 18


def test_a_second_time_changes_nothing(world):
    presets.apply(world.branch, 2)
    before = SectionState.objects.count()
    assert not presets.apply(world.branch, 2)
    assert SectionState.objects.count() == before


@pytest.mark.parametrize(("phase", "state", "field"), [(3, "counted", "phase"), (2, "closed", "state")])
def test_a_phase_or_state_that_there_is_not_is_refused(world, phase, state, field):
    with pytest.raises(ValidationError) as error:
        presets.apply(world.branch, phase, state=state)
    assert list(error.value.message_dict) == [field]
    assert open_sections(world.branch) == []


def run(*arguments) -> str:
    out = io.StringIO()
    call_command("unit", *arguments, stdout=out)
    return out.getvalue()


def test_the_command_tells_first_and_does_it_on_request(world):
    assert "党费管理" in run("upgrade", world.branch.code, "--phase", "1")
    assert open_sections(world.branch) == []
    run("upgrade", world.branch.code, "--phase", "1", "--apply")
    assert len(open_sections(world.branch)) == 18
    run("upgrade", "--all", "--phase", "2", "--apply")
    assert {len(open_sections(unit)) for unit in Unit.objects.exclude(kind="committee")} == {23}
    assert len(open_sections(world.committee)) == 18
    assert "无须变动" in run("upgrade", world.branch.code, "--phase", "2")


@pytest.mark.parametrize(
    "arguments", [(), ("no-such-unit",), ("zongzhuang", "--all"), ("zongzhuang", "--since", "soon")]
)
def test_wrong_arguments_of_the_command_are_refused(world, arguments):
    with pytest.raises(CommandError):
        run("upgrade", "--phase", "2", *arguments)
    assert open_sections(world.branch) == []


def test_a_new_unit_gets_its_preset_at_once(world):
    run(
        "create",
        "--kind",
        "branch",
        "--title",
        "热处理党支部",
        "--code",
        "rechuli",
        "--parent",
        "committee",
        "--phase",
        "2",
    )
    assert len(open_sections(Unit.objects.get(code="rechuli"))) == 23


def test_the_party_office_sees_what_would_change_before_it_changes(world, client):
    client.force_login(world.user("party_office"))
    url = reverse("cms_admin:upgrade")
    data = {"units": [world.branch.pk], "phase": "1", "state": "trial", "since": str(timezone.localdate())}
    page = client.post(url, data).content.decode()
    assert "党费管理" in page
    assert open_sections(world.branch) == []
    assert client.post(url, data | {"apply": "1"}).status_code == 302
    section = Section.objects.child_of(world.branch).get(module="party_dues")
    assert section.state_on() == SectionState.TRIAL


def test_nobody_but_the_party_office_upgrades(world, client):
    url = reverse("cms_admin:upgrade")
    for role in ("drafter", "approver", "administrator"):
        client.force_login(world.user(role))
        assert client.post(url, {"units": [world.branch.pk], "phase": "1", "apply": "1"}).status_code in (302, 404)
    assert open_sections(world.branch) == []
