"""`manage.py releases verify` finds what passed by the gate, and nothing else."""

import json

import pytest
from django.core.management import call_command
from wagtail.models import Page

from cms.delivery.models import Document
from cms.media import Image
from cms.moderation.models import Release
from cms.testing import publish
from modules.featured_work.models import FeaturedRecord


@pytest.fixture
def verify(capsys):
    """Runs the command; (exit code, findings)."""

    def run():
        code = 0
        try:
            call_command("releases", "verify", "--json")
        except SystemExit as stopped:
            code = stopped.code
        return code, json.loads(capsys.readouterr().out)

    return run


def test_a_site_whose_records_were_all_reviewed_is_in_order(world, draft, verify):
    publish(world, draft())
    draft()
    assert verify() == (0, [])


def test_each_line_names_page_title_and_reason(world, draft, capsys):
    page = draft(title="没有审过")
    Page.objects.filter(pk=page.pk).update(live=True)
    with pytest.raises(SystemExit) as stopped:
        call_command("releases", "verify")
    assert stopped.value.code == 1
    lines = capsys.readouterr().out.splitlines()
    assert [line.split("\t")[:2] for line in lines] == [[str(page.pk), "没有审过"]] * 2
    assert "没有发布件" in lines[0] and "没有任何发布许可" in lines[1]


def test_content_changed_by_sql_is_found(world, draft, verify):
    page = publish(world, draft())
    FeaturedRecord.objects.filter(pk=page.pk).update(category="brand")
    code, found = verify()
    assert code == 1
    assert [(item["page"], item["reason"]) for item in found] == [(page.pk, "内容或所用文件与审核时不同")]


def test_bytes_swapped_in_storage_are_found(world, draft, verify):
    image = world.image()
    page = publish(world, draft(body=[("image", {"image": image, "alt": "车间"})]))
    file = Image.objects.get(pk=image.pk).file
    with open(file.path, "ab") as stream:
        stream.write(b"tampered")
    assert [item["page"] for item in verify()[1]] == [page.pk]


def test_a_missing_document_is_found(world, draft, verify):
    page = publish(world, draft())
    Document.objects.filter(pk=page.pk).delete()
    assert [(item["page"], item["reason"]) for item in verify()[1]] == [(page.pk, "已发布，却没有发布件")]


def test_a_document_of_a_page_that_is_not_live_is_found(world, draft, verify):
    page = publish(world, draft())
    Page.objects.filter(pk=page.pk).update(live=False)
    assert [(item["page"], item["reason"]) for item in verify()[1]] == [(page.pk, "页面没有发布，却有发布件")]


def test_a_review_taken_away_afterwards_is_found(world, draft, verify):
    page = publish(world, draft())
    Release.objects.get(page_id=page.pk).reviews.filter(stage="second").delete()
    assert [item["reason"] for item in verify()[1]] == ["三审三校缺少审核环节。"]


def test_one_release_used_for_two_pages_is_found(world, draft, verify):
    one, two = publish(world, draft()), publish(world, draft())
    Document.objects.filter(pk=two.pk).update(release=Release.objects.get(page_id=one.pk))
    assert {item["page"] for item in verify()[1]} == {two.pk}
    assert any("用了两次" in item["reason"] for item in verify()[1])


def test_a_void_release_under_a_live_page_is_found(world, draft, verify):
    page = publish(world, draft())
    Release.objects.get(page_id=page.pk).void("试验")
    assert [item["reason"] for item in verify()[1]] == ["审核已作废：试验"]


def test_a_document_that_rests_on_a_release_nobody_spent_is_found(world, draft, verify):
    page = publish(world, draft())
    release = Release.objects.get(page_id=page.pk)
    forged = Release.objects.create(
        page_id=page.pk, unit=world.branch, content_hash=release.content_hash, complete_at=release.complete_at
    )
    Document.objects.filter(pk=page.pk).update(release=forged)
    assert {item["reason"] for item in verify()[1]} == {
        "发布许可没有使用过，内容不是经审核流程发布的",
        "三审三校缺少审核环节。",
    }
