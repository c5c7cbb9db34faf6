"""The invented year is believable: its texts, its days and its numbers agree with each other. Nothing here needs a database."""

import datetime
import importlib
import re
from collections import Counter, defaultdict
from itertools import combinations

import pytest

from plugins.demo import plan, planted
from plugins.demo.pictures import SCENES
from plugins.demo.world import World, is_working_day
from plugins.demo.world.people import roles_with_accounts
from plugins.demo.world.voice import Voice

TODAY = datetime.date(2026, 6, 30)
MODULES = ("three_meetings_one_lesson", "work_guide", "featured_work")
KINDS = {
    "three_meetings_one_lesson": ("branch",),
    "work_guide": ("committee",),
    "featured_work": ("branch", "general_branch"),
}


def told(world):
    """(unit, module, record) of everything that is told."""
    for unit in world.units:
        for module in MODULES:
            if unit.kind in KINDS[module]:
                tell = importlib.import_module(f"modules.{module}.demo").records
                for number, record in enumerate(tell(world, unit)):
                    yield unit, module, world.finish(record, unit, module, number)


@pytest.fixture(scope="module")
def year():
    return list(told(World(1, TODAY)))


def texts(record):
    """Every text of a record, rows, body and papers too."""
    found = []

    def collect(value):
        if isinstance(value, str):
            found.append(value)
        elif isinstance(value, dict):
            for name, one in value.items():
                if name not in ("level", "kind", "module"):
                    collect(one)
        elif isinstance(value, (list, tuple)):
            for one in value:
                collect(one)
        elif hasattr(value, "paragraphs"):
            collect([value.title, value.paragraphs, value.table])

    collect([record.title, record.summary, record.fields, record.rows, record.attachments, record.evidence])
    collect([value for _type, value in record.body])
    return found


def plain(text):
    return re.sub(r"<[^>]+>", "\n", text)


def meetings(year):
    return [(unit, record) for unit, module, record in year if module == "three_meetings_one_lesson"]


# The same again ---------------------------------------------------------------------------------------------------------


def test_the_same_seed_and_day_give_the_same_year():
    def summary(seed, today=TODAY):
        return [
            (unit.code, record.title, record.summary, record.times)
            for unit, _module, record in told(World(seed, today))
        ]

    assert summary(1) == summary(1)
    assert summary(1) != summary(2)
    assert summary(1) != summary(1, TODAY - datetime.timedelta(days=1))


def test_what_one_module_says_does_not_depend_on_the_others(year):
    world = World(1, TODAY)
    unit = world.by_code["zongzhuang"]
    tell = importlib.import_module("modules.featured_work.demo").records
    alone = [record.title for record in tell(world, unit)]
    assert alone == [
        record.title for other, module, record in year if (other.code, module) == ("zongzhuang", "featured_work")
    ]


def test_a_further_lap_tells_other_things_of_the_same_people(year):
    world = World(1, TODAY)
    first = {record.summary for _unit, _module, record in told(world)}
    again = [record for _unit, module, record in told(world.again(1)) if module == "three_meetings_one_lesson"]
    assert len([record for record in again if record.summary in first]) < len(again) / 10
    people = {person.staff_number for person in world.people}
    assert {record.fields["chair"].staff_number for record in again} <= people


# People and places ------------------------------------------------------------------------------------------------------

# Who is there for the whole of it: what the check of 同一时间在两处 looks at
PRESENT = ("chair", "recorder", "lecturer", "organiser", "superior_attendee", "observers")


def stays(records):
    """{person: [(start, end, place, record)]} of what was held at a place."""
    found = defaultdict(list)
    for record in records:
        start, place = record.fields.get("held_at"), record.fields.get("place")
        if not start or not place:
            continue
        end = record.fields.get("ended_at") or start + datetime.timedelta(hours=1)
        for name in PRESENT:
            value = record.fields.get(name)
            for person in value if isinstance(value, list) else [value]:
                if person:
                    found[person].append((start, end, place, record))
    return found


@pytest.mark.parametrize("today", [datetime.date(2026, 11, 25), datetime.date(2027, 9, 10)])
def test_nobody_is_in_two_places_at_one_time_but_where_that_is_planted(today):
    world = World(1, today)
    everything = [*plan.natural(world), *(one.record for one in planted.records(world))]
    clashes = [
        (one[3].title, other[3].title)
        for held in stays(everything).values()
        for one, other in combinations(sorted(held, key=lambda stay: stay[:2]), 2)
        if other[0] < one[1] and one[3] is not other[3] and one[2] not in other[2] and other[2] not in one[2]
    ]
    expected = [one.record.title for one in planted.records(world) if one.fault and "two_places" in one.checks]
    assert clashes == [tuple(expected)]


# Days -------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("today", [datetime.date(2026, 6, 30), datetime.date(2024, 2, 29), datetime.date(2026, 1, 1)])
def test_the_year_ends_the_day_before_today(today):
    world = World(3, today)
    for _unit, _module, record in told(world):
        assert world.start <= record.occurred_on < today
        times = record.times.in_order()
        assert list(times) == sorted(times)
        assert times[0].date() >= record.occurred_on


def test_nobody_meets_on_a_holiday(year):
    assert [record.title for _unit, record in meetings(year) if not is_working_day(record.occurred_on)] == []


@pytest.mark.parametrize(
    ("day", "works"),
    [
        ((2026, 2, 17), False),  # 春节
        ((2026, 6, 19), False),  # 端午
        ((2026, 9, 25), False),  # 中秋
        ((2026, 10, 1), False),
        ((2026, 6, 20), False),  # Saturday
        ((2026, 6, 18), True),
    ],
)
def test_holidays_are_known(day, works):
    assert is_working_day(datetime.date(*day)) is works


def test_each_branch_meets_as_often_as_the_rules_ask(year):
    """支部工作条例: members quarterly, committee monthly, each group monthly; a lesson a quarter by custom."""
    counts = Counter((unit.code, record.fields["meeting_type"]) for unit, record in meetings(year))
    for unit in World(1, TODAY).units:
        if unit.kind == "branch":
            assert counts[unit.code, "members"] >= 4
            assert counts[unit.code, "committee"] >= 11
            assert counts[unit.code, "group"] >= 11 * len(unit.groups)
            assert counts[unit.code, "lesson"] >= 4


# Numbers ----------------------------------------------------------------------------------------------------------------


def test_numbers_of_a_meeting_reconcile(year):
    for _unit, record in meetings(year):
        fields, rows = record.fields, record.rows
        assert 0 < fields["present"] <= fields["expected"]
        assert len(rows["absentees"]) == fields["expected"] - fields["present"]
        there = {fields["chair"], fields["recorder"], fields["lecturer"], *fields["observers"]}
        assert there.isdisjoint(row["person"] for row in rows["absentees"])
        if fields["meeting_type"] == "members":
            assert fields["voters_present"] * 2 > fields["voters_expected"]
            for row in rows["resolutions"]:
                assert row["votes_for"] + row["votes_against"] + row["votes_abstain"] == fields["voters_present"]
                assert row["votes_for"] * 2 > fields["voters_present"]


def test_members_hear_the_committees_report_first(year):
    for _unit, record in meetings(year):
        if record.fields["meeting_type"] == "members":
            assert record.rows["topics"][0]["topic"] == "听取支部委员会工作报告"


def test_a_resolution_is_due_on_the_day_that_it_names(year):
    checked = 0
    for _unit, record in meetings(year):
        for row in record.rows["resolutions"]:
            if named := re.search(r"(\d+)月(\d+)日前", row["resolution"]):
                assert (row["due"].month, row["due"].day) == (int(named[1]), int(named[2]))
                assert row["due"] > record.occurred_on
                checked += 1
            if row["resolution"].startswith("通过"):
                assert (row["owner"], row["due"]) == ("", None)
            elif row["due"]:
                assert 0 < (row["due"] - record.occurred_on).days <= 50
    assert checked > 20


def test_whoever_a_resolution_names_sees_to_it(year):
    for unit, record in meetings(year):
        people = [person.name for person in unit.people]
        for row in record.rows["resolutions"]:
            named = [name for name in people if name in row["resolution"]]
            assert not named or row["owner"] in named


def test_what_remains_is_not_less_than_nothing(year):
    """共五项，已完成六项，其余…… would make everybody laugh."""
    pattern = re.compile(r"(\d+)[项处个次条][^。；]{0,24}?已[\u4e00-\u9fff]{2}(\d+)[项处个次条]，其余")
    found = [match for _unit, _module, record in year for text in texts(record) for match in pattern.finditer(text)]
    assert len(found) > 10
    assert [match[0] for match in found if int(match[2]) >= int(match[1])] == []


# Words ------------------------------------------------------------------------------------------------------------------


def test_no_place_of_a_template_is_left_open(year):
    assert [text for _unit, _module, record in year for text in texts(record) if re.search(r"[{}]|\.\.", text)] == []


def test_punctuation_is_chinese_and_single(year):
    wrong = re.compile(r"[，。；：、！？]{2}|[\u4e00-\u9fff][,;:!?](?!\d)|\s[，。]|（）|“”")
    assert [text for _unit, _module, record in year for text in texts(record) if wrong.search(plain(text))] == []


def test_party_terms_are_the_right_ones(year):
    """党员大会, not 支部大会 except for admission votes; 支部委员会会议, not 支部委员会议; 预备党员 and not 候补."""
    for _unit, module, record in year:
        for text in texts(record):
            assert "支委大会" not in text
            assert "支部委员会议" not in text
            assert "候补" not in text
            if module != "work_guide":
                assert "支部大会" not in text, text
    admission = [
        record for _unit, module, record in year if module == "work_guide" and "支部大会" in str(texts(record))
    ]
    assert {record.fields["topic"] for record in admission} <= {"member_development"}


def test_no_title_comes_twice_in_a_section(year):
    counts = Counter((unit.code, module, record.title) for unit, module, record in year)
    assert [key for key, count in counts.items() if count > 1] == []


def test_no_story_is_told_by_two_units(year):
    shapes = Counter(record.fields["replicable"] for _unit, module, record in year if module == "featured_work")
    assert len(shapes) > 20
    assert set(shapes.values()) == {1}


def test_departments_that_serve_talk_of_no_parts_that_they_make(year):
    for unit, module, record in year:
        if unit.kind == "branch" and not unit.makes and module != "work_guide":
            assert not re.search(r"试制一次成功|试制攻关|换型|不合格品率|客户反馈", record.title + record.summary), (
                record.title
            )


def test_no_personal_data_that_the_platform_never_collects(year):
    wrong = re.compile(r"(?<!\d)(1[3-9]\d{9}|\d{15,19}|\d{17}[\dXx])(?!\d)")
    assert [text for _unit, _module, record in year for text in texts(record) if wrong.search(text)] == []


def test_a_record_with_names_of_the_absent_says_that_it_holds_personal_data(year):
    for _unit, record in meetings(year):
        assert record.contains_personal_data is bool(record.rows["absentees"])


# People and pictures ----------------------------------------------------------------------------------------------------


def test_names_in_a_unit_are_all_different():
    for unit in World(1, TODAY).units:
        names = [person.name for person in unit.people]
        assert len(names) == len(set(names))


def test_every_role_of_an_account_is_somebodys():
    for unit in World(1, TODAY).units:
        usernames = {person.username for person in unit.people}
        assert {f"{unit.code}.{role}" for role in roles_with_accounts(unit.trade)} <= usernames


def test_a_branch_is_as_large_as_the_rules_say():
    """三名正式党员以上, 一般不超过五十人; a committee of three to five from seven members on."""
    for unit in World(1, TODAY).units:
        if unit.kind == "branch":
            assert 7 <= len(unit.members) <= 50
            assert 3 <= len(unit.committee) <= 5
            assert unit.committee[0].post == "党支部书记"
            assert all(group.leader in group.members for group in unit.groups)


def test_every_picture_can_be_drawn_and_has_words_for_who_cannot_see_it(year):
    for unit in {unit.code: unit for unit, _module, _record in year}.values():
        for picture in unit.album:
            assert picture.scene in SCENES
            assert len(picture.alt) > 5


def test_photos_of_members_meetings_show_a_meeting(year):
    for _unit, record in meetings(year):
        for photo in record.rows.get("photos", []):
            if record.fields["meeting_type"] in ("members", "committee"):
                assert photo["image"].scene in ("meeting", "lecture")


# The voice --------------------------------------------------------------------------------------------------------------


def test_a_voice_keeps_what_it_once_chose():
    import random

    voice = Voice(random.Random(1), {"team": ("甲班", "乙班")}, {"branch": "一支部"})
    assert voice.say("{team}{team}{team2}") in ("甲班甲班乙班", "乙班乙班甲班")
    first = voice.say("{n=3..8}项")
    assert voice.say("共{n}项") == f"共{first}"
    assert voice.say("{branch}") == "一支部"
    with pytest.raises(KeyError, match="nobody"):
        voice.say("{nobody}")
