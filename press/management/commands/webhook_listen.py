"""Receives webhooks on this machine: verifies each signature and prints the message."""

from argparse import ArgumentParser
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from press import clock
from press.delivery.webhooks import checking, endpoints, signing, targets

HOST = "127.0.0.1"
LONGEST = 64 * 1024


class Receiver(BaseHTTPRequestHandler):
    """Answers 204 to a message that verifies, 400 to any other."""

    server: "Listener"
    timeout = 10

    def do_POST(self) -> None:
        length = int(self.headers.get("Content-Length") or 0)
        body = self.rfile.read(min(length, LONGEST))
        received = {name.lower(): value for name, value in self.headers.items()}
        try:
            signing.verify(self.server.secret, received, body, at=clock.now())
        except signing.BadSignature as error:
            self.server.tell(f"refused: {error}")
            self._answer(400)
        else:
            self.server.tell(f"{received['webhook-id']} {body.decode()}")
            self._answer(204)
        self.server.heard += 1

    def _answer(self, status: int) -> None:
        self.send_response(status)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing but what was received."""


class Listener(HTTPServer):
    """The receiver's server: its secret, and where it prints."""

    def __init__(self, port: int, command: BaseCommand) -> None:
        super().__init__((HOST, port), Receiver)
        self.command = command
        self.secret = ""
        self.heard = 0

    def tell(self, words: str) -> None:
        """Print one line at once."""
        self.command.stdout.write(words)
        self.command.stdout.flush()


class Command(BaseCommand):
    """Listen until Ctrl-C, or until --count messages came."""

    help = "Receive webhooks here: verify their signatures and print them."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--port", type=int, default=9999)
        parser.add_argument("--secret", default="", help="whsec_…, from the desk")
        parser.add_argument(
            "--register",
            action="store_true",
            help="Make an endpoint for this receiver, and delete it at the end.",
        )
        parser.add_argument("--count", type=int, default=0, help="End after so many.")

    def handle(self, *args: Any, **options: Any) -> None:
        if not options["register"] and not options["secret"]:
            raise CommandError("Give --secret whsec_…, or --register.")
        endpoint = None
        with Listener(options["port"], self) as server:
            url = f"http://{HOST}:{server.server_port}/"
            server.secret = options["secret"]
            if options["register"]:
                endpoint, server.secret = self._register(url)
            server.tell(f"Listening at {url} (Ctrl-C ends it).")
            try:
                while not options["count"] or server.heard < options["count"]:
                    server.handle_request()
            except KeyboardInterrupt:
                server.tell("Ended.")
            finally:
                if endpoint is not None:
                    endpoints.delete(endpoint, by=None, clock=clock.now)

    def _register(self, url: str) -> tuple[Any, str]:
        if settings.NEWSROOM_ENV == "production":
            raise CommandError("--register is for development.")
        try:
            checking.check(url)
        except targets.Refused as refused:
            raise CommandError(
                f"{url}: {refused.message} Start the newsroom, its worker and this "
                "command with NEWSROOM_WEBHOOK_ALLOW=127.0.0.0/8."
            ) from refused
        endpoint, secret = endpoints.add(
            url, description="webhook_listen", by=None, clock=clock.now
        )
        self.stdout.write(f"Registered; its secret is {secret}")
        return endpoint, secret
