"""examples/headless, built and served before the live site: what its readers see, on a phone and at a desk, and what they do not."""

import contextlib
import datetime
import os
import re
import subprocess
import time
import urllib.request

import pytest
from django.db import connection

from tests.e2e.site import _free_port
from tests.e2e.writing import Caller, picture, release
from tools import node

BRANCH, CODE, OTHER_BRANCH = "桥壳党支部", "qiaoke", "锻造党支部"
TITLE, ABSENT = "党小组会：把返修台搬到亮处", "赴外厂送样"
PHONE, DESK = {"width": 390, "height": 844}, {"width": 1280, "height": 900}
SIZES = pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])

pytestmark = [
    pytest.mark.skipif(connection.vendor != "sqlite", reason="shows what the API says, whatever the database: once"),
    pytest.mark.skipif(os.environ.get("CI") != "true" and bool(node.missing()), reason=node.missing() or "-"),
]


@pytest.fixture(scope="module")
def front(live_site, tmp_path_factory):
    """The address of the built front end, behind which the site's API, pictures and form for signing in stand."""
    assert not node.missing()
    folder, log = node.prepare() / "headless", tmp_path_factory.mktemp("headless") / "log"
    vite = ["node", str(folder.parent / "node_modules" / "vite" / "bin" / "vite.js")]
    built = ["--outDir", str(log.parent / "dist")]
    node.run("npm", "run", "build", "--workspace", "headless", "--", *built, "--emptyOutDir")
    port = _free_port()
    with log.open("w") as output:
        served = subprocess.Popen(
            [*vite, "preview", "--port", str(port), "--strictPort", *built],
            cwd=folder, env=os.environ | {"HONGBAN_SITE": live_site.url}, stdin=subprocess.DEVNULL, stdout=output, stderr=output,
        )  # fmt: skip
        try:
            _wait(served, f"http://127.0.0.1:{port}/", log)
            yield f"http://127.0.0.1:{port}"
        finally:
            served.terminate()
            served.wait(timeout=20)


def _wait(served, url, log) -> None:
    for _ in range(300):
        assert served.poll() is None, log.read_text("utf-8")
        with contextlib.suppress(OSError):
            urllib.request.urlopen(url, timeout=5).close()
            return
        time.sleep(0.1)
    raise AssertionError(f"no answer within half a minute:\n{log.read_text('utf-8')}")


@pytest.fixture(scope="module")
def record(live_site, browser) -> int:
    """A meeting of the branch from which somebody was absent, with a block of every type."""
    context = browser.new_context()
    yield release(context.request, live_site, BRANCH, CODE, draft, "three_meetings_one_lesson")
    context.close()


def draft(writer: Caller) -> dict:
    (before,) = writer.ask("GET", f"records?unit={CODE}&module=three_meetings_one_lesson&limit=1")["items"]
    fields = {one["name"]: one["value"] for one in writer.ask("GET", f"records/{before['id']}")["fields"]}
    roster = writer.ask("GET", f"records?unit={CODE}&module=member_roster&limit=40")["items"]
    people = [
        field["value"]["id"]
        for one in roster
        for field in writer.ask("GET", f"records/{one['id']}")["fields"]
        if field["type"] == "person"
    ]
    chair = fields["chair"]["id"]
    absent = next(one for one in people if one not in (chair, fields["recorder"]["id"]))
    held = datetime.datetime.now(datetime.UTC).date() - datetime.timedelta(days=1)
    image = writer.upload("返修台.jpg", "image/jpeg", picture("返修台"))
    paper = writer.upload("签到表.csv", "text/csv", "姓名,签到\n".encode())
    shown = {"image": image, "alt": "返修台上方的两盏灯", "caption": "搬到亮处之后"}
    return {
        "title": TITLE,
        "summary": "第一党小组应到9人，实到8人，缺席1人。",
        "tags": ["返修"],
        "confidentiality": "non_classified",
        "contains_personal_data": True,
        "evidence": [{"kind": "sign_in_sheet", "note": "第一党小组", "file": paper}],
        "attachments": [paper],
        "fields": {
            "meeting_type": "group",
            "held_at": f"{held}T06:10+08:00",
            "ended_at": f"{held}T06:40+08:00",
            "place": "桥壳返修台旁",
            "party_group": "第一党小组",
            "chair": chair,
            "recorder": fields["recorder"]["id"],
            "expected": 9,
            "present": 8,
            "absentees": [{"person": absent, "reason": ABSENT}],
            "topics": [{"topic": "返修台照明", "speaker": fields["chair"]["title"], "points": "加两盏灯，换两种颜色的箱子。"}],
        },
        "body": [
            {"type": "heading", "value": {"text": "怎么搬的", "level": "2"}},
            {"type": "rich_text", "value": f'<p>对照<a linktype="page" id="{before["id"]}">上一次会议</a>的意见办理。</p>'},
            {"type": "quote", "value": {"text": "看得清，才判得准。", "source": "返修班组"}},
            {"type": "image", "value": shown},
            {"type": "gallery", "value": [shown, {**shown, "caption": "侧面"}]},
            {"type": "attachment", "value": {"file": paper, "title": "签到表全文"}},
            {"type": "table", "value": {"data": [["项目", "前"], ["照度", "120"]], "first_row_is_table_header": True}},
            {"type": "callout", "value": {"kind": "notice", "text": "下周复查。"}},
            {"type": "person", "value": {"name": "周班长", "role": "返修班", "text": "提出了搬动。", "image": image}},
            {"type": "timeline", "value": [{"date": "三月", "title": "提出", "text": "班后会"}]},
            {"type": "figures", "value": [{"label": "误判", "value": "2", "unit": "件"}]},
        ],
    }  # fmt: skip


@pytest.fixture(scope="module")
def tokens(live_site) -> dict[str, str]:
    """By role: a member of the branch, and an employee of another one."""
    people = {"member": BRANCH, "employee": OTHER_BRANCH}
    named = [live_site.account(role, unit)["username"] for role, unit in people.items()]
    return dict(zip(people, live_site.tokens(*[(username, "headless", "read") for username in named]), strict=True))


@pytest.fixture
def reader(new_page, front):
    """A function (size) → a page of the front end. What its console complains of fails the test, `expected` apart."""
    told = []

    def open_page(size, expected: str = "never"):
        more = {"has_touch": True, "is_mobile": True} if size is PHONE else {}
        page = new_page(front, viewport=size, **more)
        page.on(
            "console",
            lambda said: (
                told.append(f"{said.text} {said.location}")
                if said.type in ("error", "warning") and not re.search(expected, f"{said.text} {said.location['url']}")
                else None
            ),
        )
        page.goto("/")
        return page

    yield open_page
    assert told == []


def with_token(page, token: str) -> None:
    page.get_by_role("link", name="登录").first.click()
    page.get_by_label("令牌").fill(token)
    page.get_by_role("button", name="登录").click()
    page.get_by_role("heading", level=1, name="江北车桥厂党委").wait_for()


def fits(page) -> None:
    """Nothing sticks out of a phone's screen, and every picture has come."""
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), page.url
    page.wait_for_load_state("networkidle")
    for shown in page.locator("main img").all():
        shown.scroll_into_view_if_needed()
        shown.evaluate("one => one.complete && one.naturalWidth || new Promise((resolve) => (one.onload = resolve))")
        assert shown.evaluate("one => one.naturalWidth") > 0
        assert shown.get_attribute("alt")


@SIZES
def test_a_member_reads_from_the_home_page_to_a_record_and_finds_it_again(
    live_site, reader, record, tokens, screenshot, size
):
    name = "phone" if size is PHONE else "desk"
    page = reader(size)
    if size is PHONE:
        with_token(page, tokens["member"])
    else:  # by the site's own form and session, which stand behind the same address
        live_site.sign_in(page, "member", BRANCH)
    main = page.locator("main")
    for label in ("管理基础", "管理重点", "管理回顾"):
        main.get_by_role("heading", name=label, exact=True).wait_for()
    fits(page)
    screenshot(page, f"headless home {name}")

    page.get_by_role("link", name="党组织").first.click()
    page.get_by_role("heading", level=1, name="党组织").wait_for()
    main.get_by_role("link", name=BRANCH).click()
    page.get_by_role("heading", level=1, name=BRANCH).wait_for()
    main.get_by_role("heading", name="管理重点", exact=True).wait_for()
    fits(page)
    screenshot(page, f"headless unit {name}")

    main.locator(".tile").get_by_role("link", name="三会一课", exact=True).click()
    page.get_by_role("heading", level=1, name="三会一课").wait_for()
    assert main.locator(".card").count() == 20
    main.get_by_role("button", name="继续加载").click()
    main.locator(".card").nth(20).wait_for()
    seen = main.locator(".card h2 a").evaluate_all("all => all.map((one) => one.getAttribute('href'))")
    assert len(seen) == len(set(seen)) > 20
    fits(page)
    screenshot(page, f"headless section {name}")

    main.get_by_role("link", name=TITLE).click()
    page.get_by_role("heading", level=1, name=TITLE).wait_for()
    text = main.inner_text()
    for words in (
        "怎么搬的",
        "看得清，才判得准。",
        "——返修班组",
        "搬到亮处之后",
        "签到表全文",
        "照度",
        "下周复查。",
        "周班长",
        "班后会",
        "误判",
    ):
        assert words in text, words
    for words in ("三审三校签发", "党小组会", "返修台照明", "#返修", ABSENT):
        assert words in text, words
    assert "未向您公开" not in text
    assert main.locator(".gallery img").count() == 2
    fits(page)
    screenshot(page, f"headless record {name}")
    with page.expect_download() as saved:
        main.get_by_role("link", name="签到表全文").click()
    assert "姓名,签到" in saved.value.path().read_text("utf-8")

    main.get_by_role("link", name="上一次会议").click()  # a link within the text
    page.wait_for_url(re.compile(r"#/records/\d+$"))
    page.go_back()

    page.get_by_role("link", name="检索").first.click()
    page.get_by_label("要找的词").fill("返修台 亮处")
    page.get_by_role("button", name="检索").click()
    found = main.get_by_role("link", name=TITLE)
    found.wait_for()
    assert main.locator("mark").count() > 0
    fits(page)
    screenshot(page, f"headless search {name}")
    found.click()
    page.get_by_role("heading", level=1, name=TITLE).wait_for()


def test_another_branch_s_employee_is_told_what_is_withheld(reader, record, tokens):
    page = reader(PHONE)
    with_token(page, tokens["employee"])
    page.goto(f"/#/records/{record}")
    page.get_by_role("heading", level=1, name=TITLE).wait_for()
    text = page.locator("main").inner_text()
    assert ABSENT not in text
    assert "未向您公开：缺席人员" in text
    fits(page)


@SIZES
def test_a_visitor_is_asked_to_sign_in_and_sees_nothing_of_it(reader, record, screenshot, size):
    page = reader(size, expected=rf"status of 404 .*/api/v1/records/{record}$")
    main = page.locator("main")
    main.get_by_text("没有向社会公开的内容").wait_for()
    fits(page)
    screenshot(page, f"headless visitor {'phone' if size is PHONE else 'desk'}")
    page.goto(f"/#/records/{record}")
    main.get_by_role("alert").get_by_text("没有这项内容，或者您无权查看。").wait_for()
    page.goto("/#/search?q=返修台")
    main.get_by_text("没有找到您可以查看的内容").wait_for()
    assert TITLE not in page.content()


def test_a_token_that_is_no_good_is_refused_in_words_and_not_kept(reader):
    page = reader(DESK, expected=r"status of 401 .*/api/v1/me$")
    page.get_by_role("link", name="登录").first.click()
    page.get_by_label("令牌").fill("hb_mistyped")
    page.get_by_role("button", name="登录").click()
    page.get_by_role("alert").get_by_text("令牌无效").wait_for()
    assert page.evaluate("sessionStorage.length") == 0
