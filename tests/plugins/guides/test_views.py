"""指南导入 in the admin."""

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from cms.tree.actions import open_sections
from search.models import ExternalId

GUIDE = {"id": "g1", "title": "党费怎么交", "body": "按月交纳党费。", "kind": "qa"}


@pytest.fixture
def unit(world):
    open_sections(world.committee, ["work_guide", "rules_and_duties"], by=world.user("party_office"))
    return world.committee


@pytest.fixture
def post(client, unit):
    def send(user, how, content="", name="guides.jsonl"):
        client.force_login(user)
        file = SimpleUploadedFile(name, (content or json.dumps(GUIDE)).encode())
        return client.post(reverse("guides_admin:import"), {"file": file, "unit": unit.pk, "how": how})

    return send


def test_the_office_tries_and_then_issues(world, post):
    office = world.user("party_office")
    assert "试运行，没有保存：</strong>\n    新增 1 条" in post(office, "try").content.decode()
    assert not ExternalId.objects.exists()
    assert "已发布：</strong>\n    新增 1 条" in post(office, "issued").content.decode()
    assert ExternalId.objects.get().page.live


def test_an_information_officer_imports_drafts_and_issues_nothing(world, post, unit):
    drafter = world.user("drafter", unit)
    refused = post(drafter, "issued")
    assert refused.status_code == 400
    assert "只有本党委的党务室可以导入已制发的文件。" in refused.content.decode()
    assert not ExternalId.objects.exists()
    assert "已存为草稿" in post(drafter, "drafts").content.decode()
    assert not ExternalId.objects.get().page.live


def test_a_file_that_is_none_is_refused_with_the_reason(world, post):
    answer = post(world.user("party_office"), "try", name="list.xlsx")
    assert answer.status_code == 400
    assert "不是能导入的格式" in answer.content.decode()


def test_others_find_no_such_page(world, client, unit):
    for role in ("approver", "administrator"):
        client.force_login(world.user(role))
        assert client.get(reverse("guides_admin:import")).status_code == 404
