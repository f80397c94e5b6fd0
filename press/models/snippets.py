"""Snippets: organisations, people, boilerplates, contacts, topics, places."""

from typing import Any

import phonenumbers
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import RichTextField
from wagtail.models import (
    DraftStateMixin,
    LockableMixin,
    RevisionMixin,
    TranslatableMixin,
)
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField, TranslatableField

INLINE_FEATURES = ["bold", "italic", "link"]
ROR = "https://ror.org/"


class Snippet(
    DraftStateMixin,
    LockableMixin,
    RevisionMixin,
    TranslatableMixin,
    index.Indexed,
    models.Model,
):
    """What every snippet is: a draft first, in one row per language."""

    record_kind = ""
    is_listed = False

    class Meta:
        abstract = True


class Place(Snippet):
    """A place of a dateline."""

    name = models.CharField(max_length=100, verbose_name=_("name"))
    country = models.CharField(
        max_length=2, blank=True, verbose_name=_("country"), help_text=_("ISO code")
    )
    zone = models.CharField(
        max_length=64, blank=True, verbose_name=_("time zone"), help_text=_("IANA name")
    )

    panels = [FieldPanel("name"), FieldPanel("country"), FieldPanel("zone")]
    search_fields = [index.SearchField("name"), index.AutocompleteField("name")]
    override_translatable_fields = [
        SynchronizedField("country", overridable=False),
        SynchronizedField("zone", overridable=False),
    ]

    class Meta(TranslatableMixin.Meta):
        verbose_name = _("place")
        verbose_name_plural = _("places")

    def __str__(self) -> str:
        return self.name


class Organisation(Snippet):
    """A body: its official names per language, and what identifies it."""

    record_kind = "organisation"

    name = models.CharField(max_length=255, verbose_name=_("name"))
    acronym = models.CharField(max_length=50, blank=True, verbose_name=_("acronym"))
    url = models.URLField(blank=True, verbose_name=_("web address"))
    ror = models.CharField(max_length=40, blank=True, verbose_name="ROR")
    wikidata = models.CharField(max_length=20, blank=True, verbose_name="Wikidata")
    country = models.CharField(
        max_length=2, blank=True, verbose_name=_("country"), help_text=_("ISO code")
    )
    is_listed: Any = models.BooleanField(
        default=False,
        verbose_name=_("always public"),
        help_text=_("Public even while no public release names it."),
    )

    panels = [
        FieldPanel("name"),
        FieldPanel("acronym"),
        FieldPanel("url"),
        FieldPanel("ror"),
        FieldPanel("wikidata"),
        FieldPanel("country"),
        FieldPanel("is_listed"),
    ]
    search_fields = [
        index.SearchField("name"),
        index.SearchField("acronym"),
        index.AutocompleteField("name"),
        index.AutocompleteField("acronym"),
    ]
    override_translatable_fields = [
        TranslatableField("acronym"),
        SynchronizedField("ror", overridable=False),
        SynchronizedField("wikidata", overridable=False),
        SynchronizedField("country", overridable=False),
    ]

    class Meta(TranslatableMixin.Meta):
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        """Refuse a ROR that is no address of that registry: it becomes a link."""
        super().clean()
        if self.ror and not self.ror.startswith(ROR):
            raise ValidationError({"ror": _("A ROR begins with https://ror.org/.")})


class Person(Snippet):
    """Somebody who speaks for an organisation."""

    record_kind = "person"

    name = models.CharField(max_length=200, verbose_name=_("name"))
    role = models.CharField(max_length=200, blank=True, verbose_name=_("current role"))
    organisation = models.ForeignKey(
        Organisation,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("organisation"),
    )
    bio = RichTextField(
        blank=True, features=INLINE_FEATURES, verbose_name=_("biography")
    )
    portrait = models.ForeignKey(
        settings.WAGTAILIMAGES_IMAGE_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("portrait"),
    )
    is_listed: Any = models.BooleanField(default=False, verbose_name=_("always public"))

    panels = [
        FieldPanel("name"),
        FieldPanel("role"),
        FieldPanel("organisation"),
        FieldPanel("bio"),
        FieldPanel("portrait"),
        FieldPanel("is_listed"),
    ]
    search_fields = [index.SearchField("name"), index.AutocompleteField("name")]
    override_translatable_fields = [SynchronizedField("name")]

    class Meta(TranslatableMixin.Meta):
        verbose_name = _("person")
        verbose_name_plural = _("people")

    def __str__(self) -> str:
        return self.name


class Boilerplate(Snippet):
    """The standing text about an organisation ("About X")."""

    record_kind = "boilerplate"

    title = models.CharField(
        max_length=200, verbose_name=_("title"), help_text=_("For example: About X")
    )
    organisation = models.ForeignKey(
        Organisation,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("organisation"),
    )
    text = RichTextField(features=INLINE_FEATURES, verbose_name=_("text"))
    is_listed: Any = models.BooleanField(default=False, verbose_name=_("always public"))

    panels = [
        FieldPanel("title"),
        FieldPanel("organisation"),
        FieldPanel("text"),
        FieldPanel("is_listed"),
    ]
    search_fields = [
        index.SearchField("title"),
        index.SearchField("text"),
        index.AutocompleteField("title"),
    ]

    class Meta(TranslatableMixin.Meta):
        verbose_name = _("About text")
        verbose_name_plural = _("About texts")

    def __str__(self) -> str:
        return self.title


class PressContact(Snippet):
    """Whom a journalist calls; the phone number is kept in E.164."""

    record_kind = "contact"

    name = models.CharField(max_length=200, verbose_name=_("name"))
    role = models.CharField(max_length=200, blank=True, verbose_name=_("role"))
    organisation = models.ForeignKey(
        Organisation,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("organisation"),
    )
    phone = models.CharField(
        max_length=20,
        blank=True,
        verbose_name=_("phone"),
        help_text=_("With country code, for example +33 1 99 00 12 34"),
    )
    email = models.EmailField(blank=True, verbose_name=_("e-mail"))
    languages = models.CharField(
        max_length=60,
        blank=True,
        verbose_name=_("languages"),
        help_text=_("Codes, for example: fr en"),
    )
    is_listed: Any = models.BooleanField(default=False, verbose_name=_("always public"))

    panels = [
        FieldPanel("name"),
        FieldPanel("role"),
        FieldPanel("organisation"),
        FieldPanel("phone"),
        FieldPanel("email"),
        FieldPanel("languages"),
        FieldPanel("is_listed"),
    ]
    search_fields = [index.SearchField("name"), index.AutocompleteField("name")]
    override_translatable_fields = [
        SynchronizedField("name", overridable=False),
        SynchronizedField("phone", overridable=False),
        SynchronizedField("email", overridable=False),
        SynchronizedField("languages", overridable=False),
    ]

    class Meta(TranslatableMixin.Meta):
        verbose_name = _("press contact")
        verbose_name_plural = _("press contacts")

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        """Keep the phone number in E.164; refuse one that nobody can call."""
        super().clean()
        if not self.phone:
            return
        try:
            number = phonenumbers.parse(self.phone)
        except phonenumbers.NumberParseException:
            number = None
        if number is None or not phonenumbers.is_possible_number(number):
            raise ValidationError(
                {
                    "phone": _(
                        "This is no phone number: write it with + and the country "
                        "code, for example +33 1 99 00 12 34."
                    )
                }
            )
        e164 = phonenumbers.PhoneNumberFormat.E164
        self.phone = phonenumbers.format_number(number, e164)


class Topic(Snippet):
    """A topic, for lists and filters."""

    record_kind = "topic"

    name = models.CharField(max_length=100, verbose_name=_("name"))

    panels = [FieldPanel("name")]
    search_fields = [index.SearchField("name"), index.AutocompleteField("name")]

    class Meta(TranslatableMixin.Meta):
        verbose_name = _("topic")
        verbose_name_plural = _("topics")

    def __str__(self) -> str:
        return self.name
