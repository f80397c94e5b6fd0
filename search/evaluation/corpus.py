"""The bilingual press releases of the shared corpus, as a reader sees them."""

import html
import json
import re
from dataclasses import dataclass
from pathlib import Path

from search import analysis
from search.evaluation import lines

FILE = Path("corpus") / "debian-press-releases.en-fr.jsonl"
LOCALES = ("en", "fr")

DEFINED = re.compile(r"<define-tag\s+(\w+)[^>]*>(.*?)</define-tag>", re.DOTALL)
CODE = re.compile(r"<:.*?:>", re.DOTALL)
USED = re.compile(r"^#use\b.*$", re.MULTILINE)
VARIABLE = re.compile(r"\$\(\w+\)")
TAG = re.compile(r"</?(\w+)([^<>]*)>")
PARAGRAPH = re.compile(r"<p\b[^>]*>(.*?)</p>", re.DOTALL)
INLINE = frozenset(
    ["a", "acronym", "b", "code", "downcase", "em", "i", "q", "strong", "sup", "tt"]
)
SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-ZÀ-Þ])")


@dataclass(frozen=True)
class Edition:
    """A release in one language: its title, its paragraphs, all of its text."""

    title: str
    body: str
    sentences: tuple[str, ...]


@dataclass(frozen=True)
class Release:
    """A press release in its languages."""

    id: str
    editions: dict[str, Edition]


def read(path: Path) -> list[Release]:
    """Return the releases of a corpus file, without the macros of their site."""
    found = []
    for _number, text in lines.read(path):
        row = json.loads(text)
        editions = {locale: _edition(row[locale]) for locale in LOCALES}
        found.append(Release(row["id"], editions))
    return found


def _edition(row: dict[str, str]) -> Edition:
    body = row["body_html"]
    macros = {name: value.strip() for name, value in DEFINED.findall(body)}
    without = USED.sub("", CODE.sub("", DEFINED.sub("", body)))
    return Edition(
        title=plain(row["title"], macros),
        body=plain(without, macros),
        sentences=tuple(
            sentence
            for paragraph in PARAGRAPH.findall(without)
            for sentence in SENTENCE.split(plain(paragraph, macros))
        ),
    )


def plain(text: str, macros: dict[str, str]) -> str:
    """Return text without tags; a macro is its value, or what is given to it."""
    before = ""
    while before != text:
        before = text
        text = TAG.sub(lambda tag: _read(tag[1], tag[2], macros), text)
    return " ".join(html.unescape(VARIABLE.sub("", text)).split())


def _read(name: str, given: str, macros: dict[str, str]) -> str:
    value = macros.get(name)
    if value is None:
        # Words of a sentence stay together, those of two blocks apart.
        return "" if name in INLINE else " "
    if "%" in value:
        return f" {given.replace(chr(34), '')} "
    return value


def fold(sentence: str) -> str:
    """Return a sentence as it is compared with others."""
    return " ".join(map(analysis.fold, sentence.split()))
