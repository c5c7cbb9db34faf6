"""Documents: written with the publication, gone with the withdrawal, following the page to wherever it goes."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction

from cms.access import viewer_of
from cms.delivery import documents, outbox, reading
from cms.delivery.models import Document, DocumentFile, DocumentPath
from cms.fields import FieldRule
from cms.moderation.actions import submit, withdraw
from cms.moderation.models import Release
from cms.schema import _fields_of
from cms.testing import publish, review
from cms.tree import RecordAttachment, Unit
from cms.tree.actions import create_unit, move_unit
from modules.featured_work.models import FeaturedRecord
from modules.three_meetings_one_lesson.models import MeetingPhoto
from tests.cms.samples import featured, meeting


def document_of(page) -> Document:
    return Document.objects.get(pk=page.pk)


@pytest.fixture
def rules(monkeypatch):
    """A function that gives 特色工作 other field rules for the test."""

    def change(**given):
        monkeypatch.setattr(FeaturedRecord, "field_rules", FeaturedRecord.field_rules | given)
        _fields_of.cache_clear()

    yield change
    monkeypatch.undo()
    _fields_of.cache_clear()


# With the publication -------------------------------------------------------------------------------------------------


def test_there_is_no_document_before_the_last_review_and_there_is_one_after_it(world):
    page = featured(world)
    review(world, page, upto=2)
    assert not Document.objects.filter(pk=page.pk).exists()
    state = FeaturedRecord.objects.get(pk=page.pk).current_workflow_task_state
    from cms.testing import decide

    decide(state, world.user("approver"), "pass")
    document = document_of(page)
    assert (document.kind, document.module, document.scope) == ("record", "featured_work", "employees")
    assert (document.unit, document.committee, document.section_id) == (
        world.branch, world.committee, page.get_parent().pk,
    )  # fmt: skip
    assert document.path == f"/zongzhuang/featured-work/{page.slug}/"
    assert document.drafter == world.user("drafter").person
    assert [entry["stage"] for entry in document.content["review"]] == ["first", "second", "final"]


def test_a_publication_that_fails_leaves_neither_a_live_page_nor_a_document(world, monkeypatch):
    page = featured(world)
    review(world, page, upto=2)
    state = FeaturedRecord.objects.get(pk=page.pk).current_workflow_task_state

    def fail(*args, **kwargs):
        raise RuntimeError("the disk is full")

    from cms.testing import decide

    monkeypatch.setattr(outbox, "add", fail)
    with pytest.raises(RuntimeError), transaction.atomic():
        decide(state, world.user("approver"), "pass")
    assert not FeaturedRecord.objects.get(pk=page.pk).live
    assert not Document.objects.filter(pk=page.pk).exists()
    assert Release.objects.get(page_id=page.pk).complete_at is None


def test_a_document_without_a_release_cannot_be_stored(world):
    page = featured(world)
    document, _files = documents.build(page, Release(page=page, unit=world.branch))
    document.release = None
    with pytest.raises(IntegrityError), transaction.atomic():
        document.save(force_insert=True)


def test_withdrawal_takes_the_document_its_files_and_its_earlier_paths_away(world):
    image = world.image()
    page = publish(world, meeting(world, photos=[MeetingPhoto(image=image, alt="会场")]))
    move_unit(world.branch, create_unit(title="分厂党委", kind="committee", code="fc", parent=world.committee))
    assert DocumentPath.objects.filter(document_id=page.pk).exists()
    page = type(page).objects.get(pk=page.pk)
    withdraw(page, world.new_user("party_office", unit=page.owning_unit.committee), "事实有误")
    assert not Document.objects.filter(pk=page.pk).exists()
    assert not DocumentFile.objects.filter(document_id=page.pk).exists()
    assert not DocumentPath.objects.filter(document_id=page.pk).exists()
    assert not type(page).objects.get(pk=page.pk).live


def test_a_draft_beside_the_live_version_changes_nothing_that_readers_see(world):
    page = publish(world, featured(world, title="原题"))
    before = document_of(page)
    page.title, page.summary, page.correction_note = "新题", "新的摘要", "改题"
    page.save_revision(user=world.user("drafter"))
    submit(page, world.user("drafter"))
    after = document_of(page)
    assert (after.title, after.content, after.etag) == (before.title, before.content, before.etag)


# The validator --------------------------------------------------------------------------------------------------------


def test_the_etag_changes_with_the_content_and_only_with_it(world):
    page = publish(world, featured(world))
    release = Release.objects.get(page_id=page.pk)
    first = document_of(page).etag
    assert documents.build(page, release)[0].etag == first

    def etag_of(**changes):
        again = FeaturedRecord.objects.get(pk=page.pk)
        for name, value in changes.items():
            setattr(again, name, value)
        return documents.build(again, release)[0].etag

    changed = [
        etag_of(title="另题"),
        etag_of(summary="摘要"),
        etag_of(disclosure_scope="unit"),
        etag_of(result="<p>提高到97%。</p>"),
        etag_of(body=[("heading", {"text": "小标题", "level": "2"})]),
        etag_of(period="2020Q1"),
    ]
    assert first not in changed
    assert len(set(changed)) == len(changed)


def test_the_etag_changes_with_the_address_and_is_what_a_new_build_would_give(world):
    page = publish(world, featured(world))
    first = document_of(page).etag
    move_unit(world.branch, create_unit(title="分厂党委", kind="committee", code="fc", parent=world.committee))
    page = FeaturedRecord.objects.get(pk=page.pk)
    moved = document_of(page).etag
    assert moved != first
    assert documents.build(page, Release.objects.get(page_id=page.pk))[0].etag == moved


# Addresses ------------------------------------------------------------------------------------------------------------


def test_a_new_slug_keeps_the_earlier_address_leading_to_the_record(world):
    page = publish(world, featured(world))
    old = document_of(page).path
    page.slug = "renamed"
    page.save_revision(user=world.user("drafter"))
    page = publish(world, page)
    assert document_of(page).path == "/zongzhuang/featured-work/renamed/"
    employee = viewer_of(world.new_user("employee", unit=world.other))
    assert reading.at_path(employee, old) == "/zongzhuang/featured-work/renamed/"


def test_an_address_that_another_record_takes_belongs_to_it(world):
    first = publish(world, featured(world, slug="a"))
    first.slug = "b"
    first.save_revision(user=world.user("drafter"))
    publish(world, first)
    second = publish(world, featured(world, slug="a"))
    employee = viewer_of(world.new_user("employee"))
    assert reading.at_path(employee, "/zongzhuang/featured-work/a/").pk == second.pk
    assert not DocumentPath.objects.filter(path="/zongzhuang/featured-work/a/").exists()


def test_a_unit_s_new_slug_relocates_everything_below_it_in_the_same_transaction(world):
    page = publish(world, featured(world))
    old = document_of(page).path
    unit = Unit.objects.get(pk=world.branch.pk)
    unit.slug = "zz"
    unit.save_revision(user=world.user("drafter"))
    publish(world, unit)
    assert document_of(page).path == old.replace("/zongzhuang/", "/zz/")
    assert document_of(unit).path == "/zz/"
    assert set(DocumentPath.objects.values_list("path", flat=True)) == {old, "/zongzhuang/"}


def test_what_is_relocated_is_told_to_the_outbox(world, monkeypatch):
    page = publish(world, featured(world))
    told = []
    monkeypatch.setattr(outbox, "add", lambda pages: told.extend(pages))
    move_unit(world.branch, create_unit(title="分厂党委", kind="committee", code="fc", parent=world.committee))
    assert page.pk in told


def test_units_that_only_begin_alike_are_left_alone(world):
    alike = create_unit(title="总装二支部", kind="branch", code="zongzhuang-2", parent=world.committee)
    page = publish(world, featured(world, alike))
    before = document_of(page).path
    move_unit(world.branch, create_unit(title="分厂党委", kind="committee", code="fc", parent=world.committee))
    assert document_of(page).path == before


# Fields that not everybody sees ---------------------------------------------------------------------------------------


def names(content) -> list[str]:
    return [entry["name"] for entry in content["fields"]]


def test_a_restricted_table_is_apart_and_in_its_place_for_those_who_reach_it(world):
    page = publish(world, meeting(world, absent=[(world.person("钱某某"), "住院手术")]))
    document = document_of(page)
    assert "住院手术" not in str(document.content) + document.text + str(document.card)
    insider = documents.read(document, viewer_of(world.new_user("member")))
    outsider = documents.read(document, viewer_of(world.new_user("member", unit=world.other)))
    assert insider["withheld"] == []
    assert outsider["withheld"] == ["absentees"]
    assert "住院手术" in str(insider)
    assert "住院手术" not in str(outsider)
    assert "钱某某" not in str(outsider)
    assert [name for name in names(insider) if name != "absentees"] == names(outsider)
    order = [name for name in type(page).field_order if name in names(insider)]
    assert names(insider) == order


def test_several_restricted_fields_keep_their_places_on_every_database(world, rules):
    rules(
        result=FieldRule(privacy="unit"),
        background=FieldRule(privacy="restricted"),
        category=FieldRule(privacy="members"),
    )
    page = publish(world, featured(world))
    document = document_of(page)
    everything = documents.read(document, viewer_of(world.user("secretary")))
    assert names(everything) == ["quarter", "category", "background", "practice", "result", "selected"]
    member = documents.read(document, viewer_of(world.new_user("member")))
    assert names(member) == ["quarter", "category", "practice", "result", "selected"]
    assert member["withheld"] == ["background"]
    elsewhere = documents.read(document, viewer_of(world.new_user("employee", unit=world.other)))
    assert names(elsewhere) == ["quarter", "practice", "selected"]
    assert elsewhere["withheld"] == ["category", "background", "result"]


def test_a_masked_name_stands_where_the_name_stands(world, rules):
    rules(contributors=FieldRule(mask="name", privacy="members"))
    page = featured(world)
    page.contributors = [world.person("诸葛明"), world.person("张三")]
    page.save_revision(user=world.user("drafter"))
    document = document_of(publish(world, page))
    member = documents.read(document, viewer_of(world.new_user("member", unit=world.other)))
    employee = documents.read(document, viewer_of(world.new_user("employee", unit=world.other)))
    shown = {entry["name"]: entry for entry in employee["fields"]}["contributors"]
    assert set(shown["display"].split("、")) == {"诸**", "张*"}
    assert employee["withheld"] == ["contributors"]
    assert "诸葛明" in str(member)
    assert "诸葛明" not in str(employee) + document.text + str(document.card)
    assert names(member) == names(employee)


def test_where_the_record_is_as_narrow_as_the_field_nothing_is_withheld(world):
    page = publish(world, meeting(world, absent=[(world.person(), "出差")], disclosure_scope="unit"))
    assert document_of(page).restricted == {}
    assert "absentees" in names(document_of(page).content)


def test_a_field_of_the_other_kind_of_unit_is_not_shown_nor_are_its_files(world, rules):
    rules(background=FieldRule(only_for="committee"))
    page = publish(world, featured(world))
    assert "background" not in names(document_of(page).content)


def test_references_to_records_that_the_reader_does_not_see_are_left_out(world):
    secret = publish(world, featured(world, title="机密的标题", disclosure_scope="committee"))
    page = publish(world, featured(world))
    document = document_of(page)
    document.content["fields"].append(
        {"name": "meeting", "label": "会议", "type": "record_ref", "value": {"id": secret.pk, "title": secret.title}}
    )
    employee = viewer_of(world.new_user("employee"))
    assert "机密的标题" not in str(documents.read(document, employee))
    assert "机密的标题" in str(documents.read(document, viewer_of(world.user("approver"))))


# Files ----------------------------------------------------------------------------------------------------------------


def test_a_document_names_the_files_that_it_shows_and_how_narrow_the_field_is(world, monkeypatch):
    image, file, both = world.image(), world.attachment(), world.image()
    page = meeting(world, photos=[MeetingPhoto(image=image, alt="会场"), MeetingPhoto(image=both, alt="会场")])
    page.attachments = [RecordAttachment(file=file)]
    page.body = [("image", {"image": both, "alt": "同一张", "caption": ""})]
    page.save_revision(user=world.user("drafter"))
    monkeypatch.setattr(type(page), "field_rules", type(page).field_rules | {"photos": FieldRule(privacy="unit")})
    _fields_of.cache_clear()
    try:
        publish(world, page)
    finally:
        monkeypatch.undo()
        _fields_of.cache_clear()
    shown = {
        (item.image_id, item.attachment_id): item.privacy for item in DocumentFile.objects.filter(document_id=page.pk)
    }
    assert shown == {(image.pk, None): "unit", (None, file.pk): "", (both.pk, None): ""}


def test_what_a_republished_version_no_longer_shows_is_no_longer_named(world):
    image = world.image()
    page = publish(world, meeting(world, photos=[MeetingPhoto(image=image, alt="会场")]))
    page.photos = []
    page.save_revision(user=world.user("drafter"))
    publish(world, page)
    assert not DocumentFile.objects.filter(image=image).exists()


def test_an_image_whose_file_is_gone_is_named_and_nothing_is_published(world):
    image = world.image(title="会场全景")
    page = meeting(world, photos=[MeetingPhoto(image=image, alt="会场")])
    image.file.storage.delete(image.file.name)
    with pytest.raises(ValidationError, match="会场全景"), transaction.atomic():
        publish(world, page)
    assert not type(page).objects.get(pk=page.pk).live


# What plugins add -----------------------------------------------------------------------------------------------------


def test_a_plugin_adds_to_the_content_and_one_that_fails_stops_nobody(world, monkeypatch):
    from cms import plugins

    good, bad = plugins.find_module("work_guide"), plugins.find_module("featured_work")

    def extend(page, content):
        content["score"] = 5

    def fail(page, content):
        content["half"] = "done"
        raise RuntimeError("a bug")

    monkeypatch.setattr(plugins, "offers", lambda what: [(good, extend), (bad, fail)] if what == "document" else [])
    monkeypatch.setattr(plugins, "faults", {})
    page = publish(world, featured(world))
    content = document_of(page).content
    assert content["score"] == 5
    assert "half" not in content
    assert list(plugins.faults) == [("featured_work", "document")]


# Home pages -----------------------------------------------------------------------------------------------------------


def test_a_unit_s_home_page_has_a_document_for_employees_from_its_founding_on(world):
    document = document_of(world.branch)
    assert (document.kind, document.scope, document.module, document.section_id) == ("unit", "employees", "", None)
    assert document.path == "/zongzhuang/"
    assert document.content["body"] == []


def test_a_practice_unit_s_documents_are_marked(world):
    school = create_unit(title="练习支部", kind="branch", code="school", parent=world.committee, practice=True)
    page = publish(world, featured(world, school))
    assert document_of(page).practice
    assert document_of(school).practice


def test_a_practice_record_may_be_deleted_and_takes_its_document_along(world):
    school = create_unit(title="练习支部", kind="branch", code="school", parent=world.committee, practice=True)
    page = publish(world, featured(world, school))
    page.delete()
    assert not Document.objects.filter(pk=page.pk).exists()
    real = publish(world, featured(world))
    with pytest.raises(PermissionDenied):
        real.delete()
    assert Document.objects.filter(pk=real.pk).exists()
