"""A press release as a site of Wagtail would model it: parts as child objects."""

from django.db import models
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from wagtail.api import APIField
from wagtail.fields import RichTextField
from wagtail.models import Orderable, Page

LONG = 255


class Tag(models.Model):
    """A topic."""

    name = models.CharField(max_length=LONG)
    slug = models.SlugField(max_length=LONG)
    api_fields = [APIField("name"), APIField("slug")]

    def __str__(self) -> str:
        return self.name


class Contact(models.Model):
    """Whom journalists call."""

    name = models.CharField(max_length=LONG)
    email = models.CharField(max_length=LONG)
    phone = models.CharField(max_length=LONG)
    api_fields = [APIField("name"), APIField("email"), APIField("phone")]

    def __str__(self) -> str:
        return self.name


class Boilerplate(models.Model):
    """The standing text about an organisation."""

    title = models.CharField(max_length=LONG)
    text = RichTextField()
    api_fields = [APIField("title"), APIField("text")]

    def __str__(self) -> str:
        return self.title


class PeerPage(Page):
    """A release."""

    subtitle = models.CharField(max_length=500)
    summary = models.TextField()
    lead = RichTextField()
    body = models.JSONField()
    date = models.DateField(db_index=True)
    # The API has no filter by a range of dates.
    year = models.IntegerField(db_index=True)
    topics = ParentalManyToManyField(Tag)
    contacts = ParentalManyToManyField(Contact)
    boilerplates = ParentalManyToManyField(Boilerplate)

    api_fields = [
        APIField(name)
        for name in (
            *("subtitle", "summary", "lead", "body", "date", "year"),
            *("topics", "contacts", "boilerplates", "quotes"),
        )
    ]


class Quote(Orderable):
    """What a person said."""

    page = ParentalKey(PeerPage, on_delete=models.CASCADE, related_name="quotes")
    text = models.TextField()
    speaker = models.CharField(max_length=LONG)
    role = models.CharField(max_length=LONG)
    api_fields = [APIField("text"), APIField("speaker"), APIField("role")]
