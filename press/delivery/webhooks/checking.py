"""Checks the address of an endpoint by the settings of this newsroom."""

from django.conf import settings

from press.delivery.webhooks import connecting, networks, targets

SECONDS = 2.0


def allowed_networks() -> tuple[networks.Network, ...]:
    """Return the networks that webhooks may go to beside the public internet."""
    return networks.networks(settings.NEWSROOM_WEBHOOK_ALLOW)


def read(url: str) -> targets.Target:
    """Read an address as this newsroom takes it; raises targets.Refused."""
    return targets.read(
        url,
        https_only=settings.NEWSROOM_ENV == "production",
        local_names=bool(settings.NEWSROOM_WEBHOOK_ALLOW),
    )


def check(url: str, *, resolver: connecting.Resolver | None = None) -> None:
    """Look where an address leads; raises targets.Refused.

    A name that does not answer in time is let through: it is looked up at every
    try, and what it leads to then decides.
    """
    try:
        connecting.resolve(
            read(url),
            deadline=connecting.Deadline(SECONDS),
            also=allowed_networks(),
            resolver=resolver,
        )
    except TimeoutError:
        return
