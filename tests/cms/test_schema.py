"""A module's fields as data: read from the page type itself, in the order that it says, in the reader's language."""

import datetime

import pytest
from django.db import models
from django.utils import translation
from wagtail.fields import RichTextField

from cms import plugins
from cms.fields import FieldRule, MoneyField, MultiChoiceField, PercentField, PeriodField
from cms.months import MonthSeriesField
from cms.schema import module_fields, type_of
from modules.featured_work.models import FeaturedRecord
from modules.three_meetings_one_lesson.models import MeetingRecord
from modules.work_guide.models import GuideRecord

# The catalogue's words for types, and the two of tables' own that only code has
TYPES = {
    "text", "richtext", "date", "datetime", "integer", "decimal", "percent", "money", "bool", "choice", "multichoice",
    "person", "people", "unit", "units", "month_series", "table", "file", "files", "image", "images", "record_ref",
    "record_refs", "url", "json",
}  # fmt: skip


def specs(model):
    return {spec.name: spec for spec in module_fields(model)}


def test_the_fields_come_in_the_order_of_the_form_and_are_the_modules_own():
    assert [spec.name for spec in module_fields(MeetingRecord)] == list(MeetingRecord.field_order)
    assert "title" not in specs(MeetingRecord)
    assert "evidence" not in specs(MeetingRecord)
    assert "record_ptr" not in specs(MeetingRecord)


@pytest.mark.parametrize("label", [module.label for module in plugins.modules()])
def test_every_field_of_every_module_has_a_type_and_a_label(label):
    model = plugins.find_module(label).model
    found = module_fields(model)
    assert found
    assert {spec.type for spec in found} <= TYPES
    for spec in [*found, *(column for table in found for column in table.columns)]:
        assert spec.type in TYPES, spec.name
        assert spec.label, spec.name
        assert bool(spec.choices) == (spec.type in ("choice", "multichoice")), spec.name


def test_what_a_field_says_is_kept():
    found = specs(MeetingRecord)
    meeting_type = found["meeting_type"]
    assert (meeting_type.type, meeting_type.label, meeting_type.required) == ("choice", "会议类型", True)
    assert meeting_type.choices[0] == ("members", "党员大会")
    assert meeting_type.choice_labels["lesson"] == "党课"
    assert (found["party_group"].required, found["party_group"].help) == (False, "党小组会必填。")
    assert found["attendance_rate"].rule.computed
    assert (found["attendance_rate"].type, found["chair"].type, found["observers"].type) == (
        "percent",
        "person",
        "people",
    )


def test_tables_have_columns_without_their_keys_and_order():
    found = specs(MeetingRecord)
    absentees = found["absentees"]
    assert (absentees.type, absentees.label, absentees.rule) == ("table", "缺席人员及原因", FieldRule(privacy="unit"))
    assert [column.name for column in absentees.columns] == ["person", "reason", "make_up"]
    assert [column.type for column in absentees.columns] == ["person", "text", "text"]
    assert (found["topics"].required, found["resolutions"].required) == (True, False)
    assert (found["sign_in_sheet"].type, found["photos"].type) == ("files", "images")


def test_a_field_that_is_derived_when_empty_is_required_all_the_same():
    assert specs(GuideRecord)["review_due"].required
    assert GuideRecord._meta.get_field("review_due").blank


def test_the_labels_are_in_the_readers_language_however_often_they_are_asked_for():
    with translation.override("zh-hans"):
        chinese = specs(FeaturedRecord)["category"].label
    with translation.override("en"):
        english = specs(FeaturedRecord)["category"].label
        expected = str(FeaturedRecord._meta.get_field("category").verbose_name)
    with translation.override("zh-hans"):
        assert specs(FeaturedRecord)["category"].label == chinese == "类别"
    assert english == expected


def test_the_list_can_be_changed_without_changing_it_for_others():
    module_fields(FeaturedRecord).clear()
    assert module_fields(FeaturedRecord)


@pytest.mark.parametrize(
    ("field", "kind"),
    [
        (models.CharField(), "text"),
        (models.TextField(), "text"),
        (PeriodField(), "text"),
        (models.CharField(choices=[("a", "A")]), "choice"),
        (models.IntegerField(choices=[(1, "一")]), "choice"),
        (MultiChoiceField(choices=[("a", "A")]), "multichoice"),
        (RichTextField(), "richtext"),
        (models.DateField(default=datetime.date.today), "date"),
        (models.DateTimeField(), "datetime"),
        (models.BooleanField(), "bool"),
        (models.PositiveSmallIntegerField(), "integer"),
        (models.DecimalField(), "decimal"),
        (PercentField(), "percent"),
        (MoneyField(), "money"),
        (models.URLField(), "url"),
        (models.JSONField(), "json"),
        (MonthSeriesField(), "month_series"),
        (GuideRecord._meta.get_field("record_ptr"), "record_ref"),
    ],
    ids=lambda value: value if isinstance(value, str) else type(value).__name__,
)
def test_each_field_of_djangos_has_the_catalogues_word(field, kind):
    assert type_of(field) == kind
