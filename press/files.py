"""Keeps the bytes of images and attachments as a release shows them."""

import hashlib
import mimetypes
from pathlib import PurePath
from typing import Any

from django.conf import settings
from django.core.files.base import ContentFile
from django.db import IntegrityError, transaction
from django.utils.text import slugify
from wagtail.images.exceptions import InvalidFilterSpecError

from press import models
from press.blocks import shapes

ORIGINAL = "original"
# What the tables of a bare host do not know.
CONTENT_TYPES = {
    ".webp": "image/webp",
    ".avif": "image/avif",
    ".md": "text/markdown",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".pptx": "application/vnd.openxmlformats-officedocument"
    ".presentationml.presentation",
}


def path_of(file: models.File) -> str:
    """Return the public address of a file, below the newsroom's own."""
    return f"/files/{file.token}/{file.name}"


def reference(file: models.File) -> shapes.FileRef:
    """Return the reference that a document keeps."""
    return shapes.FileRef(
        path=path_of(file),
        name=file.name,
        content_type=file.content_type,
        size=file.size,
        hash=file.hash,
    )


def keep_photo(
    photo: Any, *, alt: str, caption: str
) -> tuple[shapes.Image, list[models.File]]:
    """Return the image's public shape and the files that it names.

    Bytes are copied once per photo and size: a later change of the photo makes
    new files and leaves the old ones as they were.
    """
    original = _keep(
        photo, spec=ORIGINAL, name=_name(photo.title, photo.filename), size=None
    )
    kept = [original]
    renditions: list[shapes.Rendition] = []
    for width in settings.NEWSROOM_RENDITION_WIDTHS:
        if width >= photo.width and renditions:
            break
        spec = f"width-{width}|format-webp"
        file = _keep(
            photo, spec=spec, name=_name(f"{photo.title}-{width}", "x.webp"), size=width
        )
        kept.append(file)
        renditions.append(
            shapes.Rendition(
                file=reference(file), width=file.width or 0, height=file.height or 0
            )
        )
    shape = shapes.Image(
        alt=alt,
        caption=caption,
        credit=photo.credit,
        licence=photo.licence,
        width=photo.width,
        height=photo.height,
        focal_point=_focal_point(photo),
        original=reference(original),
        renditions=renditions,
    )
    return shape, kept


def keep_attachment(attachment: Any) -> models.File:
    """Return the kept file of an attachment."""
    name = _name(attachment.title, attachment.filename)
    source = attachment.get_file_hash()
    found = models.File.objects.filter(source=source, spec=ORIGINAL, name=name).first()
    if found:
        return found
    with attachment.file.storage.open(attachment.file.name) as opened:
        data = opened.read()
    return _store(data, source=source, spec=ORIGINAL, name=name)


def _keep(photo: Any, *, spec: str, name: str, size: int | None) -> models.File:
    source = photo.get_file_hash()
    focal = photo.focal_point_x or 0, photo.focal_point_y or 0
    key = source if size is None else f"{source}:{focal[0]}:{focal[1]}"
    found = models.File.objects.filter(source=key, spec=spec, name=name).first()
    if found:
        return found
    if size is None:
        holder, width, height = photo, photo.width, photo.height
    else:
        holder = _rendition(photo, spec)
        width, height = holder.width, holder.height
    with holder.file.storage.open(holder.file.name) as opened:
        data = opened.read()
    return _store(data, source=key, spec=spec, name=name, width=width, height=height)


def _rendition(photo: Any, spec: str) -> Any:
    try:
        return photo.get_rendition(spec)
    except InvalidFilterSpecError:
        raise ValueError(spec) from None


def _store(
    data: bytes,
    *,
    source: str,
    spec: str,
    name: str,
    width: int | None = None,
    height: int | None = None,
) -> models.File:
    file = models.File(
        hash=hashlib.sha256(data).hexdigest(),
        source=source,
        spec=spec,
        name=name,
        content_type=_content_type(name),
        size=len(data),
        width=width,
        height=height,
    )
    file.bytes.save(name, ContentFile(data), save=False)
    try:
        with transaction.atomic():
            file.save()
    except IntegrityError:
        # Another process kept the same meanwhile.
        file.bytes.delete(save=False)
        return models.File.objects.get(source=source, spec=spec, name=name)
    return file


def _content_type(name: str) -> str:
    suffix = PurePath(name).suffix
    known = CONTENT_TYPES.get(suffix) or mimetypes.guess_type(name)[0]
    return known or "application/octet-stream"


def _name(title: str, filename: str) -> str:
    suffix = PurePath(filename).suffix.lower()
    return (slugify(PurePath(title).stem)[:80] or "file") + suffix


def _focal_point(photo: Any) -> tuple[float, float] | None:
    if photo.focal_point_x is None or photo.focal_point_y is None:
        return None
    return (
        round(photo.focal_point_x / photo.width, 4),
        round(photo.focal_point_y / photo.height, 4),
    )
