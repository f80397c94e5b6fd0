"""The ledger's tables: what changed for the public, and who was told."""

import uuid

from django.db import models

from press.models import releases


class Event(models.Model):
    """One change of what the public may see, from `visible_at` on."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    visible_at = models.DateTimeField(db_index=True)
    kind = models.CharField(max_length=40)
    release = models.ForeignKey(
        releases.Release,
        null=True,
        on_delete=models.CASCADE,
        related_name="events",
    )
    locale = models.CharField(max_length=20)
    version = models.PositiveIntegerField()
    record_kind = models.CharField(max_length=20, blank=True)
    key = models.CharField(max_length=36, blank=True)
    # Of the ledger when it was written. Hidden events move it: never in public.
    generation = models.PositiveBigIntegerField(default=0, db_index=True)

    class Meta:
        indexes = [
            models.Index(
                fields=["visible_at", "release", "locale", "version"],
                name="event_order",
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.release_id or self.key} {self.locale}"


class Delivery(models.Model):
    """One event for one consumer: tries, the next one, and how it ended."""

    event = models.ForeignKey(
        Event, on_delete=models.CASCADE, related_name="deliveries"
    )
    consumer = models.CharField(max_length=40)
    attempts = models.PositiveIntegerField(default=0)
    next_try = models.DateTimeField()
    leased_until = models.DateTimeField(null=True)
    done_at = models.DateTimeField(null=True)
    parked_at = models.DateTimeField(null=True)
    error = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["event", "consumer"], name="one_delivery_a_consumer"
            )
        ]
        indexes = [
            models.Index(
                fields=["next_try"],
                condition=models.Q(done_at=None, parked_at=None),
                name="delivery_open",
            ),
            models.Index(
                fields=["consumer"],
                condition=models.Q(done_at=None),
                name="delivery_pending",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.event_id} → {self.consumer}"


class Generation(models.Model):
    """One row that every change of what the public may see, now or later, moves.

    A process that keeps prepared answers compares it: same value, same answers
    until the next event becomes visible.
    """

    id = models.PositiveSmallIntegerField(primary_key=True)
    value = models.PositiveBigIntegerField()

    def __str__(self) -> str:
        return str(self.value)
