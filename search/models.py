"""The index in the database: its documents, and what it has heard of."""

from django.db import models


class Entry(models.Model):
    """One search document as the index holds it: tokens, no text.

    `title`, `lead` and `body` are the tokens of each text, one space between.
    The full-text structure of each engine hangs on these columns.
    """

    subject_kind = models.CharField(max_length=20)
    subject_key = models.CharField(max_length=36)
    locale = models.CharField(max_length=20)
    type = models.CharField(max_length=20)
    key = models.CharField(max_length=36)
    version = models.PositiveIntegerField()
    hash = models.CharField(max_length=64)
    published_at = models.DateTimeField(null=True)
    facets = models.JSONField()
    title = models.TextField()
    lead = models.TextField()
    body = models.TextField()
    length = models.FloatField()

    class Meta:
        verbose_name_plural = "entries"
        constraints = [
            models.UniqueConstraint(
                fields=["subject_kind", "subject_key", "locale", "type", "key"],
                name="one_entry_a_key",
            )
        ]
        indexes = [models.Index(fields=["locale", "length"], name="entry_lengths")]

    def __str__(self) -> str:
        return f"{self.type} {self.key} {self.locale} v{self.version}"


class Heard(models.Model):
    """Of when the index knows a release or a record, held or not.

    It stays when the subject is taken back: what is told late, of an earlier
    instant, cannot bring it back.
    """

    subject_kind = models.CharField(max_length=20)
    subject_key = models.CharField(max_length=36)
    locale = models.CharField(max_length=20)
    at = models.DateTimeField()

    class Meta:
        verbose_name_plural = "heard"
        constraints = [
            models.UniqueConstraint(
                fields=["subject_kind", "subject_key", "locale"],
                name="one_instant_a_subject",
            )
        ]

    def __str__(self) -> str:
        return f"{self.subject_kind} {self.subject_key} {self.locale}"
