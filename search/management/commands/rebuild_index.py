"""Fills the index anew with what is public."""

from typing import Any

from django.core.management.base import BaseCommand

from press import clock
from search import models, sync


class Command(BaseCommand):
    """Rebuild the index."""

    help = "Fill the index anew with what is public now."

    def handle(self, *args: Any, **options: Any) -> None:
        sync.rebuild(at=clock.now())
        self.stdout.write(f"{models.Entry.objects.count()} documents")
