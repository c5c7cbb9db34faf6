"""Writing by the API: the same form, rules and words as the admin, for the unit's information officers only."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from wagtail.models import Page

from cms.blocks.vocabulary import RETIRED
from cms.media import Attachment, Image
from cms.moderation import actions
from cms.testing import decide, publish
from cms.tokens import create_token
from tests.cms.delivery.asking import ROOT, Asker
from tests.cms.samples import featured, meeting


@pytest.fixture
def writer(world):
    return Asker(world.user("drafter"))


def begun(world, writer, **changes) -> dict:
    """A meeting's draft with something of every kind in it."""
    section, chair = world.section("three_meetings_one_lesson"), world.person("郑卫东")
    image, paper = world.image(), world.attachment()
    given = {
        "section": section.pk,
        "title": "党员大会",
        "tags": ["夜班", "安全 生产"],
        "confidentiality": "non_classified",
        "attachments": [paper.pk],
        "evidence": [{"kind": "photo", "note": "现场", "file": {"id": paper.pk}}],
        "fields": {
            "meeting_type": "members",
            "held_at": "2026-03-05T16:30+08:00",
            "ended_at": "2026-03-05T17:30+08:00",
            "place": "一号会议室",
            "chair": chair.pk,
            "recorder": {"id": chair.pk, "title": "郑卫东"},
            "expected": 8,
            "present": 7,
            "topics": [{"topic": "夜班安全", "points": "逐条对照"}, {"topic": "其他"}],
            "photos": [{"id": image.pk, "alt": "会场"}],
        },
        "body": [
            {"type": "rich_text", "value": '<p onclick="x">一<b>二</b><script>三</script></p>'},
            {"type": "image", "value": {"image": image.pk, "alt": "会场", "caption": ""}},
            {"type": "timeline", "value": [{"date": "三月", "title": "开会", "text": ""}]},
            {"type": "table", "value": {"data": [["甲", "乙"]], "first_row_is_table_header": True}},
        ],
    }
    return writer.send("post", "drafts", given | changes, status=201)


def test_a_draft_is_begun_read_and_handed_back_as_it_was(world, writer):
    draft = begun(world, writer)
    assert (draft["title"], draft["occurred_on"], draft["period"], draft["scope"]) == (
        "党员大会", "2026-03-05", "2026-03", "employees",
    )  # fmt: skip
    assert draft["tags"] == ["夜班", "安全 生产"]
    assert draft["status"]["headline"] == "草稿"
    assert [row["topic"] for row in draft["fields"]["topics"]] == ["夜班安全", "其他"]
    assert draft["fields"]["chair"]["title"] == "郑卫东"
    assert draft["fields"]["photos"][0]["alt"] == "会场"
    assert draft["evidence"][0]["file"]["id"] == draft["attachments"][0]["id"]
    rich, image, timeline, table = draft["body"]
    assert "<b>二</b>" in rich["value"]
    assert "script" not in str(draft["body"]) + str(draft["fields"])
    assert "onclick" not in rich["value"]
    assert (timeline["value"][0]["title"], table["value"]["data"]) == ("开会", [["甲", "乙"]])
    page = Page.objects.get(pk=draft["id"]).specific
    assert (page.live, page.owner, page.drafter.user) == (False, world.user("drafter"), world.user("drafter"))
    # everything that was read may be sent back, and is the same then
    kept = ("title", "tags", "evidence", "attachments", "fields", "body", "scope", "occurred_on")
    again = writer.send(
        "patch", f"drafts/{page.pk}", {name: draft[name] for name in kept}, If_Match=f'"{draft["revision"]}"'
    )
    for name in kept:
        assert _plain(again[name]) == _plain(draft[name]), name
    assert again["revision"] != draft["revision"]


def _plain(value) -> str:
    """Without the keys that the editor gives to paragraphs."""
    return re.sub(r' data-block-key="[^"]*"', "", str(value))


def test_a_change_is_written_to_what_it_names_and_leaves_the_rest(world, writer):
    draft = begun(world, writer)
    read = writer.answer(f"drafts/{draft['id']}")
    assert read["ETag"].startswith(f'"{draft["revision"]}.')
    changed = writer.send("patch", f"drafts/{draft['id']}", {"summary": "新的摘要"}, If_Match=read["ETag"])
    assert changed["summary"] == "新的摘要"
    for name in ("title", "tags", "fields", "body", "evidence"):
        assert changed[name] == draft[name], name


def test_nothing_is_overwritten_that_somebody_saved_since_it_was_read(world, writer):
    draft = begun(world, writer)
    address, tag = f"drafts/{draft['id']}", f'"{draft["revision"]}"'
    other = Asker(world.new_user("drafter"))
    other.send("patch", address, {"summary": "别人的"}, If_Match=tag)
    answer = writer.sent("patch", address, {"summary": "我的", "title": "我的"}, status=412, If_Match=tag)
    assert "又保存过，没有写入" in answer.json()["detail"]
    now = writer.get(address)
    assert (now["summary"], now["title"]) == ("别人的", "党员大会")
    assert answer["ETag"] == f'"{now["revision"]}"'
    assert writer.send("patch", address, {"summary": "我的"}, status=428)["type"].endswith("precondition-required")
    # a form that saves itself overwrites its revision in place: that counts as well
    page = Page.objects.get(pk=draft["id"]).specific
    again = page.get_latest_revision_as_object()
    again.summary = "自动保存"
    again.save_revision(user=world.user("drafter"), overwrite_revision=None)
    writer.send("patch", address, {"summary": "我的"}, status=412, If_Match=f'"{now["revision"]}"')
    assert writer.send("patch", address, {"summary": "定稿"}, If_Match="*")["summary"] == "定稿"


def test_every_fault_is_named_by_its_place_and_nothing_is_saved(world, writer):
    draft = begun(world, writer)
    address, foreign = f"drafts/{draft['id']}", world.image(world.other)
    outsider = world.person("外人", unit=world.other)

    def faults(given) -> dict:
        found = writer.send("patch", address, given, status=422, If_Match="*")["errors"]
        return {item["field"]: item["message"] for item in found}

    found = faults(
        {"body": [{"type": "zz"}, {"type": "image", "value": {"image": 999999}}], "fields": {"nix": 1, "chair": "x"}}
    )
    assert found.keys() == {"body.0.type", "body.1.value.image", "fields.nix", "fields.chair"}
    assert found["fields.nix"] == "这个栏目的记录没有这个字段。"
    found = faults(
        {
            "body": [{"type": "heading", "value": {"text": "长" * 101}}],
            "fields": {"topics": [{"topic": "长" * 300}], "expected": "三"},
        }
    )
    assert found.keys() == {"body.0.value.text", "fields.topics.0.topic", "fields.expected"}
    assert faults({"nix": 1, "title": 5, "occurred_on": 5}).keys() == {"nix", "title", "occurred_on"}
    assert faults({"occurred_on": "2026-01-01"})["occurred_on"].startswith("发生日期取自")
    assert (
        "不属于本单位的图片"
        in faults({"body": [{"type": "image", "value": {"image": foreign.pk, "alt": "x"}}]})["body"]
    )
    assert "不属于本单位的人员" in faults({"fields": {"chair": outsider.pk}})["fields.chair"]
    assert "身份证号" in faults({"summary": "张三，11010519491231002X"})["summary"]
    assert "没有发布过" in faults({"correction_note": "更正"})["correction_note"]
    assert faults({"summary": "\0"}) == {"summary": "含有不允许的字符。"}
    assert faults({"fields": {"place": ["\ud800"]}})["fields.place.0"] == "含有不允许的字符。"
    assert faults({"scope": "public", "fields": {"expected": {}}})["fields.expected"] == "这个值不可用。"
    assert Page.objects.get(pk=draft["id"]).revisions.count() == 1
    assert writer.get(address)["revision"] == draft["revision"]
    broken = writer.client.post(f"{ROOT}drafts", "{", content_type="application/json")
    assert (broken.status_code, broken.json()["detail"]) == (400, "请求体不是有效的 JSON。")


@pytest.mark.parametrize(
    "garbage",
    [
        {"body": "x"}, {"body": [1]}, {"body": [{"type": "timeline", "value": 5}]}, {"body": [{"type": "heading", "value": []}]},
        {"body": [{"type": "table", "value": {"data": 1}}]}, {"body": [{"type": "rich_text", "value": {}}]},
        {"body": [{"type": "image", "value": {"image": True}}]}, {"body": [{"type": RETIRED, "value": "x"}]},
        {"fields": {"topics": "x"}}, {"fields": {"topics": [5]}}, {"fields": {"photos": [{"id": "x"}]}},
        {"fields": {"held_at": 10**30}}, {"fields": {"chair": [1]}}, {"fields": {"observers": [{}]}}, {"attachments": ["x"]},
        {"evidence": [{"kind": {}, "file": None}]}, {"tags": [None]}, {"also_counts": ["nothing"]}, {"fields": {"expected": True}},
    ],
    ids=str,
)  # fmt: skip
def test_what_has_no_form_is_refused_in_words_and_never_breaks(world, writer, garbage):
    page = meeting(world)
    answer = writer.sent("patch", f"drafts/{page.pk}", garbage, status=422, If_Match="*")
    assert answer.json()["errors"]


def test_a_block_that_nobody_knows_any_more_is_handed_back_untouched_and_not_otherwise(world, writer):
    known = {"type": "rich_text", "value": "<p>甲</p>", "id": "a"}
    gone = {"type": "of_a_plugin_that_left", "value": {"x": 1}, "id": "b"}
    page = featured(world, body=[])
    page.body = page._meta.get_field("body").stream_block.to_python([known, gone])
    page.save_revision(user=world.user("drafter"))
    address = f"drafts/{page.pk}"
    body = writer.get(address)["body"]
    assert body[1] == gone
    assert writer.send("patch", address, {"body": [body[1]]}, If_Match="*")["body"] == [gone]
    altered = [{**gone, "value": {"x": 2}}]
    assert (
        writer.send("patch", address, {"body": altered}, status=422, If_Match="*")["errors"][0]["field"]
        == "body.0.type"
    )


def test_a_draft_goes_to_review_and_comes_back_and_nobody_changes_it_meanwhile(world, writer):
    draft = begun(world, writer)
    fields = {"present": 9, "place": ""}
    writer.send("patch", f"drafts/{draft['id']}", {"fields": fields}, If_Match="*")
    address = f"drafts/{draft['id']}"
    refused = writer.send("post", f"{address}/submit", status=422)["errors"]
    assert {"fields.present", "fields.place"} <= {item["field"] for item in refused}
    assert {"fields.present", "fields.place"} <= {item["field"] for item in writer.get(address)["lacking"]}
    page = meeting(world)
    address = f"drafts/{page.pk}"
    assert writer.send("post", f"{address}/submit")["status"]["state"] == "review"
    held = writer.send("patch", address, {"summary": "x"}, status=403, If_Match="*")
    assert held["detail"].startswith("审核期间任何人不能修改")
    assert writer.send("post", f"{address}/submit", status=403)["detail"].endswith("已在审核中。")
    assert writer.send("post", f"{address}/take-back")["status"]["headline"] == "草稿（报送已撤回）"
    writer.send("post", f"{address}/submit")
    state = type(page).objects.get(pk=page.pk).current_workflow_task_state
    decide(state, world.user("reviewer"), "return", reasons=["numbers_differ"], opinion="核对签到表")
    status = writer.get(address)["status"]
    assert (status["state"], status["returned"]["opinion"]) == ("returned", "核对签到表")
    assert status["returned"]["reasons"] == ["数字不符"]


def test_the_list_has_what_is_unfinished_in_the_own_units_a_page_at_a_time(world, writer):
    for number in range(3):
        featured(world, title=f"稿件{number}")
    publish(world, featured(world, title="已发布"))
    featured(world, world.other)
    featured(world, by=world.new_user("drafter"), title="同事的")
    first = writer.get("drafts", limit=2)
    rest = writer.get(first["next_href"])
    titles = [item["title"] for item in first["items"] + rest["items"]]
    assert titles == ["同事的", "稿件2", "稿件1", "稿件0"]
    assert rest["next"] is None
    assert [item["title"] for item in writer.get("drafts", mine="true")["items"]] == titles[1:]
    assert writer.get("drafts", unit="jijia")["items"] == []
    writer.get("drafts", after="nonsense", status=422)
    assert Asker(world.user("reviewer")).get("drafts")["items"] == []


# Who may ----------------------------------------------------------------------------------------------------------------


def test_a_draft_is_there_for_its_unit_s_information_officers_and_for_nobody_else(world):
    """Other units' drafters, reviewers, members, administrators: the same 404 as for what does not exist; nothing is changed."""
    page = featured(world, title="不可外传")
    signed = Asker(world.user("drafter")).send("post", f"drafts/{page.pk}/preview")
    section = page.get_parent().pk
    for role, unit in [
        ("drafter", world.other), ("reviewer", None), ("secretary", None), ("member", None), ("approver", None),
        ("party_office", None), ("administrator", None),
    ]:  # fmt: skip
        other = Asker(world.user(role, unit))
        missing = other.get("drafts/999999", status=404)
        assert other.get(f"drafts/{page.pk}", status=404) == missing
        for act in ("submit", "take-back", "preview"):
            assert other.send("post", f"drafts/{page.pk}/{act}", status=404) == missing
        assert other.send("patch", f"drafts/{page.pk}", {"title": "x"}, status=404, If_Match="*") == missing
        assert other.send("post", f"records/{page.pk}/correction", {"note": "x"}, status=404) == missing
        assert other.get(signed["href"], status=404) == missing
        assert "section" in str(other.send("post", "drafts", {"section": section, "title": "x"}, status=422)["errors"])
    Asker().get(f"drafts/{page.pk}", status=401)
    Asker().get("drafts", status=401)
    Asker().get(signed["href"], status=401)
    assert type(page).objects.get(pk=page.pk).get_latest_revision_as_object().title == "不可外传"


def test_a_reviewer_reads_what_waits_for_them_and_cannot_change_it(world):
    page = featured(world)
    actions.submit(page, world.user("drafter"))
    reviewer = Asker(world.user("reviewer"))
    assert [item["id"] for item in reviewer.get("reviews")["items"]] == [page.pk]
    reviewer.get(f"drafts/{page.pk}", status=404)
    reviewer.send("patch", f"drafts/{page.pk}", {"title": "x"}, status=404, If_Match="*")


def test_a_token_writes_and_reviews_only_when_it_was_made_for_it(world):
    page, user = featured(world), world.user("drafter")

    def asker(*scopes):
        return Asker(token=create_token(user, scopes=scopes)[1])

    for scopes in ((), ("review",)):
        told = asker(*scopes).get("drafts", status=403)["detail"]
        assert told == "这个令牌没有 write 权限范围，请另行签发。"
        asker(*scopes).send("patch", f"drafts/{page.pk}", {"summary": "x"}, status=403, If_Match="*")
        asker(*scopes).send("post", f"drafts/{page.pk}/submit", status=403)
        assert asker(*scopes).client.post(f"{ROOT}files", headers=asker(*scopes).headers).status_code == 403
    assert asker().get("me")["scopes"] == ["read"]
    assert asker("write").send("patch", f"drafts/{page.pk}", {"summary": "x"}, If_Match="*")["summary"] == "x"
    asker("write").get("reviews", status=403)
    assert asker("review", "write").get("reviews")["items"] == []
    assert asker("review", "write").get("me")["scopes"] == ["read", "write", "review"]


def test_a_session_that_writes_a_draft_needs_its_csrf_token(world):
    page, client = featured(world), Client(enforce_csrf_checks=True)
    client.force_login(world.user("drafter"))
    answer = client.post(f"{ROOT}drafts/{page.pk}/submit")
    assert (answer.status_code, "CSRF" in answer.json()["detail"]) == (403, True)


# Corrections ------------------------------------------------------------------------------------------------------------


def test_a_correction_begins_with_its_note_and_leaves_what_is_published(world, writer):
    page = publish(world, featured(world, title="原标题"))
    draft = writer.send("post", f"records/{page.pk}/correction", {"note": "更正：人数应为7人"})
    assert (draft["correction_note"], draft["title"]) == ("更正：人数应为7人", "原标题")
    assert "发布" in draft["status"]["next"]
    writer.send("patch", f"drafts/{page.pk}", {"title": "新标题"}, If_Match=f'"{draft["revision"]}"')
    assert Asker(world.user("employee")).get(f"records/{page.pk}")["title"] == "原标题"
    assert writer.send("post", f"drafts/{page.pk}/submit")["status"]["state"] == "review"
    assert "没有发布过" in str(
        writer.send("post", f"records/{featured(world).pk}/correction", {"note": "x"}, status=422)
    )
    assert (
        writer.send("post", f"records/{page.pk}/correction", {"note": " "}, status=422)["errors"][0]["field"] == "note"
    )


# Previews ---------------------------------------------------------------------------------------------------------------


def test_a_preview_shows_one_state_for_ten_minutes_to_whoever_works_on_it_then(world, writer, monkeypatch):
    page = featured(world, title="预览的标题")
    signed = writer.sent("post", f"drafts/{page.pk}/preview")
    address = signed.json()
    for answer in (signed, writer.answer(address["href"]), writer.client.get(address["url"])):
        assert "no-store" in answer["Cache-Control"]
    assert writer.get(address["href"])["title"] == "预览的标题"
    assert "预览的标题" in writer.client.get(address["url"]).content.decode()
    colleague = world.new_user("drafter")
    assert Asker(colleague).get(address["href"])["id"] == page.pk
    colleague.person.memberships.all().delete()
    gone = Asker(colleague)
    gone.get(address["href"], status=404)
    assert gone.client.get(address["url"]).status_code == 404
    assert Client().get(address["url"]).status_code == 302
    writer.get(address["href"][:-1] + "x", status=404)
    with monkeypatch.context() as patch:
        patch.setattr("cms.drafting.previews.LASTS", -1)
        writer.get(address["href"], status=404)
    writer.send("patch", f"drafts/{page.pk}", {"summary": "改过了"}, If_Match="*")
    writer.get(address["href"], status=404)


# Uploads ----------------------------------------------------------------------------------------------------------------


def upload(asker, name: str, content: bytes, status: int = 201, **fields) -> dict:
    data = {"file": SimpleUploadedFile(name, content), **fields}
    answer = asker.client.post(f"{ROOT}files", data, headers=asker.headers)
    assert answer.status_code == status, answer.content.decode()
    return answer.json()


def test_files_are_taken_in_for_the_own_unit_as_the_admin_takes_them(world, writer):
    with world.image().file.open() as stream:
        picture = stream.read()
    image = upload(writer, "会场.png", picture, description="会场全景")
    stored = Image.objects.get(pk=image["id"])
    assert (image["kind"], image["title"], image["width"]) == ("image", "会场", 64)
    assert (stored.description, stored.collection, stored.uploaded_by_user) == (
        "会场全景", world.branch.collection, world.user("drafter"),
    )  # fmt: skip
    paper = upload(writer, "签到表.txt", b"8", title="三月签到表")
    assert (paper["title"], paper["size"]) == ("三月签到表", 1)
    assert Attachment.objects.get(pk=paper["id"]).collection == world.branch.collection
    assert upload(writer, "照片.png", picture, kind="attachment")["kind"] == "attachment"
    assert writer.answer(paper["url"]).content_read == b"8"
    Asker(world.user("member", world.other)).answer(paper["url"], status=404)
    page = featured(world)
    draft = writer.send("patch", f"drafts/{page.pk}", {"attachments": [paper["id"]]}, If_Match="*")
    assert draft["attachments"][0]["title"] == "三月签到表"


def test_what_is_no_good_as_a_file_is_refused_and_leaves_nothing(world, writer):
    for name, content, field in [("坏.png", b"abc", "file"), ("程序.exe", b"MZ", "file")]:
        assert upload(writer, name, content, status=422)["errors"][0]["field"] == field
    assert upload(writer, "a.txt", b"1", status=422, unit="jijia")["errors"][0]["field"] == "unit"
    assert upload(writer, "a.txt", b"1", status=422, unit="a\0")["errors"][0]["field"] == "unit"
    assert upload(Asker(world.user("member")), "a.txt", b"1", status=422)["errors"][0]["field"] == "unit"
    assert not Attachment.objects.exists()
    assert not Image.objects.exists()
