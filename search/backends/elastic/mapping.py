"""What an index at Elasticsearch is like, and the names of such indexes."""

import hashlib
import json
import re
import secrets
from datetime import datetime
from typing import Any

from django.conf import settings

from search import facets
from search.meaning import clauses as meaning

# So far one may page; each place costs memory for as long as a search takes.
DEEPEST = 250_000
REFRESH = "1s"
# Beginnings of words of this length are looked up, longer ones are scanned for.
BEGINNINGS = {"min_chars": 1, "max_chars": 10}
TEXTS = ("title", "lead", "body", "words")
NAMES = "names"
# What an object has of all facets.FEW, as one word.
ALIKE = "alike"
# What an index has in use, and what it has while it is filled.
IN_USE = {"refresh_interval": REFRESH, "auto_expand_replicas": "0-1"}
FILLING = {
    "refresh_interval": "-1",
    "auto_expand_replicas": "false",
    "number_of_replicas": 0,
}

_TEXT = {"type": "text", "analyzer": "tokens", "norms": True}
SETTINGS: dict[str, Any] = {
    # One shard: every count and every measure of rarity is of the whole.
    "number_of_shards": 1,
    "max_result_window": DEEPEST,
    # A text comes as tokens that our own analysis made.
    "analysis": {"analyzer": {"tokens": {"type": "custom", "tokenizer": "whitespace"}}},
}
MAPPINGS: dict[str, Any] = {
    "dynamic": "strict",
    "_source": {"excludes": [f"{name}.*" for name in (*TEXTS, NAMES, meaning.FIELD)]},
    "dynamic_templates": [
        {
            "texts": {
                "path_match": [f"{name}.*" for name in TEXTS],
                "mapping": _TEXT,
            }
        },
        {
            "names": {
                "path_match": f"{NAMES}.*",
                "mapping": _TEXT | {"index_prefixes": BEGINNINGS},
            }
        },
        {meaning.FIELD: meaning.TEMPLATE},
    ],
    "properties": {
        # A language that joins needs no other index.
        **{name: {"type": "object", "dynamic": True} for name in (*TEXTS, NAMES)},
        meaning.FIELD: meaning.OBJECT,
        **{name: {"type": "keyword"} for name in facets.NAMES},
        ALIKE: {"type": "keyword", "index": False},
        "subject": {"type": "keyword"},
        "key": {"type": "keyword"},
        "live": {"type": "boolean"},
        # Microseconds since 1970.
        "published_at": {"type": "long"},
        "hash": {"type": "keyword", "index": False, "doc_values": False},
    },
}


def fingerprint() -> str:
    """Return what changes when an index of before will not do."""
    text = json.dumps([SETTINGS, MAPPINGS], sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()[:8]


def alias() -> str:
    """Return the name by which people find the index in use."""
    return str(settings.ELASTICSEARCH_INDEX)


def new_name(*, at: datetime) -> str:
    """Return the name of an index to be made."""
    return f"{alias()}-{fingerprint()}-{at:%Y%m%d%H%M%S}-{secrets.token_hex(3)}"


def is_current(index: str) -> bool:
    """Tell whether an index is like this, and not of a version before."""
    return index.startswith(f"{alias()}-{fingerprint()}-")


def is_ours(index: str) -> bool:
    """Tell whether an index has a name that we gave it."""
    made = rf"{re.escape(alias())}-[0-9a-f]{{8}}-\d{{14}}-[0-9a-f]{{6}}"
    return re.fullmatch(made, index) is not None


def to_write(index: str) -> str:
    """Return the alias by which an index is written.

    A write by an alias that must be there never makes an index that is gone anew.
    """
    return f"{index}-writes"
