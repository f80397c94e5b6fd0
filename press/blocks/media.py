"""Image, video and files: what a release shows and hands out."""

from typing import Any, Literal
from urllib.parse import urlsplit
from uuid import UUID

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageChooserBlock

from press.blocks import building, previewing, shapes


class ImageInRelease(shapes.BlockShape):
    """An image in the body."""

    type: Literal["image"] = "image"
    """Tells this block from the others."""
    image: shapes.Image
    """The image, its words and its sizes."""

    def search_text(self) -> str:
        return "\n".join(filter(None, [self.image.alt, self.image.caption]))


def sample_image() -> dict[str, Any]:
    """Return what the preview shows."""
    return {
        "image": None,
        "alt": gettext("Waves under a low sun"),
        "caption": gettext("The bay in November."),
    }


class PhotoBlock(previewing.PreviewMixin, blocks.StructBlock):
    """An image with its alternative text and caption in this language."""

    image = ImageChooserBlock(label=_("Image"))
    alt = blocks.CharBlock(
        label=_("Alternative text"),
        help_text=_("What the image shows, for those who do not see it."),
    )
    caption = blocks.CharBlock(label=_("Caption"), required=False, default="")

    def build(
        self, value: Any, *, id: UUID, builder: building.Builder
    ) -> ImageInRelease | None:
        alt = value.get("alt") or ""
        image = builder.image(
            value.get("image"), alt=alt, caption=value.get("caption") or ""
        )
        if image is None:
            builder.problem("image-empty", _("An image block is empty."), block=id)
            return None
        if not alt:
            builder.problem(
                "image-without-alt", _("An image has no alternative text."), block=id
            )
        return ImageInRelease(id=id, image=image)

    class Meta:
        icon = "image"
        label = _("Image")
        template = "press/blocks/image.html"
        description = _("An image with its words and rights.")
        preview_value = staticmethod(sample_image)


class Video(shapes.BlockShape):
    """A video elsewhere, by its address: nothing is loaded before a click."""

    type: Literal["video"] = "video"
    """Tells this block from the others."""
    url: str
    """Its page on the other site: http or https."""
    title: str
    """What it shows, in this locale."""
    host: str
    """The name of the other site's host, to say who is asked before a click."""

    def search_text(self) -> str:
        return self.title


def sample_video() -> dict[str, str]:
    """Return what the preview shows."""
    return {
        "url": "https://video.example.org/watch",
        "title": gettext("The laboratory in three minutes"),
    }


class VideoBlock(previewing.PreviewMixin, blocks.StructBlock):
    """A video on another site."""

    url = blocks.URLBlock(label=_("Address"))
    title = blocks.CharBlock(label=_("Title"))

    def build(self, value: Any, *, id: UUID, builder: building.Builder) -> Video | None:
        url = value.get("url") or ""
        parts = urlsplit(url)
        if parts.scheme not in {"http", "https"} or not parts.hostname:
            builder.problem("video-address", _("A video has no web address."), block=id)
            return None
        return Video(
            id=id, url=url, title=value.get("title") or url, host=parts.hostname
        )

    class Meta:
        icon = "media"
        label = _("Video")
        template = "press/blocks/video.html"
        description = _("A link to a video on another site.")
        preview_value = staticmethod(sample_video)


class FileItem(shapes.Shape):
    """A file and the name that readers see."""

    title: str
    """What it is, in this locale."""
    file: shapes.FileRef
    """Where its bytes are."""


class Files(shapes.BlockShape):
    """Files to download."""

    type: Literal["files"] = "files"
    """Tells this block from the others."""
    items: list[FileItem]
    """The files, in order."""

    def search_text(self) -> str:
        return "\n".join(item.title for item in self.items)


class FileItemBlock(blocks.StructBlock):
    """One file."""

    file = DocumentChooserBlock(label=_("File"))
    title = blocks.CharBlock(label=_("Title"), required=False, default="")


def sample_files() -> dict[str, Any]:
    """Return what the preview shows."""
    return {"items": [{"file": None, "title": gettext("Press kit")}]}


class FilesBlock(previewing.PreviewMixin, blocks.StructBlock):
    """Files to download."""

    items = blocks.ListBlock(FileItemBlock(), label=_("Files"))

    def build(self, value: Any, *, id: UUID, builder: building.Builder) -> Files:
        items = []
        for item in value.get("items") or []:
            file = builder.attachment(item.get("file"))
            if file is None:
                builder.problem("file-empty", _("A file is missing."), block=id)
                continue
            items.append(FileItem(title=item.get("title") or file.name, file=file))
        return Files(id=id, items=items)

    class Meta:
        icon = "doc-full"
        label = _("Files")
        template = "press/blocks/files.html"
        description = _("Files that readers can download.")
        preview_value = staticmethod(sample_files)
