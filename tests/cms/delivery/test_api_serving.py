"""What holds for every answer: validators, caching, problems, strict parameters, and input of every kind."""

import json

import pytest
from django.test import Client
from django.utils.http import urlencode
from ninja import Router

from cms.delivery.models import Document
from cms.testing import publish
from tests.cms.delivery.asking import ROOT, Asker
from tests.cms.delivery.routers import mounted, plugin
from tests.cms.samples import featured, meeting


@pytest.fixture
def record(world):
    return publish(world, meeting(world, title="党员大会", absent=[(world.person("欧阳明"), "出差")]))


@pytest.fixture
def addresses(record) -> list[str]:
    path = Document.objects.get(pk=record.pk).path
    return [
        "",
        "openapi.json",
        "me",
        "modules",
        "units",
        "units/zongzhuang",
        "units/zongzhuang/board?latest=2",
        "sections",
        f"sections/{record.owning_section.pk}",
        "records",
        f"records/{record.pk}",
        f"records/by-path?{urlencode({'path': path})}",
    ]


# Caching ---------------------------------------------------------------------------------------------------------------


def test_every_answer_has_a_validator_and_is_one_reader_s_own(world, addresses):
    reader = Asker(world.user("employee"))
    for address in addresses:
        first = reader.answer(address)
        assert first["ETag"].startswith('"')
        assert first["Cache-Control"] == "private, no-cache"
        assert {"Cookie", "Authorization", "Accept-Language"} <= set(first["Vary"].split(", ")), address
        again = reader.client.get(f"{ROOT}{address}", headers={"If-None-Match": first["ETag"]})
        assert (again.status_code, again.content, again["ETag"]) == (304, b"", first["ETag"]), address
        assert again["Cache-Control"] == "private, no-cache"
        assert reader.client.get(f"{ROOT}{address}", headers={"If-None-Match": '"another"'}).status_code == 200
        head = reader.client.head(f"{ROOT}{address}", headers={"If-None-Match": f'"another", {first["ETag"]}'})
        assert (head.status_code, head["ETag"]) == (304, first["ETag"])


def test_readers_who_see_different_things_have_different_validators(world, record):
    address = f"records/{record.pk}"
    member, employee = Asker(world.user("member")).answer(address), Asker(world.user("employee")).answer(address)
    assert member.json()["withheld"] != employee.json()["withheld"]
    assert member["ETag"] != employee["ETag"]
    late = Asker(world.user("employee")).client.get(f"{ROOT}{address}", headers={"If-None-Match": member["ETag"]})
    assert late.status_code == 200


def test_a_precondition_that_does_not_hold_is_a_problem(world, record):
    answer = Asker(world.user("employee"), **{"If-Match": '"another"'}).answer("units", status=412)
    assert answer.json()["type"] == "urn:hongban:problem:precondition-failed"


def test_a_change_changes_the_validator(world, record):
    reader = Asker(world.user("employee"))
    before = reader.answer("records")["ETag"]
    publish(world, featured(world))
    assert reader.answer("records")["ETag"] != before


def test_errors_and_redirections_are_private_too(world, record):
    reader = Asker(world.user("employee"))
    for address, status in (("records/999999", 404), ("records?x=1", 422), ("nowhere", 404)):
        answer = reader.answer(address, status=status)
        assert answer["Cache-Control"] == "private, no-cache"
        assert {"Cookie", "Authorization"} <= set(answer["Vary"].split(", "))
        assert "ETag" not in answer


def test_head_answers_as_get_does_without_the_body(world, addresses):
    reader = Asker(world.user("employee"))
    for address in [*addresses, "records/999999"]:
        get = reader.answer(address, status=None)
        head = reader.client.head(f"{ROOT}{address}")
        assert (head.status_code, head.content) == (get.status_code, b"")
        assert head.headers.get("ETag") == get.headers.get("ETag")
        assert head["Content-Length"] == str(len(get.content))


def test_chinese_is_sent_as_itself(world, record):
    assert "党员大会" in Asker(world.user("employee")).answer("records").content.decode("utf-8")


def test_a_lone_surrogate_in_stored_json_does_not_break_an_answer(world, record):
    from cms.delivery.api.render import JSON

    assert json.loads(JSON().render(None, {"text": "a\ud800b"}, response_status=200)) == {"text": "a?b"}


# Problems --------------------------------------------------------------------------------------------------------------


def test_an_unknown_address_is_a_problem(db):
    for address in ("nowhere", "records/abc", "units/", "sections/1/", "records/by-path/", "openapi", "../../admin/"):
        problem = Asker().get(address, status=404)
        assert problem["type"] == "urn:hongban:problem:not-found"
        assert "没有这个接口地址" in problem["detail"]


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete", "options"])
def test_a_method_that_an_address_does_not_take_is_a_problem_that_names_those_it_takes(db, method):
    answer = Asker().answer("records", method=method, status=405)
    assert answer["Content-Type"] == "application/problem+json"
    assert answer["Allow"] == "GET, HEAD"
    assert answer.json()["detail"] == f"这个地址不支持 {method.upper()}，可用：GET, HEAD。"


def test_a_mistyped_parameter_is_named_and_never_ignored(world, record):
    reader = Asker(world.user("employee"))
    problem = reader.get("records", untill="2020-01-01", status=422)
    assert problem["title"] == "参数有误"
    assert problem["errors"] == [
        {
            "field": "untill",
            "message": "没有这个参数，可用：after、also_counts、board、expand、fields、limit、module、period、q、scope、section、since、sort、subtree、tag、unit、until。",
        }
    ]
    assert problem["detail"] == "untill：" + problem["errors"][0]["message"]
    for address in ("units", "me", "modules", "units/zongzhuang"):
        (error,) = reader.get(address, fields="id", status=422)["errors"]
        assert error == {"field": "fields", "message": "没有这个参数；这个地址不带参数。"}
    (error,) = reader.get(f"records/{record.pk}", field="id", status=422)["errors"]
    assert error == {"field": "field", "message": "没有这个参数，可用：expand、fields。"}


def test_a_repeated_or_empty_parameter_is_an_error(world, record):
    reader = Asker(world.user("employee"))
    (error,) = reader.get("records?unit=zongzhuang&unit=jijia", status=422)["errors"]
    assert error == {"field": "unit", "message": "这个参数只能出现一次。"}
    for name in ("unit", "module", "after", "since", "limit", "board"):
        (error,) = reader.get(f"records?{name}=", status=422)["errors"]
        assert error == {"field": name, "message": "没有值：请写明，或去掉这个参数。"}


@pytest.mark.parametrize(
    ("query", "field", "message"),
    [
        ("unit=nosuch", "unit", "没有“nosuch”这个党组织，或者您无权查看。"),
        ("unit=999999", "unit", "没有“999999”这个党组织，或者您无权查看。"),
        ("section=abc", "section", "须是一个编号。"),
        ("section=-1", "section", "须是一个编号。"),
        ("section=1.0", "section", "须是一个编号。"),
        ("section=９", "section", "须是一个编号。"),
        (f"section={2**63}", "section", "须是一个编号。"),
        (f"section={2**63 - 1}", "section", f"没有编号为 {2**63 - 1} 的栏目，或者您无权查看。"),
        ("module=nosuch", "module", "没有安装名为“nosuch”的栏目模块。"),
        ("module=cms", "module", "没有安装名为“cms”的栏目模块。"),
        ("board=middle", "board", "须是以下之一：foundation、focus、review。"),
        ("period=2026-13", "period", "期间写作 2026-03（月）、2026Q1（季）、2026H1（半年）或 2026（年）。"),
        ("since=20260301", "since", "日期写作 2026-03-05。"),
        ("since=86400", "since", "日期写作 2026-03-05。"),
        ("since=2026-02-30", "since", "日期写作 2026-03-05。"),
        ("until=２０２６-03-01", "until", "日期写作 2026-03-05。"),
        ("until=2026-03-01T00:00", "until", "日期写作 2026-03-05。"),
        ("since=2026-03-02&until=2026-03-01", "since", "不能晚于 until。"),
        ("subtree=true", "subtree", "须与 unit 一起使用。"),
        ("unit=zongzhuang&subtree=ja", "subtree", "须是 true 或 false。"),
        ("limit=0", "limit", "不能小于 1。"),
        ("limit=101", "limit", "不能大于 100。"),
        ("limit=1e2", "limit", "须是整数。"),
        ("limit=" + "9" * 5000, "limit", "数字过大。"),
        ("after=1", "after", "“1”不是翻页标记。"),
        ("after=99999999-1", "after", "“99999999-1”不是翻页标记。"),
    ],
)
def test_a_wrong_value_is_an_error_of_its_parameter_in_words(world, query, field, message):
    problem = Asker(world.user("employee")).get(f"records?{query}", status=422)
    assert problem["errors"] == [{"field": field, "message": message}]


def test_several_faults_are_told_at_once(db):
    errors = Asker().get("records?since=x&limit=0&board=x", status=422)["errors"]
    assert [error["field"] for error in errors] == ["board", "since", "limit"]


def test_other_lists_check_their_parameters_too(world):
    reader = Asker(world.user("employee"))
    assert reader.get("sections?after=x", status=422)["errors"][0]["field"] == "after"
    assert reader.get("sections?limit=101", status=422)["errors"][0]["message"] == "不能大于 100。"
    assert reader.get("units/zongzhuang/board?latest=21", status=422)["errors"][0]["message"] == "不能大于 20。"
    assert reader.get("records/by-path", status=422)["errors"] == [{"field": "path", "message": "缺少这个参数。"}]


GARBAGE = [
    "%00", "a%00b", "%ff", "%ed%a0%80", "%E4%B8%AD%E6%96%87", "1%20or%201=1", "%27%3Bdrop%20table%20cms_document%3B--", "%22",
    "..%2f..%2fetc%2fpasswd", "%0d%0aSet-Cookie:a=b", "%F0%9F%98%80", "9" * 19, "9" * 30, "-1", "1.5", "NaN", "[]", "%25", "x" * 3000,
    "%EF%BC%91",
]  # fmt: skip


@pytest.mark.parametrize("garbage", GARBAGE)
def test_input_of_every_kind_is_answered_with_a_problem(world, garbage):
    reader = Asker(world.user("employee"))
    for place in ("units/{}", "units/{}/board", "sections/{}", "records/{}", "{}", "records/{}/x"):
        reader.answer(place.format(garbage), status=404)
    for name in ("unit", "section", "module", "board", "period", "since", "until", "after", "limit", "subtree"):
        reader.answer(f"records?{name}={garbage}", status=422)
    reader.answer(f"records?{garbage}=1", status=422)
    assert reader.answer(f"records/by-path?path={garbage}", status=None).status_code in (404, 422)


def test_a_request_with_too_many_parameters_is_refused(db, settings):
    settings.DATA_UPLOAD_MAX_NUMBER_FIELDS = 10
    problem = Asker().get("records?" + "&".join(f"a{number}=1" for number in range(20)), status=400)
    assert problem["type"] == "urn:hongban:problem:invalid-request"


def test_what_nobody_expected_is_logged_and_told_nobody(db, settings, caplog):
    router = Router()

    @router.get("/broken", operation_id="broken")
    def broken(request):
        raise RuntimeError("the password is 12345")

    @router.get("/misshapen", response=int, operation_id="misshapen")
    def misshapen(request):
        return "not a number"

    mounted(settings, (plugin("faulty"), router))
    for address in ("broken", "misshapen"):
        answer = Client(raise_request_exception=False).get(f"{ROOT}{address}")
        assert (answer.status_code, answer["Content-Type"]) == (500, "application/problem+json")
        assert answer.json() == {
            "type": "urn:hongban:problem:internal-error",
            "title": "服务器出错",
            "status": 500,
            "detail": "服务器出错，已记录。",
            "errors": [],
        }
    assert "the password is 12345" in caplog.text
    assert "Traceback" in caplog.text


def test_errors_speak_the_reader_s_language_and_say_so(db):
    answer = Asker(**{"Accept-Language": "en"}).answer("nowhere", status=404)
    assert answer["Content-Language"] == "en"
    assert Asker().answer("nowhere", status=404)["Content-Language"] == "zh-hans"
