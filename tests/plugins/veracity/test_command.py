"""`manage.py veracity`: what is found in drafts and in review, and how good the checks are."""

import json

import pytest
from django.core.management import CommandError, call_command

from cms.moderation.actions import submit
from modules.featured_work.models import FeaturedRecord
from plugins.veracity.models import Trace


@pytest.fixture
def veracity(capsys):
    def run(*arguments):
        call_command("veracity", *map(str, arguments))
        return capsys.readouterr().out

    return run


@pytest.fixture
def pages(world, draft):
    """A fault, a near-miss, a clean record, and a fault of another unit that is in review."""
    fault = draft(FeaturedRecord, title="错的", background="<p>书记作了部暑。</p>")
    near = draft(FeaturedRecord, title="像错的", background="<p>部署暑期安全。</p>")
    clean = draft(FeaturedRecord, title="对的")
    review = draft(FeaturedRecord, world.other, title="审核中的", background="<p>电话13912345678。</p>")
    submit(review, world.user("drafter", world.other))
    return [fault, near, clean, review]


def test_run_tells_what_is_found_in_drafts_and_in_review(pages, veracity):
    fault, _near, _clean, review = pages
    out = veracity("run")
    assert "错的" in out
    assert "[misprints]" in out
    assert "[phone]" in out
    told = {one["page"]: one for one in json.loads(veracity("run", "--json"))}
    assert set(told) == {page.pk for page in pages}
    assert [finding["check"] for finding in told[fault.pk]["findings"]] == ["misprints"]
    assert [finding["check"] for finding in told[review.pk]["findings"]] == ["phone"]


def test_run_of_one_unit_leaves_the_others_out(world, pages, veracity):
    told = json.loads(veracity("run", "--unit", world.other.code, "--json"))
    assert [one["page"] for one in told] == [pages[3].pk]
    with pytest.raises(CommandError, match="nowhere"):
        veracity("run", "--unit", "nowhere")


def test_published_records_are_not_run_but_their_changes_are(pages, veracity):
    fault = pages[0]
    FeaturedRecord.objects.filter(pk=fault.pk).update(live=True, has_unpublished_changes=False)
    assert fault.pk not in {one["page"] for one in json.loads(veracity("run", "--json"))}
    FeaturedRecord.objects.filter(pk=fault.pk).update(has_unpublished_changes=True)
    assert fault.pk in {one["page"] for one in json.loads(veracity("run", "--json"))}


@pytest.fixture
def report(pages, veracity, tmp_path):
    """The report on these expectations: {check: what was measured}."""

    def run(*expected):
        path = tmp_path / "expected.json"
        path.write_text(json.dumps(list(expected)), encoding="utf-8")
        out = json.loads(veracity("report", "--json", "--expected", path))
        assert out["records"] == len(pages)
        return {one["check"]: one for one in out["checks"]}

    return run


def expect(page, check, fault=True):
    return {"page": page.pk, "checks": [check], "fault": fault, "what": "…"}


def test_a_report_of_faults_found_and_near_misses_spared(pages, report):
    fault, near, _clean, review = pages
    told = report(expect(fault, "misprints"), expect(near, "misprints", fault=False), expect(review, "phone"))
    assert told["misprints"] | {"label": ""} == {
        "check": "misprints", "label": "", "answered": True, "found": 1, "missed": [], "near_misses_spared": 1,
        "false_positives": [], "hints": 0, "recall": 1.0, "precision": 1.0,
    }  # fmt: skip
    assert (told["phone"]["recall"], told["phone"]["precision"]) == (1.0, 1.0)
    assert told["votes"]["recall"] is None


def test_a_report_of_what_was_missed_and_what_should_not_have_been_found(pages, report):
    fault, near, _clean, review = pages
    told = report(expect(near, "misprints"), expect(fault, "misprints", fault=False))
    assert told["misprints"]["missed"] == [near.pk]
    assert told["misprints"]["false_positives"] == [fault.pk]
    assert (told["misprints"]["recall"], told["misprints"]["precision"]) == (0.0, 0.0)
    assert told["phone"]["false_positives"] == [review.pk]


def test_a_report_in_words_and_without_a_list(pages, veracity, tmp_path, settings):
    settings.HONGBAN_DATA = tmp_path
    with pytest.raises(CommandError, match="planted"):
        veracity("report")
    (tmp_path / "planted.json").write_text(json.dumps([expect(pages[0], "misprints")]), encoding="utf-8")
    out = veracity("report")
    assert "misprints\t100.0%\t100.0%\t1\t0\t0" in out
    assert f"phone 误报：{pages[3].pk}" in out
    for wrong in ("{", '[{"page": 1}]', '["x"]'):
        (tmp_path / "planted.json").write_text(wrong, encoding="utf-8")
        with pytest.raises(CommandError):
            veracity("report")


def test_rebuild_makes_the_traces_of_what_is_there(pages, veracity):
    Trace.objects.all().delete()
    assert "4" in veracity("rebuild")
    assert Trace.objects.count() == 4
