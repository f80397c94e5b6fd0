"""The index in the database: its documents, its words, and what it has heard of."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from search.meaning import tables as meaning_tables  # noqa: F401  (a table too)


class Entry(models.Model):
    """An object in one locale as the index holds it.

    `title`, `lead` and `body` are the tokens of each text, `names` and `words`
    the words as written of the title and of the rest; one space between. The
    full-text structure of each engine hangs on these columns. A row never
    changes: what changes gets a new one, so that a row can be kept by its id.
    `hash` is that of the whole object, and `facets` too are. `shown` holds the
    texts to show, which are those of that public version.
    """

    subject_kind = models.CharField(max_length=20)
    subject_key = models.CharField(max_length=36)
    type = models.CharField(max_length=20)
    key = models.CharField(max_length=36)
    locale = models.CharField(max_length=20)
    version = models.PositiveIntegerField()
    hash = models.CharField(max_length=64)
    published_at = models.DateTimeField(null=True)
    facets = models.JSONField()
    shown = models.JSONField()
    title = models.TextField()
    lead = models.TextField()
    body = models.TextField()
    names = models.TextField()
    words = models.TextField()
    length = models.FloatField()

    class Meta:
        verbose_name_plural = "entries"
        constraints = [
            models.UniqueConstraint(
                fields=["subject_kind", "subject_key", "type", "key", "locale"],
                name="one_entry_a_key",
            )
        ]
        # It tells ids by itself: rows are wide, and reading them is what takes time.
        indexes = [
            models.Index(fields=["key", "locale"], name="search_entries_by_place")
        ]

    def __str__(self) -> str:
        return f"{self.type} {self.key} {self.locale} v{self.version}"


class Word(models.Model):
    """In how many entries of a locale a token or a word as written stands."""

    class Kind(models.TextChoices):
        TOKEN = "token"  # noqa: S105 - a word of a text
        WRITTEN = "written"

    locale = models.CharField(max_length=20)
    kind = models.CharField(max_length=8, choices=Kind)
    word = models.CharField(max_length=64)
    letters = models.PositiveSmallIntegerField()
    count = models.IntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["locale", "kind", "word"], name="one_count_a_word"
            )
        ]
        indexes = [
            models.Index(
                fields=["locale", "kind", "letters"], name="search_words_by_length"
            )
        ]

    def __str__(self) -> str:
        return f"{self.word} ({self.locale}): {self.count}"


class Scope(models.Model):
    """How many entries a locale has, and how long they are together."""

    locale = models.CharField(max_length=20, unique=True)
    count = models.IntegerField()
    length = models.FloatField()

    def __str__(self) -> str:
        return f"{self.locale}: {self.count}"


class Synonym(models.Model):
    """Words and expressions that mean the same, one a line, in a locale or in all."""

    locale = models.CharField(_("language"), max_length=20, blank=True)
    expressions = models.TextField(_("expressions"))

    class Meta:
        verbose_name = _("synonym")
        verbose_name_plural = _("synonyms")

    def __str__(self) -> str:
        return ", ".join(self.expressions.splitlines())


class Expression(models.Model):
    """One of several expressions that mean the same, as tokens of a locale.

    Those of one `sense` and locale mean the same. `first` is the first token.
    They come from a synonym, or from the names of an organisation that is in the
    index: then it has its subject.
    """

    sense = models.CharField(max_length=60)
    locale = models.CharField(max_length=20)
    first = models.CharField(max_length=64)
    tokens = models.CharField(max_length=500)
    subject_kind = models.CharField(max_length=20, blank=True)
    subject_key = models.CharField(max_length=36, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["sense", "locale", "tokens"], name="one_expression_a_sense"
            )
        ]
        indexes = [
            models.Index(fields=["locale", "first"], name="search_expressions_by_first")
        ]

    def __str__(self) -> str:
        return f"{self.tokens} ({self.locale})"


class Heard(models.Model):
    """Of when the index knows a release or a record, held or not.

    It stays when the subject is taken back: what is told late, of an earlier
    instant, cannot bring it back. `number` is the place of its last change among
    all changes of the index.
    """

    subject_kind = models.CharField(max_length=20)
    subject_key = models.CharField(max_length=36)
    at = models.DateTimeField()
    number = models.BigIntegerField(default=0)

    class Meta:
        verbose_name_plural = "heard"
        constraints = [
            models.UniqueConstraint(
                fields=["subject_kind", "subject_key"], name="one_instant_a_subject"
            )
        ]
        indexes = [models.Index(fields=["number"], name="search_heard_by_number")]

    def __str__(self) -> str:
        return f"{self.subject_kind} {self.subject_key}"


class Unsent(models.Model):
    """An object that changed, of which Elasticsearch was not told yet.

    `number` is that of its subject's change. Who sends it has its `claim` until
    `next_try`; a newer change takes the claim back. `error` says why a try
    failed.
    """

    subject_kind = models.CharField(max_length=20)
    subject_key = models.CharField(max_length=36)
    type = models.CharField(max_length=20)
    key = models.CharField(max_length=36)
    number = models.BigIntegerField()
    claim = models.CharField(max_length=32, blank=True)
    attempts = models.PositiveIntegerField(default=0)
    next_try = models.DateTimeField(db_index=True)
    error = models.CharField(max_length=500, blank=True)

    class Meta:
        verbose_name_plural = "unsent"
        constraints = [
            models.UniqueConstraint(
                fields=["subject_kind", "subject_key", "type", "key"],
                name="one_unsent_a_key",
            )
        ]

    def __str__(self) -> str:
        return f"{self.type} {self.key}: {self.error or 'not sent yet'}"


class Mirror(models.Model):
    """The index at Elasticsearch that was filled, and told of each change since.

    One row. `index` is its name, or empty: then there is none, and one is to be
    filled. Who fills one has the row until `busy_until`. At `look_at` somebody
    looks whether the index is there still.
    """

    ONLY = 1

    index = models.CharField(max_length=255, blank=True)
    busy_until = models.DateTimeField(null=True)
    look_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.index
