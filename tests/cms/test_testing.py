"""The test kit: the world that it makes, plugins switched off for a moment, and that the contract notices what it is for."""

import pytest
from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.core.management.color import no_style
from django.db import connection, models, transaction
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.models import Collection, Page, get_page_models

import cms.testing
from cms import plugins
from cms.access import viewer_of
from cms.fields import FieldRule
from cms.people import Role
from cms.testing import ModuleContract, World, publish, review, rows, without_plugin
from cms.tree import Section, Unit
from cms.tree.actions import create_unit
from modules.featured_work.models import FeaturedRecord
from tests.cms.samples import featured


class Contract(ModuleContract):
    """The contract of 特色工作, to be called check by check."""

    label = "featured_work"


@pytest.fixture
def contract():
    return Contract()


def spoilt(**fields):
    """The contract of a module that has these fields, by name."""
    for name, field in fields.items():
        field.set_attributes_from_name(name)
        field.model = FeaturedRecord

    class Spoilt(Contract):
        def fields(self, model=None):
            return list(fields.values())

    return Spoilt()


# The world ------------------------------------------------------------------------------------------------------------


def test_the_world_has_a_committee_and_two_branches_and_people_on_demand(world):
    assert list(Unit.objects.order_by("path").values_list("code", flat=True)) == ["committee", "zongzhuang", "jijia"]
    for role in Role.values:
        user = world.user(role)
        assert user is world.user(role)
        [(held, unit)] = viewer_of(user).roles
        assert held == role
        committee_only = role in ("approver", "party_office", "administrator", "secrecy_officer", "auditor")
        assert unit == (world.committee.pk if committee_only else world.branch.pk)
    assert world.user("drafter", world.other) is not world.user("drafter")


def test_a_draft_is_a_draft_and_a_published_record_passed_three_reviews(world):
    draft = featured(world)
    assert (draft.live, draft.latest_revision_id is not None) == (False, True)
    review(world, draft, upto=2)
    assert not FeaturedRecord.objects.get(pk=draft.pk).live
    assert publish(world, featured(world)).live


def test_images_and_files_differ_in_their_bytes(world):
    images, files = [world.image(), world.image()], [world.attachment(), world.attachment()]
    for pair in (images, files):
        contents = []
        for item in pair:
            with item.file.open("rb") as stream:
                contents.append(stream.read())
        assert contents[0] != contents[1]
        assert {item.collection_id for item in pair} == {world.branch.collection_id}


def test_rows_that_are_written_again_are_those_that_the_action_left(db):
    """The world of most tests is founded once and written again for each."""

    def found():
        World()
        return rows._tables()

    before = rows._tables()
    left, statements = rows.remember(found)
    assert rows._tables() == before
    rows.repeat(statements)
    assert rows._tables() == left
    assert {unit.title for unit in Unit.objects.search("党支部")} == {"总装党支部", "机加党支部"}
    assert len(statements) < 20


def test_ids_go_on_after_rows_that_are_written_again(db):
    """Whatever the database counted in between: on PostgreSQL a sequence may have been set back."""
    world, statements = rows.remember(World)
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), [Page, Unit, Collection]):
            cursor.execute(statement)
    rows.repeat(statements)
    assert world.new_user("drafter").person.unit == world.branch
    later = create_unit(title="后桥党支部", kind="branch", code="houqiao", parent=world.committee)
    assert later.pk > max(unit.pk for unit in (world.committee, world.branch, world.other))


def test_what_deletes_rows_cannot_be_written_again(world):
    with pytest.raises(ValueError, match="auth_user"):
        user = world.new_user()
        user.person.delete()
        rows.remember(user.delete)


def test_what_one_test_does_to_its_world_the_next_does_not_see(_founded, db):
    with transaction.atomic():
        first = _founded()
        first.branch.title, first.later = "改名", True
        first.user("drafter")
        transaction.set_rollback(True)
    second = _founded()
    assert (second.branch.title, second._users, hasattr(second, "later")) == ("总装党支部", {}, False)
    assert Unit.objects.get(code="zongzhuang") == second.branch


# Switched off for a moment --------------------------------------------------------------------------------------------


def test_a_plugin_is_gone_within_the_block_and_back_after_it(db):
    registered = {name: list(found) for name, found in hooks._hooks.items()}
    kind = ContentType.objects.get_for_model(FeaturedRecord)
    for _again in range(2):
        with pytest.raises(RuntimeError, match="im Block"):
            with without_plugin("featured_work"):
                assert plugins.find_module("featured_work") is None
                assert not apps.is_installed("modules.featured_work")
                assert FeaturedRecord not in get_page_models()
                assert kind.model_class() is None
                assert Section.allowed_subpage_models().count(FeaturedRecord) == 0
                raise RuntimeError("im Block")
        assert plugins.find_module("featured_work").model is FeaturedRecord
        assert kind.model_class() is FeaturedRecord
        assert FeaturedRecord in Section.allowed_subpage_models()
        assert {name: list(found) for name, found in hooks._hooks.items()} == registered
    with pytest.raises(KeyError):
        with without_plugin("no_such_plugin"):
            pass


# The contract notices -------------------------------------------------------------------------------------------------


def test_a_label_of_no_module_is_told():
    class Wrong(ModuleContract):
        label = "search"

    with pytest.raises(AssertionError, match="label = 'search': no such module"):
        _ = Wrong().module


def test_an_exemption_needs_a_check_and_a_reason_and_then_skips_it(contract):
    contract.exempt = {"no_such_check": "因为所以因为所以因为"}
    with pytest.raises(AssertionError, match="there is no check 'no_such_check'"):
        contract.test_every_exemption_names_a_check_and_gives_a_reason()
    contract.exempt = {"search_finds_its_words": "later"}
    with pytest.raises(AssertionError, match="needs a reason"):
        contract.test_every_exemption_names_a_check_and_gives_a_reason()
    contract.exempt = {"search_finds_its_words": "its texts are restricted, all of them"}
    contract.test_every_exemption_names_a_check_and_gives_a_reason()
    with pytest.raises(pytest.skip.Exception, match="its texts are restricted"):
        contract.skip_if_exempt("test_search_finds_its_words")
    contract.skip_if_exempt("test_the_declaration_is_sound")


def test_a_wrong_declaration_is_noticed(contract, monkeypatch):
    monkeypatch.setattr(contract.module, "privacy", "everybody", raising=False)
    with pytest.raises(AssertionError, match="privacy: 'everybody' is none of"):
        contract.test_the_declaration_is_sound()


def test_a_table_with_another_prefix_is_noticed(contract, monkeypatch):
    monkeypatch.setattr(contract.module, "table", "m_other", raising=False)
    with pytest.raises(AssertionError):
        contract.test_its_table_names_are_short_and_carry_its_prefix()
    monkeypatch.setattr(contract.module, "table", "m_guide", raising=False)
    with pytest.raises(AssertionError, match="that of work_guide"):
        contract.test_no_other_module_uses_its_table_prefix()


def test_a_name_too_long_for_some_database_is_noticed(monkeypatch):
    contract = spoilt()
    monkeypatch.setattr(type(contract), "identifiers", lambda self: ["x" * 31])
    with pytest.raises(AssertionError):
        contract.test_its_table_names_are_short_and_carry_its_prefix()


def test_migrations_that_depend_on_wagtail_or_lag_behind_the_models_are_noticed(contract, settings):
    settings.MIGRATION_MODULES = {"featured_work": "tests.cms.bad_migrations"}
    with pytest.raises(AssertionError, match="depends on more than cms"):
        contract.test_its_migrations_depend_on_the_core_alone_and_never_on_its_newest()
    with pytest.raises(AssertionError, match="Create model FeaturedRecord"):
        contract.test_its_models_have_no_change_without_a_migration()


@pytest.mark.parametrize("name", ["owner", "unit", "aliases", "reported_by", "summary", "fill_in"])
def test_a_field_that_takes_a_name_of_the_core_is_noticed(name):
    with pytest.raises(AssertionError):
        spoilt(**{name: models.CharField(_("名称"))}).test_no_field_takes_a_name_that_is_reserved_or_the_cores()


@pytest.mark.parametrize(
    ("related_name", "sound"), [("+", True), ("featured_work_people", True), ("things", False), (None, False)]
)
def test_a_name_left_on_others_models_is_noticed(related_name, sound, monkeypatch):
    key = models.ForeignKey(Page, on_delete=models.PROTECT, related_name=related_name)
    contract = spoilt(key=key)
    monkeypatch.setattr(type(contract.module), "get_models", lambda self, **kwargs: [FeaturedRecord])
    if sound:
        contract.test_its_relations_leave_no_name_that_another_plugin_could_claim()
    else:
        with pytest.raises(AssertionError):
            contract.test_its_relations_leave_no_name_that_another_plugin_could_claim()


@pytest.mark.parametrize(
    "field",
    [
        models.CharField(),
        models.CharField("Name"),
        models.CharField(_("名称"), choices=[("a", "a")]),
    ],
)
def test_a_field_or_choice_without_a_chinese_label_is_noticed(field):
    with pytest.raises(AssertionError):
        spoilt(thing=field).test_every_field_and_choice_has_a_chinese_label()


@pytest.mark.parametrize(
    "field",
    [
        models.CharField("名称"),
        models.CharField(_("名称"), help_text="帮助"),
        models.CharField(_("名称"), choices=[("a", "甲")]),
    ],
)
def test_words_that_are_translated_at_import_are_noticed(field):
    with pytest.raises(AssertionError):
        spoilt(thing=field).test_its_words_are_translated_lazily()


def test_sound_fields_pass():
    contract = spoilt(
        thing=models.CharField(_("名称"), help_text=_("帮助"), choices=[("a", _("甲")), ("2026", "2026")])
    )
    contract.test_every_field_and_choice_has_a_chinese_label()
    contract.test_its_words_are_translated_lazily()
    contract.test_no_field_takes_a_name_that_is_reserved_or_the_cores()


def test_a_form_that_asks_for_what_is_computed_is_noticed(contract, monkeypatch):
    monkeypatch.setattr(FeaturedRecord, "field_rules", {"category": FieldRule(computed=True)})
    with pytest.raises(AssertionError):
        contract.test_the_form_does_not_ask_for_what_is_computed_or_comes_after_the_release()


def test_a_restricted_field_that_leaks_into_the_card_is_noticed(contract, monkeypatch, world):
    from cms import schema

    monkeypatch.setattr(FeaturedRecord, "field_rules", {"practice": FieldRule(privacy="unit")})
    schema._fields_of.cache_clear()
    try:
        contract.test_restricted_fields_are_withheld_from_viewers_beyond_them(world)
        monkeypatch.setattr(FeaturedRecord, "card_lines", lambda self: [self.practice.strip("<p>/")])
        with pytest.raises(AssertionError, match="practice"):
            contract.test_restricted_fields_are_withheld_from_viewers_beyond_them(world)
    finally:
        schema._fields_of.cache_clear()


def test_a_draft_that_cannot_be_submitted_is_noticed(contract, world):
    from django.core.exceptions import ValidationError

    contract.make = lambda world, **fields: featured(world, result="<p>没有数字</p>")
    with pytest.raises(ValidationError, match="成效须可量化"):
        contract.test_a_draft_can_be_made_and_submitted(world)


def test_what_is_promised_is_there():
    assert [name for name in cms.testing.__all__ if not hasattr(cms.testing, name)] == []
