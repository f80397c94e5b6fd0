"""Promise: Elasticsearch is reached by TLS, with a key, at whichever node answers."""

import logging
import socket
import ssl
import threading
from contextlib import contextmanager
from urllib.parse import urlsplit

import pytest
import trustme

from search import asking, query
from search.backends.elastic import breaking, connecting
from tests import factories, faults, mirroring

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("mirrored")]

KEY = "c2VjcmV0LW9mLXRoZS1uZXdzcm9vbQ=="


@pytest.fixture
def clock(pinned_clock):
    """Every edge reads the clock that the test moves."""
    return pinned_clock


def page(clock):
    return query.find(asking.Asked("narwhal", "en"), at=clock())


def free_port():
    with socket.create_server(("127.0.0.1", 0)) as listening:
        return listening.getsockname()[1]


def pump(source, target, heard):
    """Hand bytes on until either side ends, and keep them."""
    try:
        while data := source.recv(65536):
            heard.append(data)
            target.sendall(data)
    except OSError:
        return  # One side hung up: so does the other.
    finally:
        target.close()


@contextmanager
def in_tls(url, certificate):
    """Speak TLS in front of an engine; yield the address, and what was heard."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    certificate.configure_cert(context)
    target = urlsplit(url)
    heard = []

    def serve(plain):
        try:
            wire = context.wrap_socket(plain, server_side=True)
        except OSError:
            return plain.close()  # It did not trust the certificate.
        engine = socket.create_connection((target.hostname, target.port))
        threading.Thread(target=pump, args=[engine, wire, []], daemon=True).start()
        return pump(wire, engine, heard)

    def accept(listening):
        while True:
            try:
                plain, _peer = listening.accept()
            except OSError:
                return
            threading.Thread(target=serve, args=[plain], daemon=True).start()

    with socket.create_server(("127.0.0.1", 0)) as listening:
        threading.Thread(target=accept, args=[listening], daemon=True).start()
        yield f"https://127.0.0.1:{listening.getsockname()[1]}", heard
        listening.shutdown(socket.SHUT_RDWR)


def test_certificates_are_checked_and_the_key_is_sent_and_never_logged(
    newsroom, clock, settings, tmp_path, caplog
):
    caplog.set_level(logging.DEBUG)
    authority = trustme.CA()
    authority.cert_pem.write_to_path(tmp_path / "authority.pem")
    factories.public(newsroom, clock, words="Narwhal")
    mirroring.feed(clock)

    with in_tls(settings.ELASTICSEARCH_URL, authority.issue_cert("127.0.0.1")) as (
        url,
        heard,
    ):
        settings.ELASTICSEARCH_URL, settings.ELASTICSEARCH_API_KEY = url, KEY
        unknown = page(clock)
        assert heard == []
        settings.ELASTICSEARCH_CA_CERTS = str(tmp_path / "authority.pem")
        known = page(clock)
        connecting.connection().client.close()

    assert (unknown.is_degraded, known.is_degraded) == (True, False)
    assert unknown.total == known.total > 0
    assert f"authorization: ApiKey {KEY}" in b"".join(heard).decode().replace(
        "Authorization", "authorization"
    )
    assert KEY not in caplog.text


def test_a_node_that_is_away_is_passed_over(newsroom, clock, settings):
    factories.public(newsroom, clock, words="Narwhal")
    url = settings.ELASTICSEARCH_URL
    away = [f"http://127.0.0.1:{free_port()}" for _number in range(2)]
    settings.ELASTICSEARCH_URL = ", ".join([*away, url])

    mirroring.feed(clock)

    assert not any(page(clock).is_degraded for _number in range(5))
    mirroring.assert_equal(clock)


def test_a_node_that_hangs_is_left_out_for_a_while(newsroom, clock, settings):
    factories.public(newsroom, clock, words="Narwhal")
    mirroring.feed(clock)
    url = settings.ELASTICSEARCH_URL
    with faults.FaultProxy(url) as proxy:
        proxy.fail(faults.HANG)
        settings.ELASTICSEARCH_URL = f"{proxy.url},{url}"
        settings.ELASTICSEARCH_TIMEOUT = 0.5

        found = [page(clock) for _number in range(6)]

        assert not any(one.is_degraded for one in found)
        assert 1 <= proxy.requests < len(found)


def test_a_breaker_lets_one_try_at_a_time():
    now = [0.0]
    breaker = breaking.Breaker(now=lambda: now[0])

    assert [breaker.may_ask(), breaker.may_ask()] == [True, True]
    breaker.failed()
    assert breaker.may_ask() is False
    now[0] = breaking.WAIT
    assert [breaker.may_ask(), breaker.may_ask()] == [True, False]
    breaker.answered()
    assert [breaker.may_ask(), breaker.may_ask()] == [True, True]
