"""Pictures are drawn, not fetched: the same key gives the same bytes."""

import io

import pytest
from PIL import Image, ImageStat

from plugins.demo.pictures import SCENES, SIZES, draw
from plugins.demo.world import Picture


@pytest.mark.parametrize("scene", sorted(SCENES))
def test_each_scene_is_a_picture_in_every_size(scene):
    drawn = draw(Picture(scene, 7, "zongzhuang", "…"))
    assert set(drawn) == set(SIZES)
    for size, content in drawn.items():
        image = Image.open(io.BytesIO(content))
        assert image.format == "JPEG"
        assert image.size == SIZES[size]
        assert min(ImageStat.Stat(image).stddev) > 8, "as good as empty"


def test_the_same_key_gives_the_same_bytes_and_another_other_ones():
    one = draw(Picture("meeting", 1, "jishu", "…"))
    assert draw(Picture("meeting", 1, "jishu", "another text")) == one
    assert draw(Picture("meeting", 2, "jishu", "…")) != one
    assert draw(Picture("meeting", 1, "wuliu", "…")) != one
