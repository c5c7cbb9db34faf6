"""Operations of plugins: the same rules as the core's, and a router that is broken hurts nobody else."""

import json
import re
import types

import pytest
from ninja import Router
from pydantic import BaseModel

from cms import plugins
from cms.delivery import api as contract
from cms.delivery import reading
from cms.delivery.api import not_found, record_items, unit_of, viewer, with_example
from cms.testing import publish, without_plugin
from cms.tokens import create_token
from tests.cms.delivery.asking import ROOT, Asker
from tests.cms.delivery.routers import mounted, plugin
from tests.cms.samples import featured


@pytest.fixture(autouse=True)
def no_faults_kept():
    before = dict(plugins.faults)
    yield
    plugins.faults.clear()
    plugins.faults.update(before)


class Newest(BaseModel):
    model_config = with_example({"items": []})

    items: list[contract.RecordItem]


def newest_router() -> Router:
    router = Router(tags=["newest"])

    @router.get(
        "/units/{unit}/newest", response=Newest, operation_id="getNewest", summary="The newest records of a unit"
    )
    def newest(request, unit: contract.UnitKey, since: contract.Day = None):
        """As the reader may see them."""
        reader = viewer(request)
        found = unit_of(reader, unit)
        if found is None:
            raise not_found()
        return {"items": record_items(request, reading.records(reader, unit=found, since=since).items)}

    return router


def faults_of(label: str) -> list[str]:
    return [fault.error for (owner, what), fault in plugins.faults.items() if (owner, what) == (label, "api_router")]


def test_a_plugin_s_operation_gets_what_the_core_s_get(world, settings):
    mounted(settings, (plugin("newest"), newest_router()))
    page = publish(world, featured(world, disclosure_scope="members"))
    client = Asker(token=create_token(world.user("member"))[1])
    answer = client.answer("units/zongzhuang/newest")
    assert [item["id"] for item in answer.json()["items"]] == [page.pk]
    assert (answer["Cache-Control"], "Authorization" in answer["Vary"]) == ("private, no-cache", True)
    again = client.client.get(
        f"{ROOT}units/zongzhuang/newest", headers=client.headers | {"If-None-Match": answer["ETag"]}
    )
    assert again.status_code == 304
    assert Asker(world.user("employee")).answer("units/zongzhuang/newest").json()["items"] == []
    Asker(token="hb_none").answer("units/zongzhuang/newest", status=401)
    employee = Asker(world.user("employee"))
    employee.get("units/nosuch/newest", status=404)
    assert employee.get("units/zongzhuang/newest?sinse=2026-01-01", status=422)["errors"][0]["field"] == "sinse"
    assert employee.get("units/zongzhuang/newest?since=1", status=422)["errors"] == [
        {"field": "since", "message": "日期写作 2026-03-05。"}
    ]


def test_a_plugin_s_operation_is_in_the_openapi_document_with_its_errors_and_example():
    from cms.delivery.api.site import build

    document = build([(plugin("newest"), newest_router())]).get_openapi_schema()
    operation = document["paths"]["/api/v1/units/{unit}/newest"]["get"]
    assert operation["responses"]["200"]["content"]["application/json"]["example"] == {"items": []}
    assert {"401", "404", "422", "500"} <= set(operation["responses"])
    assert {} in operation["security"]


def test_a_router_that_cannot_be_imported_is_reported_and_the_others_are_mounted(monkeypatch):
    from cms.delivery.api.site import build

    good, bad = plugin("good", api_router="made.good"), plugin("bad", api_router="made_bad_module.router")
    sound = types.ModuleType("made")
    sound.good = newest_router()
    monkeypatch.setitem(__import__("sys").modules, "made", sound)
    monkeypatch.setattr(plugins, "installed", lambda: [bad, good])
    document = build(plugins.offers("api_router")).get_openapi_schema()
    assert "/api/v1/units/{unit}/newest" in document["paths"]
    assert "/api/v1/records" in document["paths"]
    (error,) = faults_of("bad")
    assert "made_bad_module" in error
    assert faults_of("good") == []


def taken() -> Router:
    router = Router()

    @router.get("/units/{code}")
    def mine(request, code: str):
        return {}

    return router


def with_a_broken_decorator() -> Router:
    def refuse(run):
        raise RuntimeError("no such decorator")

    router = newest_router()
    router.add_decorator(refuse, mode="view")
    return router


@pytest.mark.parametrize(
    ("offered", "told"),
    [
        (taken, "the address /api/v1/units/{} is taken by 'cms'"),
        (lambda: ["not", "a router"], "expected a ninja.Router, not list"),
        (lambda: newest_router, "expected a ninja.Router, not function"),
        (with_a_broken_decorator, "no such decorator"),
    ],
)
def test_a_router_that_cannot_be_mounted_is_reported_and_left_out(offered, told):
    from cms.delivery.api.site import build

    document = build([(plugin("bad"), offered()), (plugin("good"), newest_router())]).get_openapi_schema()
    (error,) = faults_of("bad")
    assert told in error
    assert faults_of("good") == []
    assert document["paths"]["/api/v1/units/{unit}"]["get"]["operationId"] == "getUnit"
    assert "/api/v1/units/{unit}/newest" in document["paths"]


def test_two_plugins_cannot_take_one_address():
    from cms.delivery.api.site import build

    build([(plugin("first"), newest_router()), (plugin("second"), newest_router())])
    assert faults_of("first") == []
    assert faults_of("second") == ["ValueError: the address /api/v1/units/{}/newest is taken by 'first'"]


def test_a_plugin_that_is_switched_off_has_no_operations():
    from cms.delivery.api.site import build

    assert "search" in [one.label for one, _router in plugins.offers("api_router")]
    with without_plugin("search"):
        assert "/api/v1/search" not in build(plugins.offers("api_router")).get_openapi_schema()["paths"]


def test_what_is_promised_to_plugins_is_there_and_described():
    assert contract.__all__ == sorted(contract.__all__)
    for name in contract.__all__:
        assert getattr(contract, name) is not None
        assert name == "api" or re.search(rf"\b{name}\b", contract.__doc__), name
    with pytest.raises(AttributeError):
        contract.nothing_of_that_name  # noqa: B018 (asking is the point)


def test_the_example_in_the_documentation_works(world, settings):
    text = (settings.BASE_DIR / "docs" / "api.md").read_text("utf-8")
    (source,) = re.findall(r"```python\n(.*?)```", text, re.DOTALL)
    module = types.ModuleType("tally")
    exec(compile(source, "docs/api.md", "exec"), module.__dict__)
    mounted(settings, (plugin("tally"), module.router))
    publish(world, featured(world, disclosure_scope="employees"))
    publish(world, featured(world, disclosure_scope="members"))
    assert json.loads(Asker(world.user("employee")).client.get(f"{ROOT}units/zongzhuang/tally").content) == {
        "records": 1
    }
    assert Asker(world.user("member")).client.get(f"{ROOT}units/zongzhuang/tally").json() == {"records": 2}
