"""The people of the story at their screens: each act is what their browser sends."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.contrib.admin.utils import quote
from django.test import Client
from django.urls import reverse
from lxml import html
from wagtail.models import Page
from wagtail_localize.models import Translation

from press import models
from tests import desk_browsing, edit_forms

FORM = {"content_type": "application/x-www-form-urlencoded"}


@dataclass
class Person:
    """Somebody signed in at the desk."""

    client: Client
    user: Any

    @classmethod
    def signed_in(cls, user: Any) -> "Person":
        """Return a person with a browser of their own."""
        client = Client()
        client.force_login(user)
        return cls(client, user)

    def opens(self, url: str) -> Any:
        """Open a screen that must be there."""
        answer = self.client.get(url)
        assert answer.status_code == 200, (url, answer.status_code)
        return answer

    def sends(self, url: str, data: dict[str, Any]) -> Any:
        """Send a form that must be taken: it answers with a redirect."""
        answer = self.client.post(url, data)
        assert answer.status_code == 302, (url, _errors(answer))
        return answer

    def acts(self, release: models.Release, action: str, locale: str = "", **data: Any):
        """Press an act of the panel; return the messages that follow."""
        name = "press_edition_action" if locale else "press_release_action"
        url = reverse(name, args=[release.pk, action, *([locale] if locale else [])])
        answer = desk_browsing.press(self.client, url, **data)
        return desk_browsing.told(self.client, answer)

    def edits(self, page: models.ReleasePage, **changes: Any) -> None:
        """Open an edition, change it and save the draft."""
        url = reverse("wagtailadmin_pages:edit", args=[page.pk])
        self.opens(url)
        self.sends(url, edit_forms.of_page(page, **changes))

    def publishes(self, row: Any, **changes: Any) -> None:
        """Open a snippet, change it and publish it."""
        url = snippet_url(row)
        sent = fields(self.opens(url)) | changes | {"action-publish": "action-publish"}
        self.sends(url, sent)

    def asks_for_translation(self, page: Page, locale: Any) -> None:
        """Submit a page for translation with everything that it names."""
        url = reverse("wagtail_localize:submit_page_translation", args=[page.pk])
        self.opens(url)
        self.sends(url, {"locales": [locale.pk]})

    def translates(self, translation: Translation, words: dict[str, str]) -> None:
        """Write every string of a translation."""
        for segment in translation.source.stringsegment_set.select_related("string"):
            source = segment.string.data
            url = reverse(
                "wagtail_localize:edit_string_translation",
                args=[translation.pk, segment.pk],
            )
            answer = self.client.put(url, _encoded(words.get(source, source)), **FORM)
            assert answer.status_code in {200, 201}, (url, answer.content)

    def publishes_translation(self, row: Any) -> None:
        """Publish a translated snippet in its translation editor."""
        self.opens(snippet_url(row))
        self.sends(snippet_url(row), {"action": "publish"})


def snippet_url(row: Any) -> str:
    """Return the address of a snippet's editor."""
    name = row.snippet_viewset.get_url_name("edit")
    return reverse(name, args=[quote(row.pk)])


def fields(answer: Any) -> dict[str, Any]:
    """Return what the longest form of a screen would send as it stands."""
    forms = html.fromstring(answer.content.decode()).forms
    form = max(forms, key=lambda held: len(held.fields))
    return {
        name: value
        for name, value in form.form_values()
        if name != "csrfmiddlewaretoken"
    }


def _encoded(value: str) -> bytes:
    return urlencode({"value": value}).encode()


def _errors(answer: Any) -> Any:
    form = (answer.context or {}).get("form") if answer.context else None
    return (answer.status_code, form.errors if form is not None else answer.content)
