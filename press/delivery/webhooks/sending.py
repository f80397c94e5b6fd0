"""Sends messages: one at a time to each endpoint, those of a release in their order."""

import logging
import random
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce

from press import failpoints, models
from press.delivery.webhooks import (
    checking,
    connecting,
    endpoints,
    keys,
    retrying,
    signing,
    targets,
)

logger = logging.getLogger(__name__)

# Longer than a try may take: when it ends, the one who sent has died.
LEASE = timedelta(seconds=30)
# Caches in front are told by this consumer; what it could not tell them, they forget.
PURGE = "purge"
CACHED = timedelta(seconds=60)
GONE = 410
AGENT = "Newsroom-Webhooks/1"
LIMITS = connecting.Limits()

Clock = Callable[[], datetime]


@dataclass(frozen=True)
class Result:
    """How a try ended: what was answered, or the code of why nothing was."""

    error: str = ""
    status: int | None = None
    answer: str = ""
    milliseconds: int | None = None
    retry_after: int = 0


def work_one(
    *,
    clock: Clock,
    limits: connecting.Limits = LIMITS,
    resolver: connecting.Resolver | None = None,
    shake: Callable[[], float] = random.random,
) -> bool:
    """Send one message that is due; tell whether there was one.

    No transaction is open while it waits for an answer. Whoever dies between
    sending and settling leaves a message that is sent again, with the same id.
    """
    endpoint = claim(at=clock())
    if endpoint is None:
        return False
    delivery = _begun(endpoint, at=clock())
    if delivery is None:
        _free(endpoint).update(leased_until=clock())
        return True
    failpoints.reach("webhook.claimed")
    try:
        result = _sent(endpoint, delivery, at=clock(), limits=limits, resolver=resolver)
    except (connecting.Unsent, targets.Refused) as error:
        result = Result(error=error.code)
    except Exception:
        logger.exception("webhook %s could not be sent", delivery.message)
        result = Result(error="broken")
    failpoints.reach("webhook.sent")
    settle(endpoint, delivery, result, at=clock(), shake=shake())
    if result.status == GONE:
        endpoints.turn_off(endpoint, endpoints.Off.GONE, clock=clock)
    elif result.error and _is_given_up(endpoint, delivery):
        endpoints.turn_off(endpoint, endpoints.Off.FAILING, clock=clock)
    return True


def due(*, at: datetime) -> QuerySet[models.WebhookDelivery]:
    """Return the messages to be sent now: none has an earlier one that is open.

    A message waits for the purge of its event, a minute at most: who fetches the
    answer because of it must not be handed the old one by a cache.
    """
    rows = models.WebhookDelivery.objects.filter(done_at=None, failed_at=None)
    earlier = rows.filter(
        Q(visible_at__lt=OuterRef("visible_at"))
        | Q(visible_at=OuterRef("visible_at"), generation__lt=OuterRef("generation")),
        endpoint=OuterRef("endpoint"),
        stream=OuterRef("stream"),
    )
    purging = models.Delivery.objects.filter(
        event=OuterRef("event"), consumer=PURGE, done_at=None, parked_at=None
    )
    return rows.filter(
        ~Exists(earlier),
        Q(visible_at__lte=at - CACHED) | ~Exists(purging),
        next_try__lte=at,
    )


def claim(*, at: datetime) -> models.WebhookEndpoint | None:
    """Take the endpoint that was served longest ago and has something due, or None.

    Whoever changes the lease first has it, on both engines: the second finds the
    condition false.
    """
    candidates = models.WebhookEndpoint.objects.filter(
        Q(leased_until=None) | Q(leased_until__lte=at),
        Q(held_until=None) | Q(held_until__lte=at),
        Exists(due(at=at).filter(endpoint=OuterRef("pk"))),
        enabled=True,
    ).order_by(F("leased_until").asc(nulls_first=True), "pk")
    for endpoint in candidates[:10]:
        mine = models.WebhookEndpoint.objects.filter(
            Q(leased_until=None) | Q(leased_until__lte=at), pk=endpoint.pk, enabled=True
        )
        if mine.update(leased_until=at + LEASE):
            endpoint.refresh_from_db()
            return endpoint
    return None


def _begun(
    endpoint: models.WebhookEndpoint, *, at: datetime
) -> models.WebhookDelivery | None:
    """Count a try of the endpoint's first message that is due."""
    rows = due(at=at).filter(endpoint=endpoint)
    first = rows.order_by("visible_at", "generation", "pk").first()
    if first is None:
        return None
    models.WebhookDelivery.objects.filter(pk=first.pk).update(
        attempts=F("attempts") + 1,
        first_try=Coalesce("first_try", at),
        last_try=at,
    )
    first.refresh_from_db()
    return first


def _sent(
    endpoint: models.WebhookEndpoint,
    delivery: models.WebhookDelivery,
    *,
    at: datetime,
    limits: connecting.Limits,
    resolver: connecting.Resolver | None,
) -> Result:
    body = delivery.body.encode()
    signed = signing.headers(
        keys.in_force(endpoint, at=at),
        message=str(delivery.message),
        at=at,
        body=body,
    )
    about = {"Content-Type": "application/json", "User-Agent": AGENT}
    answer = connecting.post(
        checking.read(endpoint.url),
        body,
        about | signed,
        limits=limits,
        also=checking.allowed_networks(),
        resolver=resolver,
    )
    return Result(
        error=_error(answer.status),
        status=answer.status,
        answer=answer.text,
        milliseconds=answer.milliseconds,
        retry_after=answer.retry_after,
    )


def _error(status: int) -> str:
    if 200 <= status < 300:
        return ""
    return "redirect" if 300 <= status < 400 else "status"


def settle(
    endpoint: models.WebhookEndpoint,
    delivery: models.WebhookDelivery,
    result: Result,
    *,
    at: datetime,
    shake: float,
) -> None:
    """Note how a try ended, on its message and on its endpoint.

    Where the lease had ended, another took the message over: then it is not ours
    to note.
    """
    with transaction.atomic():
        mine = models.WebhookDelivery.objects.filter(
            pk=delivery.pk, attempts=delivery.attempts, done_at=None, failed_at=None
        )
        if not mine.update(**_outcome(delivery, result, at=at, shake=shake)):
            return
        endpoints.forget_old(endpoint, at=at)
        if not result.error:
            _thrived(endpoint, at=at)
            return
        failures = endpoint.failures + 1
        _free(endpoint).update(
            leased_until=at,
            failures=failures,
            failing_since=endpoint.failing_since or delivery.last_try,
            held_until=at + retrying.hold(failures),
        )


def _outcome(
    delivery: models.WebhookDelivery, result: Result, *, at: datetime, shake: float
) -> dict[str, object]:
    known = {
        "status": result.status,
        "answer": result.answer,
        "milliseconds": result.milliseconds,
        "error": result.error,
    }
    if not result.error:
        return known | {"done_at": at}
    again = retrying.next_try(
        delivery.attempts,
        first_try=delivery.first_try or at,
        at=at,
        shake=shake,
        asked=result.retry_after,
    )
    if again is None or result.status == GONE:
        return known | {"failed_at": at}
    return known | {"next_try": again}


def _thrived(endpoint: models.WebhookEndpoint, *, at: datetime) -> None:
    """Note that an endpoint answers; what waited for it need not wait longer."""
    _free(endpoint).update(
        leased_until=at, failures=0, failing_since=None, held_until=None
    )
    if endpoint.failures:
        endpoints.waiting(endpoint).filter(next_try__gt=at).update(next_try=at)


def _is_given_up(
    endpoint: models.WebhookEndpoint, delivery: models.WebhookDelivery
) -> bool:
    """Tell whether a message was given up and nothing else arrived meanwhile."""
    delivery.refresh_from_db()
    endpoint.refresh_from_db()
    since, first = endpoint.failing_since, delivery.first_try
    return bool(delivery.failed_at and since and first and since <= first)


def _free(endpoint: models.WebhookEndpoint) -> QuerySet[models.WebhookEndpoint]:
    return models.WebhookEndpoint.objects.filter(pk=endpoint.pk)
