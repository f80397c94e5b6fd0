"""How far one translation is: what is left of it, whether its source has moved on."""

from dataclasses import dataclass
from typing import Any

from press import actors, models
from press.checks import translation as checks
from press.translation import guards, localize, saving


@dataclass(frozen=True)
class Standing:
    """What of a target is to be translated, and whether it is behind its source."""

    left: int
    total: int
    is_outdated: bool
    may_open_source: bool


def of(translation: Any, *, user: Any) -> Standing:
    """Return where a translation stands beside its source's newest draft."""
    source = saving.newest(translation.source.get_source_instance())
    return Standing(
        left=len(localize.completeness(translation)),
        total=translation.source.stringsegment_set.count(),
        is_outdated=any(True for _gap in checks.outdated(translation, source=source)),
        may_open_source=_may_open(user, source),
    )


def _may_open(user: Any, source: Any) -> bool:
    """Tell whether the user may open the source; a release's is the editors'."""
    if isinstance(source, models.ReleasePage) and not actors.may(user, "edit"):
        return False
    return guards.may_write(user, source)
