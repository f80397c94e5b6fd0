"""Builds a public release with a picture, a file, organisations and a place."""

import io
from dataclasses import dataclass

from django.core.files.base import ContentFile
from django.core.files.images import ImageFile
from PIL import Image

from press import lifecycle, models
from tests import factories

URL = "http://127.0.0.1:8000"
CSV = b"year,waves\n2026,12\n"


@dataclass
class Illustrated:
    """The release, and what it names beside what every release names."""

    made: factories.Made
    issuer: models.Organisation
    member: models.Organisation
    contents: dict[str, models.File]

    def file(self, name):
        """Return the kept file whose name begins like this, and its address."""
        kept = self.contents[name]
        return kept, f"{URL}/files/{kept.token}/{kept.name}"


def photo(width=1800, height=900):
    """Return a photo with its rights."""
    stored = io.BytesIO()
    Image.new("RGB", (width, height), (20, 90, 160)).save(stored, "PNG")
    stored.seek(0)
    return models.Photo.objects.create(
        title="Waves",
        credit="A. Maker",
        licence="CC BY 4.0",
        file=ImageFile(stored, "w.png"),
    )


def by_locale(row):
    """Return a snippet in each locale, as a snippet that names it needs it."""
    rows = type(row).objects.filter(translation_key=row.translation_key)
    return {held.locale.language_code: held for held in rows}


def named():
    """Return the snippets and the file that the release names, by what they are."""
    issuer = factories.snippet(
        models.Organisation,
        name={"en": "Coast Institute", "fr": "Institut du littoral"},
        acronym="CI",
        url="https://coast.example.org/",
        ror="https://ror.org/00example",
        wikidata="Q42",
    )
    attachment = models.Attachment(title="Figures")
    attachment.file.save("figures.csv", ContentFile(CSV))
    attachment.save()
    return {
        "issuer": issuer,
        "member": factories.snippet(models.Organisation, name="Dune Laboratory"),
        "about": factories.snippet(
            models.Boilerplate,
            title="About the institute",
            organisation=by_locale(issuer),
            text="<p>It watches the coast.</p>",
        ),
        "place": factories.snippet(models.Place, name="Brest"),
        "attachment": attachment,
    }


def body(page, having):
    """Return the body of an edition with its About text, members and file."""
    kept = [
        {"type": block.block_type, "value": raw["value"], "id": block.id}
        for block, raw in zip(page.body, page.body.raw_data, strict=True)
        if block.block_type != "about"
    ]
    member = {"organisation": having["member"].pk, "role": "member"}
    group = {"label": "", "complete": True, "members": [member]}
    item = {"file": having["attachment"].pk, "title": "Figures in CSV"}
    return [
        *kept,
        factories.block("about", {"boilerplate": having["about"].pk}),
        factories.block("members", {"title": "Who", "groups": [group]}),
        factories.block("files", {"items": [item]}),
    ]


def draft(newsroom, **kwargs):
    """Return a draft in both languages, and its two organisations."""
    having = named()
    places = by_locale(having["place"])
    made = factories.draft(newsroom, **kwargs)
    for code, page in made.pages.items():
        factories.edited(
            made,
            newsroom,
            code,
            image=photo(),
            image_alt=f"Waves ({code})",
            image_caption="The bay",
            place=places[code],
            body=body(page, having),
        )
    return made, having["issuer"], having["member"]


def public(newsroom, clock, **kwargs):
    """Return the release, public in both languages."""
    made, issuer, member = draft(newsroom, **kwargs)
    factories.approve(made, newsroom, clock)
    lifecycle.lift_now(made.release, by=newsroom.users["approver"], clock=clock)
    made.release.refresh_from_db()
    kept = {file.name: file for file in models.File.objects.all()}
    return Illustrated(made, issuer, member, kept)
