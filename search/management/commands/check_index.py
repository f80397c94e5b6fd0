"""Prints the exact difference between what is public and what the index holds."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from press import clock
from search import sync


class Command(BaseCommand):
    """Compare the index with what is public."""

    help = "Print what the index holds wrong; what waits in the ledger is not wrong."

    def handle(self, *args: Any, **options: Any) -> None:
        wrong = [subject for subject, _heal in sync.differences(at=clock.now())]
        for subject in wrong:
            self.stdout.write(subject)
        if wrong:
            raise CommandError(f"{len(wrong)} differences")
        self.stdout.write("equal")
