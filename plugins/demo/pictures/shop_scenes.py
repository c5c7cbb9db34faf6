"""Scenes of the shop floor: line, machine, inspection, robot, axle, workshop, safety, training, shelf, forklift."""

import math

from .canvas import GOLD, HEIGHT, INK, RED, WHITE, WIDTH, Canvas, dark, light, mix
from .figures import bust, gear, hall, machine, plant, room, shadow, strip_banner, worker


def axle_shape(c: Canvas, x, y, length, steel, hub=""):
    """A drive axle around (x, y): housing, differential bowl, flanges, drums."""
    half, hub = length / 2, hub or dark(steel, 0.35)
    c.rect(x - half, y - length * 0.028, length, length * 0.056, steel, 8)
    c.rect(x - half, y - length * 0.02, length, length * 0.014, light(steel, 0.4), 4)
    c.poly(
        [
            (x - length * 0.2, y - length * 0.028),
            (x - length * 0.09, y - length * 0.1),
            (x + length * 0.09, y - length * 0.1),
            (x + length * 0.2, y - length * 0.028),
            (x + length * 0.2, y + length * 0.028),
            (x + length * 0.09, y + length * 0.1),
            (x - length * 0.09, y + length * 0.1),
            (x - length * 0.2, y + length * 0.028),
        ],
        steel,
    )
    c.oval(x, y, length * 0.098, length * 0.098, dark(steel, 0.2))
    c.oval(x, y, length * 0.08, length * 0.08, light(steel, 0.15))
    for number in range(8):
        angle = math.pi * number / 4
        c.oval(
            x + length * 0.066 * math.cos(angle),
            y + length * 0.066 * math.sin(angle),
            length * 0.008,
            length * 0.008,
            dark(steel, 0.5),
        )
    for side in (-1, 1):
        edge = x + side * half
        c.rect(edge - length * 0.03, y - length * 0.11, length * 0.06, length * 0.22, hub, 10)
        c.rect(
            edge - length * 0.012 + side * length * 0.03,
            y - length * 0.075,
            length * 0.024,
            length * 0.15,
            dark(hub, 0.2),
            6,
        )
        c.rect(
            edge - side * length * 0.11 - length * 0.02,
            y - length * 0.05,
            length * 0.04,
            length * 0.1,
            dark(steel, 0.15),
            6,
        )


def axle(c: Canvas):
    p, rng = c.palette, c.rng
    room(c, 560)
    strip_banner(c, rng.choice((140, 300, 460)), 70, 600)
    for x in (120, 1080):
        plant(c, x, 570, 1.1)
    c.poly([(160, 600), (1040, 600), (1100, 720), (100, 720)], light(p.main, 0.25))
    c.rect(100, 720, 1000, 50, dark(p.main, 0.2))
    for x in (330, 840):
        c.poly([(x - 50, 640), (x + 50, 640), (x + 24, 500), (x - 24, 500)], dark(p.metal, 0.3))
    steel = rng.choice((p.metal, dark(p.main, 0.25), "#59636e"))
    axle_shape(c, 600, 470, 860, steel, hub=rng.choice((dark(p.second, 0.15), dark(steel, 0.4))))
    c.rect(500, 650, 200, 50, WHITE, 6)
    c.rect(520, 664, 160, 8, RED)
    c.rect(520, 682, 110, 6, mix(INK, WHITE, 0.5))


def line(c: Canvas):
    p, rng = c.palette, c.rng
    hall(c, 500)
    strip_banner(c, rng.choice((120, 420, 660)), 210, 430, 48)
    c.poly([(0, 520), (WIDTH, 470), (WIDTH, 560), (0, 640)], dark(p.metal, 0.35))
    c.poly([(0, 512), (WIDTH, 464), (WIDTH, 486), (0, 546)], light(p.metal, 0.15))
    for number in range(9):
        x = 60 + number * 140
        c.rect(x, 545 - number * 6, 16, 90, dark(p.metal, 0.5))
    kind = rng.randrange(3)
    for number in range(4):
        x, y = 130 + number * 300, 500 - number * 12
        if kind == 0:
            axle_shape(c, x, y - 20, 230, p.metal)
        elif kind == 1:
            gear(c, x, y - 42, 58, p.metal, rng.choice((12, 16, 18)))
        else:
            c.rect(x - 70, y - 70, 140, 76, p.metal, 16)
            c.oval(x, y - 66, 48, 22, dark(p.metal, 0.2))
            c.oval(x, y - 66, 30, 13, dark(p.metal, 0.5))
    for number, x in enumerate(rng.sample((200, 430, 680, 930), rng.randint(2, 3))):
        worker(
            c,
            x,
            770,
            1.45,
            coat=(p.main, p.second)[number % 2],
            helmet=rng.choice((WHITE, GOLD)),
            reach=(x + rng.choice((-110, 110)), 530),
        )


def machine_scene(c: Canvas):
    p, rng = c.palette, c.rng
    hall(c, 560)
    machine(c, 90, 640, 560, 400, p.main)
    machine(c, 760, 590, 330, 250, rng.choice((dark(p.second, 0.1), light(p.main, 0.3))))
    worker(c, 700, 765, 1.5, coat=p.second, helmet=rng.choice((WHITE, GOLD)), reach=(560, 430))
    if rng.random() < 0.6:
        worker(c, 1010, 770, 1.4, coat=dark(p.main, 0.15), helmet=WHITE)
    gear(c, 200, 706, 44, p.metal)
    gear(c, 300, 716, 34, dark(p.metal, 0.1), 12)


def inspection(c: Canvas):
    p, rng = c.palette, c.rng
    room(c, 540)
    c.rect(120, 90, 420, 240, WHITE, 8)
    c.rect(140, 110, 380, 30, p.main)
    for row in range(5):
        c.rect(140, 156 + row * 32, rng.randint(160, 240), 10, mix(INK, WHITE, 0.6), 3)
        c.oval(490, 160 + row * 32, 10, 10, "#4c9f70" if rng.random() < 0.85 else RED)
    granite = "#4b525c"
    c.poly([(80, 560), (1120, 560), (1170, 640), (30, 640)], light(granite, 0.25))
    c.rect(30, 640, 1140, 60, granite)
    for x in (140, 980):
        c.rect(x, 700, 80, 100, dark(granite, 0.3))
    if rng.random() < 0.5:
        # a measuring portal
        c.rect(640, 250, 34, 330, p.metal, 6)
        c.rect(1010, 250, 34, 330, p.metal, 6)
        c.rect(620, 220, 450, 60, light(p.main, 0.2), 10)
        c.rect(810, 190, 70, 130, WHITE, 8)
        c.rect(838, 320, 14, 120, dark(p.metal, 0.2))
        c.oval(845, 446, 9, 9, RED)
        gear(c, 845, 530, 74, p.metal, 18)
    else:
        c.rect(700, 540, 330, 30, p.metal, 6)
        for side in (720, 980):
            c.poly([(side, 540), (side + 40, 540), (side + 30, 470), (side + 10, 470)], dark(p.metal, 0.3))
        c.rect(690, 430, 350, 46, p.metal, 22)
        c.rect(690, 438, 350, 10, light(p.metal, 0.4), 6)
        c.rect(850, 300, 12, 130, INK)
        c.oval(856, 290, 52, 52, WHITE)
        c.oval(856, 290, 44, 44, light(p.second, 0.7))
        c.line([(856, 290), (880, 262)], 5, RED)
    worker(
        c,
        400,
        640,
        1.35,
        coat=WHITE if rng.random() < 0.5 else p.second,
        helmet=rng.choice((WHITE, light(p.main, 0.3))),
        reach=(520, 500),
    )
    c.poly([(80, 560), (620, 560), (620, 640), (30, 640)], light(granite, 0.25))
    c.rect(30, 640, 600, 60, granite)
    gear(c, 520, 560, 50, dark(p.metal, 0.08), 14)
    c.rect(200, 575, 150, 14, p.metal, 4)
    c.rect(200, 556, 20, 40, p.metal, 3)
    c.rect(270, 560, 26, 36, dark(p.metal, 0.2), 3)


def robot(c: Canvas):
    p, rng = c.palette, c.rng
    hall(c, 540)
    orange = rng.choice(("#e2812f", "#e0a526", p.second))
    c.rect(440, 520, 480, 60, dark(p.metal, 0.3), 8)
    c.rect(470, 440, 420, 80, p.metal, 24)
    for base, reach in ((300, (560, 420)), (1040, (800, 410))):
        side = 1 if reach[0] > base else -1
        shadow(c, base, 690, 90, 18)
        c.rect(base - 60, 610, 120, 80, dark(orange, 0.3), 10)
        elbow = (base + side * rng.randint(20, 60), rng.randint(270, 330))
        c.line([(base, 620), elbow], 58, orange)
        c.line([elbow, reach], 42, light(orange, 0.12))
        for x, y, r in ((base, 612, 44), (*elbow, 38)):
            c.oval(x, y, r, r, dark(orange, 0.15))
            c.oval(x, y, r * 0.5, r * 0.5, light(p.metal, 0.3))
        c.poly(
            [(reach[0] - 18, reach[1] - 12), (reach[0] + 18, reach[1] - 12), (reach[0] + side * 6, reach[1] + 34)], INK
        )
        for _ in range(9):
            x, y = reach[0] + rng.randint(-60, 60), reach[1] + rng.randint(0, 70)
            c.line([(reach[0], reach[1] + 30), (x, y)], 3, light(GOLD, 0.3))
        c.oval(reach[0], reach[1] + 32, 12, 12, "#fffbe0")
    c.rect(60, 560, 1080, 10, GOLD)
    for x in range(60, 1150, 120):
        c.rect(x, 560, 10, 190, GOLD)
    c.rect(60, 650, 1080, 8, GOLD)
    worker(c, 640, 790, 1.25, coat=p.main, helmet=WHITE, back=True)


def workshop(c: Canvas):
    p, rng = c.palette, c.rng
    hall(c, 430)
    c.poly([(520, 430), (680, 430), (1000, HEIGHT), (200, HEIGHT)], light(p.green, 0.45))
    c.poly([(514, 430), (524, 430), (214, HEIGHT), (178, HEIGHT)], GOLD)
    c.poly([(676, 430), (686, 430), (1022, HEIGHT), (986, HEIGHT)], GOLD)
    for size, left, right in ((0.5, 400, 690), (0.75, 200, 790), (1.15, -90, 920)):
        y = 430 + 220 * size
        machine(c, left, y, 260 * size, 230 * size, p.main)
        machine(c, right, y, 260 * size, 230 * size, rng.choice((p.main, light(p.main, 0.25), dark(p.second, 0.1))))
    strip_banner(c, 380, 210, 440, 50)
    worker(c, rng.choice((560, 640)), 700, 1.1, coat=p.second, helmet=WHITE)
    if rng.random() < 0.6:
        worker(c, 600 + rng.choice((-70, 90)), 560, 0.7, coat=p.main, helmet=GOLD)


def safety(c: Canvas):
    p, rng = c.palette, c.rng
    c.fade(0, 0, WIDTH, HEIGHT, light(p.second, 0.55), light(p.wall, 0.3))
    c.rect(0, 620, WIDTH, 180, "#c49a6c")
    c.rect(0, 620, WIDTH, 12, light("#c49a6c", 0.3))
    helmet = rng.choice((RED, GOLD, WHITE, p.main))
    x, y, r = rng.randint(330, 420), 560, 190
    shadow(c, x, 660, 240, 22)
    c.poly(
        [
            (x + r * k, y - r * h)
            for k, h in (
                (-1, 0),
                (-0.98, 0.5),
                (-0.75, 0.92),
                (-0.35, 1.16),
                (0, 1.22),
                (0.35, 1.16),
                (0.75, 0.92),
                (0.98, 0.5),
                (1, 0),
            )
        ],
        helmet,
    )
    c.rect(x - r * 0.12, y - r * 1.26, r * 0.24, r * 1.2, dark(helmet, 0.1), 16)
    c.rect(x - r * 1.2, y - 20, r * 2.4, 44, dark(helmet, 0.16), 20)
    c.oval(x, y - r * 0.5, 42, 42, WHITE)
    c.rect(x - 9, y - r * 0.5 - 28, 18, 56, "#3c9a5f")
    c.rect(x - 28, y - r * 0.5 - 9, 56, 18, "#3c9a5f")
    c.poly([(880, 150), (1070, 480), (690, 480)], INK)
    c.poly([(880, 182), (1042, 464), (718, 464)], GOLD)
    c.rect(866, 270, 28, 110, INK, 12)
    c.oval(880, 418, 18, 18, INK)
    c.rect(868, 480, 24, 150, dark(p.metal, 0.3))
    shadow(c, 880, 640, 90, 12)
    for number in range(2):
        gx = 620 + number * 150
        c.rect(gx, 570, 130, 66, light(p.main, 0.2), 26)
        c.rect(gx + 90, 590, 60, 26, light(p.main, 0.2), 12)
        c.rect(gx, 570, 40, 66, dark(p.main, 0.2), 12)
    if rng.random() < 0.5:
        c.rect(1080, 440, 80, 190, RED, 18)
        c.rect(1100, 410, 40, 34, INK, 6)
        c.line([(1120, 414), (1170, 440), (1166, 540)], 9, INK)
        c.rect(1094, 500, 52, 60, WHITE, 4)
    strip_banner(c, 120, 60, 520, 54)


def training(c: Canvas):
    p, rng = c.palette, c.rng
    hall(c, 560)
    machine(c, 560, 660, 540, 400, p.main)
    worker(c, 470, 770, 1.6, coat=p.second, helmet=RED if rng.random() < 0.5 else GOLD, reach=(640, 470))
    worker(c, 280, 775, 1.5, coat=dark(p.main, 0.12), helmet=WHITE)
    if rng.random() < 0.5:
        worker(c, 120, 770, 1.45, coat=p.main, helmet=WHITE)
    c.rect(850, 690, 190, 16, "#c49a6c", 4)
    c.rect(870, 706, 14, 84, "#8f6240")
    c.rect(1006, 706, 14, 84, "#8f6240")
    gear(c, 910, 660, 34, p.metal, 12)
    c.rect(956, 668, 70, 22, WHITE, 3)


def shelf(c: Canvas):
    p, rng = c.palette, c.rng
    room(c, 650)
    c.rect(140, 90, 920, 560, light(p.main, 0.55), 10)
    for row in range(7):
        for column in range(22):
            c.oval(180 + column * 40, 130 + row * 40, 3, 3, p.main)
    x = 190
    for number in range(7):
        tall = 250 - number * 16
        steel = dark(p.metal, 0.15)
        c.rect(x - 14, 120, 72, tall + 40, light(p.second, 0.6), 8)
        c.rect(x + 14, 150, 18, tall - 60, steel, 6)
        c.oval(x + 23, 150, 26, 26, steel)
        c.oval(x + 23, 142, 12, 14, light(p.second, 0.6))
        c.oval(x + 23, 90 + tall, 18, 18, steel)
        c.oval(x + 23, 90 + tall, 8, 8, light(p.second, 0.6))
        x += 90
    for number in range(4):
        hx = 860 + number * 48
        c.rect(hx, 150, 12, 170, "#b5704b", 4)
        c.rect(hx - 14, 130, 40, 34, dark(p.metal, 0.3), 4)
    for level in (440, 545):
        c.rect(150, level + 90, 900, 14, dark(p.main, 0.2))
        for number in range(8):
            color = (p.main, p.second, RED, GOLD, p.green)[(number + rng.randrange(5)) % 5]
            bx = 170 + number * 110
            c.poly([(bx, level + 26), (bx + 92, level + 26), (bx + 84, level + 90), (bx + 8, level + 90)], color)
            c.rect(bx + 22, level + 46, 48, 20, WHITE, 3)
    worker(c, rng.choice((330, 900)), 785, 1.3, coat=p.main, helmet=WHITE, back=True)


def forklift(c: Canvas):
    p, rng = c.palette, c.rng
    hall(c, 560)
    for x in (60, 800):
        for level in range(3):
            y = 180 + level * 130
            c.rect(x, y + 104, 340, 12, "#d9702e")
            for number in range(3):
                if rng.random() < 0.85:
                    tall = rng.randint(60, 92)
                    c.rect(
                        x + 16 + number * 108,
                        y + 104 - tall,
                        92,
                        tall,
                        rng.choice(("#c49a6c", "#b98758", light(p.main, 0.2))),
                        3,
                    )
                    c.rect(x + 50 + number * 108, y + 104 - tall, 22, tall, mix("#c49a6c", WHITE, 0.4))
        for post in (x, x + 334):
            c.rect(post, 170, 12, 400, p.main)
    body = rng.choice((GOLD, "#e2812f", RED))
    shadow(c, 620, 762, 260, 20)
    c.rect(520, 600, 270, 120, body, 22)
    c.rect(700, 540, 90, 100, dark(body, 0.15), 14)
    c.line([(540, 600), (560, 430), (730, 430), (760, 560)], 12, INK)
    c.rect(470, 330, 16, 400, INK)
    c.rect(496, 330, 12, 400, dark(p.metal, 0.4))
    lift = rng.choice((640, 560, 480))
    c.rect(300, lift + 90, 190, 12, INK)
    c.rect(300, lift + 70, 176, 20, "#8f6240")
    c.rect(312, lift - 30, 150, 100, "#c49a6c", 4)
    c.rect(376, lift - 30, 24, 100, light("#c49a6c", 0.4))
    for x in (570, 740):
        c.oval(x, 726, 44, 44, INK)
        c.oval(x, 726, 20, 20, p.metal)
    bust(c, 640, 604, 1.2, coat=p.main, helmet=WHITE)
    c.rect(520, 600, 270, 50, body, 10)
