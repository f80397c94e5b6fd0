"""The audit log's table: who did what, when and why, chained by hashes."""

from django.conf import settings
from django.db import models


class AuditEntry(models.Model):
    """One act; holds no text of a release."""

    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    actor_name = models.CharField(max_length=150)
    action = models.CharField(max_length=40)
    object_kind = models.CharField(max_length=20)
    object_key = models.CharField(max_length=64, db_index=True)
    locale = models.CharField(max_length=20, blank=True)
    reason = models.TextField(blank=True)
    at = models.DateTimeField()
    previous_hash = models.CharField(max_length=64)
    hash = models.CharField(max_length=64, unique=True)

    class Meta:
        verbose_name_plural = "audit entries"

    def __str__(self) -> str:
        return f"{self.at} {self.actor_name} {self.action} {self.object_key}"
