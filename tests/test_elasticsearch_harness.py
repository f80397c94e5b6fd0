"""Promise: tests meet a real Elasticsearch, and faults as a real network makes them."""

import contextlib
import http.client
import json
import os
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import elasticsearch
import pytest
from django.conf import settings

from tests import faults
from tests.plugins import engines

GUARD = 30


class Echo(BaseHTTPRequestHandler):
    """Answers what it was asked, and keeps it."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True

    def answer(self):
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        asked = f"{self.command} {self.path} {body.decode()}".strip()
        self.server.asked.append(asked)
        self.send_response(201)
        self.send_header("X-Engine", "echo")
        self.send_header("Content-Length", str(len(asked)))
        self.end_headers()
        self.wfile.write(asked.encode())

    do_GET = do_POST = do_PUT = do_DELETE = answer

    def log_message(self, *_):
        pass


@pytest.fixture
def engine():
    with ThreadingHTTPServer(("127.0.0.1", 0), Echo) as server:
        server.daemon_threads = True
        server.asked = []
        threading.Thread(target=server.serve_forever, args=[0.02], daemon=True).start()
        yield server
        server.shutdown()


@pytest.fixture
def proxy(engine):
    with faults.FaultProxy(f"http://127.0.0.1:{engine.server_address[1]}") as made:
        yield made


@pytest.fixture
def connect(proxy):
    """Opens connections to the proxy, which are closed after the test."""
    with contextlib.ExitStack() as opened:

        def connected(*, seconds=GUARD):
            made = http.client.HTTPConnection(faults.HOST, proxy.port, timeout=seconds)
            opened.callback(made.close)
            return made

        yield connected


def asked(connection, method="GET", path="/one/_search", body=None):
    """Return (status, body) of what is answered on this connection."""
    connection.request(method, path, body)
    answer = connection.getresponse()
    return answer.status, answer.read().decode()


def test_without_a_fault_the_engine_hears_and_is_heard(proxy, engine, connect):
    connection = connect()
    connection.request("POST", "/one/_bulk?refresh=true", "words")
    answer = connection.getresponse()
    assert (answer.status, answer.headers["X-Engine"], answer.read()) == (
        201,
        "echo",
        b"POST /one/_bulk?refresh=true words",
    )
    assert asked(connection) == (201, "GET /one/_search")
    assert (proxy.requests, len(engine.asked)) == (2, 2)


def test_what_refuses_is_a_closed_port_that_opens_again(proxy, engine, connect):
    kept = connect()
    assert asked(kept)[0] == 201
    proxy.fail(faults.REFUSE)
    with pytest.raises(ConnectionRefusedError):
        asked(connect())
    with pytest.raises(ConnectionError):
        asked(kept)
    assert len(engine.asked) == 1
    port = proxy.port
    proxy.mend()
    assert (asked(connect())[0], proxy.port) == (201, port)


@pytest.mark.parametrize(
    ("fault", "heard"), [(faults.RESET, []), (faults.LOSE, ["GET /one/_search"])]
)
def test_a_connection_is_reset_before_or_after_the_engine_hears(
    proxy, engine, fault, heard, connect
):
    proxy.fail(fault)
    with pytest.raises(ConnectionResetError):
        asked(connect())
    assert engine.asked == heard


def test_one_that_is_unavailable_says_so_to_everything(proxy, engine, connect):
    proxy.fail(faults.UNAVAILABLE)
    status, body = asked(connect())
    cause = {
        "type": "unavailable_shards_exception",
        "reason": "primary shard is not active",
    }
    said = {"error": {"root_cause": [cause], **cause}, "status": 503}
    assert (status, json.loads(body), engine.asked) == (503, said, [])


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("POST", "/_bulk"),
        ("PUT", "/one/_bulk?refresh=true"),
        ("PUT", "/one"),
        ("POST", "/one/_doc"),
        ("POST", "/_aliases"),
        ("DELETE", "/one/_doc/1"),
    ],
)
def test_one_that_may_not_be_written_refuses_writes(
    proxy, engine, method, path, connect
):
    proxy.fail(faults.READ_ONLY)
    status, body = asked(connect(), method, path, "{}")
    error = json.loads(body)["error"]
    assert (status, error["type"]) == (403, "cluster_block_exception")
    assert engine.asked == []


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "/one/_doc/1"),
        ("POST", "/one/_search"),
        ("POST", "/_msearch"),
        ("POST", "/one/_pit?keep_alive=1m"),
        ("DELETE", "/_pit"),
        ("DELETE", "/_search/scroll"),
    ],
)
def test_one_that_may_not_be_written_answers_readers(proxy, method, path, connect):
    proxy.fail(faults.READ_ONLY)
    assert asked(connect(), method, path)[0] == 201


def test_one_that_hangs_answers_nobody_until_it_is_mended(proxy, engine, connect):
    proxy.fail(faults.HANG)
    with pytest.raises(TimeoutError):
        asked(connect(seconds=0.2))
    with ThreadPoolExecutor() as pool:
        hanging = pool.submit(asked, connect())
        while proxy.requests < 2:
            assert not hanging.done()
        proxy.mend()
        assert isinstance(hanging.exception(GUARD), ConnectionError)
    assert engine.asked == []
    assert asked(connect())[0] == 201


def test_one_that_is_slow_answers_in_the_end(proxy, connect):
    proxy.fail(faults.SLOW, seconds=0.05)
    assert asked(connect())[0] == 201
    proxy.fail(faults.SLOW, seconds=GUARD)
    with pytest.raises(TimeoutError):
        asked(connect(seconds=0.2))


def test_an_engine_that_has_died_resets_the_connection(proxy, engine, connect):
    engine.shutdown()
    engine.server_close()
    with pytest.raises(ConnectionResetError):
        asked(connect())


@pytest.fixture
def client(elasticsearch_url):
    with elasticsearch.Elasticsearch(elasticsearch_url, request_timeout=GUARD) as made:
        yield made


def test_it_is_an_elasticsearch_of_the_client_s_major(client):
    info = client.info()
    major = str(elasticsearch.VERSION[0])
    assert info["version"]["number"].split(".")[0] == major
    assert info.meta.headers["x-elastic-product"] == "Elasticsearch"


def test_tokens_that_we_made_are_held_whole(client, index_prefix):
    analyzer = {"type": "custom", "tokenizer": "whitespace"}
    client.indices.create(
        index=index_prefix, settings={"analysis": {"analyzer": {"ours": analyzer}}}
    )
    text = "postgenai@paris l'ia c++ état 12,5 U.S. 🙂"
    found = client.indices.analyze(index=index_prefix, analyzer="ours", text=text)
    assert [token["token"] for token in found["tokens"]] == text.split()


def test_an_older_version_never_replaces_a_newer_one(client, index_prefix):
    def put(version):
        client.index(
            index=index_prefix,
            id="release:1",
            document={"version": version},
            version=version,
            version_type="external_gte",
        )

    put(5)
    put(5)
    with pytest.raises(elasticsearch.ConflictError) as refused:
        put(4)
    assert refused.value.status_code == 409
    held = client.get(index=index_prefix, id="release:1")
    assert (held["_version"], held["_source"]) == (5, {"version": 5})


def test_an_alias_moves_at_once_or_not_at_all(client, index_prefix):
    old, new, alias = (f"{index_prefix}-{name}" for name in ("old", "new", "alias"))
    for index in (old, new):
        client.indices.create(index=index)

    def move(*, to, away=()):
        removed = [{"remove": {"index": one, "alias": alias}} for one in away]
        added = [{"add": {"index": to, "alias": alias, "is_write_index": True}}]
        client.indices.update_aliases(actions=[*removed, *added])

    def behind():
        return set(client.indices.get_alias(name=alias))

    move(to=old)
    with pytest.raises(elasticsearch.NotFoundError):
        move(away=[old], to=f"{index_prefix}-absent")
    assert behind() == {old}
    move(away=[old], to=new)
    assert behind() == {new}


def test_a_block_on_an_index_refuses_each_item_and_no_reader(client, index_prefix):
    client.indices.create(index=index_prefix)
    client.indices.add_block(index=index_prefix, block="write")
    answer = client.bulk(index=index_prefix, operations=[{"index": {"_id": "1"}}, {}])
    item = answer["items"][0]["index"]
    assert (answer["errors"], item["status"], item["error"]["type"]) == (
        True,
        403,
        "cluster_block_exception",
    )
    assert client.search(index=index_prefix)["hits"]["total"]["value"] == 0


def test_the_client_takes_the_proxy_s_refusals_for_the_engine_s(
    elasticsearch_url, index_prefix
):
    with (
        faults.FaultProxy(elasticsearch_url) as proxy,
        elasticsearch.Elasticsearch(proxy.url, request_timeout=GUARD) as client,
    ):
        client.index(index=index_prefix, id="1", document={}, refresh=True)
        proxy.fail(faults.READ_ONLY)
        with pytest.raises(elasticsearch.AuthorizationException) as refused:
            client.index(index=index_prefix, id="2", document={})
        assert refused.value.error == "cluster_block_exception"
        assert client.count(index=index_prefix)["count"] == 1
        proxy.fail(faults.UNAVAILABLE)
        with pytest.raises(elasticsearch.ApiError) as failed:
            client.options(max_retries=0).count(index=index_prefix)
        assert failed.value.status_code == 503
        proxy.fail(faults.REFUSE)
        with pytest.raises(elasticsearch.ConnectionError):
            client.options(max_retries=0).count(index=index_prefix)


def test_a_server_that_is_killed_comes_back_with_what_it_acknowledged(start_node):
    node = start_node()
    with elasticsearch.Elasticsearch(node.url, request_timeout=GUARD) as client:
        client.index(index="kept", id="1", document={"word": "narwhal"})
        node.kill()
        with pytest.raises(elasticsearch.ConnectionError):
            client.options(max_retries=0).info()
        node.start()
        client.cluster.health(wait_for_status="yellow", timeout="30s")
        assert client.get(index="kept", id="1")["_source"] == {"word": "narwhal"}


@pytest.mark.soak
def test_of_three_nodes_one_may_be_killed(start_node):
    node = start_node(nodes=3)
    replicas = {"number_of_replicas": 2}
    with elasticsearch.Elasticsearch(
        node.url.split(","), request_timeout=GUARD, retry_on_timeout=True
    ) as client:
        client.indices.create(index="kept", settings=replicas)
        client.cluster.health(wait_for_status="green", timeout="30s")
        client.index(index="kept", id="1", document={})
        node.kill(2)
        client.index(index="kept", id="2", document={}, refresh=True)
        assert client.count(index="kept")["count"] == 2
        node.start()
        health = client.cluster.health(wait_for_status="green", timeout="30s")
        assert (health["status"], health["number_of_nodes"]) == ("green", 3)


@pytest.mark.parametrize(("ci", "status"), [("", 0), ("true", 1)])
def test_a_run_without_it_says_in_one_line_what_it_left_out(ci, status):
    asked = "test_elasticsearch_harness.py::test_tokens_that_we_made_are_held_whole"
    # The script takes no such number: it starts nothing.
    environment = {**os.environ, "CI": ci, "ELASTICSEARCH_WAIT": "none"}
    environment.pop(engines.NAMED, None)
    ran = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", f"tests/{asked}"],
        cwd=settings.ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    why = "ELASTICSEARCH_WAIT takes a number"
    said = [line for line in ran.stdout.splitlines() if "left out" in line]
    assert (ran.returncode, said) == (status, [engines.LEFT_OUT.format(why=why)])
