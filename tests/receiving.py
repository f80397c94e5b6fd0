"""A receiver of webhooks on loopback that verifies them by its own reckoning."""

import base64
import hashlib
import hmac
import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from press import ledger
from press.delivery.webhooks import endpoints, fanning, sending


class Receiver(ThreadingHTTPServer):
    """Notes what it is sent; answers `status`, or what `statuses` holds first."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.status, self.statuses, self.heard = 204, [], []
        self.headers, self.body, self.secrets = [], b"", ()
        self.on_message = None

    @property
    def url(self):
        return f"http://127.0.0.1:{self.server_port}/hooks"

    @property
    def messages(self):
        """The bodies of what verified, as data."""
        return [json.loads(body) for _headers, body in self.heard]

    @property
    def ids(self):
        return [headers["webhook-id"] for headers, _body in self.heard]

    def verifying(self, *secrets):
        """Return how many of the messages each of these secrets verifies."""
        return [sum(verifies(secret, *one) for one in self.heard) for secret in secrets]


class Handler(BaseHTTPRequestHandler):
    timeout = 10

    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        server = self.server
        server.heard.append((dict(self.headers), body))
        if server.on_message is not None:
            server.on_message(json.loads(body))
        self.send_response(server.statuses.pop(0) if server.statuses else server.status)
        for name, value in server.headers:
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(server.body)))
        self.end_headers()
        self.wfile.write(server.body)

    def log_message(self, *_args):
        """Say nothing."""


def verifies(secret, headers, body):
    """Tell whether a signature is right, by the words of the specification."""
    key = base64.b64decode(secret[len("whsec_") :])
    signed = b".".join(
        [headers["webhook-id"].encode(), headers["webhook-timestamp"].encode(), body]
    )
    right = base64.b64encode(hmac.new(key, signed, hashlib.sha256).digest()).decode()
    return f"v1,{right}" in headers["webhook-signature"].split(" ")


@contextmanager
def receiver() -> Iterator[Receiver]:
    """Serve until the block ends."""
    with Receiver() as server:
        thread = threading.Thread(target=server.serve_forever, args=[0.02])
        thread.start()
        try:
            yield server
        finally:
            server.shutdown()
            thread.join()


def endpoint(server, clock, **kwargs):
    """Return an endpoint for a receiver, and its secret."""
    return endpoints.add(server.url, by=None, clock=clock, **kwargs)


def hand_over(clock):
    """Give every due event to the consumer of webhooks, and to no other."""
    consumers = {"webhooks": fanning.deliver}
    while ledger.work_one(consumers, clock=clock):
        pass


def send(clock, *, settle=True, **kwargs):
    """Hand over and send all that is due; return how many tries were made."""
    hand_over(clock)
    if settle:
        clock.at += fanning.SETTLING
    tries = 0
    while sending.work_one(clock=clock, shake=lambda: 0.5, **kwargs):
        tries += 1
    return tries
