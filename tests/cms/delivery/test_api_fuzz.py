"""Every operation of the OpenAPI document, asked what Schemathesis makes up from it, right and wrong, by everybody who may ask: no answer is
an error of ours, and each is one that the document promises.

EXAMPLES says how many of each kind are made up (`make fuzz-api` makes many, other ones each time); without it they are few and the same.
"""

import os
from collections.abc import Mapping

import pytest
import schemathesis
from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import request_finished, request_started
from django.db import close_old_connections, transaction
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from schemathesis import checks
from schemathesis.core import NotSet
from schemathesis.core.failures import Failure, FailureGroup
from schemathesis.generation import GenerationMode
from schemathesis.specs.openapi import checks as of_openapi

from cms.blocks.vocabulary import core_blocks
from cms.delivery.models import Document
from cms.moderation import actions, checklist
from cms.moderation.stages import REASONS
from cms.schema import module_fields
from cms.testing import publish
from cms.tokens import create_token
from tests.cms.delivery.asking import document
from tests.cms.samples import featured, meeting

EXAMPLES = int(os.environ.get("EXAMPLES", "0"))
CHECKS = [
    checks.not_a_server_error,
    of_openapi.status_code_conformance,
    of_openapi.content_type_conformance,
    of_openapi.response_headers_conformance,
    of_openapi.response_schema_conformance,
    of_openapi.negative_data_rejection,
]
BOUNDED = settings(
    max_examples=EXAMPLES or 4,
    derandomize=not EXAMPLES,
    database=None,
    deadline=None,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)
# The information officer (信息员) writes, the reviewer decides what was submitted; a member's token was made for reading
WHO = {
    "anonymous": [],
    "member": ["read"],
    "drafter": ["read", "write", "review"],
    "reviewer": ["read", "write", "review"],
}
# What cannot be left out, and what a list's parameters of the same names as a draft's parts are
NEEDED = {"section", "title", "q", "path", "decision", "note", "reason", "file", "If-Match"}
WORDS = {"fields": st.sampled_from(["title", "title,path"]), "expand": st.sampled_from(["unit", "section,refs"])}
ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(max_size=20),
    lambda inside: st.lists(inside, max_size=3) | st.dictionaries(st.text(max_size=8), inside, max_size=3),
    max_leaves=6,
)


@pytest.fixture
def there(world) -> dict[str, st.SearchStrategy]:
    """What an address, a filter or a body can name, so that not everything made up ends at a 404, or at the first word of a draft."""
    record = publish(world, meeting(world, title="党员大会", absent=[(world.person("欧阳明"), "出差")], tags=["夜班"]))
    draft, waiting = featured(world), featured(world, title="报送了的")
    actions.submit(waiting, world.user("drafter"))
    task = waiting.current_workflow_task_state.pk
    image, paper, person = world.image().pk, world.attachment().pk, world.person().pk
    some = ANYTHING | st.sampled_from(
        [image, paper, person, record.pk, {"id": paper}, {"id": person, "title": "x"}, "2026-03-05"]
    )
    names = {field.name: field for model in (type(record), type(draft)) for field in module_fields(model)}
    columns = st.sampled_from(sorted({column.name for field in names.values() for column in field.columns}))
    value = some | st.lists(st.dictionaries(columns, some, max_size=4), max_size=2)
    inside = st.sampled_from(
        ["text", "level", "image", "alt", "file", "data", "kind", "name", "date", "title", "label", "value"]
    )
    block_value = some | st.dictionaries(inside, some, max_size=4) | st.lists(st.dictionaries(inside, some), max_size=2)
    block = st.fixed_dictionaries({"type": st.sampled_from(sorted(core_blocks())), "value": block_value})
    answer = some | st.fixed_dictionaries({"answer": st.sampled_from(["yes", "no", "na"])}, optional={"note": some})
    finding = some | st.fixed_dictionaries({"answer": st.sampled_from(["accept", "dismiss"]), "reason": some})
    evidence = st.fixed_dictionaries(
        {"kind": st.just("photo") | some, "file": st.just(paper) | some}, optional={"note": some}
    )
    return {
        "record": st.just(record.pk),
        "draft": st.sampled_from([draft.pk, waiting.pk, record.pk]),
        "section": st.sampled_from([record.owning_section.pk, draft.owning_section.pk]),
        "task": st.just(task),
        "unit": st.sampled_from(["zongzhuang", str(record.owning_unit.pk)]),
        "module": st.sampled_from(["three_meetings_one_lesson", "featured_work"]),
        "also_counts": st.just("featured_work"),
        "path": st.just(Document.objects.get(pk=record.pk).path),
        "tag": st.just("夜班"),
        "q": st.just("党员大会"),
        "If-Match": st.just("*"),
        # What the document says no more of than that it is any value
        "fields": st.dictionaries(st.sampled_from(sorted(names)), value, max_size=6),
        "body": st.lists(block, max_size=4),
        "attachments": st.lists(st.just(paper) | some, max_size=3),
        "evidence": st.lists(evidence, max_size=2),
        "answers": st.dictionaries(st.sampled_from([item.slug for item in checklist.ITEMS]), answer),
        "found": st.dictionaries(st.sampled_from(["1", "2", str(record.pk)]), finding, max_size=2),
        "decision": st.sampled_from(["pass", "return"]),
        "reasons": st.lists(st.sampled_from([slug for slug, _label in REASONS]), max_size=3),
    }


@pytest.fixture
def asked_here():
    """Between requests Django would close the connection that holds the test's transaction."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.fixture
def operations(there, mode):
    """The document's operations. What is right about what they are asked is now and then of what is there."""
    schema = schemathesis.openapi.from_dict(document())
    schema.app = WSGIHandler()

    def known(context, strategy):
        def of_it(found):
            if not isinstance(found, Mapping):
                return st.just(found)
            of = there | (WORDS if context.operation.method.upper() == "GET" else {})
            values = {
                name: (st.just(found[name]) | of[name] | of[name]) if name in of else st.just(found[name])
                for name in found
            }
            wanted = {name: value for name, value in values.items() if name in NEEDED or name in context.operation.path}
            rest = {name: value for name, value in values.items() if name not in wanted}
            return st.fixed_dictionaries(wanted, optional=rest).map(type(found))

        return strategy.flatmap(of_it)

    if mode is GenerationMode.POSITIVE:
        for place in ("path_parameters", "query", "headers", "body"):
            schema.hook(f"before_generate_{place}")(known)
    return [result.ok() for result in schema.get_all_operations()]


@pytest.fixture
def askers(world) -> dict[str, dict[str, str]]:
    """The headers that each sends."""
    sent = {}
    for who, scopes in WHO.items():
        secret = create_token(world.user(who), name="fuzz", scopes=scopes)[1] if scopes else ""
        sent[who] = {"Authorization": f"Bearer {secret}"} if secret else {}
    return sent


@pytest.mark.parametrize("mode", GenerationMode, ids=lambda mode: mode.value)
def test_nothing_that_can_be_asked_is_an_error_of_ours_or_another_answer_than_promised(
    operations, askers, asked_here, mode
):
    wanted = [one for one in operations if mode is GenerationMode.POSITIVE or can_be_wrong(one)]
    assert len(wanted) > 20
    found = [fault for operation in wanted for fault in faults(operation, mode, askers)]
    assert not found, "\n\n".join(found)


def can_be_wrong(operation) -> bool:
    """Whether it takes anything but a text in its address."""
    numbers = [one for one in operation.path_parameters if one.definition["schema"].get("type") == "integer"]
    return bool(len(operation.query) or len(operation.body) or numbers)


def faults(operation, mode: GenerationMode, askers: dict[str, dict[str, str]]) -> list[str]:
    """What is wrong with the answers of one operation, and what was asked by whom."""
    found = set()

    @BOUNDED
    @given(case=operation.as_strategy(generation_mode=mode))
    def ask(case):
        for who, headers in askers.items():
            with transaction.atomic():  # each request finds the same
                response = case.call(headers=headers)
                transaction.set_rollback(True)
            try:
                case.validate_response(response, checks=CHECKS)
            except FailureGroup as group:
                found.update(_told(who, case, response, failure) for failure in group.exceptions)

    ask()
    return sorted(found)


def _told(who: str, case, response, failure: Failure) -> str:
    sent = (
        f"{case.method} {case.formatted_path} {case.query or ''} {'' if isinstance(case.body, NotSet) else case.body}"
    )
    return f"{failure.title}: {who} {sent:.400} → {response.status_code}\n{failure.message:.700}"
