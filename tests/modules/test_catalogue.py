"""Every installed module is what the catalogue (tests/data/module_catalogue.yaml) says: names, fields, rhythm, rules.

Whoever adds a module of the catalogue has nothing to do here: the tests run for whatever is installed. Third parties' modules
and those that the catalogue calls optional are not in it and are left alone.
"""

import unicodedata
from pathlib import Path

import pytest
import yaml
from wagtail.admin.panels import InlinePanel

from cms import plugins
from cms.schema import module_fields

CATALOGUE = yaml.safe_load(Path(__file__).parents[1].joinpath("data/module_catalogue.yaml").read_text(encoding="utf-8"))
ENTRIES = {entry["slug"]: entry for entry in CATALOGUE["modules"]}

# Where a module departs from the catalogue, and why. {(label, field, what): reason}; what: an attribute of the field
EXCEPTIONS: dict[tuple[str, str, str], str] = {
    **{
        (
            "member_roster",
            name,
            "only_for",
        ): "The committee's roster is totals only, without personal rows (the catalogue's note)."
        for name in (
            "gender",
            "confirmed_on",
            "party_group",
            "party_post",
            "workplace",
            "education",
            "birth_month",
            "phone",
            "is_mobile_member",
        )
    },
    (
        "member_development",
        "step_log",
        "columns",
    ): "A further column, correction 更正说明: the recorded and approved way around the order of the steps.",
    (
        "assessment",
        "appeal",
        "columns",
    ): "Further columns, number, was and score: which item an upheld appeal changes, from which score to which.",
}

# Fields that cannot be called as in the catalogue. {(label, the catalogue's name): (ours, why)}; docs/modules.md lists them
RENAMED = {
    ("party_affairs_disclosure", "scope"): (
        "disclosed_to",
        "every record has a `scope` already: who sees it on the platform",
    ),
}

# Fields that the catalogue does not have. {(label, ours): (after which of the catalogue's, why)}
ADDED = {
    ("information_bulletin", "supplements"): (
        "quarter",
        "A supplement (补充通报) names the bulletin that it supplements.",
    ),
}

installed = pytest.mark.parametrize(
    "label", [module.label for module in plugins.modules() if module.label in ENTRIES], ids=str
)


def entry_and_module(label):
    return ENTRIES[label], plugins.find_module(label)


def same_words(one, other) -> bool:
    """Equal but for full and half width: the catalogue writes 会后7日内; and ;, the modules what readers see."""
    return unicodedata.normalize("NFKC", str(one)) == unicodedata.normalize("NFKC", str(other))


def pairs(texts) -> list[tuple[str, str]]:
    """`full:正式党员` → ("full", "正式党员")."""
    return [tuple(text.split(":", 1)) for text in texts]


def fields_of(label):
    """(the catalogue's field, the module's) of each field that both have."""
    entry, module = entry_and_module(label)
    specs = {spec.name: spec for spec in module_fields(module.model)}
    return [(field, specs[called(label, field)]) for field in entry["fields"] if called(label, field) in specs]


def called(label, field) -> str:
    """What the module calls this field of the catalogue."""
    return RENAMED.get((label, field["name"]), (field["name"], ""))[0]


def differing(label, what, wanted, found) -> list[str]:
    """The fields whose `what` is not as wanted; `wanted` and `found` take the catalogue's field and the module's."""
    return [
        f"{field['name']}: {what} is {found(spec)!r}, the catalogue says {wanted(field)!r}"
        for field, spec in fields_of(label)
        if (label, field["name"], what) not in EXCEPTIONS and wanted(field) != found(spec)
    ]


def test_the_catalogue_counts_as_many_modules_as_it_promises():
    counts = CATALOGUE["expected_counts"]
    for kind in ("committee", "branch"):
        scopes = [entry["scopes"][kind] for entry in ENTRIES.values() if kind in entry["scopes"]]
        assert len(scopes) == counts[kind]["total"]
        assert len([scope for scope in scopes if scope["phase"] == 1]) == counts[kind]["phase1"]
    assert len(ENTRIES) == counts["distinct_module_types"]


def test_every_exception_is_still_one_and_has_a_reason():
    for (label, name, _what), reason in EXCEPTIONS.items():
        assert name in [field["name"] for field in ENTRIES[label]["fields"]]
        assert len(reason) > 20


@installed
def test_it_has_the_names_and_the_board_of_the_catalogue(label):
    entry, module = entry_and_module(label)
    assert same_words(module.zh, entry["zh"])
    assert module.en == entry["en"]
    assert module.board == entry["board"]
    assert module.table == entry["table"]
    for kind in ("committee", "branch"):
        wanted = entry["scopes"].get(kind, {}).get("zh", entry["zh"])
        assert same_words(module.name_for(kind), wanted)


@installed
def test_it_stands_at_the_catalogues_place(label):
    _entry, module = entry_and_module(label)
    assert module.number == list(ENTRIES).index(label) + 1


@installed
def test_the_same_units_have_it_since_the_same_phase(label):
    entry, module = entry_and_module(label)
    assert module.scopes == {kind: scope["phase"] for kind, scope in entry["scopes"].items()}


@installed
def test_its_records_and_fields_are_as_private_as_the_catalogue_says(label):
    entry, module = entry_and_module(label)
    assert module.privacy == entry["privacy"]
    assert differing(label, "privacy", lambda field: field.get("privacy", ""), lambda spec: spec.rule.privacy) == []
    assert differing(label, "mask", lambda field: field.get("mask", ""), lambda spec: spec.rule.mask) == []


@installed
def test_its_rhythm_is_the_catalogues(label):
    entry, module = entry_and_module(label)
    wanted, cadence = entry["cadence"], module.cadence
    assert (cadence.interval, cadence.kind) == (wanted["interval"], wanted["kind"])
    assert (cadence.after, cadence.days) == (wanted["due"]["after"], wanted["due"]["days"])
    assert cadence.working_days == wanted["due"].get("working_days", False)
    assert (cadence.min_items, cadence.max_items) == (wanted["min_items"], wanted.get("max_items"))
    assert cadence.by_field_value == wanted.get("by_field_value", {})
    assert cadence.annual_hours == wanted.get("annual_hours", {})
    assert same_words(cadence.due, wanted["due_zh"])


@installed
def test_a_rhythm_by_choice_names_a_field_and_choices_that_exist(label):
    _entry, module = entry_and_module(label)
    choices = {spec.name: {value for value, _label in spec.choices} for spec in module_fields(module.model)}
    for name, by_choice in module.cadence.by_field_value.items():
        assert set(by_choice) <= choices[name]


@installed
def test_it_rests_on_the_rules_that_the_catalogue_names(label):
    entry, module = entry_and_module(label)
    assert len(module.sources) == len(entry["sources"])
    for source, wanted in zip(module.sources, entry["sources"], strict=True):
        assert same_words(source.title, wanted["title"])
        assert source.year == wanted.get("year")
        assert source.article == str(wanted.get("article", ""))
        assert source.verified == wanted["verified"]


@installed
def test_it_has_the_catalogues_fields_in_their_order_and_no_others(label):
    entry, module = entry_and_module(label)
    wanted = [called(label, field) for field in entry["fields"]]
    for (owner, name), (after, _why) in ADDED.items():
        if owner == label:
            wanted.insert(wanted.index(after) + 1, name)
    assert [spec.name for spec in module_fields(module.model)] == wanted


@installed
def test_its_fields_are_of_the_catalogues_types(label):
    assert differing(label, "type", lambda field: field["type"], lambda spec: spec.type) == []


@installed
def test_its_fields_are_called_as_in_the_catalogue(label):
    wrong = [field["name"] for field, spec in fields_of(label) if not same_words(field["zh"], spec.label)]
    assert wrong == []


@installed
def test_its_fields_are_required_where_the_catalogue_requires_them(label):
    assert differing(label, "required", lambda field: field["required"], lambda spec: spec.required) == []


@installed
def test_its_choices_are_the_catalogues(label):
    def wanted(field):
        return pairs(field.get("choices", []))

    assert differing(label, "choices", wanted, lambda spec: [tuple(choice) for choice in spec.choices]) == []


@installed
def test_its_tables_have_the_catalogues_columns(label):
    def wanted(field):
        return pairs(field.get("columns", []))

    def found(spec):
        return [(column.name, column.label) for column in spec.columns] if spec.type == "table" else []

    assert differing(label, "columns", wanted, found) == []


@installed
def test_what_is_computed_or_set_after_the_release_is_marked_so(label):
    for mark in ("computed", "after_release"):
        found = differing(label, mark, lambda field: bool(field.get(mark)), lambda spec: getattr(spec.rule, mark))  # noqa: B023 (called at once)
        assert found == []


@installed
def test_what_only_one_kind_of_unit_has_is_marked_so(label):
    assert differing(label, "only_for", lambda field: field.get("only_for", ""), lambda spec: spec.rule.only_for) == []


@installed
def test_its_form_takes_no_more_rows_than_the_catalogue_allows(label):
    entry, module = entry_and_module(label)
    limits = {panel.relation_name: panel.max_num for panel in inline_panels(module.model.content_panels)}
    wanted = {field["name"]: field["max"] for field in entry["fields"] if "max" in field and field["name"] in limits}
    assert {name: limits.get(name) for name in wanted} == wanted


def inline_panels(panels):
    for panel in panels:
        if isinstance(panel, InlinePanel):
            yield panel
        yield from inline_panels(getattr(panel, "children", []))
