"""The 25 steps as those see them who may read a file."""

import pytest

from cms.delivery.models import Document
from modules.member_development.templatetags.development import development_stages

from .test_contract import TestContract as Contract
from .test_contract import steps


def content(log) -> dict:
    rows = [{**row, "done_on": row["done_on"].isoformat()} for row in log]
    return {"fields": [{"name": "step_log", "value": rows}]}


def test_all_steps_stand_in_their_stages_taken_or_not():
    stages = development_stages(content(steps(8)))
    assert [len(stage["steps"]) for stage in stages] == [2, 4, 5, 7, 7]
    assert [stage["reached"] for stage in stages] == [True, True, True, False, False]
    assert [len(step["days"]) for stage in stages for step in stage["steps"]] == [1] * 8 + [0] * 17


def test_a_step_that_was_corrected_is_marked():
    stages = development_stages(content(steps(4, correction_4="补登。")))
    assert [step["corrected"] for step in stages[1]["steps"]] == [False, True, False, False]


def test_a_file_without_a_log_has_no_step_taken():
    assert not any(stage["reached"] for stage in development_stages({"fields": []}))


@pytest.mark.django_db
def test_the_secretary_sees_the_steps_and_an_employee_no_page(world, client):
    page = Contract().published(world)
    address = Document.objects.get(pk=page.pk).path
    client.force_login(world.user("employee"))
    assert client.get(address).status_code == 404
    client.force_login(world.user("secretary"))
    text = client.get(address).content.decode()
    assert "发展党员二十五步" in text
    assert "15 支部大会讨论（接收预备党员）" in text
