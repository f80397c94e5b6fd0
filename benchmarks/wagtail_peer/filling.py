"""Fills the Wagtail peer: one live page for each edition, with the same texts."""

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.core.management import call_command
from django.db import connection, transaction
from wagtail.models import Locale, Page, Site
from wagtail.signal_handlers import disable_reference_index_auto_update

from benchmarks.wagtail_peer import models

# What stands in child objects and relations, and so not in the body.
APART = {"quote", "about"}

Release = dict[str, Any]
Fields = dict[str, str]


def fill(path: Path) -> None:
    """Put the releases of a file into an empty database."""
    call_command("migrate", verbosity=0)
    locales = {
        code: Locale.objects.get_or_create(language_code=code)[0]
        for code in ("en", "fr")
    }
    root = Site.objects.get(is_default_site=True).root_page
    kind = ContentType.objects.get_for_model(models.PeerPage)
    releases = [json.loads(line) for line in path.read_text().splitlines()]
    pages = [
        _page(release, number, root=root, locales=locales, kind=kind)
        for number, release in enumerate(releases, start=1)
    ]
    with transaction.atomic(), disable_reference_index_auto_update():
        for page in pages:
            page.save_base(force_insert=True)
        _relate(list(zip(pages, releases, strict=True)))
        Page.objects.filter(pk=root.pk).update(numchild=len(pages) + root.numchild)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def _page(
    release: Release,
    number: int,
    *,
    root: Page,
    locales: dict[str, Locale],
    kind: ContentType,
) -> models.PeerPage:
    day = date.fromisoformat(release["release_date"])
    return models.PeerPage(
        path=Page._get_path(root.path, root.depth + 1, number + 100),
        depth=root.depth + 1,
        translation_key=release["id"],
        locale=locales[release["locale"]],
        content_type=kind,
        live=True,
        slug=f"{number}-{release['slug']}"[:255],
        title=release["title"],
        draft_title=release["title"],
        url_path=f"{root.url_path}{number}/",
        first_published_at=release["published_at"],
        last_published_at=release["published_at"],
        subtitle=release["subtitle"],
        summary=release["summary"],
        lead=release["lead"]["html"],
        body=[block for block in release["body"] if block["type"] not in APART],
        date=day,
        year=day.year,
    )


def _relate(written: list[tuple[models.PeerPage, Release]]) -> None:
    """Write what the pages name through their relations."""
    models.Quote.objects.bulk_create(
        models.Quote(
            page=page,
            sort_order=place,
            text=quote["text"],
            speaker=quote["speaker"]["name"],
            role=quote["role"],
        )
        for page, release in written
        for place, quote in enumerate(_blocks(release, "quote"))
    )
    _through("boilerplates", written, kind=models.Boilerplate, parts=_abouts)
    _through("topics", written, kind=models.Tag, parts=_tags)
    _through("contacts", written, kind=models.Contact, parts=_contacts)


def _through(
    name: str,
    written: list[tuple[models.PeerPage, Release]],
    *,
    kind: Any,
    parts: Callable[[Release], list[Fields]],
) -> None:
    """Relate pages to rows of a kind, each of which is made once."""
    field = models.PeerPage._meta.get_field(name)
    through = field.remote_field.through
    rows: dict[tuple[str, ...], Any] = {}
    related = []
    for page, release in written:
        for part in parts(release):
            told = tuple(part.values())
            if told not in rows:
                rows[told] = kind.objects.create(**part)
            related.append((page.pk, rows[told].pk))
    through.objects.bulk_create(
        through(
            **{
                f"{field.m2m_field_name()}_id": page,
                f"{field.m2m_reverse_field_name()}_id": row,
            }
        )
        for page, row in dict.fromkeys(related)
    )


def _blocks(release: Release, kind: str) -> list[Release]:
    return [block for block in release["body"] if block["type"] == kind]


def _abouts(release: Release) -> list[Fields]:
    return [
        {"title": about["title"], "text": about["content"]["html"]}
        for about in _blocks(release, "about")
    ]


def _tags(release: Release) -> list[Fields]:
    return [{"name": row["name"], "slug": row["slug"]} for row in release["topics"]]


def _contacts(release: Release) -> list[Fields]:
    return [
        {name: row[name] for name in ("name", "email", "phone")}
        for row in release["contacts"]
    ]
