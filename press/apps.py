"""The press app's start: connects what must follow an edit."""

from django.apps import AppConfig


class PressConfig(AppConfig):
    """The domain: releases, editions, documents."""

    name = "press"

    def ready(self) -> None:
        from press import receivers

        receivers.connect()
