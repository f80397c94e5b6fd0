"""The search app: own search documents, their analysis and the index."""

from typing import Any

from django.apps import AppConfig
from django.core import checks
from django.db.models.signals import post_migrate
from django.utils.module_loading import import_string

from search.meaning import switch


class SearchConfig(AppConfig):
    """Search over what is public."""

    name = "search"

    def ready(self) -> None:
        checks.register(switch.package_is_there)
        post_migrate.connect(_fill, sender=self)
        import_string("search.receivers.connect")()


def _fill(**_kwargs: Any) -> None:
    """Fill an index that a migration has emptied."""
    import_string("search.sync.fill_if_empty")(clock=import_string("press.clock.now"))
