"""What `manage.py check` says of declarations: each fault names the attribute and what was expected."""

import copy

import pytest
from django.core import checks as framework

from cms import checks, plugins
from cms.checks import faults_of
from cms.fields import FieldRule
from cms.plugins import Cadence, Source

# Blocks that choose files or people ask for their types when they are made
pytestmark = pytest.mark.django_db


@pytest.fixture
def module():
    """The declaration of 特色工作, to be spoilt."""
    return copy.copy(plugins.find_module("featured_work"))


@pytest.mark.parametrize("label", [module.label for module in plugins.modules()])
def test_the_built_in_declarations_are_sound(label):
    assert faults_of(plugins.find_module(label)) == []


@pytest.mark.parametrize(
    ("attribute", "value", "told"),
    [
        ("label", "荣誉", "label: '荣誉' is none: lower-case letters, digits and underscores, a letter first"),
        ("label", "Honours", "label: 'Honours' is none: lower-case letters, digits and underscores, a letter first"),
        ("label", "x" * 31, "label: longer than 30 characters"),
        ("zh", "", "zh: missing"),
        ("en", None, "en: missing"),
        ("zh_branch", 3, "zh_branch: expected text"),
        ("icon", None, "icon: expected text"),
        ("table", "", "table: missing"),
        ("table", "M-x", "table: 'M-x' is none: at most 30 lower-case letters, digits and underscores, a letter first"),
        ("board", "管理重点", "board: '管理重点' is none of foundation, focus, review"),
        ("scopes", {}, "scopes: expected a phase (1 or 2) for committee, branch or both"),
        ("scopes", ["branch"], "scopes: expected a phase (1 or 2) for committee, branch or both"),
        ("scopes", {"plant": 1}, "scopes: expected a phase (1 or 2) for committee, branch or both"),
        ("scopes", {"branch": 3}, "scopes: a phase is 1 or 2"),
        ("privacy", "public", "privacy: 'public' is none of employees, members, unit, committee, restricted"),
        ("privacy", "all", "privacy: 'all' is none of employees, members, unit, committee, restricted"),
        ("sources", ("条例",), "sources: expected a tuple of cms.plugins.Source"),
        ("number", "1", "number: '1' is no whole number"),
        ("cadence", "month", "cadence: expected a cms.plugins.Cadence or None"),
        (
            "cadence",
            Cadence(interval="week", kind="default"),
            "cadence.interval: 'week' is none of event, half_year, month, quarter, term, year",
        ),
        (
            "cadence",
            Cadence(interval="month", kind="own"),
            "cadence.kind: 'own' is none of customary, default, statutory",
        ),
        (
            "cadence",
            Cadence(interval="month", kind="default", after="never"),
            "cadence.after: 'never' is none of period_end, event",
        ),
        (
            "cadence",
            Cadence(interval="month", kind="default", by_field_value={"category": {"brand": {}, "brnd": {}}}),
            "cadence.by_field_value: 'category' has no choice 'brnd'",
        ),
        (
            "cadence",
            Cadence(interval="month", kind="default", by_field_value={"category": {"team": {"interval": "week"}}}),
            "cadence.by_field_value: category=team: interval 'week' is none",
        ),
    ],
)
def test_a_faulty_declaration_is_told_by_attribute(module, attribute, value, told):
    setattr(module, attribute, value)
    assert faults_of(module) == [told]


def test_a_sound_declaration_of_another_kind_has_no_fault(module):
    module.cadence = None
    module.sources = [Source("条例")]
    module.scopes = {"committee": 2, "branch": 1}
    assert faults_of(module) == []


@pytest.mark.parametrize(
    ("rules", "told"),
    [
        ({"no_such_field": FieldRule()}, "field_rules: 'no_such_field' is no field of FeaturedRecord"),
        ({"category": "unit"}, "field_rules: 'category' must be a cms.fields.FieldRule"),
        (
            {"category": FieldRule(privacy="secret")},
            "field_rules: 'category': privacy 'secret' is none of public, employees, members, unit, committee, restricted",
        ),
        ({"category": FieldRule(mask="all")}, "field_rules: 'category': mask 'all' is none of name"),
        (
            {"category": FieldRule(only_for="plant")},
            "field_rules: 'category': only_for 'plant' is none of committee, branch",
        ),
    ],
)
def test_a_faulty_field_rule_is_told_by_field(module, monkeypatch, rules, told):
    monkeypatch.setattr(module.model, "field_rules", rules)
    assert faults_of(module) == [told]


def test_a_module_without_a_page_type_is_told(module):
    module.models = {}
    assert faults_of(module) == ["models: no page type derived from cms.tree.Record"]


def test_a_page_type_whose_name_does_not_end_in_record_is_told(module):
    model, name = module.model, module.model.__name__
    model.__name__ = "Featured"  # a class cannot be patched: deleting the name is refused
    try:
        [fault] = faults_of(module)
    finally:
        model.__name__ = name
    assert fault.startswith("models: the page type Featured must be called …Record")


def test_a_fault_becomes_an_error_of_the_system_check(monkeypatch):
    assert checks.declarations() == []
    monkeypatch.setattr(plugins.find_module("featured_work"), "board", "nowhere", raising=False)
    [error] = checks.declarations()
    assert (error.id, error.level) == ("cms.E002", framework.ERROR)
    assert error.msg.startswith("module 'featured_work': board: 'nowhere' is none of")


@pytest.mark.parametrize(
    ("prefix", "told"),
    [
        ("admin", "the portal_prefix 'admin' is taken by 'cms'"),
        ("units", "the portal_prefix 'units' is taken by 'cms'"),
        ("search", "the portal_prefix 'search' is taken by 'search'"),
        ("work-guide", "the portal_prefix 'work-guide' is where sections of 'work_guide' are"),
        ("Quiz/", "portal_prefix 'Quiz/' is none: lower-case letters, digits and hyphens only"),
    ],
)
def test_a_prefix_that_is_taken_or_none_is_told(monkeypatch, prefix, told):
    monkeypatch.setattr(plugins.find_module("featured_work"), "portal_prefix", prefix, raising=False)
    [error] = [error for error in checks.contributions() if error.id == "cms.E006"]
    assert error.msg == f"plugin 'featured_work': {told}"


def test_whatever_a_plugin_offers_is_loaded_by_the_check(monkeypatch):
    monkeypatch.setattr(plugins, "faults", {})
    module = plugins.find_module("featured_work")
    for what in plugins.PLACES:
        monkeypatch.setattr(module, what, "modules.featured_work.no_such_file.thing", raising=False)
    errors = [error for error in checks.contributions() if error.id == "cms.E005"]
    assert sorted(error.msg.partition("its ")[2].partition(" cannot")[0] for error in errors) == sorted(plugins.PLACES)
    assert all("no_such_file" in error.msg for error in errors)


def test_a_plugin_that_is_not_in_use_is_an_error_with_its_trace_and_the_way_out(monkeypatch):
    monkeypatch.setattr(plugins, "broken", {})
    assert checks.broken_plugins() == []
    try:
        raise RuntimeError("坏了")
    except RuntimeError as error:
        plugins.remember("honours", "honours.models", error)
    [found] = checks.broken_plugins()
    assert (found.id, found.msg) == (
        "cms.E001",
        "plugin 'honours' cannot be loaded from honours.models: RuntimeError: 坏了",
    )
    assert "CMS_PLUGINS_OFF=honours" in found.hint
    assert "test_checks.py" in found.hint


def test_all_checks_are_registered():
    registered = framework.registry.registry.get_checks(include_deployment_checks=False)
    assert {checks.broken_plugins, checks.declarations, checks.contributions, checks.orphaned_pages} <= set(registered)
