"""An editor's full day: written with evidence, submitted, returned on a phone, corrected, submitted on a phone, passed on a phone
and at a desk, released by the link of a notice, and read by an employee of another branch.

Every station is kept as a screenshot in test-results/, as a phone and as a desk have it.
"""

import io
import re

from django.utils import timezone
from PIL import Image, ImageDraw

from tests.e2e.test_story import answer_the_form, choose_person, upload

BRANCH, OTHER_BRANCH = "桥壳党支部", "锻造党支部"
TITLE = "党小组会：返修台照明和标识"
POINTS = "返修台上方加两盏灯，待判和报废的箱子换成两种颜色。"
WRONG, RIGHT = "第一党小组应到9人，实到8人，缺席2人。", "第一党小组应到9人，实到8人，缺席1人。"
OPINION = "签到表上只有1人没有签字，摘要里写了2人。请对照签到表核对后重报。"
PHONE, DESK = {"width": 390, "height": 844}, {"width": 1280, "height": 900}
ON_A_PHONE = {"viewport": PHONE, "has_touch": True, "is_mobile": True}


def test_a_record_is_returned_and_corrected_and_goes_to_its_readers_in_one_day(live_site, new_page, screenshot):
    def station(page, name):
        """Keep what this page shows, on a phone and at a desk. Nothing may stick out of a phone's screen in the portal."""
        before = page.viewport_size
        for size, where in ((PHONE, "phone"), (DESK, "desk")):
            page.set_viewport_size(size)
            screenshot(page, f"day {name} {where}")
            if size is PHONE and "/admin/" not in page.url:
                assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
        page.set_viewport_size(before)

    drafter = new_page(viewport={"width": 1280, "height": 2400})
    live_site.sign_in(drafter, "drafter", BRANCH)
    edit = write(drafter, station)
    number = re.search(r"/pages/(\d+)/", edit)[1]
    submit_at_the_desk(drafter, edit, station)

    reviewer = new_page(**ON_A_PHONE)
    live_site.sign_in(reviewer, "reviewer", BRANCH)
    return_it(reviewer, number, station)

    author = new_page(**ON_A_PHONE)
    live_site.sign_in(author, "drafter", BRANCH)
    see_why(author, number, station)
    correct(drafter, edit, station)
    submit_on_a_phone(author, number, station)

    reader = new_page(**ON_A_PHONE)
    live_site.sign_in(reader, "employee", OTHER_BRANCH)
    path = address_of_the_section(reader)

    pass_on_a_phone(reviewer, number, station)
    secretary = new_page()
    live_site.sign_in(secretary, "secretary", BRANCH)
    pass_at_the_desk(secretary, station)
    reader.goto(path)
    assert reader.get_by_role("link", name=TITLE).count() == 0
    release_by_the_link(new_page(**ON_A_PHONE), live_site.account("approver"), number, station)

    reader.goto(path)
    reader.get_by_role("link", name=TITLE).click()
    station(reader, "16 read by another branch")
    assert POINTS in reader.locator("main").inner_text() and RIGHT in reader.locator("main").inner_text()
    assert "赴外厂送样" not in reader.locator("main").inner_text(), (
        "who was absent and why is for the own branch's members"
    )
    author.goto("/drafts/")
    assert TITLE not in author.locator("main").inner_text(), "it was written once"


# 写与报送 -----------------------------------------------------------------------------------------------------------------


def write(page, station) -> str:
    """A Party group's meeting of yesterday, the number of those absent mistold. The address of its form."""
    page.goto("/admin/")
    station(page, "01 the author's desk")
    page.get_by_role("link", name="三会一课", exact=True).first.click()
    page.wait_for_url(re.compile("/meetingrecord/"))
    held = timezone.localtime() - timezone.timedelta(days=1)
    page.fill("#id_title", TITLE)
    page.fill("#id_summary", WRONG)
    page.select_option("#id_meeting_type", label="党小组会")
    for name, moment in (("held_at", f"{held:%Y-%m-%d} 06:10"), ("ended_at", f"{held:%Y-%m-%d} 06:40")):
        page.fill(f"#id_{name}", moment)
        page.keyboard.press("Escape")
    page.fill("#id_place", "桥壳返修台旁")
    page.fill("#id_party_group", "第一党小组")
    chair = choose_person(page, "chair")
    choose_person(page, "recorder", place=1)
    page.fill("#id_expected", "9")
    page.fill("#id_present", "8")
    page.click("#id_absentees-ADD")
    choose_person(page, "absentees-0-person", place=2)
    page.fill("#id_absentees-0-reason", "赴外厂送样")
    page.fill("#id_topics-0-topic", "返修台照明和标识")
    page.fill("#id_topics-0-speaker", chair)
    page.fill("#id_topics-0-points", POINTS)
    page.click("#id_evidence-ADD")
    page.select_option("#id_evidence-0-kind", label="签到表")
    upload(page, "evidence-0-file", "签到表.png", sign_in_sheet(), "党小组会签到表.png")
    page.select_option("#id_confidentiality", label="不涉密可公开")
    page.check("#id_contains_personal_data")
    with page.expect_navigation():
        page.get_by_role("button", name="保存草稿").click()
    hints = page.locator(".hb-status", has_text="机器核查提示")
    hints.wait_for()
    assert "是2人，请核对" in hints.inner_text()
    station(page, "02 the saved draft with hints")
    return re.match(r".*/edit/", page.url)[0]


def sign_in_sheet() -> bytes:
    """A photographed sheet: eight lines are signed, the ninth is empty."""
    image = Image.new("RGB", (900, 1200), "#efece4")
    draw = ImageDraw.Draw(image)
    for line in range(10):
        draw.line((80, 180 + 100 * line, 820, 180 + 100 * line), fill="#555", width=3)
    for line in range(8):
        draw.line([(320 + 40 * x, 250 + 100 * line - (x % 2) * 30) for x in range(9)], fill="#223a8f", width=5)
    out = io.BytesIO()
    image.save(out, "PNG")
    return out.getvalue()


def submit_at_the_desk(page, edit, station) -> None:
    page.goto(edit)
    with page.expect_navigation():
        page.get_by_role("button", name="报送审核").click()
    page.goto(edit)
    status = page.locator(".hb-status").first.inner_text()
    assert "审核中：一审一校" in status and "通过后到二审二校" in status
    station(page, "03 submitted")


# 退回与更正 ---------------------------------------------------------------------------------------------------------------


def return_it(page, number, station) -> None:
    """From the head of whatever page to the queue, to the record, and back to its author with reasons."""
    page.goto("/")
    page.locator("header").get_by_role("link", name="审核").click()
    station(page, "04 the reviewer's queue")
    page.locator("main").get_by_role("link", name=TITLE).click()
    assert page.url.endswith(f"/review/{number}/")
    page.locator(".proofs img").scroll_into_view_if_needed()
    page.wait_for_load_state("networkidle")
    assert page.locator(".proofs img").evaluate("image => image.naturalWidth") == 900  # one, and it is shown
    assert "赴外厂送样" in page.locator("main").inner_text()
    assert "机器核查发现" in page.locator("main").inner_text()
    station(page, "05 reading on a phone")
    for target in page.locator(".choice, .decide-return summary, .review-form .button.wide").all():
        if target.is_visible():
            assert target.bounding_box()["height"] >= 44, "a thumb presses it"
    page.locator("details.decide-return summary").click()
    page.get_by_role("button", name="确认退回").click()
    assert page.locator(".error").all_inner_texts() == ["退回须写明意见，让信息员知道改什么。", "退回须选明原因。"]
    station(page, "06 a return without reasons")
    page.get_by_label("数字不符").check()
    page.get_by_label("审核意见").fill(OPINION)
    page.get_by_role("button", name="确认退回").click()
    page.wait_for_url(re.compile("/review/$"))
    assert "已退回" in page.locator(".messages").inner_text()
    station(page, "07 returned")


def see_why(page, number, station) -> None:
    page.goto("/")
    page.locator("header").get_by_role("link", name="我的稿件").click()
    card = page.locator(f"#draft-{number}")
    text = card.inner_text()
    assert "一审一校退回修改" in text and "数字不符" in text and OPINION in text
    station(page, "08 why it came back")


def correct(page, edit, station) -> None:
    page.goto(edit)
    assert OPINION in page.locator(".hb-status").first.inner_text()
    station(page, "09 the returned draft")
    page.fill("#id_summary", RIGHT)
    with page.expect_navigation():
        page.get_by_role("button", name="保存草稿").click()
    assert "机器核查提示" not in page.locator(".hb-status").first.inner_text()


def submit_on_a_phone(page, number, station) -> None:
    page.goto("/drafts/")
    page.locator(f"#draft-{number}").get_by_role("button", name="重新报送").click()
    page.wait_for_url(re.compile("/drafts/$"))
    assert "审核中：一审一校" in page.locator(f"#draft-{number}").inner_text()
    station(page, "10 submitted again on a phone")


# 通过与签发 ---------------------------------------------------------------------------------------------------------------


def pass_on_a_phone(page, number, station) -> None:
    page.goto("/review/")
    page.locator("main").get_by_role("link", name=TITLE).click()
    assert OPINION in page.locator(".review-head").inner_text(), "who passes it now sees why it was returned"
    page.get_by_role("button", name="通过", exact=True).click()
    assert page.locator(".asked-wrong").count() == 7, "every item is answered by whoever passes"
    answer_the_form(page)
    page.get_by_label("审核意见").fill("与签到表一致。")
    station(page, "11 the review form on a phone")
    page.get_by_role("button", name="通过", exact=True).click()
    page.wait_for_url(re.compile("/review/$"))
    assert "转入下一环节" in page.locator(".messages").inner_text()


def pass_at_the_desk(page, station) -> None:
    """From the queue by the keyboard alone: j to the line, Enter opens it."""
    page.goto("/admin/")
    station(page, "12 the secretary's queue")
    lines = page.locator("#waiting-section [data-queue-line]")
    place = [line.strip() for line in lines.all_inner_texts()].index(TITLE)
    page.locator("[data-queue-keys]").first.wait_for()
    for _line in range(place + 1):
        page.keyboard.press("j")
    page.keyboard.press("k")
    if place:
        page.keyboard.press("j")
    assert page.evaluate("document.activeElement.textContent.trim()") == TITLE
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("/edit/"))
    page.wait_for_load_state("networkidle")
    page.get_by_role("link", name="通过").click()
    page.locator(".review-material img").scroll_into_view_if_needed()
    answer_the_form(page)
    assert page.locator(".review-material img").evaluate("image => image.naturalWidth") == 900
    station(page, "13 the review form at the desk")
    with page.expect_navigation():
        page.locator(".review-form [type=submit]").last.click()
    assert "转入下一环节" in page.locator(".messages").inner_text()


def release_by_the_link(page, account, number, station) -> None:
    """Somebody opens the link of a notice, signs in, and is back at the record."""
    page.goto(f"/review/{number}/")
    assert "/sign-in/" in page.url
    page.fill("[name=username]", account["username"])
    page.fill("[name=password]", account["password"])
    page.click("form:has([name=password]) [type=submit]")
    page.wait_for_url(re.compile(f"/review/{number}/$"))
    answer_the_form(page)
    station(page, "14 the approver's page")
    page.get_by_role("button", name="签发").click()
    page.wait_for_url(re.compile("/review/$"))
    assert "已签发" in page.locator(".messages").inner_text()
    station(page, "15 released")


def address_of_the_section(page) -> str:
    page.goto("/units/")
    page.locator("a.unit-card", has_text=BRANCH).first.click()
    return page.locator("a.tile", has_text="三会一课").get_attribute("href")
