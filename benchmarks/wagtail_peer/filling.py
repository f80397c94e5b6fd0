"""Fills the Wagtail peer: one live page for each edition, with the same texts."""

import json
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


def fill(path: Path) -> None:
    """Put the releases of a file into an empty database."""
    call_command("migrate", verbosity=0)
    locales = {
        code: Locale.objects.get_or_create(language_code=code)[0]
        for code in ("en", "fr")
    }
    root = Site.objects.get(is_default_site=True).root_page
    kind = ContentType.objects.get_for_model(models.PeerPage)
    with transaction.atomic(), disable_reference_index_auto_update():
        for number, line in enumerate(path.read_text().splitlines(), start=1):
            release = json.loads(line)
            page = _page(release, number, root=root, locales=locales, kind=kind)
            page.save_base(force_insert=True)
            _relate(page, release)
        Page.objects.filter(pk=root.pk).update(numchild=number + root.numchild)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def _page(
    release: dict[str, Any],
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


def _relate(page: models.PeerPage, release: dict[str, Any]) -> None:
    """Write what the page names through its relations."""
    quotes = [block for block in release["body"] if block["type"] == "quote"]
    models.Quote.objects.bulk_create(
        models.Quote(
            page=page,
            sort_order=place,
            text=quote["text"],
            speaker=quote["speaker"]["name"],
            role=quote["role"],
        )
        for place, quote in enumerate(quotes)
    )
    abouts = [block for block in release["body"] if block["type"] == "about"]
    _through("boilerplates", page, [_boilerplate(about) for about in abouts])
    _through("topics", page, [_tag(topic) for topic in release["topics"]])
    _through("contacts", page, [_contact(row) for row in release["contacts"]])


def _through(name: str, page: models.PeerPage, rows: list[Any]) -> None:
    """Relate a page to rows without the work that a form would do."""
    field = models.PeerPage._meta.get_field(name)
    through = field.remote_field.through
    through.objects.bulk_create(
        through(
            **{
                f"{field.m2m_field_name()}_id": page.pk,
                f"{field.m2m_reverse_field_name()}_id": row.pk,
            }
        )
        for row in rows
    )


def _boilerplate(about: dict[str, Any]) -> models.Boilerplate:
    return models.Boilerplate.objects.get_or_create(
        title=about["title"], text=about["content"]["html"]
    )[0]


def _tag(topic: dict[str, Any]) -> models.Tag:
    return models.Tag.objects.get_or_create(name=topic["name"], slug=topic["slug"])[0]


def _contact(row: dict[str, Any]) -> models.Contact:
    return models.Contact.objects.get_or_create(
        name=row["name"], email=row["email"], phone=row["phone"]
    )[0]
