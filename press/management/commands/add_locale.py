"""Adds a language: its locale, its translators, drafts of its home and index."""

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from wagtail.models import Locale

from press import models, rights
from press.desk import roles
from press.translation import localize


class Command(BaseCommand):
    """`manage.py add_locale de`: run it after naming the language in settings."""

    help = (
        "Make a locale with its translators' group, and drafts of its home page and "
        "index of releases. No release changes."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("code", help="a code that LANGUAGES in settings names")
        parser.add_argument(
            "--from",
            dest="source",
            default=settings.LANGUAGE_CODE,
            help="the language that home and index are translated from",
        )

    def handle(self, *args: Any, code: str, source: str, **options: Any) -> None:
        names = dict(settings.WAGTAIL_CONTENT_LANGUAGES)
        if code not in names:
            raise CommandError(
                f"Name {code!r} in LANGUAGES of newsroom/settings.py first."
            )
        index = models.ReleaseIndexPage.objects.filter(
            locale__language_code=source
        ).first()
        if index is None:
            raise CommandError(f"There is no index of releases in {source!r}.")
        with transaction.atomic():
            locale, _created = Locale.objects.get_or_create(language_code=code)
            home = index.get_parent().specific
            pages = [self.page(page, locale) for page in (home, index)]
            roles.grant()
        self.stdout.write(f"Locale: {code} ({names[code]})")
        self.stdout.write(f"Group: {rights.translators_of(code)}")
        for page in pages:
            self.stdout.write(f"Page {page.pk}: {page.title}")
        self.stdout.write(
            "Translate and publish these pages: the language is public from then on. "
            "Releases keep the languages that they require; new ones follow "
            "NEWSROOM_REQUIRED_LOCALES."
        )

    def page(self, source: Any, locale: Locale) -> Any:
        """Return a page in the locale, a draft to translate where there was none."""
        found = source.get_translation_or_none(locale)
        if found is not None:
            return found
        return localize.start(source, locale, user=None)
