"""Starts real caching proxies in front of a server: nginx and Varnish, as processes."""

import contextlib
import getpass
import os
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings

from tests import serving

# Debian keeps servers where the shell of an ordinary user does not look.
SEARCHED = os.pathsep.join([os.environ.get("PATH", ""), "/usr/sbin", "/usr/local/sbin"])
VCL = settings.ROOT / "docs" / "varnish.vcl"
NGINX = """
{user}
daemon off;
worker_processes 1;
pid {folder}/nginx.pid;
error_log {folder}/error.log;
events {{}}
http {{
    access_log off;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/temporary;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    proxy_cache_path {folder}/cache keys_zone=newsroom:4m;
    server {{
        listen {host}:{port};
        location / {{
            proxy_pass {behind};
            proxy_set_header Host {name};
            proxy_http_version 1.1;
            proxy_set_header Connection "";
            proxy_cache newsroom;
            add_header X-Cache $upstream_cache_status always;
        }}
    }}
}}
"""


def binary(name: str) -> str:
    """Return where a proxy's program is; skip the test where it is not.

    A skipped test fails where CI is set.
    """
    found = shutil.which(name, path=SEARCHED)
    if found is None:
        pytest.skip(f"no {name} on this machine")
    return found


@contextlib.contextmanager
def nginx(behind: serving.Server, folder: Path) -> Iterator[serving.Server]:
    """Run nginx with a cache that keeps what the answers allow, and no longer."""
    program, port = binary("nginx"), serving.free_port()
    written = NGINX.format(
        user=f"user {getpass.getuser()};" if os.geteuid() == 0 else "",
        folder=folder,
        host=serving.HOST,
        port=port,
        behind=behind.url,
        name=behind.url.removeprefix("http://"),
    )
    (folder / "nginx.conf").write_text(written)
    command = [program, "-p", str(folder), "-e", f"{folder}/error.log"]
    command += ["-c", f"{folder}/nginx.conf"]
    with serving.process(command) as process:
        proxy = serving.Server(port, process)
        serving.wait_for(proxy, "/healthz", status=200)
        yield proxy


@contextlib.contextmanager
def varnish(behind: serving.Server, folder: Path) -> Iterator[serving.Server]:
    """Run Varnish with the rules that operators are given."""
    program, port = binary("varnishd"), serving.free_port()
    rules = re.sub(r'\.host = "[^"]*"', f'.host = "{serving.HOST}"', VCL.read_text())
    rules = re.sub(r'\.port = "[^"]*"', f'.port = "{behind.port}"', rules)
    (folder / "rules.vcl").write_text(rules)
    command = [program, "-F", "-n", str(folder / "state")]
    command += ["-a", f"{serving.HOST}:{port}", "-f", str(folder / "rules.vcl")]
    command += ["-s", "malloc,32m", "-j", "none"]
    with serving.process(command) as process:
        proxy = serving.Server(port, process)
        serving.wait_for(proxy, "/healthz", status=200)
        yield proxy


STARTED = {"nginx": nginx, "varnish": varnish}
