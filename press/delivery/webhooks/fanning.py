"""Fans an event out: one message for each endpoint that asked for its kind."""

from datetime import datetime, timedelta

from django.db.models import Q

from press import ledger, models, telling
from press.delivery import addresses
from press.delivery.webhooks import payloads

CONSUMER = "webhooks"
# Each process of the server looks for a new generation every 25 ms: who fetches the
# answer because of a message is shown the new one.
SETTLING = timedelta(milliseconds=100)


def deliver(event: models.Event, *, at: datetime) -> None:
    """Write the messages of an event, and first those of earlier ones not yet told.

    The ledger may hand over the events of one release in any order, for one may
    have failed before. Once a message is written, all that come before it are.
    """
    endpoints = list(models.WebhookEndpoint.objects.filter(enabled=True))
    if not endpoints:
        return
    locales = set(addresses.site().indexes)
    for one in [*_untold_before(event, at=at), event]:
        if one.locale in locales and telling.is_public(one, at=at):
            _write(one, endpoints, at=at)


def _untold_before(event: models.Event, *, at: datetime) -> list[models.Event]:
    is_earlier = Q(visible_at__lt=event.visible_at) | Q(
        visible_at=event.visible_at, generation__lt=event.generation
    )
    rows = ledger.pending(consumer=CONSUMER, at=at).filter(
        is_earlier,
        release=event.release_id,
        record_kind=event.record_kind,
        key=event.key,
    )
    return list(rows.select_related("release").order_by("visible_at", "generation"))


def _write(
    event: models.Event, endpoints: list[models.WebhookEndpoint], *, at: datetime
) -> None:
    body = payloads.of_event(event).model_dump_json()
    models.WebhookDelivery.objects.bulk_create(
        (
            models.WebhookDelivery(
                endpoint=endpoint,
                event=event,
                message=event.pk,
                kind=event.kind,
                body=body,
                stream=stream(event),
                visible_at=event.visible_at,
                generation=event.generation,
                next_try=at + SETTLING,
            )
            for endpoint in endpoints
            if wants(endpoint, event)
        ),
        ignore_conflicts=True,
    )


def stream(event: models.Event) -> str:
    """Return the name of what an event is about: its messages are kept in order."""
    if event.release_id is not None:
        return f"release:{event.release_id}"
    return f"{event.record_kind}:{event.key}"


def wants(endpoint: models.WebhookEndpoint, event: models.Event) -> bool:
    """Tell whether an endpoint asked for an event, before it became visible."""
    return (
        endpoint.created_at <= event.visible_at
        and (not endpoint.kinds or event.kind in endpoint.kinds)
        and (not endpoint.locales or event.locale in endpoint.locales)
    )
