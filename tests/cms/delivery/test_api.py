"""What the JSON API answers: units, boards, sections, records, modules, the reader; and what it tells nobody."""

import datetime

import pytest
from django.utils import timezone

from cms.blocks.vocabulary import vocabulary
from cms.delivery.models import Document
from cms.json_schema import json_schema
from cms.testing import publish
from cms.testing.json_schema import faults
from cms.tree import Unit
from cms.tree.actions import close_section, create_unit, move_unit
from tests.cms.delivery.asking import Asker
from tests.cms.samples import featured, meeting


def day(ago: int) -> datetime.date:
    return timezone.localdate() - datetime.timedelta(days=ago)


def published(world, unit=None, **fields):
    return publish(world, featured(world, unit, **fields))


@pytest.fixture
def employee(world):
    return Asker(world.user("employee"))


def with_home(world, unit, blocks: list[dict]) -> Unit:
    """The unit with this home page, reviewed and live."""
    page = Unit.objects.get(pk=unit.pk)
    page.body = page._meta.get_field("body").stream_block.to_python(blocks)
    page.save_revision(user=world.user("drafter", unit))
    return publish(world, page)


# Units -----------------------------------------------------------------------------------------------------------------


def test_the_units_make_a_tree(world, employee):
    general = create_unit(title="前桥党总支", kind="general_branch", code="qianqiao", parent=world.committee)
    below = create_unit(title="锻造党支部", kind="branch", code="duanzao", parent=general, site="江北", plant="锻造厂")
    items = employee.get("units")["items"]
    assert [(item["code"], item["parent"], item["committee"]) for item in items] == [
        ("committee", None, world.committee.pk),
        ("zongzhuang", world.committee.pk, world.committee.pk),
        ("jijia", world.committee.pk, world.committee.pk),
        ("qianqiao", world.committee.pk, world.committee.pk),
        ("duanzao", general.pk, world.committee.pk),
    ]
    last = items[-1]
    assert (last["id"], last["title"], last["kind_display"]) == (below.pk, "锻造党支部", "党支部")
    assert (last["site"], last["plant"], last["path"]) == ("江北", "锻造厂", "/qianqiao/duanzao/")
    assert last["url"] == "http://testserver/qianqiao/duanzao/"
    for name in ("href", "board_href", "sections_href", "records_href"):
        employee.get(last[name])


def test_a_visitor_knows_the_units_with_something_public_and_nothing_above_them(world):
    published(world, disclosure_scope="public")
    published(world, world.other, disclosure_scope="employees")
    (item,) = Asker().get("units")["items"]
    assert (item["code"], item["parent"], item["committee"]) == ("zongzhuang", None, None)
    assert Asker().get("units/zongzhuang")["home"] is None
    Asker().get("units/jijia", status=404)
    Asker().get("units/committee", status=404)


def test_a_unit_is_found_by_its_id_and_by_its_code(world, employee):
    by_code, by_id = employee.get("units/zongzhuang"), employee.get(f"units/{world.branch.pk}")
    assert by_code == by_id
    assert (by_id["id"], by_id["parent"]) == (world.branch.pk, world.committee.pk)
    assert by_id["home"]["title"] == "总装党支部"


def test_a_unit_whose_code_is_a_number_is_found_where_no_id_is_in_the_way(world, employee):
    unit = create_unit(title="一号支部", kind="branch", code="yihao", parent=world.committee)
    Unit.objects.filter(pk=unit.pk).update(code="900000001")  # founded before such codes were refused
    assert employee.get("units/900000001")["id"] == unit.pk
    assert employee.get("records", unit="900000001")["items"] == []


def test_a_home_page_has_its_blocks_and_live_ones_lead_to_what_fills_them(world, employee):
    with_home(
        world,
        world.branch,
        [
            {"type": "rich_text", "value": "<p>支部有党员三十二人。</p>"},
            {"type": "board", "value": {"board": ""}},
            {"type": "latest_records", "value": {"title": "最新", "module": "featured_work", "count": 1}},
            {"type": "calendar", "value": {"months": 2}},
        ],
    )
    published(world, title="较早", occurred_on=day(3))
    published(world, title="最新")
    home = employee.get("units/zongzhuang")["home"]
    text, board, latest, calendar = home["body"]
    assert (text["type"], "三十二人" in text["value"], "href" in text) == ("rich_text", True, False)
    assert [stamp["stage"] for stamp in home["review"]] == ["first", "second", "final"]
    assert employee.get(board["href"])["unit"]["code"] == "zongzhuang"
    assert [item["title"] for item in employee.get(latest["href"])["items"]] == ["最新"]
    first = day(0).replace(day=1) - datetime.timedelta(days=1)
    assert f"since={first:%Y-%m}-01" in calendar["href"]
    employee.get(calendar["href"])


def test_a_committee_s_live_blocks_show_what_its_branches_do(world, employee):
    block = {"type": "latest_records", "value": {"title": "", "module": "featured_work", "count": 5}}
    with_home(world, world.committee, [block])
    published(world, world.other, title="机加的工作")
    (latest,) = employee.get("units/committee")["home"]["body"]
    assert [item["title"] for item in employee.get(latest["href"])["items"]] == ["机加的工作"]


def test_the_board_has_three_parts_and_a_tile_for_each_module(world, employee):
    page = published(world, title="今天")
    published(world, title="昨天", occurred_on=day(1))
    publish(world, meeting(world, title="党员大会"))
    board = employee.get("units/zongzhuang/board", latest=1)
    assert [(one["board"], one["label"]) for one in board["boards"]] == [
        ("foundation", "管理基础"),
        ("focus", "管理重点"),
        ("review", "管理回顾"),
    ]
    assert [[tile["module"] for tile in one["tiles"]] for one in board["boards"]] == [
        [],
        ["three_meetings_one_lesson"],
        ["featured_work"],
    ]
    (tile,) = board["boards"][2]["tiles"]
    assert (tile["section"], tile["count"], tile["newest"]) == (page.owning_section.pk, 2, str(day(0)))
    assert (tile["state"], tile["state_display"]) == ("counted", "计入")
    assert [item["id"] for item in tile["latest"]] == [page.pk]
    assert employee.get(tile["href"])["id"] == tile["section"]
    assert [item["title"] for item in employee.get(tile["records_href"])["items"]] == ["今天", "昨天"]
    assert employee.get("units/zongzhuang/board")["boards"][2]["tiles"][0]["latest"] == []


# Sections --------------------------------------------------------------------------------------------------------------


def test_sections_are_listed_by_unit_and_module_and_paged(world, employee):
    world.section("featured_work")
    world.section("three_meetings_one_lesson")
    world.section("featured_work", world.other)
    everything = employee.get("sections")
    assert [(item["unit"]["code"], item["module"], item["title"], item["board"]) for item in everything["items"]] == [
        ("zongzhuang", "featured_work", "特色工作", "review"),
        ("zongzhuang", "three_meetings_one_lesson", "三会一课", "focus"),
        ("jijia", "featured_work", "特色工作", "review"),
    ]
    assert (everything["next"], everything["next_href"]) == (None, None)
    assert employee.get("sections", unit="jijia")["items"] == everything["items"][2:]
    assert employee.get("sections", module="featured_work")["items"] == everything["items"][::2]
    first = employee.get("sections", limit=2)
    assert first["items"] + employee.get(first["next_href"])["items"] == everything["items"]
    for item in everything["items"]:
        assert employee.get(item["href"]) == item


def test_a_closed_section_says_so_and_keeps_its_records(world, employee):
    page = published(world)
    close_section(page.owning_section)
    section = employee.get(f"sections/{page.owning_section.pk}")
    assert (section["state"], section["state_display"]) == ("closed", "关闭")
    assert [item["id"] for item in employee.get(section["records_href"])["items"]] == [page.pk]


# Records ---------------------------------------------------------------------------------------------------------------


def test_a_list_has_the_envelope_the_card_and_links_that_lead_there(world, employee):
    page = published(world, title="把党小组会开到机台边", summary="夜班也能参加。")
    document = Document.objects.get(pk=page.pk)
    (item,) = employee.get("records")["items"]
    assert (item["id"], item["module"], item["title"]) == (page.pk, "featured_work", "把党小组会开到机台边")
    assert (item["occurred_on"], item["period"]) == (str(page.occurred_on), page.period)
    assert (item["scope"], item["scope_display"]) == ("employees", "全体员工")
    assert item["card"]["summary"] == "夜班也能参加。"
    assert item["path"] == document.path
    assert item["url"] == f"http://testserver{document.path}"
    assert datetime.datetime.fromisoformat(item["last_published_at"]) == document.last_published_at.replace(
        microsecond=0
    )
    assert item["last_published_at"].endswith("+08:00")
    assert employee.get(item["href"])["id"] == page.pk
    assert employee.get(item["unit"]["href"])["code"] == "zongzhuang"
    assert employee.get(item["section"]["href"])["module"] == "featured_work"


def test_following_the_links_reads_the_whole_list_once(world, employee):
    pages = [published(world, occurred_on=day(ago)).pk for ago in (0, 0, 1, 5, 5)]
    found, address = [], "records?limit=2&unit=zongzhuang"
    for _page in range(3):
        listing = employee.get(address)
        found += [item["id"] for item in listing["items"]]
        assert (listing["next"] is None) == (listing["next_href"] is None)
        address = listing["next_href"]
    assert address is None
    assert sorted(found) == sorted(pages)
    assert len(found) == len(pages)


def test_filters_narrow_the_list_together(world, employee):
    here = published(world, title="本支部")
    published(world, world.other, title="别的支部", occurred_on=day(100))
    publish(world, meeting(world, title="党员大会"))

    def found(**query):
        return {item["title"] for item in employee.get("records", **query)["items"]}

    assert found() == {"本支部", "别的支部", "党员大会"}
    assert found(unit="zongzhuang") == found(unit=world.branch.pk) == {"本支部", "党员大会"}
    assert found(unit="committee", subtree="true") == {"本支部", "别的支部", "党员大会"}
    assert found(unit="committee", subtree="false") == found(unit="committee") == set()
    assert found(section=here.owning_section.pk) == {"本支部"}
    assert found(module="featured_work", unit="jijia") == {"别的支部"}
    assert found(board="focus") == {"党员大会"}
    assert found(period=here.period, module="featured_work", unit="zongzhuang") == {"本支部"}
    assert found(since=day(2)) == {"本支部", "党员大会"}
    assert found(until=day(2)) == {"别的支部"}


def test_a_record_in_full_has_fields_body_stamp_and_files(world, employee):
    absent = world.person("欧阳明")
    page = publish(world, meeting(world, title="党员大会", absent=[(absent, "出差")]))
    outsider, member = employee, Asker(world.user("member"))
    shown = outsider.get(f"records/{page.pk}")
    names = [entry["name"] for entry in shown["fields"]]
    assert names[:2] == ["meeting_type", "held_at"]
    assert shown["withheld"] == ["absentees"]
    assert "欧阳明" not in outsider.answer(f"records/{page.pk}").content.decode()
    assert [stamp["stage"] for stamp in shown["review"]] == ["first", "second", "final"]
    assert shown["drafter"]["title"] == world.user("drafter").person.name
    full = member.get(f"records/{page.pk}")
    assert full["withheld"] == []
    (entry,) = [entry for entry in full["fields"] if entry["name"] == "absentees"]
    assert entry["value"][0]["person"]["title"] == "欧阳明"
    assert [column["name"] for column in entry["columns"]] == ["person", "reason", "make_up"]
    assert {**full, "fields": None, "withheld": None} == {**shown, "fields": None, "withheld": None}


def test_fields_are_as_the_module_s_schema_says(world):
    pages = [
        publish(world, meeting(world, absent=[(world.person(), "出差")])),
        published(world, contributors=[world.person(), world.person()]),
    ]
    member = Asker(world.user("member"))
    schemas = {item["label"]: item["fields"] for item in member.get("modules")["items"]}
    for page in pages:
        record = member.get(f"records/{page.pk}")
        schema = schemas[record["module"]]
        values = {entry["name"]: entry["value"] for entry in record["fields"]}
        assert faults(values, {**schema, "additionalProperties": False}, schema) == []
        assert len(values) >= len(schema["required"]) > 0


def test_what_a_plugin_adds_to_a_document_is_shown_beside_the_envelope_and_never_in_its_place(world, employee):
    page = published(world)
    document = Document.objects.get(pk=page.pk)
    document.content |= {"dues": [{"on": "2026-03-05"}], "title": "冒名", "href": "http://elsewhere.example/"}
    document.save()
    shown = employee.get(f"records/{page.pk}")
    assert shown["dues"] == [{"on": "2026-03-05"}]
    assert (shown["title"], shown["href"]) == (page.title, f"http://testserver/api/v1/records/{page.pk}")


def test_a_record_is_found_by_its_path_and_led_to_from_an_earlier_one(world, employee):
    page = published(world, disclosure_scope="members")
    member = Asker(world.user("member"))
    before = Document.objects.get(pk=page.pk).path
    for path in (before, before.strip("/"), before.rstrip("/")):
        assert member.get("records/by-path", path=path)["id"] == page.pk
    general = create_unit(title="前桥党总支", kind="general_branch", code="qianqiao", parent=world.committee)
    move_unit(world.branch, general)
    moved = member.answer("records/by-path", path=before, status=308)
    assert moved.json()["moved_to"] == f"/qianqiao{before}"
    assert member.get(moved["Location"])["id"] == page.pk
    for path in (before, f"/qianqiao{before}", "/", "/qianqiao/", "/no/such/"):
        employee.get("records/by-path", path=path, status=404)
    member.get("records/by-path", path="/qianqiao/zongzhuang/", status=404)  # a unit is no record


def test_a_home_page_is_no_record(world, employee):
    assert Document.objects.filter(pk=world.branch.pk).exists()
    employee.get(f"records/{world.branch.pk}", status=404)


def test_what_is_not_visible_answers_exactly_as_what_does_not_exist(world, employee):
    practice = create_unit(title="练习支部", kind="branch", code="lianxi", parent=world.committee, practice=True)
    hidden = published(world, practice, disclosure_scope="public")
    narrow = published(world, disclosure_scope="restricted")
    path = Document.objects.get(pk=narrow.pk).path
    seen = Asker(world.user("secretary"))
    assert seen.get(f"records/{narrow.pk}")["id"] == narrow.pk
    assert Asker(world.user("employee", practice)).get(f"records/{hidden.pk}")["id"] == hidden.pk
    pairs = [
        (f"records/{narrow.pk}", "records/999999"),
        (f"records/{hidden.pk}", "records/999999"),
        (f"records/by-path?path={path}", "records/by-path?path=/none/"),
        ("units/lianxi", "units/nosuch"),
        (f"units/{practice.pk}", "units/999999"),
        ("units/lianxi/board", "units/nosuch/board"),
        (f"sections/{hidden.owning_section.pk}", "sections/999999"),
    ]
    for reader in (employee, Asker(), Asker(world.user("administrator"))):
        for ours, nothing in pairs:
            assert reader.answer(ours, status=404).content == reader.answer(nothing, status=404).content
        for name, value in (("unit", "lianxi"), ("unit", practice.pk), ("section", hidden.owning_section.pk)):
            ours = reader.get("records", **{name: value}, status=422)
            nothing = reader.get("records", **{name: 999999}, status=422)
            # in the words only: a short number may be within the status as well
            for words in ("detail", "errors"):
                assert str(ours.pop(words)).replace(str(value), "999999") == str(nothing.pop(words))
            assert ours == nothing
        assert reader.get("records")["items"] == []


def test_images_and_files_are_fetched_with_the_same_credentials(world):
    page = published(world, body=[("image", {"image": world.image(), "alt": "机台边的党小组会", "caption": ""})])
    reader, visitor = Asker(world.user("employee")), Asker()
    (block,) = reader.get(f"records/{page.pk}")["body"]
    assert block["value"]["alt"] == "机台边的党小组会"
    for rendition in block["value"]["image"]["renditions"].values():
        answer = reader.answer(rendition["url"])
        assert answer["Content-Type"] == "image/jpeg"
        visitor.answer(rendition["url"], status=404)


# Modules and the reader ------------------------------------------------------------------------------------------------


def test_modules_are_described_with_their_rules_and_fields(world, employee):
    items = {item["label"]: item for item in employee.get("modules")["items"]}
    lesson = items["three_meetings_one_lesson"]
    assert (lesson["zh"], lesson["en"]) == ("三会一课", "Three meetings and one lesson")
    assert (lesson["board"], lesson["board_display"], lesson["scopes"]) == ("focus", "管理重点", {"branch": 1})
    assert lesson["cadence"]["by_field_value"]["meeting_type"]["members"]["interval"] == "quarter"
    assert lesson["sources"][0]["title"] == "中国共产党支部工作条例(试行)"
    fields = lesson["fields"]["properties"]
    assert {"const": "group", "title": "党小组会"} in fields["meeting_type"]["oneOf"]
    assert fields["absentees"]["x-privacy"] == "unit"
    assert fields["attendance_rate"]["x-computed"] is True
    assert fields["attendance_rate"]["x-type"] == "percent"
    assert "absentees" not in lesson["fields"]["required"]
    assert "held_at" in lesson["fields"]["required"]
    employee.get(lesson["records_href"])
    visitor = {item["label"]: item["fields"] for item in Asker().get("modules")["items"]}
    assert visitor == {label: item["fields"] for label, item in items.items()}


def test_a_type_that_the_schema_does_not_know_is_any_value(world, monkeypatch):
    from modules.featured_work.models import FeaturedRecord

    monkeypatch.setattr(FeaturedRecord._meta.get_field("result"), "catalogue_type", "own_type", raising=False)
    from cms import schema

    schema._fields_of.cache_clear()
    try:
        described = json_schema(FeaturedRecord)["properties"]["result"]
    finally:
        schema._fields_of.cache_clear()
    assert {name for name in described if not name.startswith("x-")} == {"title"}


def test_the_reader_is_told_who_they_are_and_what_they_see(world):
    me = Asker(world.user("secretary")).get("me")
    assert me["signed_in"] is True
    assert me["username"] == world.user("secretary").username
    assert me["person"]["name"] == world.user("secretary").person.name
    assert (me["credentials"], me["expires_at"]) == ("session", None)
    assert [(role["role"], role["display"], role["unit"]["code"]) for role in me["roles"]] == [
        ("secretary", "支部书记", "zongzhuang")
    ]
    assert [(circle["scope"], circle["unit"] and circle["unit"]["code"]) for circle in me["audiences"]] == [
        ("public", None),
        ("employees", None),
        ("members", None),
        ("unit", "zongzhuang"),
        ("restricted", "zongzhuang"),
        ("own", None),
    ]


def test_the_approver_reads_for_the_committee_and_a_practice_unit_s_people_for_practice(world):
    circles = Asker(world.user("approver")).get("me")["audiences"]
    assert [circle["unit"]["code"] for circle in circles if circle["scope"] in ("committee", "restricted")] == [
        "committee",
        "committee",
    ]
    practice = create_unit(title="练习支部", kind="branch", code="lianxi", parent=world.committee, practice=True)
    circles = Asker(world.user("employee", practice)).get("me")["audiences"]
    assert [circle["scope"] for circle in circles] == ["public", "employees", "own", "practice"]


def test_a_visitor_is_nobody_and_sees_what_is_public(world):
    me = Asker().get("me")
    assert (me["signed_in"], me["username"], me["person"], me["credentials"]) == (False, None, None, "none")
    assert (me["roles"], [circle["scope"] for circle in me["audiences"]]) == ([], ["public"])


def test_an_account_without_a_role_is_signed_in_and_sees_what_is_public(world):
    user = world.new_user(name="退休的人")
    me = Asker(user).get("me")
    assert (me["signed_in"], me["person"]["name"], me["roles"]) == (True, "退休的人", [])
    assert [circle["scope"] for circle in me["audiences"]] == ["public"]


def test_the_index_leads_to_every_list(world, employee):
    links = employee.get("")["links"]
    assert {"openapi", "units", "sections", "records", "modules", "me"} <= set(links)
    for address in links.values():
        # a question without words, and what is for those who watch units
        employee.answer(address, status=None if "search" in address or "morning" in address else 200)


# What it costs ---------------------------------------------------------------------------------------------------------


def test_the_number_of_queries_does_not_grow_with_what_is_shown(world, employee, assert_queries):
    for unit in (world.branch, world.other):
        for ago in (0, 1):
            published(world, unit, occurred_on=day(ago))
        publish(world, meeting(world, unit, absent=[(world.person(), "出差")]))
    record = published(world, contributors=[world.person(), world.person()])
    employee.get("me")  # the session is renewed once in a while, which writes
    for name, address in {
        "units": "units",
        "a unit": "units/zongzhuang",
        "a unit's board": "units/zongzhuang/board?latest=5",
        "sections": "sections",
        "a section": f"sections/{record.owning_section.pk}",
        "records": "records?limit=100",
        "records of a unit": "records?unit=zongzhuang&module=featured_work",
        "a record": f"records/{record.pk}",
        "a record by its path": f"records/by-path?path={Document.objects.get(pk=record.pk).path}",
        "modules": "modules",
        "the reader": "me",
    }.items():
        with assert_queries(f"api: {name}"):
            employee.answer(address)


def test_every_block_of_the_vocabulary_is_described(settings):
    text = (settings.BASE_DIR / "docs" / "api.md").read_text("utf-8")
    told = [name for name, _block in vocabulary(home=True) if f"| `{name}` |" in text]
    assert told == [name for name, _block in vocabulary(home=True) if name != "retired"]
