"""The vocabulary of bodies: what plugins add to it, and what happens to blocks that no plugin knows any more."""

import json

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.urls import reverse
from wagtail import blocks
from wagtail.models import Revision
from wagtail.test.utils.form_data import nested_form_data, querydict_from_html, rich_text, streamfield

from cms import plugins
from cms.access import viewer_of
from cms.blocks.vocabulary import RETIRED, RetiredBlock, Vocabulary, core_blocks, offered_blocks, vocabulary
from cms.checks import contributions
from cms.delivery import reading
from cms.moderation.content import content_of
from cms.tree import Record
from modules.featured_work.models import FeaturedRecord
from tests.cms.samples import featured

# A block of a plugin that is gone; it held a stream of its own, with a block that looks like one of ours
GONE = {
    "type": "timeline_of_honours",
    "value": {
        "title": "历年荣誉",
        "years": [{"year": 2025, "items": [{"type": "rich_text", "value": "<p>先进党支部</p>", "id": "inner"}]}],
        "n": None,
    },
    "id": "0b8c1f6e-6d5f-4a6c-9c1e-2f4b8f3f7a10",
}
KNOWN = {"type": "rich_text", "value": "<p>认识的一段。</p>", "id": "5b1f0f5c-0c39-4f9e-8f5a-3f1b6c1f2d11"}

# Blocks that choose files or people ask for their types when they are made
pytestmark = pytest.mark.django_db


@pytest.fixture
def offers(monkeypatch):
    """A function that makes the plugin 特色工作 offer what it is given, until the test ends."""

    def offer(function):
        config = plugins.find_module("featured_work")
        monkeypatch.setattr(plugins, "faults", {})
        found = lambda what, default="": function if what == "blocks" else None  # noqa: E731
        monkeypatch.setattr(config, "offer", found, raising=False)

    return offer


def stored_body(page) -> list:
    """The body as it lies in the database, past everything of Wagtail's and ours."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT body FROM cms_record WHERE page_ptr_id = %s", [page.pk])
        return json.loads(cursor.fetchone()[0])


def prepared(page) -> list:
    return Record._meta.get_field("body").stream_block.get_prep_value(page.body)


def test_a_plugins_blocks_stand_beside_the_cores(offers):
    offers(lambda: [("honour", blocks.CharBlock())])
    assert [(label, name) for label, name, _block in offered_blocks()] == [("featured_work", "honour")]
    names = [name for name, _block in vocabulary()]
    assert names == [*core_blocks(), "honour", RETIRED]
    assert [name for name, _block in vocabulary(home=True)] == [*core_blocks(home=True), "honour", RETIRED]


def test_a_block_name_that_is_taken_is_left_out_and_reported(offers):
    offers(lambda: [("quote", blocks.CharBlock())])
    assert type(dict(vocabulary())["quote"]) is type(core_blocks()["quote"])
    [error] = [error for error in contributions() if error.id == "cms.E003"]
    assert error.msg == "plugin 'featured_work': the block name 'quote' is taken by 'cms'"


@pytest.mark.parametrize(
    ("offered", "told"),
    [
        (lambda: 1 / 0, "ZeroDivisionError"),
        (lambda: [("honour", "no block")], "TypeError: blocks: 'honour' is 'no block', not a block"),
        (lambda: [("荣誉", blocks.CharBlock())], "TypeError: blocks: '荣誉' is no block name"),
        (lambda: None, "TypeError"),
    ],
)
def test_a_plugin_whose_blocks_fail_loses_them_and_is_reported(offers, offered, told):
    offers(offered)
    assert [name for name, _block in vocabulary()] == [*core_blocks(), RETIRED]
    [error] = [error for error in contributions() if error.id == "cms.E005"]
    assert error.msg.startswith("plugin 'featured_work': its blocks cannot be used")
    assert told in error.msg


# Blocks that nobody knows ---------------------------------------------------------------------------------------------


def test_an_unknown_block_survives_saving_revisions_and_publication_unchanged(world):
    page = featured(world, body=[KNOWN, GONE])
    assert stored_body(page) == [KNOWN, GONE]
    revision = page.get_latest_revision()
    assert json.loads(revision.content["body"]) == [KNOWN, GONE]
    again = FeaturedRecord.objects.get(pk=page.pk)
    assert [child.block_type for child in again.body] == [
        "rich_text",
        RETIRED,
    ]  # read, so that nothing is lazy any more
    again.title = "改了标题"
    again.save()
    again.save_revision()
    assert stored_body(again) == [KNOWN, GONE]
    assert json.loads(Revision.objects.for_instance(page).latest("pk").content["body"]) == [KNOWN, GONE]


def test_a_published_record_shows_the_rest_and_keeps_the_unknown_block(world):
    page = world.published(
        FeaturedRecord,
        body=[KNOWN, GONE],
        category="team",
        background="<p>背景</p>",
        practice="<p>做法</p>",
        result="<p>3项</p>",
    )
    assert stored_body(page) == [KNOWN, GONE]
    document = reading.record(viewer_of(world.user("employee", world.other)), page.pk)
    assert [block["type"] for block in document.content["body"]] == ["rich_text"]
    assert "历年荣誉" not in document.text


def test_raw_json_with_an_unknown_block_is_kept_by_serialization_too(world):
    page = featured(world, body=json.dumps([GONE, KNOWN]))
    copied = FeaturedRecord.from_json(page.to_json())
    assert prepared(copied) == [GONE, KNOWN]


def test_what_was_reviewed_is_the_same_while_a_blocks_plugin_is_gone(world, offers):
    value = {"title": "先进党支部", "note": "", "text": '<p data-block-key="a1b2c">事迹</p>'}
    page = featured(world, body=[{"type": "honour", "value": value, "id": "1"}, KNOWN])
    gone = content_of(page)["body"]
    field = Record._meta.get_field("body")
    parts = [
        ("title", blocks.CharBlock()),
        ("note", blocks.CharBlock(required=False)),
        ("text", blocks.RichTextBlock()),
    ]
    offers(lambda: [("honour", blocks.StructBlock(parts))])
    field.__dict__.pop("stream_block")
    try:
        there = content_of(FeaturedRecord.objects.get(pk=page.pk))["body"]
    finally:
        field.__dict__.pop("stream_block")
    reviewed = {"type": "honour", "value": {"title": "先进党支部", "text": "<p>事迹</p>"}}
    assert gone == there == [reviewed, {"type": "rich_text", "value": KNOWN["value"]}]


def test_the_form_hands_an_unknown_block_back_as_it_was(world, client):
    page = featured(world, body=[KNOWN, GONE])
    client.force_login(world.user("drafter"))
    edit = reverse("wagtailadmin_pages:edit", args=[page.pk])
    html = client.get(edit).content.decode()
    [shelved] = [child.value for child in page.body if child.block_type == RETIRED]
    data = dict(querydict_from_html(html, form_id="page-edit-form").lists())
    kept = data | nested_form_data(
        {"body": streamfield([("rich_text", rich_text("<p>新的一段。</p>")), (RETIRED, shelved)])}
    )
    assert client.post(edit, kept).status_code == 302
    body = json.loads(FeaturedRecord.objects.get(pk=page.pk).get_latest_revision().content["body"])
    assert [block["type"] for block in body] == ["rich_text", "timeline_of_honours"]
    assert body[1] == GONE


def test_a_form_cannot_smuggle_anything_in_as_an_unknown_block(world, client):
    page = featured(world, body=[KNOWN])
    client.force_login(world.user("drafter"))
    edit = reverse("wagtailadmin_pages:edit", args=[page.pk])
    data = dict(querydict_from_html(client.get(edit).content.decode(), form_id="page-edit-form").lists())
    forged = json.dumps({"type": "rich_text", "value": "<script>alert(1)</script>"})
    response = client.post(edit, data | nested_form_data({"body": streamfield([(RETIRED, forged)])}))
    assert response.status_code == 200
    [error] = response.context["form"].errors.as_data()["body"]
    assert "不能改动" in str(error.block_errors[0])
    assert "script" not in json.dumps(FeaturedRecord.objects.get(pk=page.pk).get_latest_revision().content["body"])


def test_a_shelved_block_without_our_signature_is_refused_but_never_lost():
    block = RetiredBlock()
    shelved = RetiredBlock.shelve(GONE)
    assert block.clean(shelved["value"]) == shelved["value"]
    assert RetiredBlock.unshelve(shelved) == GONE
    for value in (shelved["value"] + "x", json.dumps(GONE), "", None):
        with pytest.raises(ValidationError, match="不能改动"):
            block.clean(value)
        altered = {"type": RETIRED, "value": value, "id": "1"}
        assert RetiredBlock.unshelve(altered) == altered


def test_a_block_that_its_plugin_knows_again_is_itself_again(world, offers):
    page = featured(world, body=[{"type": "honour", "value": "先进党支部", "id": "1"}])
    assert [child.block_type for child in page.body] == [RETIRED]
    offers(lambda: [("honour", blocks.CharBlock())])
    known_again = Vocabulary(vocabulary())
    [child] = known_again.to_python(stored_body(page))
    assert (child.block_type, child.value) == ("honour", "先进党支部")


def test_a_body_that_is_no_json_leads_to_an_empty_stream():
    body = Record._meta.get_field("body").stream_block
    assert list(body.to_python("不是 JSON")) == []
    assert list(body.to_python("")) == []


def test_streams_that_are_read_in_bulk_keep_what_they_do_not_know():
    body = Vocabulary(vocabulary())
    first, second = body.bulk_to_python([[GONE, KNOWN], []])
    assert [child.block_type for child in first] == [RETIRED, "rich_text"]
    assert body.get_prep_value(first)[0] == GONE
    assert list(second) == []
