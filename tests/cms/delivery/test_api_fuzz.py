"""Every operation of the OpenAPI document, asked what Schemathesis makes up from it, right and wrong, by everybody who may ask: no answer is
an error of ours, and each is one that the document promises.

EXAMPLES says how many of each kind are made up (`make fuzz-api` makes many, other ones each time); without it they are few and the same.
"""

import os

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

from cms.moderation import actions
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
# What the unit's information officer may do beside reading, and what a member's token was not made for
WHO = {"anonymous": None, "member": ["read"], "drafter": ["read", "write", "review"]}


@pytest.fixture
def there(world) -> dict[str, list]:
    """What an address or a filter can name, so that not everything made up leads to a 404."""
    record = publish(world, meeting(world, title="党员大会", absent=[(world.person("欧阳明"), "出差")], tags=["夜班"]))
    draft, waiting = featured(world), featured(world, title="报送了的")
    actions.submit(waiting, world.user("drafter"))
    task = waiting.current_workflow_task_state.pk
    return {
        "record": [record.pk],
        "draft": [draft.pk, waiting.pk, record.pk],
        "section": [record.owning_section.pk, draft.owning_section.pk],
        "task": [task],
        "unit": ["zongzhuang", str(record.owning_unit.pk)],
        "module": ["three_meetings_one_lesson", "featured_work"],
        "also_counts": ["featured_work"],
        "path": [record.url_path],
        "tag": ["夜班"],
        "q": ["党员大会"],
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
def operations(there):
    """The document's operations, whose parameters are now and then those of something that is there."""
    schema = schemathesis.openapi.from_dict(document())
    schema.app = WSGIHandler()

    def known(context, strategy):
        named = {name: st.sampled_from(values) for name, values in there.items()}

        def some(found):
            if not isinstance(found, dict) or not (inside := named.keys() & found.keys()):
                return st.just(found)
            return st.fixed_dictionaries({name: st.just(found[name]) | named[name] for name in sorted(inside)}).map(
                lambda chosen: {**found, **chosen}
            )

        return strategy.flatmap(some)

    for place in ("path_parameters", "query", "body"):
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
