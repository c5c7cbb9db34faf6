"""What many scenes have in common: rooms, halls, people, plants, machines."""

import math

from .canvas import DEEP_RED, GOLD, HAIR, HEIGHT, INK, RED, SKIN, WHITE, WIDTH, Canvas, dark, light, mix


def room(c: Canvas, floor=560):
    """An office wall with windows or not, a skirting board and a floor."""
    p = c.palette
    c.fade(0, 0, WIDTH, floor, light(p.wall, 0.4), p.wall)
    c.fade(0, floor, WIDTH, HEIGHT - floor, light(p.floor, 0.25), p.floor)
    c.rect(0, floor - 14, WIDTH, 14, dark(p.wall, 0.18))


def window(c: Canvas, x, y, width, height):
    p = c.palette
    c.rect(x - 10, y - 10, width + 20, height + 20, WHITE, 6)
    c.fade(x, y, width, height, p.sky, light(p.sky, 0.6))
    hills = ((0, 0.3), (0.12, 0.36), (0.3, 0.4), (0.48, 0.3), (0.62, 0.2), (0.8, 0.26), (1, 0.14))
    c.poly(
        [(x, y + height), *((x + width * k, y + height * (1 - h)) for k, h in hills), (x + width, y + height)],
        light(p.green, 0.3),
    )
    c.rect(x - 16, y + height, width + 32, 14, WHITE, 4)
    c.rect(x + width / 2 - 4, y, 8, height, WHITE)


def hall(c: Canvas, floor=520):
    """A workshop: roof with trusses, high windows, columns, a floor with a yellow-lined aisle."""
    p, rng = c.palette, c.rng
    c.fade(0, 0, WIDTH, floor, light(p.wall, 0.2), dark(p.wall, 0.06))
    for x in range(-40, WIDTH, 150):
        c.rect(x, 118, 110, 66, light(p.sky, 0.35), 4)
        c.rect(x + 52, 118, 6, 66, p.wall)
    c.rect(0, 84, WIDTH, 16, dark(p.metal, 0.15))
    for x in range(-60, WIDTH, 120):
        c.line([(x, 100), (x + 60, 20), (x + 120, 100)], 6, dark(p.metal, 0.1))
    c.rect(0, 14, WIDTH, 10, dark(p.metal, 0.2))
    for x in range(rng.randrange(80, 200), WIDTH, 330):
        c.rect(x, 24, 26, floor - 24, dark(p.wall, 0.22))
        c.rect(x, 24, 8, floor - 24, dark(p.wall, 0.1))
    for x in range(150, WIDTH, 300):
        c.poly([(x - 34, 62), (x + 34, 62), (x + 22, 44), (x - 22, 44)], dark(p.main, 0.3))
        c.oval(x, 64, 30, 8, "#fff6d4")
    c.fade(0, floor, WIDTH, HEIGHT - floor, light(p.floor, 0.2), dark(p.floor, 0.05))
    c.poly([(0, HEIGHT - 40), (WIDTH, HEIGHT - 70), (WIDTH, HEIGHT - 58), (0, HEIGHT - 26)], GOLD)


def shadow(c: Canvas, x, y, rx, ry=12):
    c.oval(x, y, rx, ry, dark(c.palette.floor, 0.22))


def plant(c: Canvas, x, y, size=1.0):
    green = c.palette.green
    shadow(c, x, y, 40 * size, 9 * size)
    for dx, dy, r in ((-34, -120, 34), (30, -128, 36), (0, -168, 38), (-18, -88, 26), (24, -84, 24)):
        c.oval(x + dx * size, y + dy * size, r * size, r * 1.25 * size, mix(green, "#ffffff", 0.1 + (dx + 34) / 500))
    c.line([(x, y - 40 * size), (x, y - 130 * size)], 5 * size, dark(green, 0.35))
    c.poly(
        [(x - 34 * size, y - 62 * size), (x + 34 * size, y - 62 * size), (x + 24 * size, y), (x - 24 * size, y)],
        "#c9825b",
    )
    c.rect(x - 38 * size, y - 68 * size, 76 * size, 14 * size, "#b5704b", 4)


def head(c: Canvas, x, y, size, helmet="", woman=None, back=False):
    """A head of radius 24·size around (x, y)."""
    rng = c.rng
    hair = rng.choice(HAIR)
    woman = rng.random() < 0.3 if woman is None else woman
    r = 24 * size
    if woman:
        c.oval(x, y + r * 0.25, r * 1.18, r * 1.25, hair)
    c.rect(x - r * 0.32, y + r * 0.6, r * 0.64, r * 0.75, dark(SKIN[1], 0.08))
    c.oval(x, y, r, r * 1.06, hair if back else rng.choice(SKIN))
    if helmet:
        c.poly(
            [
                (x - r * 1.35, y - r * 0.2),
                (x + r * 1.35, y - r * 0.2),
                (x + r * 1.2, y - r * 0.42),
                (x - r * 1.2, y - r * 0.42),
            ],
            dark(helmet, 0.1),
        )
        c.poly(
            [
                (x + r * 1.05 * k, y - r * h)
                for k, h in ((-1, 0.3), (-0.95, 0.85), (-0.55, 1.25), (0, 1.4), (0.55, 1.25), (0.95, 0.85), (1, 0.3))
            ],
            helmet,
        )
    elif not back:
        c.poly(
            [
                (x + r * k, y - r * h)
                for k, h in (
                    (-1.02, 0),
                    (-1.0, 0.6),
                    (-0.5, 1.12),
                    (0.2, 1.18),
                    (0.9, 0.75),
                    (1.02, 0),
                    (0.7, 0.45),
                    (-0.5, 0.55),
                )
            ],
            hair,
        )


def bust(c: Canvas, x, y, size=1.0, coat="", helmet="", back=False):
    """Head and shoulders of somebody who sits; (x, y) is where the table's edge or the picture cuts them."""
    coat = coat or c.rng.choice((c.palette.main, c.palette.second, dark(c.palette.main), "#6c7a89", "#8d99a6"))
    top = y - 92 * size
    c.poly(
        [
            (x - 58 * size, y),
            (x - 50 * size, top + 34 * size),
            (x - 26 * size, top + 12 * size),
            (x + 26 * size, top + 12 * size),
            (x + 50 * size, top + 34 * size),
            (x + 58 * size, y),
        ],
        coat,
    )
    if not back:
        c.poly([(x - 14 * size, top + 12 * size), (x + 14 * size, top + 12 * size), (x, top + 40 * size)], WHITE)
        c.rect(x + 22 * size, top + 44 * size, 9 * size, 7 * size, RED)
    head(c, x, top - 16 * size, size, helmet, back=back)


def worker(c: Canvas, x, y, size=1.0, coat="", helmet="", reach=None, back=False):
    """Somebody who stands with the feet at (x, y); `reach`: what a hand reaches for."""
    coat = coat or c.palette.main
    shadow(c, x, y, 50 * size, 9 * size)
    trousers = dark(coat, 0.35)
    c.poly(
        [
            (x - 34 * size, y - 130 * size),
            (x - 4 * size, y - 130 * size),
            (x - 8 * size, y - 6 * size),
            (x - 32 * size, y - 6 * size),
        ],
        trousers,
    )
    c.poly(
        [
            (x + 4 * size, y - 130 * size),
            (x + 34 * size, y - 130 * size),
            (x + 32 * size, y - 6 * size),
            (x + 8 * size, y - 6 * size),
        ],
        trousers,
    )
    c.rect(x - 38 * size, y - 12 * size, 34 * size, 12 * size, INK, 4)
    c.rect(x + 6 * size, y - 12 * size, 34 * size, 12 * size, INK, 4)
    shoulder = y - 238 * size
    c.poly(
        [
            (x - 38 * size, y - 116 * size),
            (x - 44 * size, shoulder + 26 * size),
            (x - 24 * size, shoulder),
            (x + 24 * size, shoulder),
            (x + 44 * size, shoulder + 26 * size),
            (x + 38 * size, y - 116 * size),
        ],
        coat,
    )
    c.rect(x - 40 * size, shoulder + 62 * size, 80 * size, 10 * size, light(c.palette.second, 0.35))
    if reach:
        side = 1 if reach[0] > x else -1
        c.line(
            [(x + side * 34 * size, shoulder + 22 * size), (x + side * 56 * size, shoulder + 64 * size), reach],
            20 * size,
            dark(coat, 0.08),
        )
        c.oval(*reach, 11 * size, 11 * size, SKIN[0])
        c.line(
            [(x - side * 38 * size, shoulder + 22 * size), (x - side * 46 * size, y - 122 * size)],
            18 * size,
            dark(coat, 0.1),
        )
    else:
        for side in (-1, 1):
            c.line(
                [(x + side * 38 * size, shoulder + 22 * size), (x + side * 46 * size, y - 122 * size)],
                18 * size,
                dark(coat, 0.1),
            )
            c.oval(x + side * 46 * size, y - 114 * size, 10 * size, 10 * size, SKIN[0])
    head(c, x, shoulder - 26 * size, size, helmet, back=back)


def flag(c: Canvas, x, y, width, height, waves=3):
    """A plain red flag on a pole whose foot is at (x, y)."""
    c.line([(x, y), (x, y - height * 2.2)], 8, "#b08a4a")
    c.oval(x, y - height * 2.2 - 6, 8, 8, GOLD)
    top, step = y - height * 2.15, width / (2 * waves)
    upper = [(x + step * number, top + (14 if number % 2 else 0)) for number in range(2 * waves + 1)]
    lower = [(px, py + height) for px, py in reversed(upper)]
    c.poly([*upper, *lower], RED)
    for number in range(0, 2 * waves, 2):
        (ax, ay), (bx, by) = upper[number], upper[number + 1]
        c.poly([(ax, ay), (bx, by), (bx, by + height), (ax, ay + height)], DEEP_RED)


def strip_banner(c: Canvas, x, y, width, height=56):
    """A red banner as it hangs in halls, with blocks where the characters would be."""
    c.rect(x, y, width, height, RED, 4)
    count = max(3, int(width // (height * 1.15)) - 1)
    gap = width / (count + 1)
    for number in range(count):
        side = height * 0.5
        c.rect(x + gap * (number + 1) - side / 2, y + height * 0.25, side, side, GOLD, 5)
        c.rect(x + gap * (number + 1) - side / 4, y + height * 0.25 + side / 3, side / 2, side / 8, RED)


def screen(c: Canvas, x, y, width, height):
    """A projector's screen with a title line, a small chart and lines of text."""
    c.rect(x - 8, y - 8, width + 16, height + 16, INK, 8)
    c.rect(x, y, width, height, WHITE)
    c.rect(x, y, width, height * 0.16, RED)
    c.rect(x + width * 0.2, y + height * 0.055, width * 0.6, height * 0.05, GOLD)
    for number in range(4):
        tall = height * c.rng.uniform(0.15, 0.45)
        c.rect(
            x + width * (0.08 + 0.1 * number),
            y + height * 0.86 - tall,
            width * 0.065,
            tall,
            c.palette.main if number % 2 else c.palette.second,
        )
    for number in range(5):
        c.rect(
            x + width * 0.55,
            y + height * (0.3 + 0.12 * number),
            width * c.rng.uniform(0.22, 0.36),
            height * 0.04,
            mix(INK, WHITE, 0.65),
        )


def gear(c: Canvas, x, y, r, fill, teeth=14):
    points = []
    for number in range(teeth * 4):
        angle = 2 * math.pi * number / (teeth * 4)
        reach = r if number % 4 in (1, 2) else r * 0.84
        points.append((x + reach * math.cos(angle), y + reach * math.sin(angle)))
    c.poly(points, fill)
    c.oval(x, y, r * 0.6, r * 0.6, dark(fill, 0.15))
    c.oval(x, y, r * 0.5, r * 0.5, light(fill, 0.1))
    c.oval(x, y, r * 0.24, r * 0.24, dark(fill, 0.5))


def machine(c: Canvas, x, y, width, height, color=""):
    """A machine tool on the floor at y: body, window with a tool in it, control panel, signal lamp."""
    color = color or c.palette.main
    shadow(c, x + width / 2, y, width * 0.56, 16)
    c.rect(x, y - height, width, height, color, 14)
    c.rect(x, y - height, width, height * 0.16, dark(color, 0.14), 14)
    c.rect(x, y - 22, width, 22, dark(color, 0.35), 6)
    wx, wy, ww, wh = x + width * 0.08, y - height * 0.76, width * 0.52, height * 0.44
    c.rect(wx - 6, wy - 6, ww + 12, wh + 12, dark(color, 0.3), 10)
    c.fade(wx, wy, ww, wh, "#3a4656", "#5d6f82")
    c.rect(wx + ww * 0.42, wy, ww * 0.16, wh * 0.42, c.palette.metal)
    c.poly(
        [(wx + ww * 0.44, wy + wh * 0.42), (wx + ww * 0.56, wy + wh * 0.42), (wx + ww * 0.5, wy + wh * 0.6)],
        light(c.palette.metal, 0.3),
    )
    c.rect(wx + ww * 0.2, wy + wh * 0.7, ww * 0.6, wh * 0.3, dark(c.palette.metal, 0.1), 4)
    c.poly([(wx, wy), (wx + ww * 0.2, wy), (wx, wy + wh * 0.5)], mix("#3a4656", "#ffffff", 0.2))
    px = x + width * 0.68
    c.rect(px, y - height * 0.78, width * 0.24, height * 0.42, light(color, 0.45), 8)
    c.rect(px + width * 0.03, y - height * 0.74, width * 0.18, height * 0.15, "#274156", 4)
    for number in range(6):
        shade = (RED, GOLD, "#4c9f70", WHITE, WHITE, WHITE)[number]
        c.oval(
            px + width * (0.05 + 0.07 * (number % 3)),
            y - height * (0.52 - 0.07 * (number // 3)),
            width * 0.022,
            width * 0.022,
            shade,
        )
    lamp = x + width * 0.9
    c.rect(lamp - 3, y - height - 44, 6, 44, INK)
    for number, shade in enumerate((RED, GOLD, "#4c9f70")):
        c.rect(lamp - 9, y - height - 60 + 14 * number, 18, 14, shade)
