"""Acts on endpoints, each in the log: add, change, rotate, turn on or off, send."""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction
from django.db.models import Q

from press import audit, ledger, models
from press.delivery.webhooks import keys, notices, payloads
from press.models import webhooks

Clock = Callable[[], datetime]
Off = models.WebhookEndpoint.Off
NOT_SENT = "off"
# How long the log of an endpoint shows a message that has ended.
KEPT = timedelta(days=30)


def add(
    url: str,
    *,
    description: str = "",
    kinds: Sequence[str] = (),
    locales: Sequence[str] = (),
    by: Any,
    clock: Clock,
) -> tuple[models.WebhookEndpoint, str]:
    """Make an endpoint; return it with its secret, which is not shown again."""
    with ledger.locked():
        now = clock()
        endpoint = models.WebhookEndpoint.objects.create(
            url=url,
            description=description,
            kinds=list(kinds),
            locales=list(locales),
            created_at=now,
        )
        _log("webhook_add", endpoint, by=by, at=now, reason=url)
    return endpoint, keys.current(endpoint)


def change(
    endpoint: models.WebhookEndpoint,
    *,
    url: str,
    description: str,
    kinds: Sequence[str],
    locales: Sequence[str],
    by: Any,
    clock: Clock,
) -> None:
    """Give an endpoint another address, or another choice of events."""
    with ledger.locked():
        now = clock()
        _rows(endpoint).update(
            url=url, description=description, kinds=list(kinds), locales=list(locales)
        )
        _log("webhook_change", endpoint, by=by, at=now, reason=url)


def delete(endpoint: models.WebhookEndpoint, *, by: Any, clock: Clock) -> None:
    """Delete an endpoint with the messages for it."""
    with ledger.locked():
        _log("webhook_delete", endpoint, by=by, at=clock(), reason=endpoint.url)
        _rows(endpoint).delete()


def rotate(endpoint: models.WebhookEndpoint, *, by: Any, clock: Clock) -> str:
    """Return a new secret; the one before signs beside it for OVERLAP."""
    with ledger.locked():
        now = clock()
        endpoint.refresh_from_db()
        endpoint.earlier_seed = endpoint.seed
        endpoint.earlier_until = now + keys.OVERLAP
        endpoint.seed = webhooks.new_seed()
        endpoint.save(update_fields=["seed", "earlier_seed", "earlier_until"])
        _log("webhook_rotate", endpoint, by=by, at=now)
    return keys.current(endpoint)


def turn_on(endpoint: models.WebhookEndpoint, *, by: Any, clock: Clock) -> None:
    """Send to an endpoint again, what comes from now on."""
    with ledger.locked():
        _rows(endpoint).update(
            enabled=True,
            off="",
            disabled_at=None,
            failures=0,
            failing_since=None,
            held_until=None,
        )
        _log("webhook_on", endpoint, by=by, at=clock())


def turn_off(
    endpoint: models.WebhookEndpoint,
    off: models.WebhookEndpoint.Off,
    *,
    by: Any = None,
    clock: Clock,
) -> None:
    """Send nothing more to an endpoint; what waits for it has failed.

    Nobody pressed a button where it turned itself off: then people are told.
    """
    with ledger.locked():
        now = clock()
        changed = _rows(endpoint).filter(enabled=True)
        if not changed.update(enabled=False, off=off, disabled_at=now):
            return
        waiting(endpoint).update(failed_at=now, error=NOT_SENT)
        _log("webhook_off", endpoint, by=by, at=now, reason=str(off))
        if off != Off.BY_HAND:
            _tell_after_commit(endpoint)


def _tell_after_commit(endpoint: models.WebhookEndpoint) -> None:
    def tell() -> None:
        notices.turned_off(endpoint.pk)

    transaction.on_commit(tell, robust=True)


def waiting(endpoint: models.WebhookEndpoint) -> Any:
    """Return the messages that are neither delivered nor given up."""
    return models.WebhookDelivery.objects.filter(
        endpoint=endpoint, done_at=None, failed_at=None
    )


def forget_old(endpoint: models.WebhookEndpoint, *, at: datetime) -> None:
    """Delete the messages to an endpoint that ended longer ago than KEPT."""
    models.WebhookDelivery.objects.filter(
        ~Q(done_at=None) | ~Q(failed_at=None),
        endpoint=endpoint,
        visible_at__lt=at - KEPT,
        last_try__lt=at - KEPT,
    ).delete()


def send_test(
    endpoint: models.WebhookEndpoint, *, by: Any, clock: Clock
) -> models.WebhookDelivery:
    """Write a test message; the worker sends it like every other."""
    with ledger.locked():
        now, key = clock(), uuid4()
        _log("webhook_test", endpoint, by=by, at=now)
        return models.WebhookDelivery.objects.create(
            endpoint=endpoint,
            message=key,
            kind=payloads.TEST,
            body=payloads.of_test(endpoint.pk, at=now).model_dump_json(),
            stream=f"test:{key}",
            visible_at=now,
            next_try=now,
        )


def replay(delivery: models.WebhookDelivery, *, by: Any, clock: Clock) -> bool:
    """Send a message that has ended once more, with the same id and bytes.

    It leaves its place in the order: what is newer neither waits for it nor is
    waited for. Return whether it had ended.
    """
    with ledger.locked():
        now = clock()
        ended = models.WebhookDelivery.objects.filter(
            ~Q(done_at=None) | ~Q(failed_at=None),
            pk=delivery.pk,
            endpoint__enabled=True,
        )
        again = ended.update(
            stream=f"again:{delivery.pk}",
            attempts=0,
            first_try=None,
            next_try=now,
            done_at=None,
            failed_at=None,
            error="",
        )
        if again:
            endpoint = delivery.endpoint
            _log("webhook_replay", endpoint, by=by, at=now, reason=str(delivery))
    return bool(again)


def _rows(endpoint: models.WebhookEndpoint) -> Any:
    return models.WebhookEndpoint.objects.filter(pk=endpoint.pk)


def _log(
    action: str,
    endpoint: models.WebhookEndpoint,
    *,
    by: Any,
    at: datetime,
    reason: str = "",
) -> None:
    key: UUID = endpoint.pk
    audit.append(
        action,
        actor=by,
        object_kind="webhook",
        object_key=str(key),
        at=at,
        reason=reason,
    )
