"""Draws the demo's pictures of waves, layers, orbits and petals."""

import math
import random

from PIL import Image, ImageDraw

from home.demo import painting


def lattice(canvas: Image.Image, pen: ImageDraw.ImageDraw, dice: random.Random) -> None:
    """Squares that loosen from left to right."""
    step = canvas.height // 9
    for column in range(canvas.width // step + 1):
        for row in range(9):
            loose = (column * step / canvas.width) ** 2
            x = (column + 0.5) * step + dice.uniform(-1, 1) * loose * step * 0.6
            y = (row + 0.5) * step + dice.uniform(-1, 1) * loose * step * 0.6
            turn = dice.uniform(-1, 1) * loose * math.pi / 3
            points = [
                (
                    x + step * 0.52 * math.cos(turn + corner * math.pi / 2),
                    y + step * 0.52 * math.sin(turn + corner * math.pi / 2),
                )
                for corner in range(4)
            ]
            hue = painting.mix(
                painting.INDIGO, painting.CORAL, loose * dice.random() * 1.4
            )
            pen.polygon(points, fill=(*hue, 205))


def tides(canvas: Image.Image, pen: ImageDraw.ImageDraw, dice: random.Random) -> None:
    """Waves under a pale painting.disc."""
    painting.fade(canvas, painting.PALE, painting.SAND)
    painting.disc(
        pen, canvas.width * 0.72, canvas.height * 0.3, 260, (*painting.CREAM, 235)
    )
    for layer in range(9):
        base = canvas.height * (0.38 + layer * 0.075)
        length, shift = dice.uniform(500, 1100), dice.uniform(0, 6)
        points = [(0.0, float(canvas.height))]
        for x in range(0, canvas.width + 20, 20):
            wave = math.sin(x / length + shift) + 0.4 * math.sin(x / 230 + shift * 2)
            points.append((float(x), base + 52 * wave))
        points.append((float(canvas.width), float(canvas.height)))
        pen.polygon(
            points, fill=(*painting.mix(painting.SEA, painting.INDIGO, layer / 8), 200)
        )


def strata(canvas: Image.Image, pen: ImageDraw.ImageDraw, dice: random.Random) -> None:
    """Layers of ground."""
    painting.fade(canvas, painting.CREAM, painting.SAND)
    hues = (
        painting.SAND,
        painting.OCHRE,
        painting.CORAL,
        painting.VIOLET,
        painting.TEAL,
        painting.INDIGO,
        painting.NIGHT,
    )
    height = canvas.height * 0.16
    edge = [0.0] * (canvas.width // 40 + 2)
    for layer in range(14):
        slope, level = dice.uniform(-0.04, 0.04), height
        edge = [
            0.75 * old + dice.uniform(-26, 26) + slope * index * 40
            for index, old in enumerate(edge)
        ]
        points = [(index * 40.0, level + rise) for index, rise in enumerate(edge)]
        points += [
            (float(canvas.width), float(canvas.height)),
            (0.0, float(canvas.height)),
        ]
        place = layer / 13 * (len(hues) - 1)
        hue = painting.mix(hues[int(place)], hues[min(int(place) + 1, 6)], place % 1)
        pen.polygon(points, fill=(*hue, 255))
        height += canvas.height * dice.uniform(0.045, 0.085)


def orbits(canvas: Image.Image, pen: ImageDraw.ImageDraw, dice: random.Random) -> None:
    """Ellipses and the discs that follow them."""
    painting.fade(canvas, painting.NIGHT, painting.INDIGO)
    x, y = canvas.width * 0.42, canvas.height * 0.52
    for ring in range(1, 15):
        wide, high = ring * 128.0, ring * 62.0
        pen.ellipse(
            (x - wide, y - high, x + wide, y + high),
            outline=(*painting.SEA, 130),
            width=4,
        )
        for _moon in range(dice.randint(1, 3)):
            angle = dice.uniform(0, math.tau)
            hue = dice.choice(
                (
                    painting.CORAL,
                    painting.SAND,
                    painting.SEA,
                    painting.CREAM,
                    painting.OCHRE,
                )
            )
            painting.disc(
                pen,
                x + wide * math.cos(angle),
                y + high * math.sin(angle),
                dice.uniform(12, 44),
                (*hue, 235),
            )
    painting.disc(pen, x, y, 84, (*painting.SAND, 255))


def weave(canvas: Image.Image, pen: ImageDraw.ImageDraw, dice: random.Random) -> None:
    """Bands over and under one another."""
    step = 150
    columns, rows = canvas.width // step + 1, canvas.height // step + 1
    across = [
        dice.choice((painting.TEAL, painting.SEA, painting.INDIGO))
        for _row in range(rows)
    ]
    down = [
        dice.choice((painting.CORAL, painting.SAND, painting.OCHRE, painting.VIOLET))
        for _column in range(columns)
    ]
    for row in range(rows):
        for column in range(columns):
            x, y = column * step, row * step
            flat = (x, y + 18, x + step, y + step - 18)
            tall = (x + 18, y, x + step - 18, y + step)
            over = (row + column) % 2 == 0
            first, second = (tall, flat) if over else (flat, tall)
            hues = (down[column], across[row]) if over else (across[row], down[column])
            pen.rectangle(first, fill=(*hues[0], 255))
            pen.rectangle(second, fill=(*hues[1], 255))


def petals(canvas: Image.Image, pen: ImageDraw.ImageDraw, dice: random.Random) -> None:
    """A rosette of translucent petals."""
    painting.fade(canvas, painting.CREAM, painting.PALE)
    x, y = canvas.width * 0.5, canvas.height * 0.5
    for ring, (count, reach) in enumerate(((28, 820), (20, 620), (14, 430), (9, 260))):
        hue = (painting.VIOLET, painting.CORAL, painting.OCHRE, painting.SAND)[ring]
        start = dice.uniform(0, 1)
        for petal in range(count):
            angle = start + petal * math.tau / count
            points = []
            for part in range(41):
                along = part / 40 * math.tau
                far = reach * (0.5 - 0.5 * math.cos(along))
                side = reach * 0.15 * math.sin(along)
                points.append(
                    (
                        x + far * math.cos(angle) - side * math.sin(angle),
                        y + far * math.sin(angle) + side * math.cos(angle),
                    )
                )
            pen.polygon(points, fill=(*hue, 105))
    painting.disc(pen, x, y, 58, (*painting.CREAM, 255))


DRAWINGS: dict[str, painting.Drawing] = {
    "lattice": lattice,
    "tides": tides,
    "strata": strata,
    "orbits": orbits,
    "weave": weave,
    "petals": petals,
}
