"""examples/read_api, run as its README says, against the served site."""

import subprocess
import sys

import pytest

from tools.console import ROOT

PROGRAM = ROOT / "examples" / "read_api" / "read_api.py"


@pytest.fixture
def read_api(live_site):
    """A function (arguments, token) → the finished process."""

    def run(*arguments: str, token: str = ""):
        command = [sys.executable, str(PROGRAM), "--site", live_site.url, "--token", token, *arguments]
        return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", timeout=60)

    return run


def token_of(live_site, role: str, unit: str | None = None) -> str:
    return live_site.manage("token", "create", live_site.account(role, unit)["username"]).strip()


def test_a_newcomer_reads_a_board_a_list_and_a_record(live_site, read_api):
    token = token_of(live_site, "member", "后桥总装党支部")
    board = read_api("board", "zongzhuang", token=token)
    assert (board.returncode, board.stderr) == (0, "")
    lines = board.stdout.splitlines()
    assert lines[0] == "后桥总装党支部"
    assert {"管理基础", "管理重点", "管理回顾"} <= set(lines)
    assert any(line.startswith("  三会一课  ") for line in lines)
    listed = read_api("records", "zongzhuang", "--module", "three_meetings_one_lesson", "--most", "30", token=token)
    records = listed.stdout.splitlines()
    assert len(records) == 30
    assert sorted(records, key=lambda line: line[:10], reverse=True) == records
    number = records[0].rpartition("[")[2].rstrip("]")
    shown = read_api("record", number, token=token)
    assert shown.returncode == 0
    assert shown.stdout.splitlines()[0] in records[0]
    assert "会议类型：" in shown.stdout
    assert "三审三校签发" in shown.stdout


def test_another_unit_s_employee_is_told_what_is_withheld(live_site, read_api):
    member = token_of(live_site, "member", "后桥总装党支部")
    stranger = token_of(live_site, "employee", "锻造党支部")
    listed = read_api("records", "zongzhuang", "--module", "three_meetings_one_lesson", "--most", "30", token=member)
    for line in listed.stdout.splitlines():
        number = line.rpartition("[")[2].rstrip("]")
        full = read_api("record", number, token=member).stdout
        if "缺席人员及原因：" in full:
            break
    else:
        pytest.fail("the demo has no meeting of the branch from which somebody was absent")
    less = read_api("record", number, token=stranger).stdout
    assert "缺席人员及原因" not in less
    assert "未向您公开：absentees" in less
    assert "未向您公开" not in full


@pytest.mark.parametrize(
    ("arguments", "token", "told"),
    [
        (["board", "nosuch"], "", "没有找到（404）"),
        (["record", "1"], "", "没有找到（404）"),
        (["board", "zongzhuang"], "hb_mistyped", "登录凭据无效（401）"),
        (["records", "nosuch"], "", "unit：没有“nosuch”这个党组织"),
    ],
)
def test_what_goes_wrong_is_told_in_words(read_api, arguments, token, told):
    done = read_api(*arguments, token=token)
    assert (done.returncode, done.stdout) == (1, "")
    assert told in done.stderr
    assert "Traceback" not in done.stderr
