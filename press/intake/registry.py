"""The registry: organisations, people, places, topics, found by name or acronym."""

import re
from dataclasses import dataclass, field
from typing import Literal

from rapidfuzz import fuzz, process

from press.intake import matching

Kind = Literal["organisation", "person", "place", "topic", "boilerplate", "contact"]
NEAR = 70
SMALL = set(
    re.findall(
        r"\w+", "the of and for de du des la le les l d et a an at in en au aux un une"
    )
)


@dataclass(frozen=True)
class Entry:
    """One thing of the registry, in all its languages."""

    kind: Kind
    key: str
    names: tuple[str, ...]
    acronyms: tuple[str, ...] = ()
    locales: tuple[str, ...] = ()
    texts: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        return self.names[0] if self.names else ""


@dataclass(frozen=True)
class Match:
    """What a name was found to be; without an entry, the nearest name there is."""

    entry: Entry | None = None
    nearest: str = ""
    score: int = 0
    is_ambiguous: bool = False


def normalised(name: str) -> str:
    """Return a name without accents, case, articles and word order."""
    bare = re.sub(r"['’.]", " ", matching.unaccented(name))
    found = [word for word in re.findall(r"[^\W_]+", bare) if word not in SMALL]
    return " ".join(sorted(found))


@dataclass
class Registry:
    """Finds entries; made once for one import."""

    entries: list[Entry] = field(default_factory=list)
    by_name: dict[tuple[str, str], list[Entry]] = field(default_factory=dict)
    names: dict[str, dict[str, str]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for entry in self.entries:
            for name in (*entry.names, *entry.acronyms):
                plain = normalised(name)
                if not plain:
                    continue
                found = self.by_name.setdefault((entry.kind, plain), [])
                if entry not in found:
                    found.append(entry)
            for name in entry.names:
                self.names.setdefault(entry.kind, {})[normalised(name)] = name

    def find(self, kind: Kind, *names: str) -> Match:
        """Return the entry that has one of the names; two that have it are none."""
        for name in filter(None, names):
            found = self.by_name.get((kind, normalised(name)), [])
            if len(found) == 1:
                return Match(found[0])
            if found:
                return Match(nearest=found[0].name, score=100, is_ambiguous=True)
        return self._nearest(kind, names[0] if names else "")

    def _nearest(self, kind: Kind, name: str) -> Match:
        choices = self.names.get(kind, {})
        plain = normalised(name)
        if not choices or not plain:
            return Match()
        best = process.extractOne(
            plain, list(choices), scorer=fuzz.ratio, score_cutoff=NEAR
        )
        if best is None:
            return Match()
        return Match(nearest=choices[best[0]], score=round(best[1]))
