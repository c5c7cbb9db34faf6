"""Documents are restored from their pages as they were reviewed, and from nothing else."""

import pytest
from wagtail.models import Page

from cms.delivery.models import Document, DocumentFile
from cms.delivery.rebuilding import DIFFERENT, REFUSED, SAME, look_at, mend, wanted
from cms.moderation.actions import withdraw
from cms.moderation.models import Release
from cms.testing import publish
from modules.featured_work.models import FeaturedRecord


@pytest.fixture
def page(world, draft):
    return publish(world, draft(body=[("image", {"image": world.image(), "alt": "车间"})]))


@pytest.fixture
def as_published(page):
    """What readers read of it."""

    def of() -> tuple:
        document = Document.objects.get(pk=page.pk)
        files = sorted(DocumentFile.objects.filter(document=document).values_list("image_id", "privacy"))
        return (
            document.title,
            document.scope,
            document.content,
            document.text,
            document.etag,
            document.release_id,
            files,
        )

    return of


def state_of(page) -> str:
    [outcome] = look_at([page.pk])
    return outcome.state


def test_what_is_in_order_stays_untouched(page, as_published):
    built = Document.objects.get(pk=page.pk).built_at
    before = as_published()
    assert {outcome.state for outcome in mend(wanted())} == {SAME}
    assert as_published() == before and Document.objects.get(pk=page.pk).built_at == built


@pytest.mark.parametrize(
    "damage",
    [
        {"title": "改了"},
        {"scope": "public"},
        {"text": "没有审核过的字"},
        {"content": {}},
        {"etag": "x"},
        {"drafter_id": None, "practice": True},
    ],
    ids=lambda damage: "-".join(damage),
)
def test_a_damaged_row_is_found_and_written_anew(page, as_published, damage):
    before = as_published()
    Document.objects.filter(pk=page.pk).update(**damage)
    assert state_of(page) == DIFFERENT
    assert [outcome.state for outcome in mend([page.pk])] == [DIFFERENT]
    assert as_published() == before and state_of(page) == SAME


def test_a_missing_document_and_a_missing_file_of_it_come_back(page, as_published):
    before = as_published()
    DocumentFile.objects.filter(document_id=page.pk).delete()
    assert state_of(page) == DIFFERENT
    mend([page.pk])
    assert as_published() == before
    Document.objects.filter(pk=page.pk).delete()
    assert page.pk in wanted()
    mend(wanted())
    assert as_published() == before


def test_a_document_that_rests_on_another_pages_release_gets_its_own_back(world, page, draft, as_published):
    before, other = as_published(), publish(world, draft())
    Document.objects.filter(pk=page.pk).update(release=Release.objects.get(page_id=other.pk))
    mend([page.pk])
    assert as_published() == before


def test_what_was_not_reviewed_is_never_brought_to_readers(page, as_published):
    before = as_published()
    FeaturedRecord.objects.filter(pk=page.pk).update(summary="数据库里改的")
    Document.objects.filter(pk=page.pk).update(text="坏了")
    [outcome] = mend([page.pk])
    assert (outcome.state, outcome.reason) == (REFUSED, "内容或所用文件与审核时不同")
    assert as_published()[2] == before[2] and Document.objects.get(pk=page.pk).text == "坏了"


def test_a_draft_made_live_behind_the_gate_s_back_gets_no_document(world, draft):
    page = draft()
    Page.objects.filter(pk=page.pk).update(live=True)
    [outcome] = mend([page.pk])
    assert outcome.state == REFUSED and not Document.objects.filter(pk=page.pk).exists()


def test_what_was_withdrawn_does_not_come_back_and_its_document_goes_if_somebody_put_it_there(world, page):
    document = Document.objects.get(pk=page.pk)
    withdraw(page, world.user("approver"), "数字有误")
    assert page.pk not in wanted()
    document.save(force_insert=True)
    assert state_of(page) == DIFFERENT
    mend(wanted())
    assert not Document.objects.filter(pk=page.pk).exists()
