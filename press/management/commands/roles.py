"""Makes the groups of the newsroom's roles, with what each may touch."""

from typing import Any

from django.core.management.base import BaseCommand
from django.db import transaction

from press.desk import roles


class Command(BaseCommand):
    """`manage.py roles`: run it once, and again after a language was added."""

    help = "Make the groups of the roles, and give each what it lacks."

    def handle(self, *args: Any, **options: Any) -> None:
        with transaction.atomic():
            groups = roles.grant()
        for group in groups:
            self.stdout.write(group.name)
