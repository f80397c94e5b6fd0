"""One public answer in every form that a client takes: as it is, gzip, Brotli."""

import gzip
from collections.abc import Callable
from dataclasses import dataclass, field

import brotli

from press.delivery import surrogate

Headers = list[tuple[str, str]]

# Below this a packet is as full, and the client has less to undo.
LEAST = 860
TEXTUAL = ("text/", "application/json", "application/xml", "application/problem+json")
SUFFIXES = ("+xml", "+json")
# What a client answers for itself, or what is told anew with each answer.
PER_ANSWER = {"cache-control", "etag", "content-length", "vary", "last-modified"}

# Both are told for each in the order that we like them, best first.
ENCODERS: dict[str, Callable[[bytes], bytes]] = {
    "br": lambda content: bytes(brotli.compress(content, quality=5)),
    "gzip": lambda content: gzip.compress(content, compresslevel=6, mtime=0),
}


@dataclass(frozen=True, slots=True)
class Form:
    """An answer's bytes in one encoding, with its headers but the age."""

    tag: str
    headers: Headers
    content: bytes


@dataclass(slots=True)
class Answer:
    """An answer of Django's, and its encoded forms, each made once when asked for."""

    status: str
    headers: Headers
    content: bytes
    noted: surrogate.Noted
    forms: dict[str, Form] = field(default_factory=dict)

    def form(self, encoding: str) -> Form:
        """Return the answer in an encoding; the empty one is the bytes as they are."""
        made = self.forms.get(encoding)
        if made is None:
            made = self.forms[encoding] = self._made(encoding)
        return made

    def size(self) -> int:
        """Return about how many bytes of memory the answer takes in all its forms.

        The encoded ones of a text take less than the text, both together.
        """
        factor = 2 if self.is_textual else 1
        return factor * len(self.content) + 4_000

    def header(self, name: str) -> str:
        """Return a header's value by its name in lower case, or an empty text."""
        return next((value for key, value in self.headers if key.lower() == name), "")

    @property
    def is_textual(self) -> bool:
        """Tell whether encoding it is worth the work."""
        kind = self.header("content-type").partition(";")[0].strip()
        return len(self.content) >= LEAST and (
            kind.startswith(TEXTUAL) or kind.endswith(SUFFIXES)
        )

    def _made(self, encoding: str) -> Form:
        content, tag = self.content, self.header("etag")
        headers = [
            (key, value) for key, value in self.headers if key.lower() not in PER_ANSWER
        ]
        if encoding:
            content = ENCODERS[encoding](content)
            tag = f'{tag[:-1]}-{encoding}"'
            headers.append(("Content-Encoding", encoding))
        vary = [value for value in (self.header("vary"),) if value]
        if self.is_textual:
            vary.append("Accept-Encoding")
        if vary:
            headers.append(("Vary", ", ".join(vary)))
        if self.header("last-modified"):
            headers.append(("Last-Modified", self.header("last-modified")))
        if tag:
            headers.append(("ETag", tag))
        return Form(tag=tag, headers=headers, content=content)
