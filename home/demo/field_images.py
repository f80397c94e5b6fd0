"""Draws the demo's pictures of fields, flocks, grids and hills."""

import math
import random

from PIL import Image, ImageDraw

from home.demo import painting


def contours(
    canvas: Image.Image, pen: ImageDraw.ImageDraw, dice: random.Random
) -> None:
    """Contour lines around a few hills."""
    painting.fade(canvas, painting.PALE, painting.CREAM)
    hills = [
        (dice.uniform(0.1, 0.9) * canvas.width, dice.uniform(0.1, 0.9) * canvas.height)
        for _hill in range(4)
    ]
    for x, y in hills:
        bumps = [
            (dice.randint(2, 5), dice.uniform(0.04, 0.12), dice.uniform(0, 6))
            for _bump in range(3)
        ]
        for level in range(15, 0, -1):
            points = []
            for part in range(120):
                angle = part / 120 * math.tau
                swell = sum(
                    size * math.sin(count * angle + turn) for count, size, turn in bumps
                )
                far = level * 62 * (1 + swell)
                points.append((x + far * math.cos(angle), y + far * math.sin(angle)))
            hue = painting.mix(painting.CORAL, painting.TEAL, level / 15)
            pen.polygon(points, fill=(*hue, 12))
            pen.line([*points, points[0]], fill=(*hue, 190), width=5)


def mesh(canvas: Image.Image, pen: ImageDraw.ImageDraw, dice: random.Random) -> None:
    """A net of triangles in graded tones."""
    step = 200
    grid = {
        (column, row): (
            column * step + dice.uniform(-70, 70),
            row * step + dice.uniform(-70, 70),
        )
        for column in range(-1, canvas.width // step + 3)
        for row in range(-1, canvas.height // step + 3)
    }
    for column, row in grid:
        corners = [(column, row), (column + 1, row), (column + 1, row + 1)]
        others = [(column, row), (column, row + 1), (column + 1, row + 1)]
        for triangle in (corners, others):
            if not all(corner in grid for corner in triangle):
                continue
            points = [grid[corner] for corner in triangle]
            part = sum(x for x, _y in points) / 3 / canvas.width
            hue = painting.mix(
                painting.TEAL, painting.CORAL, part + dice.uniform(-0.2, 0.2)
            )
            pen.polygon(points, fill=(*hue, 255))
            pen.line([*points, points[0]], fill=(*painting.CREAM, 90), width=4)


def rain(canvas: Image.Image, pen: ImageDraw.ImageDraw, dice: random.Random) -> None:
    """Slanting strokes on a dark ground."""
    painting.fade(canvas, painting.NIGHT, painting.INDIGO)
    for _drop in range(1500):
        x, y = dice.uniform(-200, canvas.width), dice.uniform(-200, canvas.height)
        length = dice.expovariate(1 / 130)
        hue = dice.choice((painting.SEA, painting.SEA, painting.PALE, painting.SAND))
        pen.line(
            (x, y, x + length * 0.28, y + length),
            fill=(*hue, dice.randint(60, 210)),
            width=dice.randint(3, 8),
        )


def spectra(canvas: Image.Image, pen: ImageDraw.ImageDraw, dice: random.Random) -> None:
    """Bars along a slow double curve."""
    painting.fade(canvas, painting.CREAM, painting.PALE)
    count = 80
    wide = canvas.width / count
    for bar in range(count):
        curve = math.sin(bar / 13) * 0.55 + math.sin(bar / 5 + 1) * 0.25
        high = canvas.height * (0.42 + 0.3 * curve + dice.uniform(-0.03, 0.03))
        middle = canvas.height * 0.52
        hue = painting.mix(painting.INDIGO, painting.CORAL, (curve + 0.8) / 1.6)
        pen.rounded_rectangle(
            (
                bar * wide + 8,
                middle - high / 2,
                (bar + 1) * wide - 8,
                middle + high / 2,
            ),
            radius=int(wide / 3),
            fill=(*hue, 255),
        )


def islands(canvas: Image.Image, pen: ImageDraw.ImageDraw, dice: random.Random) -> None:
    """Rounded shapes on a pale sea."""
    painting.fade(canvas, painting.PALE, painting.SEA)
    for _island in range(26):
        x, y = dice.uniform(0, canvas.width), dice.uniform(0, canvas.height)
        size = dice.uniform(70, 330)
        turns = [dice.uniform(0, 6) for _turn in range(3)]
        hue = dice.choice(
            (painting.SAND, painting.OCHRE, painting.TEAL, painting.CORAL)
        )
        for ring, tone in enumerate((painting.CREAM, hue)):
            points = []
            for part in range(60):
                angle = part / 60 * math.tau
                swell = 1 + 0.16 * math.sin(2 * angle + turns[0])
                swell += 0.1 * math.sin(3 * angle + turns[1])
                far = (size + 34 * (1 - ring)) * swell
                points.append(
                    (x + far * math.cos(angle), y + far * 0.7 * math.sin(angle))
                )
            pen.polygon(points, fill=(*tone, 150 if ring == 0 else 255))


def spiral(canvas: Image.Image, pen: ImageDraw.ImageDraw, dice: random.Random) -> None:
    """Dots along a sunflower spiral."""
    painting.fade(canvas, painting.CREAM, painting.SAND)
    golden = math.pi * (3 - math.sqrt(5))
    x, y = canvas.width * 0.5, canvas.height * 0.5
    for seed in range(900):
        far = 36 * math.sqrt(seed)
        angle = seed * golden
        hue = painting.mix(painting.CORAL, painting.INDIGO, seed / 900)
        painting.disc(
            pen,
            x + far * math.cos(angle) * 1.5,
            y + far * math.sin(angle),
            10 + 20 * seed / 900 + dice.uniform(-3, 3),
            (*hue, 225),
        )


def arches(canvas: Image.Image, pen: ImageDraw.ImageDraw, dice: random.Random) -> None:
    """Rows of overlapping arches."""
    painting.fade(canvas, painting.CREAM, painting.PALE)
    radius = 230
    for row in range(9):
        base = 190 + row * radius
        for column in range(-1, canvas.width // radius + 2):
            x = column * radius * 2 + (row % 2) * radius
            hues = dice.sample(painting.PALETTE, 4)
            for ring, hue in enumerate(hues):
                far = radius * (1 - ring * 0.24)
                pen.pieslice(
                    (x - far, base - far, x + far, base + far),
                    180,
                    360,
                    fill=(*hue, 255),
                )


def flock(canvas: Image.Image, pen: ImageDraw.ImageDraw, dice: random.Random) -> None:
    """Arrows that turn together."""
    painting.fade(canvas, painting.PALE, painting.SAND)
    for _bird in range(620):
        x = dice.gauss(0.52, 0.24) * canvas.width
        y = dice.gauss(0.5, 0.2) * canvas.height
        angle = 0.9 * math.sin(x / 700) + 0.7 * math.cos(y / 420)
        angle += dice.uniform(-0.15, 0.15)
        size = dice.uniform(16, 46)
        points = [
            (x + size * math.cos(angle + turn), y + size * math.sin(angle + turn))
            for turn in (0, 2.6, math.pi, -2.6)
        ]
        points[2] = (x, y)
        hue = painting.mix(painting.NIGHT, painting.TEAL, dice.random())
        pen.polygon(points, fill=(*hue, 230))


def dunes(canvas: Image.Image, pen: ImageDraw.ImageDraw, dice: random.Random) -> None:
    """Smooth crests beneath a violet sky."""
    painting.fade(canvas, painting.VIOLET, painting.CORAL)
    painting.disc(
        pen, canvas.width * 0.28, canvas.height * 0.3, 150, (*painting.CREAM, 220)
    )
    for layer in range(7):
        base = canvas.height * (0.42 + 0.09 * layer)
        one, two = dice.uniform(600, 1100), dice.uniform(240, 420)
        shift = dice.uniform(0, 6)
        points = [(0.0, float(canvas.height))]
        for x in range(0, canvas.width + 20, 20):
            crest = 90 * math.sin(x / one + shift) + 34 * math.sin(x / two + shift)
            points.append((float(x), base - crest))
        points.append((float(canvas.width), float(canvas.height)))
        hue = painting.mix(painting.SAND, painting.OCHRE, layer / 6)
        pen.polygon(points, fill=(*painting.mix(hue, painting.NIGHT, layer / 22), 255))


def mosaic(canvas: Image.Image, pen: ImageDraw.ImageDraw, dice: random.Random) -> None:
    """Quarter circles in a patchwork."""
    step = 200
    for column in range(canvas.width // step + 1):
        for row in range(canvas.height // step + 1):
            ground, figure = dice.sample((*painting.PALETTE, painting.CREAM), 2)
            x, y = column * step, row * step
            pen.rectangle((x, y, x + step, y + step), fill=(*ground, 255))
            corner = dice.randrange(4)
            left = x - step if corner in (0, 3) else x
            top = y - step if corner in (0, 1) else y
            pen.pieslice(
                (left, top, left + 2 * step, top + 2 * step),
                (0, 90, 180, 270)[corner],
                (90, 180, 270, 360)[corner],
                fill=(*figure, 255),
            )


DRAWINGS: dict[str, painting.Drawing] = {
    "contours": contours,
    "mesh": mesh,
    "rain": rain,
    "spectra": spectra,
    "islands": islands,
    "spiral": spiral,
    "arches": arches,
    "flock": flock,
    "dunes": dunes,
    "mosaic": mosaic,
}
