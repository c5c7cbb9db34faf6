"""The fields that modules are built of: what they take, what they refuse, what enters a migration, what a form asks."""

import datetime
from decimal import Decimal

import pytest
from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.db.migrations.writer import MigrationWriter
from modelcluster.fields import ParentalKey
from wagtail.models import Orderable

from cms import fields
from cms.fields import (
    BodyField,
    FieldRule,
    FileRow,
    HomeBodyField,
    ImageRow,
    MoneyField,
    MultiChoiceField,
    PercentField,
    PeriodField,
    Row,
    percent,
    rows_of,
)
from cms.tree import Record, Unit, period_of
from modules.work_guide.models import GuideRecord, GuideStep
from tests.cms.samples import featured

GROUPS = [("members", "党员"), ("employees", "员工"), ("guests", "来宾")]


def written(field) -> str:
    """The field as a migration writes it."""
    field.set_attributes_from_name("name")
    return MigrationWriter.serialize(field)[0]


def rebuilt(field):
    _name, path, args, kwargs = field.deconstruct()
    assert path == f"{type(field).__module__}.{type(field).__name__}"
    return type(field)(*args, **kwargs)


# Periods --------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("value", ["2026", "2026-01", "2026-12", "2026Q1", "2026Q4", "2026H1", "2026H2"])
def test_a_period_is_a_month_a_quarter_a_half_year_or_a_year(value):
    assert PeriodField().clean(value, None) == value


@pytest.mark.parametrize(
    "value", ["26", "2026-13", "2026-00", "2026Q5", "2026Q0", "2026H3", "2026-1", "2026q1", "第一季度"]
)
def test_anything_else_is_no_period(value):
    with pytest.raises(ValidationError, match="期间写作 2026-03"):
        PeriodField().clean(value, None)


def test_a_period_without_its_rule_and_length_enters_migrations():
    field = PeriodField("期间", blank=True, db_index=True)
    assert written(field) == "cms.fields.PeriodField(blank=True, db_index=True, verbose_name='期间')"
    assert rebuilt(field).max_length == 7
    assert len(rebuilt(field).validators) == len(field.validators)


@pytest.mark.parametrize(
    ("kind", "period"), [("month", "2026-09"), ("quarter", "2026Q3"), ("half_year", "2026H2"), ("year", "2026")]
)
def test_the_period_of_a_day_is_of_its_kind_and_a_period(kind, period):
    assert period_of(datetime.date(2026, 9, 30), kind) == period
    assert PeriodField().clean(period, None) == period


# Several choices ------------------------------------------------------------------------------------------------------


def test_several_choices_are_kept_in_the_order_of_the_choices_each_once():
    field = MultiChoiceField("人群", choices=GROUPS)
    assert field.clean(["guests", "members", "guests"], None) == ["members", "guests"]
    assert field.clean([], None) == []


@pytest.mark.parametrize("value", [["nobody"], "members", {"members": 1}, [["members"]], [None], ["members", 3]])
def test_what_is_no_choice_is_refused_by_name(value):
    with pytest.raises(ValidationError, match="不是可选项"):
        MultiChoiceField(choices=GROUPS).clean(value, None)


def test_a_field_that_must_be_filled_refuses_an_empty_list():
    with pytest.raises(ValidationError):
        MultiChoiceField(choices=GROUPS, blank=False).clean([], None)


def test_choices_stay_out_of_migrations():
    field = MultiChoiceField("人群", choices=GROUPS)
    assert written(field) == "cms.fields.MultiChoiceField(blank=True, default=list, verbose_name='人群')"


def test_the_form_shows_boxes_and_asks_for_one_only_where_one_is_needed():
    field = MultiChoiceField("人群", choices=GROUPS, help_text="可多选").formfield()
    assert isinstance(field.widget, forms.CheckboxSelectMultiple)
    assert (field.label, field.help_text, field.required, field.choices) == ("人群", "可多选", False, GROUPS)
    assert field.clean(["members"]) == ["members"]
    with pytest.raises(ValidationError):
        field.clean(["nobody"])
    assert MultiChoiceField(choices=GROUPS, blank=False).formfield().required


def test_several_choices_come_back_from_the_database_as_they_went(world):
    page = world.draft(
        GuideRecord, world.committee, topic="dues", question="党费", valid_from=datetime.date(2026, 1, 1),
        applicable_to=["secretary", "member"],
    )  # fmt: skip
    assert GuideRecord.objects.get(pk=page.pk).applicable_to == ["secretary", "member"]
    assert page.get_latest_revision_as_object().applicable_to == ["secretary", "member"]


# Numbers --------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("part", "whole", "share"),
    [
        (1, 3, "33.3"), (2, 3, "66.7"), (20, 20, "100.0"), (0, 5, "0.0"),
        (None, 5, None), (5, None, None), (5, 0, None), (None, None, None),
    ],
)  # fmt: skip
def test_a_share_is_rounded_to_one_place_and_unknown_without_a_whole(part, whole, share):
    assert percent(part, whole) == (share and Decimal(share))


@pytest.mark.parametrize(
    ("field", "digits", "places", "kind"), [(PercentField("率"), 6, 1, "percent"), (MoneyField("额"), 12, 2, "money")]
)
def test_shares_and_amounts_have_their_digits_and_keep_them_in_migrations(field, digits, places, kind):
    assert (field.max_digits, field.decimal_places, field.catalogue_type) == (digits, places, kind)
    again = rebuilt(field)
    assert (again.max_digits, again.decimal_places) == (digits, places)
    with pytest.raises(ValidationError):
        field.clean("1" * (digits + 1), None)
    assert field.clean("12.5", None) == Decimal("12.5")


def test_other_digits_can_be_asked_for():
    assert rebuilt(PercentField(max_digits=8, decimal_places=3)).decimal_places == 3
    assert rebuilt(MoneyField(max_digits=14)).max_digits == 14


# Bodies and rows ------------------------------------------------------------------------------------------------------


def test_a_body_may_be_empty_and_a_home_page_has_live_blocks_beside():
    assert BodyField().blank
    own, home = Record._meta.get_field("body").stream_block, Unit._meta.get_field("body").stream_block
    assert set(home.child_blocks) - set(own.child_blocks) == {"latest_records", "board", "notices", "calendar"}
    assert (BodyField.home, HomeBodyField.home) == (False, True)


def test_block_types_given_to_a_body_are_not_taken():
    assert BodyField([("x", None)]).deconstruct()[2:] == ([], {})


def test_rows_are_ordered_and_belong_to_their_record():
    assert issubclass(Row, Orderable) and Row._meta.abstract
    key = GuideStep._meta.get_field("page")
    assert isinstance(key, ParentalKey)
    assert (key.remote_field.model, key.remote_field.related_name) == (GuideRecord, "steps")
    assert key.remote_field.on_delete is models.CASCADE
    fresh = rows_of("work_guide.GuideRecord", "notes")
    assert fresh.remote_field.related_name == "notes"


def test_rows_come_back_in_their_order(world):
    page = world.draft(
        GuideRecord, world.committee, topic="dues", question="党费", valid_from=datetime.date(2026, 1, 1),
        rows={"steps": [GuideStep(no=2, action="交"), GuideStep(no=1, action="算")]},
    )  # fmt: skip
    assert [step.action for step in GuideRecord.objects.get(pk=page.pk).steps.all()] == ["交", "算"]


def test_files_and_images_in_rows_cannot_be_deleted_while_a_record_shows_them(world):
    for row, name in ((FileRow, "file"), (ImageRow, "image")):
        field = row._meta.get_field(name)
        assert (field.remote_field.on_delete, field.remote_field.related_name) == (models.PROTECT, "+")
    assert not ImageRow._meta.get_field("alt").blank
    page = featured(world)
    attachment = world.attachment()
    page.attachments = [type(page).attachments.rel.related_model(file=attachment)]
    page.save()
    with pytest.raises(models.ProtectedError):
        attachment.delete()


def test_a_field_rule_says_nothing_unless_it_is_told_to():
    assert FieldRule() == FieldRule(privacy="", mask="", after_release=False, only_for="", computed=False, filled=False)
    with pytest.raises(AttributeError):
        FieldRule().privacy = "unit"


def test_everything_that_is_promised_is_there():
    assert [name for name in fields.__all__ if not hasattr(fields, name)] == []
