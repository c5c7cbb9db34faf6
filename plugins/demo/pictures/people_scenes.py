"""Scenes with people in rooms: meeting, lesson, talk, reading, notice board, chart, banner, canteen."""

from .canvas import DEEP_RED, GOLD, HEIGHT, INK, RED, WHITE, WIDTH, Canvas, dark, light, mix
from .figures import bust, flag, plant, room, screen, shadow, strip_banner, window, worker


def meeting(c: Canvas):
    p, rng = c.palette, c.rng
    room(c, 520)
    if rng.random() < 0.5:
        for x in (90, 390, 690):
            window(c, x, 110, 200, 200)
        strip_banner(c, 940, 120, 220, 50)
        plant(c, 1060, 520, 1.1)
    else:
        strip_banner(c, 200, 60, 800)
        screen(c, 430, 150, 340, 210)
        plant(c, 130, 530, 1.2)
        plant(c, 1070, 530, 1.2)
    count = rng.randint(4, 6)
    for number in range(count):
        bust(c, 190 + number * 820 / (count - 1), 500, 0.92)
    wood = rng.choice(("#b98758", "#a8754c", "#c49a6c"))
    c.poly([(130, 492), (1070, 492), (1190, 640), (10, 640)], wood)
    c.poly([(150, 500), (1050, 500), (1080, 540), (120, 540)], light(wood, 0.14))
    c.rect(10, 640, 1180, 46, dark(wood, 0.28))
    for number in range(count):
        x = 190 + number * 820 / (count - 1)
        c.poly([(x - 34, 520), (x + 34, 520), (x + 40, 546), (x - 40, 546)], WHITE)
        c.rect(x + 48, 508, 18, 26, light(p.second, 0.5), 4)
    for number in range(rng.randint(2, 3)):
        bust(c, 260 + number * 330 + rng.randint(-30, 30), 806, 1.5, back=True)


def lecture(c: Canvas):
    p, rng = c.palette, c.rng
    room(c, 600)
    strip_banner(c, 260, 50, 680)
    screen(c, 350, 140, 440, 280)
    worker(c, 905, 610, 1.15, coat=dark(p.main, 0.1), reach=(810, 350))
    c.rect(950, 450, 130, 160, "#b98758", 8)
    c.rect(940, 438, 150, 20, "#a8754c", 6)
    c.oval(1015, 530, 26, 26, GOLD)
    plant(c, 160, 610, 1.2)
    for row, (y, size) in enumerate(((690, 1.0), (830, 1.3))):
        count = rng.randint(5, 6) - row
        for number in range(count):
            x = 110 + row * 60 + number * (980 - row * 90) / (count - 1) + rng.randint(-16, 16)
            bust(c, x, y, size, back=True)


def talk(c: Canvas):
    p, rng = c.palette, c.rng
    room(c, 590)
    window(c, rng.choice((110, 160)), 120, 300, 240)
    c.rect(820, 150, 230, 150, WHITE, 6)
    c.poly([(830, 290), (890, 210), (930, 250), (980, 190), (1040, 290)], light(p.green, 0.2))
    c.oval(990, 180, 16, 16, GOLD)
    plant(c, 1100, 600, 1.3)
    for x, side in ((400, 1), (800, -1)):
        coat = rng.choice((p.main, p.second, dark(p.main, 0.2)))
        shadow(c, x, 706, 90, 14)
        c.rect(x - 70, 560, 140, 120, dark(p.second, 0.25), 16)
        c.rect(x - 70 if side > 0 else x + 34, 430, 36, 200, dark(p.second, 0.35), 14)
        bust(c, x + side * 10, 590, 1.45, coat=coat)
        c.line([(x + side * 50, 520), (x + side * 120, 566)], 26, dark(coat, 0.1))
    c.oval(600, 590, 150, 34, "#c49a6c")
    c.rect(588, 600, 24, 110, "#a8754c")
    c.oval(600, 712, 80, 14, "#8f6240")
    for x in (545, 650):
        c.rect(x, 552, 30, 34, WHITE, 6)
        c.arc(x + 34, 568, 10, 10, -90, 90, 5, WHITE)
    c.rect(585, 566, 44, 12, p.main, 3)


def reading(c: Canvas):
    p, rng = c.palette, c.rng
    room(c, 600)
    c.rect(90, 110, 640, 490, "#a8754c", 8)
    for shelf in range(4):
        top = 130 + shelf * 118
        c.rect(108, top, 604, 100, "#7d5536")
        x = 116
        while x < 690:
            width, tall = rng.randint(14, 30), rng.randint(62, 94)
            if rng.random() < 0.08:
                x += 40
                continue
            color = rng.choice((RED, DEEP_RED, GOLD, p.main, p.second, WHITE, light(p.main), dark(p.second), p.green))
            c.rect(x, top + 100 - tall, width, tall, color)
            c.rect(x + 3, top + 112 - tall, width - 6, 6, light(color, 0.5))
            x += width + 2
    window(c, 820, 120, 260, 220)
    c.rect(820, 560, 260, 90, p.second, 24)
    bust(c, 950, 580, 1.4)
    c.poly([(880, 540), (948, 556), (948, 612), (880, 596)], WHITE)
    c.poly([(1016, 540), (948, 556), (948, 612), (1016, 596)], light(p.wall, 0.5))
    c.rect(800, 590, 300, 80, dark(p.second, 0.12), 24)
    shadow(c, 950, 690, 170, 14)
    plant(c, 1140, 700, 1.2)
    if rng.random() < 0.6:
        c.rect(250, 640, 260, 22, "#c49a6c", 4)
        for number in range(5):
            c.rect(280 + rng.randint(-8, 8), 622 - number * 18, 180, 18, rng.choice((RED, p.main, GOLD, p.second)), 3)


def notice_board(c: Canvas):
    p, rng = c.palette, c.rng
    room(c, 620)
    c.rect(150, 90, 900, 440, dark(p.main, 0.15), 12)
    c.rect(170, 110, 860, 400, light(p.wall, 0.5))
    c.rect(170, 110, 860, 64, RED)
    for number in range(6):
        c.rect(390 + number * 75, 124, 36, 36, GOLD, 6)
    for column in range(4):
        x = 195 + column * 210
        top = 200
        while top < 480:
            tall = min(rng.randint(90, 160), 495 - top)
            if tall < 60:
                break
            color = rng.choice((WHITE, light(GOLD, 0.7), light(p.second, 0.75), light(p.main, 0.8)))
            c.rect(x, top, 185, tall, color, 3)
            c.oval(x + 92, top + 8, 6, 6, RED)
            if rng.random() < 0.35:
                for bar in range(4):
                    high = rng.uniform(0.2, 0.6) * tall
                    c.rect(x + 24 + bar * 36, top + tall - 14 - high, 24, high, p.main if bar % 2 else p.second)
            else:
                for line in range(int((tall - 40) // 16)):
                    c.rect(x + 16, top + 26 + line * 16, rng.randint(90, 150), 6, mix(INK, WHITE, 0.6))
            top += tall + 14
    for x in rng.sample((300, 480, 700, 900), rng.randint(1, 3)):
        worker(
            c,
            x,
            780,
            1.25,
            coat=rng.choice((p.main, p.second, dark(p.main))),
            helmet=rng.choice(("", light(p.second, 0.3), WHITE)),
            back=True,
        )


def chart(c: Canvas):
    p, rng = c.palette, c.rng
    room(c, 640)
    c.rect(210, 80, 780, 480, INK, 14)
    c.rect(226, 96, 748, 448, WHITE)
    for number in range(5):
        c.rect(270, 180 + number * 78, 660, 2, mix(INK, WHITE, 0.8))
    rising = rng.random() < 0.5
    points = []
    for number in range(8):
        share = (number + 1) / 9 if rising else 1 - (number + 1) / 10
        tall = 300 * (0.2 + 0.62 * share) + rng.randint(-22, 22)
        x = 290 + number * 80
        c.rect(x, 500 - tall, 44, tall, light(p.main, 0.15) if number % 2 else p.main, 4)
        points.append((x + 22, 500 - tall - 40 + rng.randint(-10, 10)))
    c.line(points, 7, RED)
    for x, y in points:
        c.oval(x, y, 9, 9, GOLD)
    c.rect(262, 120, 230, 24, RED, 4)
    c.rect(262, 152, 150, 12, mix(INK, WHITE, 0.6), 4)
    for x in (330, 850):
        c.line([(x, 566), (x - 30, 760)], 12, "#8f6240")
        c.line([(x, 566), (x + 30, 760)], 12, "#8f6240")
    worker(c, 1080, 770, 1.3, coat=p.second, helmet=light(p.second, 0.4), reach=(985, 470))
    if rng.random() < 0.6:
        worker(c, 110, 785, 1.2, coat=p.main, helmet=WHITE)


def banner(c: Canvas):
    p, rng = c.palette, c.rng
    c.fade(0, 0, WIDTH, 560, p.sky, light(p.sky, 0.7))
    for _ in range(3):
        x, y = rng.randint(80, 1100), rng.randint(60, 180)
        for dx, r in ((-50, 26), (0, 40), (52, 28)):
            c.oval(x + dx, y, r * 1.5, r, WHITE)
    for x in range(-20, WIDTH, 220):
        tall = rng.randint(120, 210)
        c.rect(x, 520 - tall, 200, tall + 40, light(p.wall, 0.1))
        c.poly(
            [
                (x, 520 - tall),
                (x + 66, 480 - tall),
                (x + 66, 520 - tall),
                (x + 132, 480 - tall),
                (x + 132, 520 - tall),
                (x + 200, 480 - tall),
                (x + 200, 540),
            ],
            dark(p.wall, 0.1),
        )
        for column in range(4):
            c.rect(x + 18 + column * 46, 545 - tall, 26, 34, light(p.sky, 0.2), 2)
    c.fade(0, 540, WIDTH, 260, light(p.green, 0.35), p.green)
    c.poly([(0, 640), (WIDTH, 600), (WIDTH, HEIGHT), (0, HEIGHT)], light(p.floor, 0.35))
    flag(c, rng.randint(140, 200), 640, 360, 200)
    if rng.random() < 0.5:
        flag(c, 1020, 620, 150, 90)
    count = rng.randint(5, 7)
    for number in range(count):
        x = 360 + number * 700 / (count - 1)
        worker(
            c,
            x,
            770 - abs(number - count / 2) * 6,
            1.2,
            coat=p.main,
            helmet=rng.choice((WHITE, light(p.second, 0.3))) if count % 2 else "",
        )


def canteen(c: Canvas):
    p, rng = c.palette, c.rng
    room(c, 600)
    c.oval(1010, 150, 84, 84, light(GOLD, 0.2))
    c.oval(1010, 150, 66, 66, GOLD)
    window(c, 120, 110, 240, 210)
    wood = "#c49a6c"
    c.rect(160, 520, 880, 30, wood, 6)
    c.rect(190, 550, 820, 150, dark(wood, 0.2))
    shadow(c, 600, 712, 460, 16)
    steel = p.metal
    for number in range(2):
        x = 250 + number * 200
        c.rect(x, 340, 140, 180, steel, 12)
        c.rect(x, 340, 140, 26, dark(steel, 0.2), 10)
        c.rect(x + 18, 366, 16, 140, light(steel, 0.4))
        c.rect(x + 58, 490, 24, 16, dark(steel, 0.4), 4)
    for number in range(rng.randint(6, 9)):
        x = 660 + (number % 5) * 52
        y = 520 - (number // 5) * 64
        c.rect(x, y - 60, 34, 60, light(p.second, 0.3) if number % 2 else light(p.green, 0.35), 8)
        c.rect(x + 10, y - 72, 14, 14, RED, 3)
    c.rect(930, 430, 90, 90, WHITE, 8)
    c.rect(966, 444, 18, 62, RED)
    c.rect(944, 466, 62, 18, RED)
    worker(c, 580, 600, 1.2, coat=p.second)
    c.rect(160, 520, 880, 30, wood, 6)
    c.rect(190, 550, 820, 150, dark(wood, 0.2))
    for x in rng.sample((260, 420, 780, 930), 2):
        worker(c, x, 785, 1.3, coat=p.main, helmet=rng.choice((WHITE, GOLD)), back=True)
