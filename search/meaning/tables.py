"""The table of vectors: what the text of an entry means."""

from django.db import models


class Embedding(models.Model):
    """The vector of an entry's text; a row never changes.

    `digest` is that of the text and of the model. Entries come and go and know
    nothing of their vectors: one whose entry is gone is of no meaning, until it
    is copied for an entry with the same text, or tidied away.
    """

    entry = models.BigIntegerField(unique=True)
    digest = models.CharField(max_length=64, db_index=True)
    vector = models.BinaryField()

    class Meta:
        app_label = "search"

    def __str__(self) -> str:
        return f"entry {self.entry}"
