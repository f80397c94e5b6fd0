"""The client of Elasticsearch, one a process, and its failures in one word."""

import os
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, TypeVar

import elasticsearch
import pydantic_core
from django.conf import settings

from search import port
from search.backends.elastic import breaking

# Seconds that whoever writes may wait; readers have ELASTICSEARCH_TIMEOUT.
TO_WRITE = 30.0
CONNECTIONS = 20
# A node that cannot serve now may have a neighbour that can.
ELSEWHERE = (502, 503, 504)
MOST_RETRIES = 2
LONGEST_REASON = 500

Answer = TypeVar("Answer")


class Json(elasticsearch.JsonSerializer):
    """Reads JSON faster: an answer counts thousands of values."""

    def json_loads(self, data: bytes) -> Any:
        return pydantic_core.from_json(data, cache_strings="keys")


class Missing(port.Unanswered):
    """The index asked for is not there."""


@dataclass(frozen=True)
class Connection:
    """A client and the breaker that guards it."""

    client: elasticsearch.Elasticsearch
    breaker: breaking.Breaker

    def read(self, ask: Callable[[elasticsearch.Elasticsearch], Answer]) -> Answer:
        """Ask for a reader who waits. Raises port.Unanswered."""
        if not self.breaker.may_ask():
            raise port.Unanswered("it failed a moment ago")
        try:
            answer = _asked(self.client, ask)
        except port.Unanswered:
            self.breaker.failed()
            raise
        self.breaker.answered()
        return answer

    def write(self, ask: Callable[[elasticsearch.Elasticsearch], Answer]) -> Answer:
        """Ask for a worker, who has time. Raises port.Unanswered."""
        return _asked(self.client.options(request_timeout=TO_WRITE), ask)


def connection() -> Connection:
    """Return the connection that the settings name."""
    return _connection(
        os.getpid(),
        settings.ELASTICSEARCH_URL,
        settings.ELASTICSEARCH_API_KEY,
        settings.ELASTICSEARCH_CA_CERTS,
        settings.ELASTICSEARCH_TIMEOUT,
    )


@lru_cache(maxsize=4)
def _connection(
    _process: int, urls: str, api_key: str, ca_certs: str, timeout: float
) -> Connection:
    """Connect; a process that was forked has sockets of its own."""
    nodes = [url.strip() for url in urls.split(",") if url.strip()]
    has_others = len(nodes) > 1
    options: dict[str, Any] = {"api_key": api_key} if api_key else {}
    if ca_certs:
        options["ca_certs"] = ca_certs
    client = elasticsearch.Elasticsearch(
        nodes,
        request_timeout=timeout,
        max_retries=min(len(nodes) - 1, MOST_RETRIES),
        retry_on_timeout=has_others,
        retry_on_status=ELSEWHERE if has_others else (),
        connections_per_node=CONNECTIONS,
        serializers={Json.mimetype: Json()},
        # For so long a node that failed is left out, and longer where it fails again.
        dead_node_backoff_factor=breaking.WAIT,
        **options,
    )
    return Connection(client, breaking.Breaker())


def _asked(
    client: elasticsearch.Elasticsearch,
    ask: Callable[[elasticsearch.Elasticsearch], Answer],
) -> Answer:
    try:
        return ask(client)
    except elasticsearch.NotFoundError as error:
        raise Missing(_reason(error)) from error
    except (elasticsearch.ApiError, elasticsearch.TransportError) as error:
        raise port.Unanswered(_reason(error)) from error


def _reason(error: Exception) -> str:
    return f"{type(error).__name__}: {error}"[:LONGEST_REASON]
