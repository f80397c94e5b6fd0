"""Fills the index anew with what is public, and its mirror at Elasticsearch."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.module_loading import import_string

from press import clock
from search import mirror, models, port, renewing, sync

DATABASE, ELASTICSEARCH = "database", "elasticsearch"


class Command(BaseCommand):
    """Rebuild the index."""

    help = (
        "Write the index anew with what is public now; searches and publishing go on "
        "meanwhile."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--engine",
            choices=[DATABASE, ELASTICSEARCH],
            help="Rebuild this one alone; by default all that are in use.",
        )
        parser.add_argument(
            "--from-nothing",
            action="store_true",
            help="Empty the tables of the database's index and fill them in one "
            "transaction, for tables that are damaged: whoever publishes waits "
            "until it is done.",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        engine = options["engine"]
        if engine == ELASTICSEARCH and not mirror.is_on():
            raise CommandError("ELASTICSEARCH_URL is not set.")
        if engine == ELASTICSEARCH and options["from_nothing"]:
            raise CommandError("--from-nothing is for the database's index.")
        if engine in (None, DATABASE):
            if options["from_nothing"]:
                sync.rebuild(at=clock.now())
            else:
                renewing.renew(clock=clock.now)
            self.stdout.write(f"{DATABASE}: {models.Entry.objects.count()} documents")
        if engine in (None, ELASTICSEARCH) and mirror.is_on():
            count = self._mirrored()
            self.stdout.write(f"{ELASTICSEARCH}: {count} objects")

    def _mirrored(self) -> int:
        remaking = import_string("search.remaking.rebuild")
        try:
            count: int = remaking(clock=clock.now)
        except (mirror.Busy, port.Unanswered) as error:
            raise CommandError(str(error)) from error
        return count
