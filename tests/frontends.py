"""A frontend as small as can be: it asks for a preview on its server, and shows it."""

import json
import threading
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from html import escape
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


@contextmanager
def showing_previews(newsroom_url: str) -> Iterator[str]:
    """Serve `/<locale>/<token>` from the API's answer; give the server's address."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            token = self.path.rpartition("/")[2]
            url = f"{newsroom_url}/api/v1/preview/{token}"
            with urllib.request.urlopen(url, timeout=30) as answer:  # noqa: S310 - our own server
                seen = json.load(answer)
            words = f"<h1>{seen['locale']}: {escape(seen['title'])}</h1>".encode()
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.end_headers()
            self.wfile.write(words)

        def log_message(self, *_args: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
