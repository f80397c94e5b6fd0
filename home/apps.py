"""The home app: plain pages and the demo newsroom."""

from django.apps import AppConfig


class HomeConfig(AppConfig):
    """HomePage, StandardPage and the demo newsroom."""

    name = "home"

    def ready(self) -> None:
        from home import restrictions

        restrictions.connect()
