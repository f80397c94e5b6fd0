"""What a production newsroom refuses to start with."""

from collections.abc import Sequence

from django.core.exceptions import ImproperlyConfigured

DEVELOPMENT_SECRET = "development-only-secret-never-used-in-production"  # noqa: S105
DEMO_PASSWORD = "newsroom-demo-2026"  # noqa: S105
ENVIRONMENTS = ("development", "production")
SHORTEST_SECRET = 32


def refusals(
    env: str,
    *,
    debug: bool,
    secret: str,
    hosts: Sequence[str],
    clock_shift: float,
    failpoint: str,
) -> list[str]:
    """Return one sentence for each value that production must not start with."""
    if env not in ENVIRONMENTS:
        return [f"NEWSROOM_ENV is {env!r}; it must be one of {ENVIRONMENTS}."]
    if env != "production":
        return []
    found = []
    if debug:
        found.append("DEBUG is on.")
    if not secret or secret == DEVELOPMENT_SECRET:
        found.append("SECRET_KEY is missing.")
    elif len(secret) < SHORTEST_SECRET:
        found.append(f"SECRET_KEY has fewer than {SHORTEST_SECRET} characters.")
    if not any(hosts) or "*" in {host.strip() for host in hosts}:
        found.append("ALLOWED_HOSTS names every host or none; name yours.")
    if clock_shift:
        found.append("NEWSROOM_CLOCK_SHIFT is set; it is for tests.")
    if failpoint:
        found.append("NEWSROOM_FAILPOINT is set; it is for tests.")
    return found


def refuse(
    *,
    env: str,
    debug: bool,
    secret: str,
    hosts: Sequence[str],
    clock_shift: float,
    failpoint: str,
) -> None:
    """Raise ImproperlyConfigured, with every reason, where production must not run."""
    found = refusals(
        env,
        debug=debug,
        secret=secret,
        hosts=hosts,
        clock_shift=clock_shift,
        failpoint=failpoint,
    )
    if found:
        raise ImproperlyConfigured("The newsroom does not start: " + " ".join(found))
