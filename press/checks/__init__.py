"""Findings that stop an approval, beyond those of the build itself."""

from press import editions, models, resolving
from press.checks import snippets, translation

CHECKS = [translation.is_complete, snippets.are_up_to_date]


def findings(
    page: models.ReleasePage, *, release: models.Release, built: editions.Built
) -> list[resolving.Problem]:
    """Return everything that stops the approval of this edition."""
    found = list(built.problems)
    for check in CHECKS:
        found.extend(check(page, release=release, built=built))
    return found
