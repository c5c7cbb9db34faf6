"""The platform's one story, as people live it: an information officer writes a record, three people check it, another
branch's employee reads it in the portal, as JSON, and finds it by a word inside a sentence.

Every page of it is kept as a screenshot in test-results/.
"""

import io
import json
import re
import urllib.error
import urllib.parse
import urllib.request

import pytest
from django.utils import timezone
from PIL import Image, ImageDraw

BRANCH, OTHER_BRANCH = "后桥总装党支部", "锻造党支部"
# Not in the demo: whoever finds it has found this record
WORD = "缓冲垫片"
SENTENCE = f"会议同意在合装机出口加装{WORD}，由合装班试用两周后再推广。"
TITLE = "党员大会讨论合装机改进"
TALL = {"viewport": {"width": 1280, "height": 3400}}


def test_a_record_goes_from_the_information_officer_to_every_reader(live_site, new_page, screenshot):
    drafter = new_page(**TALL)
    live_site.sign_in(drafter, "drafter", BRANCH)
    edit = write(drafter, screenshot)
    submit(drafter, edit, screenshot)

    reader = new_page()
    account = live_site.sign_in(reader, "employee", OTHER_BRANCH)
    assert TITLE not in find(reader)

    for number, (role, unit) in enumerate([("reviewer", BRANCH), ("secretary", BRANCH), ("approver", None)], 1):
        page = new_page()
        live_site.sign_in(page, role, unit)
        pass_on(page, number, role, screenshot)

    read(reader, screenshot)
    assert find(reader)[0] == TITLE
    assert WORD in reader.locator("main li:first-child .passage").first.inner_text()
    screenshot(reader, "story 13 search")
    ask_as_a_program(live_site, account["username"])


# 写 -----------------------------------------------------------------------------------------------------------------------


def write(page, screenshot) -> str:
    """The information officer writes the record and saves it as a draft; the address of its form."""
    page.goto("/admin/")
    screenshot(page, "story 1 drafter's desk")
    page.get_by_role("link", name=f"{BRANCH}的栏目与记录").click()
    page.get_by_role("row", name="三会一课").get_by_role("link", name=re.compile("子页面")).click()
    page.get_by_role("link", name="添加子页面").first.click()
    page.wait_for_url(re.compile("/meetingrecord/"))
    held = timezone.localtime() - timezone.timedelta(days=2)

    page.fill("#id_title", TITLE)
    page.select_option("#id_meeting_type", label="党员大会")
    for name, moment in (("held_at", f"{held:%Y-%m-%d} 15:30"), ("ended_at", f"{held:%Y-%m-%d} 16:40")):
        page.fill(f"#id_{name}", moment)
        page.keyboard.press("Escape")
    page.fill("#id_place", "党员活动室")
    chair = choose_person(page, "chair")
    recorder = choose_person(page, "recorder", place=1)
    assert chair != recorder
    page.fill("#id_expected", "21")
    page.fill("#id_present", "20")
    page.fill("#id_voters_expected", "20")
    page.fill("#id_voters_present", "19")
    page.click("#id_absentees-ADD")
    absentee = choose_person(page, "absentees-0-person", place=2)
    page.fill("#id_absentees-0-reason", "赴客户现场服务")
    page.fill("#id_absentees-0-make_up", "由党小组长传达会议精神")

    page.fill("#id_topics-0-topic", "合装机出口改进")
    page.fill("#id_topics-0-speaker", chair)
    page.fill("#id_topics-0-points", "出口处磕碰每班两三起，先从接料处想办法。")
    page.click("#id_topics-ADD")
    page.fill("#id_topics-1-topic", "下季度师带徒安排")
    page.fill("#id_topics-1-speaker", recorder)
    page.click("#id_resolutions-ADD")
    page.fill("#id_resolutions-0-resolution", "通过合装机改进方案")
    for name, votes in (("votes_for", 18), ("votes_against", 0), ("votes_abstain", 1)):
        page.fill(f"#id_resolutions-0-{name}", str(votes))

    page.click("#id_photos-ADD")
    upload(page, "photos-0-image", "合装机出口.jpg", photo(), "合装机出口")
    page.fill("#id_photos-0-alt", "合装机出口处的接料台")
    page.click("#id_evidence-ADD")
    page.select_option("#id_evidence-0-kind", label="签到表")
    upload(page, "evidence-0-file", "签到表.txt", "签到表".encode(), "党员大会签到表")
    add_paragraph(page, SENTENCE)
    page.select_option("#id_confidentiality", label="不涉密可公开")
    page.check("#id_contains_personal_data")  # somebody's absence and its reason
    screenshot(page, "story 2 the record's form")
    with page.expect_event("load"):  # autosave changes the address too, which is a navigation without a page
        page.get_by_role("button", name="保存草稿").click()
    assert re.search(r"/admin/pages/\d+/edit/", page.url)
    screenshot(page, "story 3 the saved draft")
    assert page.input_value("#id_period") == f"{held:%Y-%m}"
    assert absentee in page.locator("#id_absentees-0-person-chooser").inner_text()
    return page.url


def choose_person(page, field: str, place: int = 0) -> str:
    """Choose the person at this place of the list; the name."""
    page.locator(f"#id_{field}-chooser").get_by_role("button", name="选择人员").click()
    dialog = page.get_by_role("dialog")
    row = dialog.locator("tbody tr").nth(place)
    row.locator("a").first.click()
    dialog.wait_for(state="hidden")
    return page.locator(f"#id_{field}-chooser [data-chooser-title]").inner_text().strip()


def upload(page, field: str, filename: str, content: bytes, title: str) -> None:
    """Put a new picture or file into a chooser."""
    page.locator(f"#id_{field}-chooser [data-chooser-action-choose]").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("tab", name="上传").click()
    form = dialog.locator("form:has(input[type=file])")
    form.locator("input[type=file]").set_input_files({"name": filename, "mimeType": "", "buffer": content})
    form.locator("input[name$=title]").fill(title)
    form.locator("[type=submit]").click()
    dialog.wait_for(state="hidden")


def add_paragraph(page, words: str) -> None:
    """A paragraph of rich text in the body."""
    body = page.locator("[data-contentpath=body]")
    body.locator(".c-sf-add-button").first.click()
    page.get_by_role("option", name="段落").click()
    editor = body.locator("[contenteditable=true]").first
    editor.click()
    page.keyboard.insert_text(words)


def photo() -> bytes:
    """A small picture of a workplace."""
    image = Image.new("RGB", (1200, 800), "#d8dde3")
    draw = ImageDraw.Draw(image)
    draw.rectangle((120, 430, 1080, 640), fill="#5b6b7d")
    draw.rectangle((300, 250, 620, 430), fill="#b8322a")
    draw.ellipse((760, 300, 900, 440), fill="#8b97a5")
    out = io.BytesIO()
    image.save(out, "JPEG")
    return out.getvalue()


# 报送与审核 -----------------------------------------------------------------------------------------------------------------


def submit(page, edit, screenshot) -> None:
    page.goto(edit)
    with page.expect_navigation():
        page.get_by_role("button", name="报送").click()
    page.goto(edit)
    screenshot(page, "story 4 submitted")
    assert page.get_by_role("button", name="保存草稿").count() == 0, "nobody edits what is being checked"


def pass_on(page, number, role, screenshot) -> None:
    """A reviewer finds the record on their desk, looks at it and passes it."""
    page.goto("/admin/")
    screenshot(page, f"story {3 + 2 * number} desk of the {role}")
    page.get_by_role("row", name=TITLE).get_by_role("link", name="审阅").click()
    page.wait_for_load_state("networkidle")
    page.get_by_role("link", name="签发" if role == "approver" else "通过").click()
    answer_the_form(page)
    page.fill("[name=opinion]", "与签到表核对一致。")
    screenshot(page, f"story {4 + 2 * number} decision of the {role}")
    with page.expect_navigation():
        page.locator("form:has([name=opinion]) [type=submit]").first.click()
    page.goto("/admin/")
    assert page.get_by_role("row", name=TITLE).get_by_role("link", name="审阅").count() == 0


def answer_the_form(page) -> None:
    """Every item of the review form 是, every finding of the machine checked against the original."""
    page.wait_for_selector("[name^=item_]")
    for item in page.locator("[name^=item_][value=yes]").all():
        item.check()
    for finding in page.locator("[name^=finding_][value=dismiss]").all():
        finding.check()
    for reason in page.locator("[name^=why_]").all():
        reason.fill("已对照签到表核实")


# 读 -----------------------------------------------------------------------------------------------------------------------


def read(page, screenshot) -> None:
    """An employee of another branch goes from the home page by the list of units to the record."""
    page.goto("/")
    screenshot(page, "story 10a home")
    page.get_by_role("link", name="全部单位").first.click()
    page.locator("a.unit-card", has_text=BRANCH).first.click()
    screenshot(page, "story 10b the branch")
    page.locator("a.tile", has_text="三会一课").click()
    screenshot(page, "story 11 section")
    page.get_by_role("link", name=TITLE).first.click()
    page.wait_for_load_state("networkidle")
    screenshot(page, "story 12 record")
    text = page.locator("main").inner_text()
    assert SENTENCE in text
    assert "合装机出口改进" in text
    assert "赴客户现场服务" not in text, "who was absent and why is for the own branch's members"
    image = page.locator("main img[alt*='接料台']").first
    assert image.evaluate("image => image.complete && image.naturalWidth > 100")


def find(page) -> list[str]:
    """The titles that the portal's search box finds for the word, the best first."""
    page.goto("/")
    page.fill("header [name=q]", WORD)
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("/search/"))
    page.locator("main p[role=status]").wait_for()
    return [title.strip() for title in page.locator("main li h3").all_inner_texts()]


def ask_as_a_program(site, username) -> None:
    """The same record as JSON, by a token of the same employee; without one, nothing."""
    token = site.manage("token", "create", username, "--name", "story").strip().splitlines()[-1].split()[-1]
    found = get(site, f"/api/v1/search?{urllib.parse.urlencode({'q': WORD})}", token)["results"][0]
    assert found["title"] == TITLE
    assert f"<mark>{WORD}</mark>" in "".join(found["passages"])
    record = get(site, urllib.parse.urlsplit(found["href"]).path, token)
    assert record["title"] == TITLE
    assert SENTENCE in json.dumps(record["body"], ensure_ascii=False)
    assert record["withheld"] == ["absentees"]
    assert "赴客户现场服务" not in json.dumps(record, ensure_ascii=False)
    fields = {field["name"]: field["value"] for field in record["fields"]}
    assert [row["topic"] for row in fields["topics"]] == ["合装机出口改进", "下季度师带徒安排"]
    assert fields["attendance_rate"] == "95.2"
    assert fields["photos"][0]["alt"] == "合装机出口处的接料台"
    assert [item["kind"] for item in record["evidence"]] == ["sign_in_sheet"]
    assert [stamp["stage"] for stamp in record["review"]] == ["first", "second", "final"]
    with pytest.raises(urllib.error.HTTPError) as refused:
        get(site, urllib.parse.urlsplit(found["href"]).path)
    with refused.value:
        assert refused.value.code in (401, 404)


def get(site, path, token="") -> dict:
    headers = {"Authorization": f"Bearer {token}"} if token else {}
    with urllib.request.urlopen(urllib.request.Request(site.url + path, headers=headers), timeout=30) as answer:
        return json.load(answer)
