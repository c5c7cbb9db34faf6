"""Drawing with flat shapes: twice as large as wanted and then reduced, which smooths the edges. No fonts, no files.

Scenes are laid out on 1200 × 800; the finished pictures come in the sizes of `SIZES`, all of them reduced from the one drawing.
"""

import colorsys
import io
import random

from PIL import Image, ImageDraw, ImageOps

WIDTH, HEIGHT = 1200, 800
# From a scene's coordinates to the drawing's pixels: 1920 × 1280, which halves to 960 × 640 and quarters to 480 × 320
SCALE = 1.6
SIZES = {"whole": (960, 640), "card": (480, 320), "thumb": (160, 120)}
RED, DEEP_RED, GOLD, WHITE, INK = "#c8352b", "#9e231d", "#f3c64d", "#fbf8f1", "#2f3440"
SKIN = ("#f0c6a2", "#e6b48c", "#d9a077")
HAIR = ("#2b2522", "#3a302a", "#514740", "#8b8680")


def rgb(color: str) -> tuple[int, int, int]:
    return tuple(int(color[place : place + 2], 16) for place in (1, 3, 5))


def mix(one: str, other: str, share: float) -> str:
    """`one` with `share` of `other` in it."""
    pairs = zip(rgb(one), rgb(other), strict=True)
    return "#" + "".join(f"{round(a + (b - a) * share):02x}" for a, b in pairs)


def dark(color: str, share: float = 0.2) -> str:
    return mix(color, "#10131c", share)


def light(color: str, share: float = 0.3) -> str:
    return mix(color, "#ffffff", share)


def tone(hue: float, saturation: float, value: float) -> str:
    parts = colorsys.hsv_to_rgb(hue % 1, saturation, value)
    return "#" + "".join(f"{round(255 * part):02x}" for part in parts)


# Blues, greens and ochres: the colours of work clothes and machines.
HUES = (0.62, 0.57, 0.52, 0.47, 0.6, 0.42, 0.65, 0.55, 0.09, 0.5, 0.36, 0.58)


class Palette:
    """A unit's colours: wall, floor, main (machines, clothes), second and metal; the same hues in all its pictures, never quite alike."""

    def __init__(self, hue: float, rng: random.Random):
        drift = rng.uniform(-0.02, 0.02)
        self.wall = tone(hue + drift, rng.uniform(0.08, 0.16), rng.uniform(0.9, 0.96))
        self.floor = tone(hue + 0.06 + drift, rng.uniform(0.12, 0.2), rng.uniform(0.66, 0.76))
        self.main = tone(hue + drift, rng.uniform(0.5, 0.62), rng.uniform(0.58, 0.7))
        self.second = tone(rng.choice((0.07, 0.1, 0.12, hue + 0.09)), rng.uniform(0.42, 0.58), rng.uniform(0.72, 0.84))
        self.metal = tone(hue + 0.03, 0.08, rng.uniform(0.66, 0.74))
        self.sky = tone(0.56 + drift, rng.uniform(0.22, 0.34), rng.uniform(0.93, 0.98))
        self.green = tone(0.3 + drift, rng.uniform(0.42, 0.55), rng.uniform(0.58, 0.7))


class Canvas:
    """Coordinates are those of the scene, from its top left corner."""

    def __init__(self, palette: Palette, rng: random.Random):
        self.palette, self.rng = palette, rng
        self.image = Image.new("RGB", (round(WIDTH * SCALE), round(HEIGHT * SCALE)), palette.wall)
        self._draw = ImageDraw.Draw(self.image)

    def rect(self, x, y, width, height, fill, round_by=0):
        box = [x * SCALE, y * SCALE, (x + width) * SCALE, (y + height) * SCALE]
        if round_by:
            self._draw.rounded_rectangle(box, round_by * SCALE, fill)
        else:
            self._draw.rectangle(box, fill)

    def oval(self, x, y, rx, ry, fill):
        self._draw.ellipse([(x - rx) * SCALE, (y - ry) * SCALE, (x + rx) * SCALE, (y + ry) * SCALE], fill)

    def poly(self, points, fill):
        self._draw.polygon([(x * SCALE, y * SCALE) for x, y in points], fill)

    def line(self, points, width, fill):
        self._draw.line([(x * SCALE, y * SCALE) for x, y in points], fill, round(width * SCALE), joint="curve")

    def arc(self, x, y, rx, ry, start, end, width, fill):
        box = [(x - rx) * SCALE, (y - ry) * SCALE, (x + rx) * SCALE, (y + ry) * SCALE]
        self._draw.arc(box, start, end, fill, round(width * SCALE))

    def fade(self, x, y, width, height, top, bottom):
        """A rectangle whose colour changes from top to bottom."""
        strip = Image.new("RGB", (1, 2))
        strip.putdata([rgb(top), rgb(bottom)])
        size = (round(width * SCALE), round(height * SCALE))
        # twice as high and cut, since the ends of a bilinear strip are flat; one column wide, since that is fast
        column = strip.resize((1, size[1] * 2), Image.Resampling.BILINEAR).crop(
            (0, size[1] // 2, 1, size[1] // 2 + size[1])
        )
        self.image.paste(column.resize(size, Image.Resampling.NEAREST), (round(x * SCALE), round(y * SCALE)))

    def jpegs(self, quality: int = 84) -> dict[str, bytes]:
        """The drawing in each of `SIZES`. `quality`: JPEG's, 1 to 95."""
        drawing = self.image
        if self.rng.random() < 0.5:
            drawing = drawing.transpose(Image.Transpose.FLIP_LEFT_RIGHT)
        card = drawing.reduce(4)
        return {
            "whole": _jpeg(drawing.reduce(2), quality),
            "card": _jpeg(card, quality),
            "thumb": _jpeg(ImageOps.fit(card, SIZES["thumb"]), quality),
        }


def _jpeg(image: Image.Image, quality: int) -> bytes:
    out = io.BytesIO()
    image.save(out, "JPEG", quality=quality, optimize=False)
    return out.getvalue()
