"""`manage.py plugins`: what it lists, checks, opens, closes and removes; and what it refuses, in words."""

import datetime
import io
import json
import shutil

import pytest
from django.contrib.contenttypes.models import ContentType
from django.core.management import CommandError, call_command
from django.db import connection
from django.utils import timezone
from wagtail import blocks
from wagtail.models import Page, PageLogEntry

from cms import plugins, removal
from cms.blocks.uses import count_uses, unknown_blocks
from cms.inventory import inventory
from cms.removal import Refused, plan_removal, remove
from cms.testing import review, without_plugin
from cms.tree import Section, SectionState
from modules.featured_work.models import FeaturedRecord
from tests.cms import fakes
from tests.cms.samples import featured
from tools.console import ROOT

TODAY = timezone.localdate
HONOURS = ROOT / "tests" / "thirdparty" / "hongban_honours"


def command(*arguments) -> str:
    out = io.StringIO()
    call_command("plugins", *arguments, stdout=out)
    return out.getvalue()


def refused(*arguments) -> str:
    with pytest.raises(CommandError) as error:
        command(*arguments)
    return str(error.value)


def states(unit, label="featured_work"):
    section = Section.objects.child_of(unit).filter(module=label).first()
    return section and [(state.state, state.since) for state in section.states.order_by("pk")]


# list -----------------------------------------------------------------------------------------------------------------


def test_the_list_counts_sections_and_records_of_each_module(world):
    world.published(FeaturedRecord, category="team", background="<p>b</p>", practice="<p>p</p>", result="<p>3</p>")
    featured(world)
    world.section("featured_work", world.other, state=SectionState.CLOSED)
    [entry] = [entry for entry in inventory() if entry.label == "featured_work"]
    assert (entry.state, entry.is_module, entry.zh, entry.board) == ("on", True, "特色工作", "review")
    assert (entry.sections, entry.open_sections, entry.published, entry.unpublished) == (2, 1, 1, 1)
    assert (entry.distribution, entry.version) == ("hongban", plugins.distribution_of("featured_work").version)
    text = command("list")
    [line] = [line for line in text.splitlines() if line.startswith("featured_work ")]
    assert "栏目 1/2  记录 1（未发布 1）  特色工作 Featured work" in line


def test_the_list_as_json_has_every_plugin_in_use_by_board_first(db):
    found = json.loads(command("list", "--json"))
    labels = [entry["label"] for entry in found]
    assert labels[: len(plugins.modules())] == [module.label for module in plugins.modules()]
    assert set(labels) == set(plugins.declared())
    assert {entry["state"] for entry in found} == {"on"}


def test_the_list_says_what_is_off_broken_and_gone(world, monkeypatch):
    featured(world)
    monkeypatch.setattr(plugins, "switched_off", ["featured_work"])
    monkeypatch.setattr(plugins, "broken", {"work_guide": plugins.Fault("work_guide", "x", "ImportError: nein", "")})
    Section.objects.filter(module="featured_work").update(module="honours")
    with without_plugin("featured_work"), without_plugin("work_guide"):
        found = {entry.label: entry for entry in inventory()}
    assert (found["featured_work"].state, found["featured_work"].unpublished) == ("off", 1)
    assert found["featured_work"].zh == "特色工作"
    assert (found["work_guide"].state, found["work_guide"].faults) == ("broken", ["ImportError: nein"])
    assert (found["honours"].state, found["honours"].sections, found["honours"].is_module) == ("gone", 1, True)


# check ----------------------------------------------------------------------------------------------------------------


def test_check_is_content_with_sound_plugins(world):
    featured(world)
    assert "全部插件完好" in command("check")


def test_check_fails_for_a_faulty_declaration_and_names_the_plugin(db, monkeypatch):
    monkeypatch.setattr(plugins.find_module("work_guide"), "board", "nowhere", raising=False)
    out = io.StringIO()
    with pytest.raises(SystemExit) as stop:
        call_command("plugins", "check", "--json", stdout=out)
    assert stop.value.code == 1
    [found] = json.loads(out.getvalue())
    assert (found["level"], found["plugin"]) == ("error", "work_guide")
    assert "board: 'nowhere' is none of" in found["text"]


def test_check_warns_of_sections_and_pages_whose_module_is_off(world, monkeypatch):
    featured(world)
    monkeypatch.setattr(plugins, "switched_off", ["featured_work"])
    with without_plugin("featured_work"):
        assert "“featured_work”停用，库中还有它的栏目 1 个、页面 1 个" in command("check")


def test_check_counts_blocks_that_nobody_knows_when_it_is_asked_to(world):
    featured(world, body=[{"type": "honour", "value": "先进"}])
    assert "honour" not in command("check")
    assert "内容块“honour”用于 1 篇正文、1 个草稿与历史版本" in command("check", "--bodies")


# enable and disable ---------------------------------------------------------------------------------------------------


def test_enable_only_says_what_it_would_do_until_it_is_told_to(world):
    text = command("enable", "featured_work", "--unit", "zongzhuang")
    assert "总装党支部（zongzhuang）：开设，“计入”" in text
    assert "以上为预演，未作改动" in text
    assert states(world.branch) is None
    assert "已执行" in command("enable", "featured_work", "--unit", "zongzhuang", "--apply")
    assert states(world.branch) == [("counted", TODAY())]


def test_enable_takes_several_units_a_state_a_day_and_somebody(world):
    day = TODAY() - datetime.timedelta(days=3)
    office = world.user("party_office")
    command(
        "enable", "featured_work", "--unit", "zongzhuang", "--unit", "jijia", "--unit", "zongzhuang",
        "--state", "trial", "--since", str(day), "--by", office.username, "--apply",
    )  # fmt: skip
    assert states(world.branch) == states(world.other) == [("trial", day)]
    assert set(SectionState.objects.values_list("decided_by", flat=True)) == {office.pk}


def test_enable_for_all_units_takes_those_that_may_have_the_module(world):
    text = command("enable", "three_meetings_one_lesson", "--all-units", "--apply")
    assert "zongzhuang" in text and "jijia" in text and "committee" not in text
    assert states(world.committee, "three_meetings_one_lesson") is None
    assert states(world.branch, "three_meetings_one_lesson") == [("counted", TODAY())]


def test_enable_of_what_is_open_changes_nothing_and_a_closed_section_is_opened_again(world):
    world.section("featured_work")
    assert "已是“计入”，不变" in command("enable", "featured_work", "--unit", "zongzhuang", "--apply")
    command("disable", "featured_work", "--unit", "zongzhuang", "--apply")
    assert "改为“试运行”" in command("enable", "featured_work", "--unit", "zongzhuang", "--state", "trial", "--apply")
    assert [state for state, _since in states(world.branch)] == ["counted", "closed", "trial"]
    assert Section.objects.filter(module="featured_work").count() == 1


def test_disable_closes_sections_and_leaves_records_readable(world):
    page = world.published(
        FeaturedRecord, category="team", background="<p>b</p>", practice="<p>p</p>", result="<p>3</p>"
    )
    text = command("disable", "featured_work", "--all-units")
    assert "总装党支部（zongzhuang）：关闭" in text
    assert "机加党支部（jijia）：没有此栏目，不变" in text
    assert [state for state, _since in states(world.branch)] == ["counted"]
    command("disable", "featured_work", "--all-units", "--apply")
    assert [state for state, _since in states(world.branch)] == ["counted", "closed"]
    assert FeaturedRecord.objects.get(pk=page.pk).live
    assert "已关闭，不变" in command("disable", "featured_work", "--unit", "zongzhuang", "--apply")


def test_a_unit_that_fails_leaves_the_others_as_they_were(world):
    message = refused("enable", "three_meetings_one_lesson", "--unit", "zongzhuang", "--unit", "committee", "--apply")
    assert message == "江北车桥厂党委（committee）：“三会一课”不设在党委。"
    assert states(world.branch, "three_meetings_one_lesson") is None


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("enable", "featured_wrk", "--all-units"), "没有安装名为“featured_wrk”的插件。是不是 featured_work？"),
        (("enable", "荣誉", "--all-units"), "没有安装名为“荣誉”的插件。"),
        (("enable", "search", "--all-units"), "“search”不带栏目，不需开设。"),
        (("enable", "featured_work"), "请用 --unit CODE 指明单位（可重复），或用 --all-units。"),
        (("disable", "featured_work"), "请用 --unit CODE 指明单位（可重复），或用 --all-units。"),
        (("enable", "featured_work", "--all-units", "--unit", "jijia"), "--unit 与 --all-units 只能用一个。"),
        (("enable", "featured_work", "--unit", "zongzhang"), "没有代码为“zongzhang”的单位。是不是 zongzhuang？"),
        (("enable", "featured_work", "--unit", "jijia", "--since", "1.3."), "“1.3.”不是日期，应写作 2026-03-31。"),
        (("enable", "featured_work", "--unit", "jijia", "--by", "nobody"), "没有名为“nobody”的账号。"),
        (
            ("enable", "featured_work", "--unit", "jijia", "--state", "closed"),
            "--state 只能是 trial（试运行）或 counted（计入），不是“closed”。",
        ),
        (("remove", "featured_wrk"), "没有安装名为“featured_wrk”的插件。是不是 featured_work？"),
    ],
)
def test_wrong_input_is_refused_with_what_is_wrong_and_what_is_near(world, arguments, told):
    assert refused(*arguments) == told


def test_a_module_that_is_off_or_broken_cannot_be_opened(world, monkeypatch):
    monkeypatch.setattr(plugins, "switched_off", ["featured_work"])
    assert refused("enable", "featured_work", "--all-units") == "“featured_work”已被 CMS_PLUGINS_OFF 停用。"
    monkeypatch.setattr(plugins, "switched_off", [])
    monkeypatch.setattr(plugins, "broken", {"featured_work": plugins.Fault("featured_work", "x", "ImportError: y", "")})
    assert refused("enable", "featured_work", "--all-units") == "“featured_work”不能加载：ImportError: y"


def test_a_day_before_the_last_change_is_refused_by_unit(world):
    world.section("featured_work", since=TODAY())
    message = refused("disable", "featured_work", "--unit", "zongzhuang", "--since", "2020-01-01", "--apply")
    assert message.startswith("总装党支部（zongzhuang）：")
    assert [state for state, _since in states(world.branch)] == ["counted"]


# Uses of blocks -------------------------------------------------------------------------------------------------------


def test_uses_of_a_block_are_counted_in_pages_drafts_and_earlier_versions(world):
    page = featured(world, body=[{"type": "honour", "value": "先进"}, {"type": "honour", "value": "又一"}])
    page.body = [{"type": "rich_text", "value": '<p>"honour"</p>'}]  # the word alone is no use
    page.save_revision()
    world.branch.body = [{"type": "honour", "value": "支部"}]
    world.branch.save_revision()
    uses = count_uses(["honour", "medal"])
    assert (dict(uses.pages), dict(uses.revisions)) == ({"honour": 1}, {"honour": 2})
    assert uses.names() == ["honour"]
    assert dict(unknown_blocks().revisions) == {"honour": 2}
    assert not count_uses([])
    assert not count_uses(["medal"])


# remove ---------------------------------------------------------------------------------------------------------------


@pytest.fixture
def offered(monkeypatch):
    """特色工作 contributes a block of its own."""
    monkeypatch.setattr(removal, "offered_blocks", lambda: [("featured_work", "honour", blocks.CharBlock())])


def test_the_plan_of_a_removal_counts_everything_that_would_go_and_changes_nothing(world, offered):
    draft = featured(world, body=[{"type": "honour", "value": "先进"}])
    text = command("remove", "featured_work")
    assert "1. 删除未经审核的草稿 1 篇" in text
    assert draft.title in text
    assert "2. 删除栏目 1 个\n   总装党支部：特色工作" in text
    assert "3. 删除数据表 2 个，撤销迁移 1 步\n   m_featured\n   m_featured_contributors" in text
    assert "内容块“honour”用于 1 篇正文、1 个草稿与历史版本" in text
    assert "以上为预演，未作改动" in text
    assert FeaturedRecord.objects.filter(pk=draft.pk).exists()


@pytest.mark.parametrize(
    ("upto", "told"),
    [(3, "已发布 1 条"), (1, "正在审核 1 条"), (0, "正在审核 1 条"), ("withdrawn", "曾经发布或审核 1 条")],
)
def test_records_that_were_published_or_reviewed_stand_against_a_removal(world, upto, told):
    from cms.moderation.actions import withdraw

    page = featured(world)
    review(world, page, upto=3 if upto == "withdrawn" else upto)
    if upto == "withdrawn":
        withdraw(FeaturedRecord.objects.get(pk=page.pk), world.user("party_office"), "数字有误")
    featured(world)
    message = refused("remove", "featured_work", "--apply", "--yes")
    assert f"还有不能删除的记录：{told}" in message
    with pytest.raises(Refused):
        remove("featured_work")
    assert FeaturedRecord.objects.count() == 2


def test_a_removal_asks_before_it_does_anything(world, monkeypatch):
    draft = featured(world)
    monkeypatch.setattr("builtins.input", lambda prompt: "yes")
    assert refused("remove", "featured_work", "--apply") == "未确认，未作改动。"
    assert FeaturedRecord.objects.filter(pk=draft.pk).exists()


def test_what_is_off_or_may_never_go_cannot_be_removed(world, monkeypatch):
    with without_plugin("featured_work"):
        assert "已停用、损坏：它的数据表此时无从识别" in refused("remove", "featured_work", "--apply", "--yes")
    with pytest.raises(Refused, match="关系到记录的可信"):
        plan_removal("audit")


@pytest.mark.postgres  # SQLite cannot change tables inside a test's transaction; see the test below
def test_a_removal_takes_drafts_sections_tables_and_migrations(world):
    draft, section = featured(world), world.section("featured_work")
    done = remove("featured_work")
    assert [page.pk for page in done.drafts] == [draft.pk]
    assert not Page.objects.filter(pk__in=[draft.pk, section.pk]).exists()
    tables = connection.introspection.table_names()
    assert not {"m_featured", "m_featured_contributors"} & set(tables)
    assert "m_meeting" in tables
    assert not ContentType.objects.filter(app_label="featured_work").exists()
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM django_migrations WHERE app = 'featured_work'")
        assert cursor.fetchone() == (0,)
    deleted = PageLogEntry.objects.filter(action="wagtail.delete").values_list("page_id", flat=True)
    assert set(deleted) == {draft.pk, section.pk}


@pytest.mark.skipif(connection.vendor != "sqlite", reason="runs in processes of its own, on SQLite")
@pytest.mark.xdist_group("site")
def test_a_third_partys_module_is_installed_opened_removed_and_uninstalled(site, tmp_path):
    data, packages = tmp_path / "data", tmp_path / "packages"
    shutil.copytree(site, data)
    shutil.copytree(HONOURS / "hongban_honours", packages / "hongban_honours")
    fakes.declare(packages, "honours", "hongban_honours.apps:HonoursConfig")

    def manage(*arguments, path=packages):
        done = fakes.run("manage.py", *arguments, data=data, path=path)
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    manage("migrate", "honours", "-v0")
    assert manage("plugins", "enable", "honours", "--all-units", "--apply").count("开设，“计入”") == 3
    # uninstalled too early: told by name, and nothing is lost
    assert "“honours”未安装，库中还有它的栏目 3 个" in manage("plugins", "check", path=None)
    text = manage("plugins", "remove", "honours", "--apply", "--yes")
    assert "2. 删除栏目 3 个" in text
    assert "3. 删除数据表 3 个，撤销迁移 1 步" in text
    assert "全部插件完好" in manage("plugins", "check", path=None)
