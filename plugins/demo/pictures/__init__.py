"""Pictures for the demo: flat illustrations of a factory's Party work, drawn by Pillow; the same key gives the same bytes."""

import random

from plugins.demo.world import Picture

from . import people_scenes, shop_scenes, yard_scenes
from .canvas import HUES, SIZES, Canvas, Palette

__all__ = ["SCENES", "SIZES", "draw"]

SCENES = {
    "axle": shop_scenes.axle,
    "banner": people_scenes.banner,
    "canteen": people_scenes.canteen,
    "chart": people_scenes.chart,
    "flood": yard_scenes.flood,
    "forklift": shop_scenes.forklift,
    "inspection": shop_scenes.inspection,
    "lecture": people_scenes.lecture,
    "line": shop_scenes.line,
    "machine": shop_scenes.machine_scene,
    "meeting": people_scenes.meeting,
    "notice_board": people_scenes.notice_board,
    "reading": people_scenes.reading,
    "robot": shop_scenes.robot,
    "safety": shop_scenes.safety,
    "shelf": shop_scenes.shelf,
    "talk": people_scenes.talk,
    "training": shop_scenes.training,
    "tree": yard_scenes.tree,
    "workshop": shop_scenes.workshop,
}


def draw(picture: Picture) -> dict[str, bytes]:
    """The picture as a JPEG in each of `SIZES`. Raises KeyError for a scene that does not exist."""
    rng = random.Random(picture.drawing)  # noqa: S311 (pictures, no secrets)
    hue = random.Random(picture.unit).choice(HUES)  # noqa: S311
    canvas = Canvas(Palette(hue, rng), rng)
    SCENES[picture.scene](canvas)
    return canvas.jpegs(quality=60) if picture.holder else canvas.jpegs()
