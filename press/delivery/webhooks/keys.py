"""The secrets of an endpoint: derived from a stored seed and the newsroom's own key."""

import hashlib
import hmac
from datetime import datetime, timedelta

from django.conf import settings

from press import models
from press.delivery.webhooks import signing

OVERLAP = timedelta(hours=24)
SALT = b"press.webhooks.secret"


def current(endpoint: models.WebhookEndpoint) -> str:
    """Return the secret that the desk shows once."""
    return _derived(settings.SECRET_KEY, endpoint.seed)


def in_force(endpoint: models.WebhookEndpoint, *, at: datetime) -> list[str]:
    """Return the secrets that sign at `at`: the newest, and those it is replacing.

    A new SECRET_KEY changes every secret: as long as the former one is among
    SECRET_KEY_FALLBACKS, it signs too.
    """
    seeds = [endpoint.seed]
    if endpoint.earlier_until is not None and at < endpoint.earlier_until:
        seeds.append(endpoint.earlier_seed)
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return [_derived(key, seed) for seed in seeds for key in keys]


def _derived(key: str | bytes, seed: str) -> str:
    raw = key if isinstance(key, bytes) else key.encode()
    of_webhooks = hmac.new(raw, SALT, hashlib.sha256).digest()
    derived = hmac.new(of_webhooks, seed.encode(), hashlib.sha256).digest()
    return signing.secret_of(derived)
