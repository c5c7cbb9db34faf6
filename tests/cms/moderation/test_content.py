"""The content hash says what exactly was reviewed: equal for equal content, different for any that differs."""

from decimal import Decimal

import pytest
from django.utils import timezone
from wagtail.models import ReferenceIndex

from cms.moderation.content import _plain, content_hash, content_of, file_references
from cms.testing import publish
from cms.tree import RecordAttachment, RecordEvidence
from modules.featured_work.models import FeaturedRecord
from modules.three_meetings_one_lesson.models import MeetingRecord, MeetingTopic
from modules.work_guide.models import GuideRecord, GuideStep


@pytest.fixture
def meeting(world):
    chair = world.person("郑卫东")

    def make(**fields):
        now = timezone.now().replace(second=0, microsecond=0)
        defaults = {
            "meeting_type": "members", "held_at": now, "occurred_on": timezone.localdate(now), "place": "一号会议室",
            "chair": chair, "recorder": chair, "expected": 20, "present": 18,
        }  # fmt: skip
        return world.draft(MeetingRecord, **(defaults | fields))

    return make


def test_the_hash_of_a_revision_is_the_hash_of_what_goes_live(world, draft):
    page = draft(body=[("rich_text", "<p>正文</p>"), ("heading", {"text": "小标题"})])
    of_revision = content_hash(page.get_latest_revision_as_object())
    live = publish(world, page)
    assert content_hash(live) == of_revision == content_hash(FeaturedRecord.objects.get(pk=page.pk))


def test_random_block_ids_do_not_count(draft):
    page = draft(body=[("rich_text", "<p>正文</p>")])
    before = content_hash(page)
    page.body = [("rich_text", "<p>正文</p>")]
    assert content_hash(page) == before
    page.body = [("rich_text", "<p>正文。</p>")]
    assert content_hash(page) != before


def test_the_keys_that_the_editor_gives_to_paragraphs_do_not_count(draft):
    page = draft(background="<p>背景</p>", body=[("rich_text", "<p>正文</p>")])
    before = content_hash(page)
    page.background = '<p data-block-key="k1x9z">背景</p>'
    page.body = [("rich_text", '<p data-block-key="a2b3c">正文</p>')]
    assert content_hash(page) == before


def test_parts_of_a_block_that_were_left_empty_do_not_count(world, draft):
    image = world.image()
    page = draft(body=[("image", {"image": image, "alt": "车间"})])
    before = content_hash(page)
    page.full_clean()
    assert content_hash(page) == before
    page.body = [("image", {"image": image, "alt": "车间", "caption": "夜班"})]
    assert content_hash(page) != before


def test_a_column_at_its_default_is_left_out(draft):
    page = draft()
    assert "replicable" not in content_of(page)
    page.replicable = "<p>可推广</p>"
    assert "replicable" in content_of(page)


def test_fields_changed_after_release_are_not_part_of_it(draft):
    page = draft()
    before = content_hash(page)
    page.selected, page.selection_opinion = True, "入选季度通报"
    assert content_hash(page) == before


@pytest.mark.parametrize(
    "changes",
    [
        {"title": "另一个标题"},
        {"slug": "another"},
        {"summary": "另"},
        {"disclosure_scope": "members"},
        {"category": "brand"},
    ],
)
def test_every_field_that_a_reader_sees_counts(draft, changes):
    page = draft()
    before = content_hash(page)
    for name, value in changes.items():
        setattr(page, name, value)
    assert content_hash(page) != before


def test_the_order_of_tags_does_not_count_but_the_tags_do(draft):
    page = draft()
    page.tags.set(["党建", "夜班"])
    before = content_hash(page)
    page.tags.set(["夜班", "党建"])
    assert content_hash(page) == before
    page.tags.set(["夜班"])
    assert content_hash(page) != before


def test_the_order_of_rows_counts_but_not_their_keys(meeting):
    page = meeting(rows={"topics": [MeetingTopic(topic="甲"), MeetingTopic(topic="乙")]})
    before = content_hash(page)
    page.topics = [MeetingTopic(topic="甲"), MeetingTopic(topic="乙")]
    assert content_hash(page) == before
    page.topics = [MeetingTopic(topic="乙"), MeetingTopic(topic="甲")]
    assert content_hash(page) != before


@pytest.mark.parametrize("written", ["90.5", "90.50", Decimal("90.5"), Decimal("90.500")])
def test_a_decimal_is_the_same_however_it_was_written(db, written):
    field = MeetingRecord._meta.get_field("attendance_rate")
    record = MeetingRecord(attendance_rate=field.to_python(written))
    assert _plain(field, record) == "90.5"


def test_what_the_software_computes_is_not_part_of_it(meeting):
    page = meeting()
    before = content_hash(page)
    page.present = 17
    assert "attendance_rate" not in content_of(page) and content_hash(page) != before


def test_people_named_in_a_field_count(world, draft):
    page, person = draft(), world.person("李雪梅")
    before = content_hash(page)
    page.contributors = [person]
    assert content_hash(page) != before


def test_the_references_that_wagtail_finds_are_what_the_files_hang_on(world, draft):
    """`_extract_references_from_object` is private: a new Wagtail that changes it must be noticed here."""
    image, shown, proof = world.image(), world.attachment(), world.attachment()
    page = draft(
        body=[("image", {"image": image, "alt": "车间"})],
        rows={"attachments": [RecordAttachment(file=shown)], "evidence": [RecordEvidence(file=proof)]},
    )
    assert file_references(page) == {
        ("image", image.pk, "body"),
        ("file", shown.pk, "attachments"),
        ("file", proof.pk, "evidence"),
    }
    assert all(len(found) == 4 for found in ReferenceIndex._extract_references_from_object(page))


def test_the_bytes_of_a_file_count_even_when_nothing_in_the_database_changes(world, draft):
    file = world.attachment(content=b"as reviewed")
    page = draft(rows={"attachments": [RecordAttachment(file=file)]})
    before = content_hash(page)
    with open(file.file.path, "ab") as stream:
        stream.write(b" and tampered with")
    tampered = content_hash(page)
    assert tampered != before
    file.file.storage.delete(file.file.name)
    assert content_hash(page) not in (before, tampered)


def test_rows_that_are_made_in_code_keep_their_order(world):
    rows = [GuideStep(no=number, action=f"第{number}步") for number in (3, 1, 2)]
    page = world.draft(
        GuideRecord,
        world.committee,
        rows={"steps": rows},
        topic="basics",
        question="问",
        valid_from=timezone.localdate(),
    )
    stored = GuideStep.objects.filter(page_id=page.pk).order_by("sort_order")
    assert [(row.sort_order, row.no) for row in stored] == [(0, 3), (1, 1), (2, 2)]
