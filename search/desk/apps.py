"""The desk's own search: an app beside that of the public, with its own tables."""

from django.apps import AppConfig


class DeskSearchConfig(AppConfig):
    """Search over drafts, for people with an account."""

    name = "search.desk"
    label = "desk_search"

    def ready(self) -> None:
        from search.desk import receivers

        receivers.connect(self)
