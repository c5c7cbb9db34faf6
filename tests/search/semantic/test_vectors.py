"""The vectors of what is published: each computed once, whatever happens in between."""

import pytest
from django.core.management import CommandError, call_command

from cms.access import viewer_of
from cms.delivery.models import Document
from cms.moderation.actions import withdraw
from search import query
from search.semantic import matrix, vectors
from search.semantic.embedder import EmbedderError, embedder
from search.semantic.models import PassageVector
from search.semantic.passages import LENGTH, MOST, passages_of

ASKED, SAID = "降低成本", "省钱"


@pytest.fixture
def run(endpoint, capsys):
    def call(*args):
        call_command("search", *args)
        return capsys.readouterr().out

    return call


def pending() -> int:
    return vectors.pending(embedder().name).count()


def test_a_text_is_cut_at_sentences_with_its_title_before_each_passage():
    sentence = "支部每月召开一次党员大会，讨论决定重要事项。"
    cut = passages_of("三会一课", sentence * 40)
    assert len(cut) == 4
    assert all(part.startswith("三会一课 支部") and part.endswith("。") and len(part) <= LENGTH + 5 for part in cut)
    assert sum(part.count(sentence) for part in cut) == 40
    assert [len(part) for part in passages_of("题", "长" * 500)] == [LENGTH + 2, LENGTH + 2, 60 + 2]
    assert passages_of("只有\n题目", " \n ") == ["只有 题目"]
    assert len(passages_of("题", sentence * 2000)) == MOST


def test_work_goes_on_where_it_stopped_and_asks_for_no_passage_twice(published, endpoint):
    for number in range(6):
        published(f"记录{number}", summary=SAID)
    published("记录0", summary=SAID)  # the same words once more
    everything = pending()
    good = []

    def fail_after_two(handler, body):
        if len(good) == 2:
            handler.reply("{}", 503)
        else:
            good.append(body)
            handler.model(body)

    endpoint.answer = fail_after_two
    with pytest.raises(EmbedderError, match="HTTP 503"):
        vectors.compute()
    assert pending() == everything - 2
    vectors.work()  # the clock's: not worth an exception
    endpoint.answer = None
    asked = len(endpoint.asked)
    steps = []
    assert vectors.compute(advance=steps.append) == sum(steps) == everything - 2
    assert (pending(), vectors.compute()) == (0, 0)
    later = endpoint.texts[sum(len(texts) for texts in endpoint.asked[:asked]) :]
    assert len(later) == len(set(later)) > 0
    assert not set(later) & {text for body in good for text in body["input"]}
    assert len([text for text in later if "记录0" in text] + [t for b in good for t in b["input"] if "记录0" in t]) == 1


def test_a_step_ends_in_time_and_leaves_the_rest(published, endpoint, monkeypatch):
    published("记录", summary=SAID)
    everything = pending()
    assert vectors.compute(seconds=0) == 0
    assert pending() == everything > 0
    assert vectors.compute(seconds=1000) == everything


def test_of_a_changed_text_only_what_is_new_is_computed_and_what_is_gone_is_forgotten(world, computed, endpoint):
    sentences = [f"第{number}条{'办' * LENGTH}"[:LENGTH] + "。" for number in range(4)]
    page = computed("办法", result="".join(f"<p>{one}</p>" for one in sentences))
    document = Document.objects.get(pk=page.pk)
    before = len(endpoint.texts)
    document.text = document.text.replace("第2条", "新2条")
    document.built_at = document.built_at.replace(microsecond=(document.built_at.microsecond + 1) % 1_000_000)
    document.save()
    assert vectors.compute() == 1
    assert 1 <= len(endpoint.texts[before:]) <= 2
    assert "新2条" in "".join(endpoint.texts[before:])
    assert PassageVector.objects.filter(page_id=page.pk).count() >= 4
    withdraw(page, world.user("approver"), "有误")
    vectors.compute()
    assert not PassageVector.objects.filter(page_id=page.pk).exists()


def test_another_model_computes_all_anew(computed, endpoint, settings):
    computed("记录", summary=SAID)
    settings.SEARCH_SEMANTIC_MODEL = "another"
    assert pending() == Document.objects.count()
    vectors.compute()
    assert set(PassageVector.objects.values_list("model", flat=True)) == {embedder().name}


def test_a_text_that_the_model_refuses_holds_up_nobody_and_is_not_asked_again(world, published, endpoint):
    published("太长", summary=SAID)
    good = published("班组", summary=SAID)

    def refuse(handler, body):
        if any("太长" in text for text in body["input"]):
            handler.reply("{}", 413)
        else:
            handler.model(body)

    endpoint.answer = refuse
    vectors.compute()
    assert pending() == 0
    endpoint.answer = None
    found = query.ask(viewer_of(world.user("employee")), ASKED)
    assert [item.document.pk for item in found.items] == [good.pk]


def test_what_another_machine_computed_is_noticed(world, computed, monkeypatch):
    """The database has vectors that this machine's copy lacks."""
    with monkeypatch.context() as patch:
        patch.setattr(matrix, "refresh", lambda model: True)
        page = computed("班组", summary=SAID)
    matrix.refresh("no such model")
    viewer = viewer_of(world.user("employee"))
    monkeypatch.setattr(matrix, "LOOKS", -1.0)
    assert [item.document.pk for item in query.ask(viewer, ASKED).items] == [page.pk]


def test_a_damaged_copy_is_made_anew(world, computed):
    page = computed("班组", summary=SAID)
    folder = matrix._folder()
    (folder / "current").write_text("{")
    viewer = viewer_of(world.user("employee"))
    assert [item.document.pk for item in query.ask(viewer, ASKED).items] == [page.pk]
    assert len(list(folder.glob("m-*"))) == 1


def test_the_command_says_what_is_lacking_and_computes_it(published, run, settings, endpoint):
    published("记录", summary=SAID)
    count = Document.objects.count()
    assert f"待计算的发布件：{count}" in run("vectors", "--show")
    said = run("vectors")
    assert f"有向量的发布件：{count}" in said
    assert "待计算的发布件：0" in said
    endpoint.answer = lambda handler, body: handler.reply("{}", 503)
    published("又一条", summary=SAID)
    published("再一条", summary=SAID)
    published("还一条", summary=SAID)
    with pytest.raises(CommandError, match="语义模型没有应答：.*HTTP 503"):
        run("vectors")
    settings.SEARCH_SEMANTIC = "off"
    with pytest.raises(CommandError, match="没有启用"):
        run("vectors")
