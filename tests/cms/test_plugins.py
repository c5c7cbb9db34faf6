"""How plugins are found, what breaks them, and that none takes the site with it."""

import copy
import shutil
import sys

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db import connection

from cms import plugins
from cms.plugins import Board, Module, Plugin
from tests.cms import fakes
from tests.cms.fakes import MODULE, RECORD, answer, install, run

# Sites in processes of their own have their own SQLite database: once is enough
once = pytest.mark.skipif(connection.vendor != "sqlite", reason="runs in processes of its own, on SQLite, once")


@pytest.fixture
def installed(tmp_path, monkeypatch):
    """A function that installs a distribution into a folder on sys.path; what it breaks is forgotten after the test."""
    monkeypatch.syspath_prepend(tmp_path)
    for name, kept in (("broken", {}), ("faults", {}), ("switched_off", [])):
        monkeypatch.setattr(plugins, name, kept)
    yield lambda label, files=None, **kwargs: install(tmp_path, label, files or {}, **kwargs)
    for name in [name for name in sys.modules if name.partition(".")[0] == "fake_plugin"]:
        del sys.modules[name]


# Discovery ------------------------------------------------------------------------------------------------------------


def test_every_plugin_is_found_by_the_entry_point_group_built_in_or_not(installed):
    before = set(plugins.discover())
    installed("fake_plugin")
    assert set(plugins.discover()) - before == {"fake_plugin.apps.Config"}
    assert "modules.featured_work.apps.FeaturedWorkConfig" in before
    assert plugins.broken == {}


def test_what_is_switched_off_is_not_loaded_and_remembered(installed):
    installed("fake_plugin")
    found = plugins.discover(off=["fake_plugin", "work_guide", "fake_plugin"])
    assert not {"fake_plugin.apps.Config", "modules.work_guide.apps.WorkGuideConfig"} & set(found)
    assert plugins.switched_off == ["fake_plugin", "work_guide"]


def test_a_switch_that_names_no_plugin_is_refused_with_the_nearest_name(installed):
    with pytest.raises(ImproperlyConfigured, match="no plugin is called 'work_guid'; did you mean 'work_guide'"):
        plugins.discover(off=["work_guid"])
    with pytest.raises(ImproperlyConfigured, match="no plugin is called 'zzz'; installed are .*featured_work"):
        plugins.discover(off=["zzz"])


@pytest.mark.parametrize("label", ["audit", "veracity"])
def test_what_gives_records_their_credibility_cannot_be_switched_off(label):
    with pytest.raises(ImproperlyConfigured, match=f"{label} cannot be switched off"):
        plugins.discover(off=[label])


def test_two_distributions_cannot_share_a_label(installed, tmp_path):
    installed("fake_plugin")
    fakes.declare(tmp_path, "fake_plugin", "other_plugin.apps:Config", distribution="other_plugin")
    with pytest.raises(ImproperlyConfigured, match="two plugins call themselves 'fake_plugin'"):
        plugins.declared()


@pytest.mark.parametrize(
    ("apps", "told"),
    {
        "import error": ("import no_such_package", "ModuleNotFoundError: No module named 'no_such_package'"),
        "syntax error": ("class Config(:", "SyntaxError"),
        "no such class": ("x = 1", 'does not define a "Config"'),
        "no plugin": ("class Config: pass", "TypeError: fake_plugin.apps.Config is not a cms.plugins.Plugin"),
        "other label": (
            fakes.PLUGIN + '    label = "other"',
            "the entry point is called 'fake_plugin', the app 'other'",
        ),
        "other name": (fakes.PLUGIN.replace("{label}", "wagtail.admin"), "the app 'admin'"),
    }.values(),
)
def test_a_plugin_whose_declaration_cannot_be_read_is_left_out_and_kept_for_check(installed, apps, told):
    installed("fake_plugin", {"apps.py": apps.replace("{label}", "fake_plugin")})
    assert not any("fake_plugin" in path for path in plugins.discover())
    fault = plugins.broken["fake_plugin"]
    assert (fault.label, fault.origin) == ("fake_plugin", "fake_plugin.apps.Config")
    assert told in fault.error


def test_the_distribution_of_a_plugin_is_known():
    assert plugins.distribution_of("featured_work").name == "hongban"
    assert plugins.distribution_of("no_such_plugin") is None


# What is installed ----------------------------------------------------------------------------------------------------


def test_modules_come_in_the_order_of_the_boards_and_their_numbers():
    found = plugins.modules()
    boards = [slug for slug, _name in Board.CHOICES]
    assert [module.board for module in found] == sorted((module.board for module in found), key=boards.index)
    assert {"three_meetings_one_lesson", "work_guide", "featured_work"} <= {module.label for module in found}
    assert all(isinstance(module, Module) for module in found)


def test_a_module_is_found_by_its_label_and_a_plugin_without_page_type_is_none():
    assert plugins.find_module("work_guide").zh == "党务指南"
    assert plugins.find_module("search") is None
    assert plugins.find_module("no_such_module") is None
    assert "search" in [plugin.label for plugin in plugins.installed()]


def test_a_module_knows_its_page_type_and_for_whom_it_is():
    from modules.work_guide.models import GuideRecord

    guide = plugins.find_module("work_guide")
    assert guide.model is GuideRecord
    assert [guide.is_for(kind) for kind in ("committee", "general_branch", "branch")] == [True, False, False]
    meetings = plugins.find_module("three_meetings_one_lesson")
    assert [meetings.is_for(kind) for kind in ("committee", "general_branch", "branch")] == [False, True, True]


def test_a_module_may_be_called_otherwise_in_the_committee_and_in_branches():
    module = copy.copy(plugins.find_module("work_guide"))
    assert module.name_for("branch") == "党务指南"
    module.zh_committee, module.zh_branch = "党委指南", "支部指南"
    assert [module.name_for(kind) for kind in ("committee", "general_branch", "branch")] == [
        "党委指南",
        "支部指南",
        "支部指南",
    ]


# What a plugin offers -------------------------------------------------------------------------------------------------


def test_a_default_place_that_does_not_exist_offers_nothing_and_a_declared_one_must():
    plugin = copy.copy(plugins.find_module("work_guide"))
    assert plugin.offer("health") is None
    assert plugin.offer("anything", "models.GuideRecord") is plugin.model
    plugin.health = "modules.work_guide.no_such_file.check"
    with pytest.raises(ModuleNotFoundError):
        plugin.offer("health")


def test_an_import_error_inside_a_default_place_is_not_taken_for_its_absence(installed, monkeypatch):
    installed("fake_plugin", {"health.py": "import no_such_package"})
    import fake_plugin.apps

    plugin = Plugin.create("fake_plugin.apps.Config")
    with pytest.raises(ModuleNotFoundError, match="no_such_package"):
        plugin.offer("health")
    monkeypatch.setattr(plugins, "installed", lambda: [plugin])
    assert plugins.offers("health") == []
    assert plugins.faults["fake_plugin", "health"].error == "ModuleNotFoundError: No module named 'no_such_package'"
    assert "no_such_package" in plugins.faults["fake_plugin", "health"].trace
    assert fake_plugin.apps.Config.app_label() == "fake_plugin"


def test_a_plugins_error_is_kept_logged_once_and_swallowed(installed, caplog):
    plugin = plugins.find_module("work_guide")
    for _ in range(2):
        with plugins.isolated(plugin, "document"):
            raise RuntimeError("二次加工失败")
    assert plugins.faults["work_guide", "document"].error == "RuntimeError: 二次加工失败"
    assert len([record for record in caplog.records if record.name == "cms.plugins"]) == 1


# A site with broken plugins -------------------------------------------------------------------------------------------


BROKEN = {
    "bad_apps": {"apps.py": "raise RuntimeError('apps')"},
    "bad_models": {"models.py": RECORD.format(label="bad_models", name="Half") + "\nraise RuntimeError('models')"},
    "bad_ready": {
        "models.py": RECORD.format(label="bad_ready", name="Ready"),
        "apps.py": MODULE + "    def ready(self): 1 / 0",
    },
    "bad_hooks": {
        "wagtail_hooks.py": "from wagtail import hooks\n"
        "@hooks.register('construct_main_menu')\ndef menu(request, items): raise RuntimeError('menu')\n"
        "raise RuntimeError('hooks')"
    },
    "bad_tasks": {"tasks.py": "import no_such_package"},
}
FAULTY = {
    "bad_blocks": {"blocks.py": "def body_blocks(): raise RuntimeError('blocks')"},
    "bad_router": {"api.py": "router = 'no router'"},
    "bad_urls": {"apps.py": fakes.PLUGIN + "    portal_prefix = 'bad'", "urls.py": "raise RuntimeError('urls')"},
    "bad_health": {"health.py": "def check(): raise RuntimeError('health')"},
    "bad_document": {"document.py": "raise RuntimeError('document')"},
}


@pytest.fixture(scope="module")
def broken_plugins(tmp_path_factory):
    """A folder with a distribution for each way in which a plugin can be broken, and one that is sound."""
    folder = tmp_path_factory.mktemp("plugins")
    for label, files in (BROKEN | FAULTY).items():
        files = {name: text.replace("{label}", label) for name, text in files.items()}
        if label == "bad_ready":
            files["apps.py"] = files["apps.py"].replace("{{", "{").replace("}}", "}")
        apps = MODULE if "models.py" in files else fakes.PLUGIN
        install(folder, label, files, apps=apps)
    install(folder, "good_plugin", {"health.py": "def check(): return True"})
    return folder


@once
@pytest.mark.xdist_group("site")
def test_check_reports_every_broken_plugin_and_nothing_else(site, broken_plugins):
    done = run("manage.py", "check", data=site, path=broken_plugins)
    assert done.returncode == 1
    for label, origin in {
        "bad_apps": "bad_apps.apps.Config: RuntimeError: apps",
        "bad_models": "bad_models.models: RuntimeError: models",
        "bad_ready": "bad_ready.ready(): ZeroDivisionError: division by zero",
        "bad_hooks": "bad_hooks.wagtail_hooks: RuntimeError: hooks",
        "bad_tasks": "bad_tasks.tasks: ModuleNotFoundError: No module named 'no_such_package'",
    }.items():
        assert f"(cms.E001) plugin '{label}' cannot be loaded from {origin}" in done.stderr
        assert f"CMS_PLUGINS_OFF={label}" in done.stderr
    for label, what in {
        "bad_blocks": "blocks",
        "bad_router": "api_router",
        "bad_urls": "portal_urls",
        "bad_document": "document",
    }.items():
        assert f"(cms.E005) plugin '{label}': its {what} cannot be used" in done.stderr
    assert "good_plugin" not in done.stderr
    assert "System check identified 9 issues" in done.stderr


@once
@pytest.mark.xdist_group("site")
def test_a_site_with_broken_plugins_and_one_switched_off_answers_500_nowhere(site, broken_plugins, tmp_path):
    shutil.copytree(site, tmp_path, dirs_exist_ok=True)
    found = answer(
        run("-m", "tests.cms.site", "walk", data=tmp_path, path=broken_plugins, CMS_PLUGINS_OFF="featured_work")
    )
    assert found["failures"] == {}
    assert (found["meeting"], found["featured"]) == (200, 404)
    assert found["broken"] == sorted(BROKEN)
    assert found["faults"] == sorted(["bad_blocks: blocks", "bad_router: api_router", "bad_urls: portal_urls"])
    assert {"good_plugin", "three_meetings_one_lesson"} <= set(found["installed"])
    assert not {"featured_work", *BROKEN} & set(found["installed"])
    assert found["healthz"]["checks"]["good_plugin"] == "ok"
    assert found["healthz"]["checks"]["bad_health"] == "unwell"


@once
@pytest.mark.xdist_group("site")
def test_a_broken_module_is_not_taken_for_a_change_that_needs_a_migration(site, broken_plugins):
    done = run("manage.py", "makemigrations", "--check", "--dry-run", "--skip-checks", data=site, path=broken_plugins)
    assert done.returncode == 0, done.stdout + done.stderr


@once
@pytest.mark.xdist_group("site")
def test_a_mistyped_switch_stops_the_start_with_a_message(site):
    done = run("manage.py", "check", data=site, CMS_PLUGINS_OFF="featured_wrk")
    assert done.returncode == 1
    assert "CMS_PLUGINS_OFF: no plugin is called 'featured_wrk'; did you mean 'featured_work'?" in done.stderr
