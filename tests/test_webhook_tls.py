"""Promise: over https, a webhook goes to who holds a certificate of the name."""

import socket
import ssl
import threading
from contextlib import contextmanager
from datetime import UTC, datetime

import pytest
import trustme

from press.delivery.webhooks import connecting, networks, targets

NAME = "hooks.example.org"
LOOPBACK = networks.networks(["127.0.0.0/8"])
TAKEN = b"HTTP/1.1 204 No Content\r\n\r\n"
GUARD = 10


@pytest.fixture
def authority(monkeypatch, tmp_path):
    """An authority that this machine trusts, instead of those of the world."""
    made = trustme.CA()
    path = tmp_path / "authority.pem"
    made.cert_pem.write_to_path(path)
    monkeypatch.setenv("SSL_CERT_FILE", str(path))
    return made


class Heard:
    """What the server was asked for, and what it read."""

    def __init__(self):
        self.names, self.peers, self.request = [], [], b""


@contextmanager
def server(certificate):
    """Speak TLS with a certificate to who comes first; answer 204."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    certificate.configure_cert(context)
    heard = Heard()
    context.sni_callback = lambda _wire, name, _context: heard.names.append(name)

    def serve(listening):
        plain, peer = listening.accept()
        heard.peers.append(peer[0])
        plain.settimeout(GUARD)
        with plain:
            try:
                with context.wrap_socket(plain, server_side=True) as wire:
                    while not heard.request.endswith(b"\r\n\r\n{}"):
                        heard.request += wire.recv(65536)
                    wire.sendall(TAKEN)
            except OSError:
                return  # The client hung up: that is what some tests are about.

    with socket.create_server(("127.0.0.1", 0)) as listening:
        listening.settimeout(GUARD)
        thread = threading.Thread(target=serve, args=[listening])
        thread.start()
        try:
            yield listening.getsockname()[1], heard
        finally:
            thread.join()


def send(url):
    """Send a message to an address whose name leads to loopback, this once."""
    turns = [["127.0.0.1"]]
    return connecting.post(
        targets.read(url, https_only=True),
        b"{}",
        {},
        also=LOOPBACK,
        resolver=lambda _host, _port: turns.pop(),
    )


def refused(url):
    with pytest.raises(connecting.Unsent) as unsent:
        send(url)
    return unsent.value.code, str(unsent.value.__cause__)


def test_the_checked_address_is_asked_for_the_name_and_its_certificate(authority):
    with server(authority.issue_cert(NAME)) as (port, heard):
        answer = send(f"https://{NAME}:{port}/in")

    assert answer.status == 204
    assert heard.names == [NAME]
    assert heard.peers == ["127.0.0.1"]
    assert heard.request.startswith(b"POST /in HTTP/1.1\r\n")
    assert f"\r\nHost: {NAME}:{port}\r\n".encode() in heard.request


def test_an_address_without_a_name_needs_a_certificate_of_the_address(authority):
    with server(authority.issue_cert("127.0.0.1")) as (port, heard):
        assert send(f"https://127.0.0.1:{port}/").status == 204
    assert heard.names == [None]

    with server(authority.issue_cert(NAME)) as (port, heard):
        code, why = refused(f"https://127.0.0.1:{port}/")
    assert code == "tls"
    assert "IP address mismatch" in why
    assert heard.request == b""


def test_a_certificate_of_another_name_is_refused_before_a_byte_is_sent(authority):
    for other in ("other.example.org", "127.0.0.1", "*.org"):
        with server(authority.issue_cert(other)) as (port, heard):
            code, why = refused(f"https://{NAME}:{port}/in")
        assert code == "tls"
        assert "Hostname mismatch" in why
        assert heard.names == [NAME]
        assert heard.request == b""


def test_a_certificate_of_an_authority_that_nobody_trusts_is_refused(authority):
    with server(trustme.CA().issue_cert(NAME)) as (port, heard):
        code, why = refused(f"https://{NAME}:{port}/in")

    assert code == "tls"
    assert "CERTIFICATE_VERIFY_FAILED" in why
    assert heard.request == b""


def test_a_certificate_that_has_ended_is_refused(authority):
    ended = authority.issue_cert(NAME, not_after=datetime(2020, 1, 1, tzinfo=UTC))

    with server(ended) as (port, heard):
        code, why = refused(f"https://{NAME}:{port}/in")

    assert code == "tls"
    assert "certificate has expired" in why
    assert heard.request == b""
