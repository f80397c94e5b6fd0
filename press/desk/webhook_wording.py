"""What the screens of webhooks say: kinds of events, how a try ended, why it is off."""

import json
from datetime import datetime
from typing import Any

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from press import models
from press.delivery.webhooks import payloads, targets
from press.desk import wording

KINDS: dict[str, Promise] = {
    "release.published": gettext_lazy("A release is published"),
    "release.corrected": gettext_lazy("A release is corrected"),
    "release.translated": gettext_lazy("A language joins a release"),
    "release.withdrawn": gettext_lazy("A release is withdrawn"),
    "release.restored": gettext_lazy("A release is restored"),
    "release.erased": gettext_lazy("A release is erased"),
    "record.changed": gettext_lazy("A directory entry changes"),
    payloads.TEST: gettext_lazy("Test message"),
}
ERRORS: dict[str, Promise] = {
    **targets.REASONS,
    "timeout": gettext_lazy("No whole answer within five seconds."),
    "connection": gettext_lazy("No connection."),
    "tls": gettext_lazy("The certificate was not accepted."),
    "not-http": gettext_lazy("The answer is not HTTP."),
    "redirect": gettext_lazy("It answered with a redirect, which is not followed."),
    "status": gettext_lazy("It answered with an error."),
    "broken": gettext_lazy("A fault of the newsroom: see its log."),
    "off": gettext_lazy("The webhook was turned off."),
}
OFF: dict[str, Promise] = {
    "by-hand": gettext_lazy("Turned off by hand"),
    "failing": gettext_lazy("Turned off: it failed for a day"),
    "gone": gettext_lazy("Turned off: it answered that it is gone (410)"),
}
ACTS: dict[str, Promise] = {
    "webhook_add": gettext_lazy("Add a webhook"),
    "webhook_change": gettext_lazy("Change a webhook"),
    "webhook_delete": gettext_lazy("Delete a webhook"),
    "webhook_rotate": gettext_lazy("Give a webhook a new secret"),
    "webhook_on": gettext_lazy("Turn a webhook on"),
    "webhook_off": gettext_lazy("Turn a webhook off"),
    "webhook_test": gettext_lazy("Send a test message"),
    "webhook_replay": gettext_lazy("Send a message again"),
}


def minute(moment: datetime | None) -> str:
    """Return an instant in the newsroom's zone, or nothing."""
    return wording.minute(moment, zone=settings.NEWSROOM_ZONE) if moment else ""


def state(endpoint: models.WebhookEndpoint) -> tuple[str, str]:
    """Return where an endpoint stands, as words and as a tone."""
    if not endpoint.enabled:
        return str(OFF.get(endpoint.off, _("Turned off"))), "closed"
    if endpoint.failures:
        since = minute(endpoint.failing_since)
        return _("Failing since %(instant)s") % {"instant": since}, "held"
    return _("On"), "out"


def chosen(endpoint: models.WebhookEndpoint) -> dict[str, str]:
    """Return what an endpoint is told of, in words."""
    kinds = [str(KINDS.get(kind, kind)) for kind in endpoint.kinds]
    locales = [wording.language(code) for code in endpoint.locales]
    return {
        "kinds": ", ".join(kinds) or _("Everything"),
        "languages": ", ".join(locales) or _("All languages"),
    }


def row(delivery: models.WebhookDelivery) -> dict[str, Any]:
    """Return a message as the log shows it."""
    data = json.loads(delivery.body)["data"]
    locale = data.get("locale", "")
    return {
        "delivery": delivery,
        "at": minute(delivery.visible_at),
        "what": KINDS.get(delivery.kind, delivery.kind),
        "about": data.get("reference") or data.get("id", ""),
        "language": wording.language(locale) if locale else "",
        "version": data.get("version", ""),
        "state": _ended(delivery),
        "tone": _tone(delivery),
        "error": ERRORS.get(delivery.error, delivery.error),
        "next": "" if delivery.failed_at else minute(_next(delivery)),
        "can_replay": bool(delivery.done_at or delivery.failed_at),
    }


def _next(delivery: models.WebhookDelivery) -> datetime | None:
    return None if delivery.done_at or not delivery.attempts else delivery.next_try


def _ended(delivery: models.WebhookDelivery) -> str:
    if delivery.done_at:
        return _("Delivered")
    if delivery.failed_at:
        return _("Given up")
    return _("Waiting to be tried again") if delivery.attempts else _("Waiting")


def _tone(delivery: models.WebhookDelivery) -> str:
    if delivery.done_at:
        return "out"
    return "closed" if delivery.failed_at else "held"
