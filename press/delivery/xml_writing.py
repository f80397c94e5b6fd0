"""Writes XML that every parser accepts, whatever the text holds."""

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from io import StringIO

from django.utils.xmlutils import SimplerXMLGenerator

# What XML 1.0 has no way to write.
FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


class Writer:
    """One document; `element` writes a whole one, `open` and `close` nest."""

    def __init__(self) -> None:
        self.stream = StringIO()
        self.xml = SimplerXMLGenerator(self.stream, "utf-8")
        self.xml.startDocument()

    def open(self, name: str, attributes: Mapping[str, str] | None = None) -> None:
        """Begin an element."""
        self.xml.startElement(name, _clean(attributes or {}))

    def close(self, name: str) -> None:
        """End the element that was begun last."""
        self.xml.endElement(name)

    def element(
        self, name: str, text: str = "", attributes: Mapping[str, str] | None = None
    ) -> None:
        """Write an element with its text."""
        self.open(name, attributes)
        self.xml.characters(FORBIDDEN.sub("", text))
        self.close(name)

    def content(self) -> bytes:
        """Return the document's bytes."""
        self.xml.endDocument()
        return self.stream.getvalue().encode()


def instant(at: datetime) -> str:
    """Return an instant as feeds and sitemaps write it."""
    return at.astimezone(UTC).isoformat().replace("+00:00", "Z")


def _clean(attributes: Mapping[str, str]) -> dict[str, str]:
    return {name: FORBIDDEN.sub("", value) for name, value in attributes.items()}
