"""The desk's index: every edition as its newest draft has it, names, words."""

from django.db import models


class Entry(models.Model):
    """An edition as the desk finds it.

    `tokens` are its stems and its words as written, each once; those of the
    headline stand there again behind `^`, and behind `#` the keys of the snippets
    that it names. The full-text structure of each engine hangs on that column.
    `written` are the words in order, and `text` is what a piece is shown of. A
    change gets a new row, so that a higher id is a later change.
    """

    page = models.OneToOneField(
        "press.ReleasePage", on_delete=models.CASCADE, related_name="+"
    )
    release = models.UUIDField(db_index=True)
    locale = models.CharField(max_length=20)
    tokens = models.TextField()
    written = models.TextField()
    text = models.TextField()

    # Wagtail would tell that the edition is used here.
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name_plural = "entries"

    def __str__(self) -> str:
        return f"{self.release} {self.locale}"


class Name(models.Model):
    """What a snippet is called in a locale; `tokens` each between spaces."""

    key = models.CharField(max_length=36)
    locale = models.CharField(max_length=20)
    text = models.TextField()
    tokens = models.TextField()

    wagtail_reference_index_ignore = True

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["key", "locale"], name="one_desk_name_a_locale"
            )
        ]

    def __str__(self) -> str:
        return f"{self.key} {self.locale}"


class Word(models.Model):
    """A word that some entry of a locale has: what a typing error may have meant."""

    locale = models.CharField(max_length=20)
    word = models.CharField(max_length=64)

    wagtail_reference_index_ignore = True

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["locale", "word"], name="one_desk_word_a_locale"
            )
        ]

    def __str__(self) -> str:
        return f"{self.word} ({self.locale})"
