"""The demo's pictures: generative geometry, the same for a key each time."""

import io
import random

from PIL import Image, ImageDraw

from home.demo import field_images, painting, rounded_images

WIDTH, HEIGHT = 1600, 900
SCALE = 2
DRAWINGS = {**rounded_images.DRAWINGS, **field_images.DRAWINGS}


def draw(key: str) -> bytes:
    """Return the picture of a key as a JPEG."""
    drawing = DRAWINGS[key]
    canvas = Image.new("RGB", (WIDTH * SCALE, HEIGHT * SCALE), painting.CREAM)
    drawing(canvas, ImageDraw.Draw(canvas, "RGBA"), random.Random(key))  # noqa: S311 - a drawing's seed is no secret
    small = canvas.resize((WIDTH, HEIGHT), Image.Resampling.LANCZOS)
    buffer = io.BytesIO()
    small.save(buffer, "JPEG", quality=90, optimize=True)
    return buffer.getvalue()
