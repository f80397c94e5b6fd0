"""Images and attachments as the desk keeps them, under random storage names."""

import secrets
from pathlib import PurePath
from typing import Any

from django.core.files.base import ContentFile
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.documents.models import AbstractDocument
from wagtail.images.models import AbstractImage, AbstractRendition


def random_name(folder: str, filename: str) -> str:
    """Return a storage name that tells nothing of the file but its suffix."""
    suffix = PurePath(filename).suffix.lower()[:8]
    token = secrets.token_hex(20)
    return f"{folder}/{token[:2]}/{token}{suffix}"


def attachment_name(_instance: models.Model, filename: str) -> str:
    """Return the storage name of an attachment."""
    return random_name("attachments", filename)


class Photo(AbstractImage):
    """An image with its rights; what it shows is said where it is placed."""

    credit = models.CharField(max_length=200, blank=True, verbose_name=_("credit"))
    licence = models.CharField(max_length=200, blank=True, verbose_name=_("licence"))

    admin_form_fields = (
        "title",
        "file",
        "description",
        "credit",
        "licence",
        "collection",
        "tags",
        "focal_point_x",
        "focal_point_y",
        "focal_point_width",
        "focal_point_height",
    )

    def get_upload_to(self, filename: str) -> str:
        return random_name("photos", filename)

    def generate_rendition_file(self, filter: Any, *, source: Any = None) -> Any:
        """Return what was drawn, in memory: Wagtail leaves its own file open."""
        with super().generate_rendition_file(filter, source=source) as drawn:
            drawn.seek(0)
            return ContentFile(drawn.read(), name=drawn.name)

    class Meta(AbstractImage.Meta):
        verbose_name = _("image")
        verbose_name_plural = _("images")
        permissions = [("choose_image", "Can choose image")]


class PhotoRendition(AbstractRendition):
    """A size of an image for the desk's own screens."""

    image = models.ForeignKey(
        Photo, on_delete=models.CASCADE, related_name="renditions"
    )

    def get_upload_to(self, filename: str) -> str:
        return random_name("desk", filename)

    class Meta:
        unique_together = (("image", "filter_spec", "focal_point_key"),)


class Attachment(AbstractDocument):
    """A file to hand out."""

    file: Any = models.FileField(
        upload_to=attachment_name, max_length=200, verbose_name=_("file")
    )

    admin_form_fields = ("title", "file", "collection", "tags")

    class Meta(AbstractDocument.Meta):
        verbose_name = _("file")
        verbose_name_plural = _("files")
        permissions = [("choose_document", "Can choose document")]
