"""The first peer: nginx, serving the same bytes as files."""

import contextlib
import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path
from urllib.parse import unquote

from benchmarks import processes

# A file's name holds path and query of its address; a slash ends a folder.
SETTINGS = """\
daemon off;
worker_processes 2;
pid {folder}/pid;
error_log {folder}/error.log;
events {{ worker_connections 256; }}
http {{
    access_log off;
    sendfile on;
    tcp_nopush on;
    keepalive_requests 100000000;
    open_file_cache max=20000 inactive=600s;
    open_file_cache_valid 600s;
    default_type application/json;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    server {{
        listen {host}:{port};
        location / {{
            root {folder}/files;
            rewrite ^ $uri@$args break;
        }}
    }}
}}
"""


def is_there() -> bool:
    """Tell whether the system has nginx."""
    return shutil.which("nginx", path="/usr/sbin:/usr/local/sbin:/usr/bin") is not None


def save(folder: Path, answers: Iterable[tuple[str, bytes]]) -> None:
    """Write answers by their addresses as files for nginx."""
    for address, content in answers:
        path, _, query = address.partition("?")
        name = folder / "files" / f"{unquote(path).strip('/')}@{query}"
        name.parent.mkdir(parents=True, exist_ok=True)
        name.write_bytes(content)


@contextlib.contextmanager
def serving(folder: Path, *, path: str) -> Iterator[int]:
    """Serve what was saved in a folder; yields the port."""
    port = processes.free_port()
    written = folder / "nginx.conf"
    written.write_text(
        SETTINGS.format(folder=folder, host=processes.HOST, port=port)
        + ("user root;\n" if Path.home() == Path("/root") else "")
    )
    command = ["nginx", "-c", str(written), "-p", str(folder)]
    environment = {"PATH": "/usr/sbin:/usr/local/sbin:/usr/bin:/bin"}
    with processes.running(
        command, environment=environment, log=folder / "nginx.log"
    ) as process:
        processes.wait_for(port, path, process=process)
        yield port
