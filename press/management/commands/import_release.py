"""`manage.py import_release`: a file to a draft release, with a report."""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError

from press import actors, clock, models
from press.intake import (
    examining,
    proposing,
    reading,
    registry_rows,
    report,
    writing,
)


class Command(BaseCommand):
    """Read a press release and make a draft of it."""

    help = (
        "Import a press release (Markdown or plain text, UTF-8) as a draft. "
        "Prints what was found, with line and suggestion."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", metavar="FILE", help="The file.")
        parser.add_argument(
            "--locale", help="Its language; without, the one that the text reads as."
        )
        parser.add_argument(
            "--dry-run", action="store_true", help="Report only; change nothing."
        )
        parser.add_argument("--json", action="store_true", help="Print JSON.")
        parser.add_argument(
            "--user", metavar="NAME", help="The account that owns the draft."
        )

    def handle(self, *args: Any, **options: Any) -> None:
        locale = options["locale"]
        known = dict(settings.LANGUAGES)
        if locale and locale not in known:
            raise CommandError(
                f"Unknown language {locale!r}. Known: {', '.join(known)}."
            )
        is_there = registry_rows.is_there()
        if not is_there and not options["dry_run"]:
            raise CommandError("The database has no tables: run `migrate` first.")
        user = self._user(options["user"])
        try:
            source = self._source(options["file"])
            examined = examining.examine(
                source,
                locale=locale
                or examining.locale_of(source, default=settings.LANGUAGE_CODE),
                region=settings.NEWSROOM_PHONE_REGION,
                known=registry_rows.load() if is_there else None,
            )
            result = report.of(examined)
            result["made"] = None
            if not options["dry_run"]:
                intake = models.Intake(file_name=source.name)
                made = writing.accept(intake, examined, by=user, clock=clock.now)
                result["made"] = _made(made)
        except (reading.Unreadable, writing.NoPlace) as error:
            raise CommandError(error.message) from error
        if options["json"]:
            self.stdout.write(json.dumps(result, ensure_ascii=False, indent=2))
        else:
            self._tell(result)

    def _user(self, name: str | None) -> Any:
        if not name:
            return None
        table = get_user_model()
        user = table.objects.filter(**{table.USERNAME_FIELD: name}).first()
        if user is None:
            raise CommandError(f"There is no account {name!r}.")
        if not actors.may(user, "import"):
            raise CommandError(f"The role of {name!r} does not allow imports.")
        return user

    def _source(self, file: str) -> reading.Source:
        path = Path(file)
        try:
            if path.stat().st_size > reading.LONGEST:
                raise reading.too_large()
            data = path.read_bytes()
        except OSError as error:
            raise CommandError(f"{file}: {error.strerror}.") from error
        return reading.read(data, name=path.name)

    def _tell(self, result: dict[str, Any]) -> None:
        write = self.stdout.write
        write(f"{result['headline'] or '(no headline)'} [{result['locale']}]")
        for name in ("members", "quotes", "boilerplates", "contacts"):
            write(f"  {len(result[name]):>3} {name}")
        kept = result["conservation"]
        write(
            f"  {kept['words']:>3} words: {kept['placed']} placed, "
            f"{kept['unplaced']} unplaced"
        )
        for one in result["unplaced"]:
            write(f"      line {one['line']}: {one['text']} ({one['reason']})")
        for finding in result["findings"]:
            line = finding["place"]["line"]
            write(
                f"{finding['severity']} line {line}: {finding['message']} "
                f"{finding['suggestion']} [{finding['rule']}]"
            )
        made = result["made"]
        write(f"Draft {made['reference']}: {made['edit']}" if made else "Nothing made.")


def _made(made: writing.Made) -> dict[str, Any]:
    return {
        "reference": made.release.reference,
        "release": str(made.release.pk),
        "page": made.page.pk,
        "edit": f"{settings.NEWSROOM_URL}/admin/pages/{made.page.pk}/edit/",
        "proposed": proposing.models_made(list(made.proposed)),
    }
