"""Scenes outside: trees being planted, a flood being watched."""

from .canvas import GOLD, HEIGHT, RED, WHITE, WIDTH, Canvas, dark, light, mix
from .figures import flag, worker


def tree(c: Canvas):
    p, rng = c.palette, c.rng
    c.fade(0, 0, WIDTH, 480, p.sky, light(p.sky, 0.75))
    c.oval(980, 130, 70, 70, light(GOLD, 0.35))
    for x in range(0, WIDTH, 300):
        tall = rng.randint(90, 150)
        c.rect(x + 30, 430 - tall, 240, tall + 20, light(p.wall, 0.1))
        c.rect(x + 30, 430 - tall, 240, 18, dark(p.main, 0.05))
        for column in range(5):
            c.rect(x + 50 + column * 44, 465 - tall, 24, 28, light(p.sky, 0.2))
    c.oval(300, 540, 700, 140, light(p.green, 0.25))
    c.fade(0, 520, WIDTH, 280, light(p.green, 0.15), dark(p.green, 0.1))
    for _ in range(5):
        x, y = rng.randint(40, 1160), rng.randint(470, 560)
        size = (y - 400) / 140
        c.rect(x - 7 * size, y - 90 * size, 14 * size, 92 * size, "#8f6240")
        for dx, dy in ((-30, -110), (30, -112), (0, -150), (0, -96)):
            c.oval(x + dx * size, y + dy * size, 44 * size, 40 * size, mix(p.green, WHITE, rng.uniform(0, 0.2)))
    x = rng.randint(540, 660)
    c.oval(x, 716, 120, 26, "#8a6a48")
    c.rect(x - 8, 470, 16, 246, "#8f6240")
    for dx, dy, r in ((-50, 430, 50), (44, 420, 54), (0, 360, 60), (-4, 450, 40)):
        c.oval(x + dx, dy, r, r * 0.9, mix(p.green, WHITE, 0.12))
    worker(c, x - 190, 770, 1.45, coat=p.main, helmet="", reach=(x - 60, 620))
    c.line([(x - 40, 560), (x - 100, 724)], 9, "#8f6240")
    c.poly([(x - 118, 712), (x - 84, 724), (x - 104, 766), (x - 134, 748)], dark(p.metal, 0.3))
    worker(c, x + 200, 775, 1.4, coat=p.second, reach=(x + 92, 600))
    c.rect(x + 60, 590, 60, 54, RED, 8)
    if rng.random() < 0.6:
        flag(c, 110, 690, 190, 110)


def flood(c: Canvas):
    p, rng = c.palette, c.rng
    c.fade(0, 0, WIDTH, 520, "#6f8397", "#b4c1cc")
    for _ in range(5):
        x, y = rng.randint(0, WIDTH), rng.randint(30, 150)
        for dx, r in ((-90, 46), (0, 70), (96, 50)):
            c.oval(x + dx, y, r * 1.7, r, mix("#5b6c7d", WHITE, rng.uniform(0.05, 0.2)))
    c.rect(0, 300, WIDTH, 230, dark(p.wall, 0.25))
    c.rect(0, 286, WIDTH, 24, dark(p.main, 0.25))
    for x in range(60, WIDTH, 190):
        c.rect(x, 350, 110, 80, light(GOLD, 0.35) if rng.random() < 0.6 else dark(p.sky, 0.2), 4)
    c.fade(0, 520, WIDTH, 280, "#7d8f99", "#5f717c")
    for _ in range(14):
        x, y = rng.randint(0, WIDTH), rng.randint(660, 790)
        c.oval(x, y, rng.randint(50, 130), 5, "#93a5b0")
    sand = "#cdb48a"
    for row in range(4):
        for number in range(13 - row):
            x, y = 40 + row * 44 + number * 92, 640 - row * 38
            c.rect(x, y - 40, 90, 42, mix(sand, "#8a6a48", rng.uniform(0, 0.25)), 18)
            c.line([(x + 72, y - 32), (x + 72, y - 6)], 3, dark(sand, 0.3))
    for number, x in enumerate(rng.sample((200, 420, 700, 960), rng.randint(2, 3))):
        worker(
            c,
            x,
            770,
            1.35,
            coat=("#e0a526", "#e2812f", RED)[number % 3],
            helmet=rng.choice((RED, WHITE)),
            reach=(x + 90, 600),
        )
    flag(c, 1090, 520, 110, 80)
    for _ in range(130):
        x, y = rng.randint(-40, WIDTH), rng.randint(-40, HEIGHT)
        c.line([(x, y), (x - 10, y + 34)], 2, "#dbe6ee")
