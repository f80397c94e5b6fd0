"""A translated edition is complete, in its own language, and up to date."""

from collections.abc import Iterable

from press import editions, models, resolving


def is_complete(
    page: models.ReleasePage, *, release: models.Release, built: editions.Built
) -> Iterable[resolving.Problem]:
    """Yield a problem for each string of a target edition without translation."""
    return []
