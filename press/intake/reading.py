"""Bytes of a file to text: what cannot be read is refused with what to do."""

import re
import unicodedata
from dataclasses import dataclass

from django.utils.translation import gettext as _

LONGEST = 2 * 1024 * 1024
SIGNATURES = {
    b"PK\x03\x04": "DOCX, ODT, ZIP",
    b"%PDF": "PDF",
    b"\xd0\xcf\x11\xe0": "DOC",
    b"{\\rtf": "RTF",
    b"\x89PNG": "PNG",
    b"\xff\xd8\xff": "JPEG",
    b"\x1f\x8b": "GZIP",
    b"\x7fELF": "ELF",
}
# Control characters that no text has; tab, line ends and form feed are fine.
CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
MARKS_OF_ORDER = "\ufeff\u200b\u2060"


class Unreadable(Exception):
    """A file that is not a text; `rule` names why, the message says what to do."""

    def __init__(self, rule: str, message: str) -> None:
        super().__init__(message)
        self.rule = rule
        self.message = message


@dataclass(frozen=True)
class Source:
    """A text and the name of the file that it came from."""

    name: str
    text: str


def too_large() -> Unreadable:
    """Return the refusal of a file over the limit."""
    return Unreadable(
        "file-too-large",
        _(
            "The file is larger than %(limit)s MB. Import the text alone, as "
            "Markdown or plain text; add images and media kits in the editor."
        )
        % {"limit": LONGEST // (1024 * 1024)},
    )


def read(data: bytes, *, name: str) -> Source:
    """Return the text of a file. Raises Unreadable."""
    if len(data) > LONGEST:
        raise too_large()
    for signature, kind in SIGNATURES.items():
        if data.startswith(signature):
            raise Unreadable(
                "file-binary",
                _(
                    "This is not a text but a file of another kind (%(kind)s). "
                    "Save it as Markdown or plain text (UTF-8) and import that."
                )
                % {"kind": kind},
            )
    return text(_decoded(data), name=name)


def text(value: str, *, name: str) -> Source:
    """Return a text as a source. Raises Unreadable."""
    if len(value.encode("utf-8", "surrogatepass")) > LONGEST:
        raise too_large()
    if CONTROLS.search(value):
        raise Unreadable(
            "file-binary",
            _(
                "The file holds bytes that no text has. Open the release in your "
                "word processor, save it as plain text (UTF-8) and import that."
            ),
        )
    lines = re.sub(r"\r\n?|\f|\v|\x85", "\n", value)
    lines = lines.translate(dict.fromkeys(map(ord, MARKS_OF_ORDER)))
    lines = unicodedata.normalize("NFC", lines)
    if not re.search(r"\w", lines):
        raise Unreadable(
            "file-empty",
            _("The file holds no words. Choose the file with the release's text."),
        )
    return Source(name=name, text=lines)


def _decoded(data: bytes) -> str:
    is_wide = data.startswith((b"\xff\xfe", b"\xfe\xff"))
    encoding = "utf-16" if is_wide else "utf-8-sig"
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise Unreadable(
            "file-encoding",
            _(
                "The text is not UTF-8: line %(line)s has a byte that cannot be "
                "read. Save the file with the encoding UTF-8 and import it again."
            )
            % {"line": line},
        ) from error
