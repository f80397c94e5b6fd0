"""Prints, and with --fix heals, what differs between the stores."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from press import clock, reconcile


class Command(BaseCommand):
    """Compare pages, documents, ledger and index."""

    help = "Compare pages, documents, records, ledger and index; --fix heals."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--fix", action="store_true", help="Heal what can be.")

    def handle(self, *args: Any, **options: Any) -> None:
        left = 0
        for difference in list(reconcile.differences(clock=clock.now)):
            healed = options["fix"] and difference.heal is not None
            if healed and difference.heal:
                difference.heal()
            left += not healed
            mark = "healed" if healed else "differs"
            self.stdout.write(f"{mark}: {difference.rule}: {difference.subject}")
        if left:
            raise CommandError(f"{left} differences")
        self.stdout.write("equal")
