"""ASCII slugs from Chinese titles."""

import pytest
from django.utils.text import slugify
from hypothesis import given
from hypothesis import strategies as st

from cms.slugs import LONGEST, first_free, pinyin_slug


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("三会一课", "san-hui-yi-ke"),
        ("党委（扩大）会议", "dang-wei-kuo-da-hui-yi"),
        ("QC小组活动2026", "qc-xiao-zu-huo-dong-2026"),
        ("重庆", "chong-qing"),
        ("繁體標題", "fan-ti-biao-ti"),
        ("", "page"),
        ("🎉", "page"),
        ("———", "page"),
        ("русский", "page"),
    ],
)
def test_pinyin(title, slug):
    assert pinyin_slug(title) == slug


def test_a_long_title_is_cut_between_syllables():
    slug = pinyin_slug("中国共产党江北车桥厂委员会关于深入开展主题教育的通知")
    assert len(slug) <= LONGEST
    assert pinyin_slug("中国共产党江北车桥厂委员会关于深入开展主题教育的通知").startswith("zhong-guo-gong-chan-dang")
    assert slug.rsplit("-", 1)[1] in {"yuan", "hui", "guan", "yu", "shen", "ru"}


def test_one_giant_word_is_cut_all_the_same():
    assert pinyin_slug("a" * 500) == "a" * LONGEST


@given(st.text(max_size=300))
def test_whatever_the_title_the_slug_is_one(title):
    slug = pinyin_slug(title)
    assert 0 < len(slug) <= LONGEST
    assert slug.isascii()
    assert slugify(slug) == slug


def test_the_first_that_is_free():
    assert first_free("a", set()) == "a"
    assert first_free("a", {"b"}) == "a"
    assert first_free("a", {"a", "a-2", "a-4"}) == "a-3"
