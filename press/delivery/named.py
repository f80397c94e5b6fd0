"""What a release names: who issues it, other organisations, its images and files."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from press import documents
from press.blocks import about, media, members, quote, shapes


@dataclass(frozen=True)
class NamedFile:
    """A file that a release shows or hands out; `image` where it is a picture."""

    file: shapes.FileRef
    title: str
    image: shapes.Image | None = None


def issuers(document: documents.ReleaseDocument) -> list[shapes.OrganisationRef]:
    """Return the organisations whose About texts stand in a release, in order."""
    abouts = (block for block in document.body if isinstance(block, about.About))
    return _once(block.organisation for block in abouts)


def others(document: documents.ReleaseDocument) -> list[shapes.OrganisationRef]:
    """Return the other organisations: members, those of speakers and contacts."""
    issuing = {organisation.id for organisation in issuers(document)}
    return [row for row in _once(_organisations(document)) if row.id not in issuing]


def quotes(document: documents.ReleaseDocument) -> list[quote.Quote]:
    """Return the quotes of a release, in order."""
    return [block for block in document.body if isinstance(block, quote.Quote)]


def images(document: documents.ReleaseDocument) -> list[shapes.Image]:
    """Return the pictures of a release, its own first."""
    inside = [
        block.image
        for block in document.body
        if isinstance(block, media.ImageInRelease)
    ]
    return [document.image, *inside] if document.image else inside


def attachments(document: documents.ReleaseDocument) -> list[NamedFile]:
    """Return the files to download of a release, in order."""
    return [
        NamedFile(file=item.file, title=item.title)
        for block in document.body
        if isinstance(block, media.Files)
        for item in block.items
    ]


def files(document: documents.ReleaseDocument) -> list[NamedFile]:
    """Return the pictures in full size, then the files to download; each once."""
    pictures = (
        NamedFile(file=image.original, title=image.caption or image.alt, image=image)
        for image in images(document)
    )
    kept: dict[str, NamedFile] = {}
    for named in (*pictures, *attachments(document)):
        kept.setdefault(named.file.url, named)
    return list(kept.values())


def shown(image: shapes.Image, *, width: int) -> shapes.Rendition | None:
    """Return the smallest prepared size of at least a width, else the largest."""
    sizes = sorted(image.renditions, key=lambda size: size.width)
    enough = [size for size in sizes if size.width >= width]
    return next(iter(enough or sizes[-1:]), None)


def _organisations(
    document: documents.ReleaseDocument,
) -> Iterator[shapes.OrganisationRef | None]:
    for block in document.body:
        if isinstance(block, members.Members):
            for group in block.groups:
                for member in group.members:
                    yield member.organisation
        elif isinstance(block, quote.Quote):
            yield block.organisation
    for contact in document.contacts:
        yield contact.organisation


def _once(
    found: Iterable[shapes.OrganisationRef | None],
) -> list[shapes.OrganisationRef]:
    kept: dict[object, shapes.OrganisationRef] = {}
    for organisation in found:
        if organisation is not None:
            kept.setdefault(organisation.id, organisation)
    return list(kept.values())
