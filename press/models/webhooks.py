"""Webhooks: the addresses that are told of events, and each message to each of them."""

import secrets
import uuid

from django.db import models
from django.db.models import Q

from press.models import events


def new_seed() -> str:
    """Return what a secret is derived from, together with the newsroom's own key."""
    return secrets.token_urlsafe(24)


class WebhookEndpoint(models.Model):
    """An address that is told of events; empty `kinds` or `locales` mean all.

    No secret is stored: it is derived from `seed` and the newsroom's own key, so
    that a copy of the database signs nothing.
    """

    class Off(models.TextChoices):
        BY_HAND = "by-hand", "by hand"
        FAILING = "failing", "failing"
        GONE = "gone", "gone"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    url = models.CharField(max_length=500)
    description = models.CharField(max_length=120, blank=True)
    seed = models.CharField(max_length=40, default=new_seed)
    earlier_seed = models.CharField(max_length=40, blank=True)
    earlier_until = models.DateTimeField(null=True, blank=True)
    kinds = models.JSONField(default=list, blank=True)
    locales = models.JSONField(default=list, blank=True)
    created_at = models.DateTimeField()
    enabled = models.BooleanField(default=True)
    disabled_at = models.DateTimeField(null=True, blank=True)
    off = models.CharField(max_length=10, blank=True, choices=Off)
    # Failed tries in a row, since when, and until when nothing is sent to it.
    failures = models.PositiveIntegerField(default=0)
    failing_since = models.DateTimeField(null=True, blank=True)
    held_until = models.DateTimeField(null=True, blank=True)
    # One sender at a time; when it has passed, it says who was served longest ago.
    leased_until = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["created_at", "id"]

    def __str__(self) -> str:
        return self.url


class WebhookDelivery(models.Model):
    """One message for one endpoint: its bytes, its tries, and how it ended.

    `message` is the id that the receiver sees, the same at every try. Messages of
    one `stream` are sent in the order of `visible_at` and `generation`.
    """

    endpoint = models.ForeignKey(
        WebhookEndpoint, on_delete=models.CASCADE, related_name="deliveries"
    )
    event = models.ForeignKey(
        events.Event, null=True, on_delete=models.CASCADE, related_name="webhooks"
    )
    message = models.UUIDField()
    kind = models.CharField(max_length=40)
    body = models.TextField()
    stream = models.CharField(max_length=100)
    visible_at = models.DateTimeField()
    generation = models.PositiveBigIntegerField(default=0)
    attempts = models.PositiveIntegerField(default=0)
    first_try = models.DateTimeField(null=True)
    last_try = models.DateTimeField(null=True)
    next_try = models.DateTimeField()
    done_at = models.DateTimeField(null=True)
    failed_at = models.DateTimeField(null=True)
    status = models.PositiveIntegerField(null=True)
    milliseconds = models.PositiveIntegerField(null=True)
    answer = models.TextField(blank=True)
    error = models.CharField(max_length=40, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["event", "endpoint"], name="one_webhook_an_endpoint"
            )
        ]
        indexes = [
            models.Index(
                fields=["next_try"],
                condition=Q(done_at=None, failed_at=None),
                name="webhook_open",
            ),
            models.Index(
                fields=["endpoint", "stream"],
                condition=Q(done_at=None, failed_at=None),
                name="webhook_stream",
            ),
            models.Index(fields=["endpoint", "-visible_at"], name="webhook_log"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.message} → {self.endpoint_id}"
