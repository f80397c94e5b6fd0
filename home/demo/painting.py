"""The palette of the demo's pictures and the few gestures that they share."""

import random
from collections.abc import Callable

from PIL import Image, ImageDraw

Colour = tuple[int, int, int]
INDIGO: Colour = (38, 42, 96)
NIGHT: Colour = (20, 24, 52)
TEAL: Colour = (32, 124, 128)
SEA: Colour = (104, 178, 182)
SAND: Colour = (232, 196, 140)
OCHRE: Colour = (206, 142, 62)
CORAL: Colour = (222, 98, 84)
CREAM: Colour = (248, 242, 228)
PALE: Colour = (226, 238, 236)
VIOLET: Colour = (118, 92, 148)
PALETTE = (INDIGO, TEAL, SEA, SAND, OCHRE, CORAL, VIOLET, NIGHT)


def mix(first: Colour, second: Colour, part: float) -> Colour:
    """Return a colour between two."""
    part = min(max(part, 0.0), 1.0)
    return (
        round(first[0] + (second[0] - first[0]) * part),
        round(first[1] + (second[1] - first[1]) * part),
        round(first[2] + (second[2] - first[2]) * part),
    )


def fade(canvas: Image.Image, top: Colour, bottom: Colour) -> None:
    """Paint the whole canvas from one colour to another, top to bottom."""
    strip = Image.new("RGB", (1, canvas.height))
    for y in range(canvas.height):
        strip.putpixel((0, y), mix(top, bottom, y / canvas.height))
    canvas.paste(strip.resize(canvas.size))


def disc(
    pen: ImageDraw.ImageDraw, x: float, y: float, radius: float, fill: tuple[int, ...]
) -> None:
    """Draw a filled disc."""
    pen.ellipse((x - radius, y - radius, x + radius, y + radius), fill=fill)


Drawing = Callable[[Image.Image, ImageDraw.ImageDraw, random.Random], None]
