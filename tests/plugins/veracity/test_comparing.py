"""What is found by comparing a draft with other records, and that these are not told of."""

import datetime
import io
import random

import pytest
from django.core.files.base import ContentFile
from django.utils import timezone
from PIL import Image as Picture
from PIL import ImageDraw, ImageEnhance
from wagtail.models import Revision

from modules.featured_work.models import FeaturedRecord
from modules.opinions.models import OpinionRecord
from modules.rules_and_duties.models import RuleRecord
from modules.theme_party_day.models import PartyDayRecord
from modules.three_meetings_one_lesson.models import MeetingPhoto, MeetingRecord
from plugins.veracity import keeping
from plugins.veracity.models import Photo, PhotoUse, Stay, TextMark, Trace

DAY = datetime.timedelta(days=1)
STORY = (
    "夜班只有一名维修工，设备一停全线都等。支部把十二名党员编成六对，每对包一条线，先学会看报警代码，再学会换三种易损件；"
    "易损件装进贴着照片的抽屉，谁用谁在卡片上记一笔，早会上念出来。两个月下来停机少了一半，维修工也敢回家睡觉了。"
)


@pytest.fixture
def story(world, draft):
    """A draft of 特色工作 with its traces kept, as if it had been submitted."""

    def make(text=STORY, unit=None, **fields):
        page = draft(FeaturedRecord, unit, practice=f"<p>{text}</p>", **fields)
        keeping.keep([page.pk])
        return page

    return make


def copied(text: str) -> str:
    return text.replace("十二名", "十名").replace("六对", "五对").replace("两个月", "一个季度")


def alike(finds, page, slug="duplicate_text"):
    return [found.others for found in finds(slug, page)]


def test_text_copied_from_another_unit_is_found_though_some_words_were_changed(world, story, finds):
    first = story()
    copy = story(copied(STORY), world.other, title="另一个标题")
    assert alike(finds, copy) == [(first.pk,)]


def test_a_draft_that_was_never_kept_is_compared_as_well(world, story, finds, draft):
    first = story()
    page = draft(FeaturedRecord, world.other, practice=f"<p>{STORY}</p>")
    assert not Trace.objects.filter(pk=page.pk).exists()
    assert alike(finds, page) == [(first.pk,)]


def test_text_of_ones_own_earlier_month_is_found_and_that_of_the_same_month_is_not(story, finds):
    today = timezone.localdate()
    first = story(occurred_on=today - 40 * DAY)
    assert alike(finds, story()) == [(first.pk,)]
    first.delete()
    keeping.rebuild()
    story(occurred_on=today)
    Trace.objects.update(occurred_on=today)
    assert alike(finds, FeaturedRecord.objects.last()) == []


def test_another_story_of_the_same_matter_is_no_copy(world, story, finds):
    story()
    other = (
        "设备夜里出故障，维修工一个人跑不过来。我们请老师傅把最常见的八种毛病拍成短片，放在机台旁的屏幕上，操作工照着做第一步，"
        "做不下来再喊人；每周一党员维修组把上周的记录翻一遍，补拍一段。现在能自己处理的有七成，喊人的次数明显少了。"
    )
    assert alike(finds, story(other, world.other)) == []


def test_quotations_rules_and_short_texts_are_no_copies(world, story, finds):
    oath = "我志愿加入中国共产党，拥护党的纲领，遵守党的章程，履行党员义务，执行党的决定，严守党的纪律，保守党的秘密，对党忠诚，积极工作，为共产主义奋斗终身，随时准备为党和人民牺牲一切，永不叛党。"
    for text in (oath, f"“{STORY}”", "本月按计划完成了各项工作。"):
        story(text)
        assert alike(finds, story(text, world.other)) == []


def test_what_is_passed_on_word_for_word_and_rules_are_alike_by_nature(world, finds, story, draft):
    story()
    passed_on = story(unit=world.other, source_kind="superior_document", source_ref="集团党委〔2026〕3号")
    assert alike(finds, passed_on) == []
    for unit in (world.branch, world.other):
        rule = draft(RuleRecord, unit, body=[("rich_text", f"<p>{STORY}</p>")], issued_on=timezone.localdate())
        keeping.keep([rule.pk])
        assert alike(finds, rule) == []
        opinion = draft(OpinionRecord, unit, opened_on=timezone.localdate(), summary=STORY)
        keeping.keep([opinion.pk])
        assert alike(finds, opinion) == []


def test_what_many_units_write_is_a_form_and_no_copy(world, story, finds):
    from cms.tree.actions import create_unit

    units = [create_unit(title=f"第{n}党支部", kind="branch", code=f"b{n}", parent=world.committee) for n in range(3)]
    for unit in (world.branch, *units):
        story(unit=unit)
    assert alike(finds, story(unit=world.other)) == []


def test_a_published_record_is_not_blamed_for_a_copy_that_was_made_of_it(world, story, finds):
    first = story()
    copy = story(unit=world.other)
    now = timezone.now()
    for page, entered in ((first, now - 9 * DAY), (copy, now)):
        Revision.page_revisions.filter(object_id=str(page.pk)).update(created_at=entered)
        type(page).objects.filter(pk=page.pk).update(live=True, has_unpublished_changes=False)
    keeping.rebuild()
    first, copy = FeaturedRecord.objects.get(pk=first.pk), FeaturedRecord.objects.get(pk=copy.pk)
    assert alike(finds, first) == []
    assert alike(finds, copy) == [(first.pk,)]


# Photos -----------------------------------------------------------------------------------------------------------------


def scene(seed: int) -> Picture.Image:
    """A room with people: the same room for all, other people in it for each seed."""
    rng = random.Random(seed)
    picture = Picture.new("RGB", (640, 420), (205, 214, 220))
    draw = ImageDraw.Draw(picture)
    draw.rectangle((0, 280, 640, 420), fill=(120, 105, 95))
    draw.rectangle((220, 30, 420, 130), fill=(228, 226, 214), outline=(60, 60, 60))
    for place in range(6):
        x, tall = 60 + 90 * place + rng.randint(-25, 25), rng.randint(110, 170)
        colour = tuple(rng.randint(30, 200) for _ in range(3))
        draw.ellipse((x - 20, 330 - tall, x + 20, 370 - tall), fill=(215, 180, 150))
        draw.rectangle((x - 32, 370 - tall, x + 32, 380), fill=colour)
    return picture


def saved(picture, **options) -> ContentFile:
    content = io.BytesIO()
    picture.convert("RGB").save(content, options.pop("format", "JPEG"), **options)
    return ContentFile(content.getvalue(), name="photo.jpg")


@pytest.fixture
def meeting(world, draft):
    """A meeting with this photo, its traces kept."""

    def make(picture, unit=None, day=None, **options):
        image = world.image(unit, file=saved(picture, **options))
        start = timezone.now() - (day or 3 * DAY)
        photo = MeetingPhoto(image=image, alt="会场")
        page = draft(
            MeetingRecord, unit, held_at=start, occurred_on=timezone.localdate(start), rows={"photos": [photo]},
            chair=world.person(), recorder=world.person(), expected=3, present=3, place="会议室",
        )  # fmt: skip
        keeping.keep([page.pk])
        return page

    return make


@pytest.mark.parametrize(
    "changed",
    [
        lambda picture: (picture, {"quality": 50}),
        lambda picture: (picture, {"format": "PNG"}),
        lambda picture: (picture.resize((320, 210)), {}),
        lambda picture: (picture.resize((1280, 840)), {"quality": 70}),
        lambda picture: (ImageEnhance.Brightness(picture).enhance(1.08), {}),
        lambda picture: (ImageEnhance.Brightness(picture).enhance(0.9), {}),
        lambda picture: (ImageEnhance.Contrast(picture).enhance(1.1), {}),
    ],
    ids=["re-encoded", "as PNG", "smaller", "larger", "brighter", "darker", "more contrast"],
)
def test_a_photo_of_another_unit_is_found_though_it_was_saved_anew(world, meeting, finds, changed):
    first = meeting(scene(1))
    picture, options = changed(scene(1))
    assert alike(finds, meeting(picture, world.other, **options), "duplicate_photo") == [(first.pk,)]


def test_other_people_in_the_same_room_are_another_photo(world, meeting, finds):
    for seed in range(2, 9):
        meeting(scene(seed))
    assert alike(finds, meeting(scene(1), world.other), "duplicate_photo") == []


def test_a_photo_of_ones_own_is_found_in_another_month_only(world, meeting, finds):
    first = meeting(scene(1))
    assert alike(finds, meeting(scene(1), quality=60), "duplicate_photo") == []
    later = meeting(scene(1), day=50 * DAY)
    assert first.pk in alike(finds, later, "duplicate_photo")[0]


def test_the_same_image_chosen_again_is_found(world, meeting, finds, draft):
    first = meeting(scene(1), day=60 * DAY)
    image = first.photos.first().image
    again = draft(FeaturedRecord, body=[("image", {"image": image, "alt": "会场", "caption": ""})])
    assert alike(finds, again, "duplicate_photo") == [(first.pk,)]


def test_a_photo_among_the_evidence_counts_and_a_replaced_file_is_looked_at_anew(world, meeting, finds, draft):
    from cms.tree.record import RecordEvidence

    first = meeting(scene(1))
    paper = world.attachment(world.other, content=saved(scene(1)).read())
    page = draft(
        FeaturedRecord, world.other, rows={"evidence": [RecordEvidence(kind="photo", file=paper)]}
    )  # fmt: skip
    assert alike(finds, page, "duplicate_photo") == [(first.pk,)]
    image = first.photos.first().image
    image.file = saved(scene(5))
    image.save()
    keeping.keep([first.pk])
    assert alike(finds, page, "duplicate_photo") == []


@pytest.mark.parametrize("content", [b"", b"no picture", b"\xff\xd8\xff\xe0broken"])
def test_a_file_that_is_no_picture_is_like_no_other(content):
    from plugins.veracity import pictures

    assert pictures.print_of(io.BytesIO(content)) == pictures.NONE
    assert not pictures.NONE.is_copy_of(pictures.NONE)


def test_one_coloured_pictures_are_not_compared():
    from plugins.veracity import pictures

    assert pictures.print_of(saved(Picture.new("RGB", (80, 60), (9, 99, 9))).file) == pictures.NONE


# People -----------------------------------------------------------------------------------------------------------------


@pytest.fixture
def held(world, draft):
    """A meeting, chaired by somebody from then on for so many minutes (None: no end was written)."""

    def make(chair, minute=0, last=60, *, unit=None, place="一号会议室", model=MeetingRecord, **fields):
        noon = timezone.make_aware(datetime.datetime.combine(timezone.localdate() - 5 * DAY, datetime.time(12)))
        start = noon + datetime.timedelta(minutes=minute)
        if model is MeetingRecord:
            fields |= {"chair": chair, "recorder": world.person(), "expected": 3, "present": 3}
            fields["ended_at"] = start + datetime.timedelta(minutes=last) if last else None
        else:
            fields |= {"organiser": chair, "expected": 3, "present": 3, "theme": "义务劳动"}
        page = draft(model, unit, held_at=start, place=place, occurred_on=start.date(), **fields)
        keeping.keep([page.pk])
        return page

    return make


def test_somebody_in_two_places_at_one_time_is_found_across_units_and_modules(world, held, finds):
    person = world.person("周向阳")
    first = held(person)
    second = held(person, 30, unit=world.other, place="白马山厂区", model=PartyDayRecord)
    assert alike(finds, second, "two_places") == [(first.pk,)]
    assert alike(finds, first.get_latest_revision_as_object(), "two_places") == [(second.pk,)]
    assert "周向阳" in finds("two_places", second)[0].message


@pytest.mark.parametrize(
    ("minute", "last", "place", "found"),
    [
        (60, 60, "二号会议室", 0),  # one after the other
        (59, 60, "二号会议室", 1),
        (-30, None, "二号会议室", 1),  # an hour when no end is written
        (-60, None, "二号会议室", 0),
        (10, 20, "一号会议室", 0),  # one event that serves two modules
        (10, 20, "总装车间一号会议室", 0),
    ],
)
def test_times_that_touch_and_places_that_are_one(world, held, finds, minute, last, place, found):
    person = world.person()
    held(person)
    assert len(alike(finds, held(person, minute, last, place=place), "two_places")) == found


def test_who_was_absent_or_is_somebody_else_is_in_no_two_places(world, held, finds):
    from modules.three_meetings_one_lesson.models import MeetingAbsentee

    person = world.person()
    held(person)
    absent = held(
        world.person(), 10, place="二号会议室", rows={"absentees": [MeetingAbsentee(person=person, reason="病")]}
    )
    assert alike(finds, absent, "two_places") == []


def test_observers_count(world, held, finds):
    person = world.person()
    first = held(person)
    page = held(world.person(), 10, place="二号会议室", observers=[person])
    assert alike(finds, page, "two_places") == [(first.pk,)]


# A sitting --------------------------------------------------------------------------------------------------------------


@pytest.fixture
def sitting(world, draft):
    """Meetings of these months, entered so many minutes after each other; the last draft."""

    def enter(months, minutes=6, model=MeetingRecord, **fields):
        today = timezone.localdate()
        for number, month in enumerate(months):
            day = today - 30 * month * DAY
            if model is MeetingRecord:
                fields |= {"held_at": timezone.now() - 30 * month * DAY, "expected": 3, "present": 3, "place": "室"}
                fields |= {"chair": world.person(), "recorder": world.person()}
            page = draft(model, occurred_on=day, **fields)
            entered = timezone.now() - 2 * DAY + datetime.timedelta(minutes=minutes * number)
            Revision.page_revisions.filter(object_id=str(page.pk)).update(created_at=entered)
        return type(page).objects.get(pk=page.pk)

    return enter


@pytest.mark.parametrize(
    ("months", "minutes", "found"),
    [
        ((4, 3, 2, 1), 10, 1),
        ((5, 4, 3, 2, 1), 12, 1),
        ((4, 3, 2), 1, 0),  # too few
        ((1, 1, 1, 1, 1), 1, 0),  # of one month
        ((4, 3, 2, 1), 25, 0),  # in the course of a day
    ],
)
def test_months_entered_in_one_sitting(sitting, finds, months, minutes, found):
    told = finds("bulk_entry", sitting(months, minutes))
    assert len(told) == found
    assert all(len(one.others) == len(months) - 1 for one in told)


def test_a_roster_may_be_entered_in_one_sitting(sitting, finds):
    from modules.member_roster.models import RosterRecord

    assert finds("bulk_entry", sitting((4, 3, 2, 1), model=RosterRecord)) == []


# What is kept -----------------------------------------------------------------------------------------------------------


def test_traces_are_kept_at_the_submission_and_at_the_publication(
    world, django_capture_on_commit_callbacks, story, finds, draft
):
    from cms.delivery import outbox
    from cms.moderation.actions import submit

    page = draft(
        FeaturedRecord, category="team", background=f"<p>{STORY}</p>", practice="<p>二</p>", result="<p>三</p>"
    )  # fmt: skip
    assert not Trace.objects.exists()
    with django_capture_on_commit_callbacks(execute=True):
        submit(page, world.user("drafter"))
    trace = Trace.objects.get(pk=page.pk)
    assert (trace.unit_id, trace.module, trace.live) == (world.branch.pk, "featured_work", False)
    type(page).objects.filter(pk=page.pk).update(live=True)
    outbox.add([page.pk])
    outbox.drain("veracity")
    assert Trace.objects.get(pk=page.pk).live


def test_a_deleted_draft_leaves_nothing_behind(world, meeting, story):
    for page in (meeting(scene(1)), story()):
        assert Trace.objects.filter(pk=page.pk).exists()
        page.delete()
    assert not any(model.objects.exists() for model in (Trace, Stay, TextMark, PhotoUse))
    assert Photo.objects.exists()


def test_what_is_made_anew_is_what_was_kept(world, meeting, story):
    def rows():
        return [
            sorted(Trace.objects.values_list()),
            sorted(TextMark.objects.values_list("trace_id", "value", "unit_id")),
            sorted(Stay.objects.values_list("trace_id", "person_id", "start", "end", "place")),
            sorted(PhotoUse.objects.values_list("trace_id", "photo__object_id")),
        ]

    meeting(scene(1))
    story()
    before = rows()
    assert all(before)
    assert keeping.rebuild() == 2
    assert rows() == before
    assert keeping.catch_up() == 0
    page = FeaturedRecord.objects.get()
    page.save_revision()
    assert keeping.catch_up() == 1
    assert keeping.keep([10**6]) == 0
