"""Promise: a webhook goes to a public address, the very one that was checked."""

import ipaddress
import socket
import threading
import time
from contextlib import contextmanager

import pytest

from press.delivery.webhooks import checking, connecting, networks, targets
from tests import webhook_addresses as corpus

LOOPBACK = networks.networks(["127.0.0.0/8"])


def resolver_of(*answers):
    """A look-up that gives these answers in turn, and counts."""
    turns = list(answers)

    def look(host, port):
        look.asked.append((host, port))
        return turns.pop(0)

    look.asked = []
    return look


def never(host, port):
    raise AssertionError(f"{host} was looked up")


def resolved(url, resolver, *, also=()):
    target = targets.read(url, https_only=False)
    deadline = connecting.Deadline(5)
    return connecting.resolve(target, deadline=deadline, resolver=resolver, also=also)


@pytest.mark.parametrize("url", corpus.REFUSED_AS_WRITTEN)
def test_a_private_address_is_refused_however_it_is_written(url):
    with pytest.raises(targets.Refused):
        resolved(url, never)


@pytest.mark.parametrize("url", corpus.REFUSED_BY_NAME)
def test_a_name_that_leads_to_a_private_address_is_refused(url):
    with pytest.raises(targets.Refused) as refused:
        resolved(url, resolver_of(corpus.REFUSED_BY_NAME[url]))

    expected = "not-public" if corpus.REFUSED_BY_NAME[url] else "no-such-name"
    assert refused.value.code == expected


@pytest.mark.parametrize("url", corpus.ACCEPTED)
def test_public_addresses_are_let_through(url):
    answers = corpus.ACCEPTED[url]
    found = resolved(url, resolver_of(answers) if answers else never)

    assert [str(address) for address in found] == answers or len(found) == 1


def test_the_corpus_is_as_large_as_it_says():
    assert len(set(corpus.REFUSED_AS_WRITTEN)) == len(corpus.REFUSED_AS_WRITTEN)
    assert len(corpus.REFUSED_AS_WRITTEN) + len(corpus.REFUSED_BY_NAME) >= 60


def test_every_reason_is_given_by_the_corpus_or_by_production():
    given = set()
    for url in [*corpus.REFUSED_AS_WRITTEN, "https://a.example/" + "x" * 500]:
        try:
            resolved(url, never)
        except targets.Refused as refused:
            given.add(refused.code)
    with pytest.raises(targets.Refused) as refused:
        targets.read("http://example.org/", https_only=True)
    given.add(refused.value.code)

    assert given | {"no-such-name"} == set(targets.REASONS)


@pytest.mark.parametrize("text", networks.NOT_PUBLIC_4 + networks.NOT_PUBLIC_6)
def test_the_first_and_the_last_of_each_special_network_are_refused(text):
    for address in (text.network_address, text.broadcast_address):
        assert networks.is_public(address) is False


def test_every_first_octet_is_public_as_the_registry_has_it():
    public = [
        first
        for first in range(256)
        if networks.is_public(ipaddress.IPv4Address(f"{first}.7.7.7"))
    ]

    private = {0, 10, 127, *range(224, 256)}
    assert public == [first for first in range(256) if first not in private]


def test_a_setting_opens_networks_and_no_others():
    also = networks.networks(["127.0.0.0/8", " fd00::/8"])

    assert networks.is_allowed(ipaddress.ip_address("127.9.9.9"), also=also)
    assert networks.is_allowed(ipaddress.ip_address("fd00::1"), also=also)
    assert not networks.is_allowed(ipaddress.ip_address("10.0.0.1"), also=also)
    assert not networks.is_allowed(ipaddress.ip_address("::ffff:127.0.0.1"), also=also)


def test_production_takes_https_only(settings):
    settings.NEWSROOM_ENV = "production"

    with pytest.raises(targets.Refused) as refused:
        checking.read("http://example.org/")
    assert refused.value.code == "https"
    assert checking.read("https://example.org/").port == 443


def test_an_address_whose_name_does_not_answer_in_time_is_kept(monkeypatch):
    monkeypatch.setattr(checking, "SECONDS", 0.05)
    go_on = threading.Event()

    def slow(_host, _port):
        go_on.wait(5)
        return []

    checking.check("https://slow.example.org/", resolver=slow)
    go_on.set()


def request_of(taken):
    """Read a request whose body has the two bytes of these tests."""
    read = b""
    while not read.endswith(b"\r\n\r\n{}"):
        more = taken.recv(65536)
        read += more
        if not more or read.startswith(TLS_HELLO):
            break
    return read


@contextmanager
def receiver(answer):
    """A server on loopback that reads a request, then does as `answer` says."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        listening.settimeout(10)
        heard = []

        def serve():
            taken, _address = listening.accept()
            with taken:
                taken.settimeout(10)
                heard.append(request_of(taken))
                try:
                    answer(taken)
                except OSError:
                    return

        thread = threading.Thread(target=serve)
        thread.start()
        try:
            yield f"http://hooks.example.org:{listening.getsockname()[1]}/in?a=1", heard
        finally:
            thread.join()


LIMITS = connecting.Limits()
TLS_HELLO = b"\x16"


def send(url, *, limits=LIMITS, resolver=None, **headers):
    return connecting.post(
        targets.read(url, https_only=False),
        b"{}",
        headers,
        limits=limits,
        also=LOOPBACK,
        resolver=resolver or resolver_of(["127.0.0.1"]),
    )


def saying(text):
    return lambda taken: taken.sendall(text)


def test_a_message_is_posted_to_the_checked_address_under_its_name():
    looked_up = resolver_of(["127.0.0.1"], ["10.0.0.1"])

    with receiver(saying(b"HTTP/1.1 204 No Content\r\n\r\n")) as (url, heard):
        answer = send(url, resolver=looked_up, Mark="1")

    port = url.split(":")[2].split("/")[0]
    head, _blank, body = heard[0].partition(b"\r\n\r\n")
    assert head.decode().split("\r\n") == [
        "POST /in?a=1 HTTP/1.1",
        "Accept-Encoding: identity",
        "Content-Length: 2",
        f"Host: hooks.example.org:{port}",
        "Mark: 1",
    ]
    assert body == b"{}"
    assert (answer.status, answer.text) == (204, "")
    assert looked_up.asked == [("hooks.example.org", int(port))]


def test_proxies_of_the_environment_take_no_part(monkeypatch):
    for name in ("http_proxy", "HTTP_PROXY", "https_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9/")

    with receiver(saying(b"HTTP/1.1 200 OK\r\n\r\nyes")) as (url, heard):
        assert send(url).text == "yes"
    assert heard[0].startswith(b"POST /in?a=1 ")


def test_a_redirect_is_an_answer_and_not_followed():
    moved = (
        b"HTTP/1.1 302 Found\r\nLocation: http://169.254.169.254/\r\n"
        b"Content-Length: 0\r\n\r\n"
    )
    with receiver(saying(moved)) as (url, _heard):
        assert send(url).status == 302


def test_a_huge_answer_is_cut():
    sent = []

    def flood(taken):
        taken.sendall(b"HTTP/1.1 200 OK\r\n\r\n")
        while True:
            sent.append(taken.send(b"x" * 65536))

    with receiver(flood) as (url, _heard):
        answer = send(url)

    assert answer.status == 200
    assert answer.text == "x" * connecting.KEPT_BYTES
    assert answer.milliseconds < 5000


def test_a_head_without_end_is_cut():
    def flood(taken):
        taken.sendall(b"HTTP/1.1 200 OK\r\n")
        while True:
            taken.sendall(b"X-Fill: " + b"x" * 1000 + b"\r\n")

    with receiver(flood) as (url, _heard):
        answer = send(url)
    assert (answer.status, answer.text) == (200, "")
    assert answer.milliseconds < 5000


def drip(taken, before=b""):
    taken.sendall(before)
    while True:
        taken.sendall(b"x")
        time.sleep(0.02)


def test_a_dripping_head_is_cut_at_the_limit():
    began = time.monotonic()
    limits = connecting.Limits(seconds=0.3)

    with receiver(drip) as (url, _heard), pytest.raises(connecting.Unsent) as unsent:
        send(url, limits=limits)
    assert unsent.value.code == "timeout"
    assert 0.3 <= time.monotonic() - began < 30


def test_a_dripping_body_is_cut_and_the_status_stands():
    def answer(taken):
        drip(taken, b"HTTP/1.1 202 Accepted\r\n\r\n")

    with receiver(answer) as (url, _heard):
        got = send(url, limits=connecting.Limits(seconds=0.3))
    assert got.status == 202
    assert set(got.text) == {"x"}


def test_a_host_that_never_answers_is_given_up():
    with (
        receiver(lambda taken: taken.recv(1)) as (url, _heard),
        pytest.raises(connecting.Unsent) as unsent,
    ):
        send(url, limits=connecting.Limits(seconds=0.2))
    assert unsent.value.code == "timeout"


def test_a_name_that_never_answers_is_given_up():
    go_on = threading.Event()

    def slow(_host, _port):
        go_on.wait(10)
        return []

    with pytest.raises(connecting.Unsent) as unsent:
        send(
            "http://slow.example.org/",
            limits=connecting.Limits(seconds=0.1),
            resolver=slow,
        )
    go_on.set()
    assert unsent.value.code == "timeout"


def test_a_closed_port_and_another_protocol_have_their_own_codes():
    with socket.create_server(("127.0.0.1", 0)) as closed:
        port = closed.getsockname()[1]
    with pytest.raises(connecting.Unsent) as unsent:
        send(f"http://127.0.0.1:{port}/")
    assert unsent.value.code == "connection"

    with (
        receiver(saying(b"SSH-2.0-server\r\n")) as (url, _heard),
        pytest.raises(connecting.Unsent) as unsent,
    ):
        send(url)
    assert unsent.value.code == "not-http"


def test_a_receiver_that_does_not_speak_tls_has_its_own_code():
    with (
        receiver(saying(b"this is no TLS")) as (url, _heard),
        pytest.raises(connecting.Unsent) as unsent,
    ):
        send(url.replace("http://", "https://"))
    assert unsent.value.code == "tls"
