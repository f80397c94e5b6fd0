"""Prints the exact difference between what is public and what the indexes hold."""

from collections.abc import Callable, Iterator
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.module_loading import import_string

from press import clock
from search import mirror

# The mirror is compared with the database's index, that with what is public.
ENGINES = {
    "database": "search.sync.differences",
    "elasticsearch": "search.proving.differences",
}


class Command(BaseCommand):
    """Compare the indexes with what is public."""

    help = "Print what an index holds wrong; what waits to be told is not wrong."

    def handle(self, *args: Any, **options: Any) -> None:
        wrong = [f"{name}: {subject}" for name, subject in self._differences()]
        for line in wrong:
            self.stdout.write(line)
        if wrong:
            raise CommandError(f"{len(wrong)} differences")
        self.stdout.write("equal")

    def _differences(self) -> Iterator[tuple[str, str]]:
        for name, path in ENGINES.items():
            if name == "elasticsearch" and not mirror.is_on():
                continue
            differences: Callable[..., Any] = import_string(path)
            for subject, _heal in differences(at=clock.now()):
                yield name, subject
