"""The web server: loads the newsroom once, then serves it from several processes."""

import gc
import socket

from django.core.exceptions import ImproperlyConfigured
from django.core.management import CommandError
from django.db import connections
from django.urls import get_resolver
from django.utils.module_loading import import_string
from granian.constants import Interfaces
from granian.log import LogLevels
from granian.server import Server

APPLICATION = "newsroom.wsgi.application"
TARGET = "newsroom.wsgi:application"
THREADS = 4
# An answer makes thousands of objects that go with it: fewer looks for garbage than
# Python's own, which are each a look at what is kept.
COLLECTED_AFTER = (20_000, 20, 20)


def refuse_a_taken_port(host: str, port: int, *, hint: str) -> None:
    """Raise CommandError where somebody else listens there; the hint says what to do.

    The server itself shares its port among its processes, with a stranger too.
    """
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise CommandError(
                f"Port {port} is taken ({error.strerror}). {hint}"
            ) from error


def load() -> None:
    """Load all the code that answers need, before processes fork from this one.

    They share its memory, and their collections leave alone what lives for ever.
    """
    try:
        import_string(APPLICATION)
    except ImproperlyConfigured as error:
        raise CommandError(str(error)) from error
    # Addresses, views and forms are imported when the first request comes, else.
    _ = get_resolver().reverse_dict
    connections.close_all()
    gc.collect()
    gc.freeze()
    gc.set_threshold(*COLLECTED_AFTER)


def serve(*, host: str, port: int, workers: int, threads: int) -> None:
    """Serve until a signal comes. A process that is lost is started again."""
    server = Server(
        TARGET,
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=workers,
        blocking_threads=threads,
        websockets=False,
        log_level=LogLevels.warning,
        respawn_failed_workers=True,
    )
    server.serve()
