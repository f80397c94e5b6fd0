"""Presses the acts of the desk in tests, as a browser would send them."""

from typing import Any

from django.test import Client
from django.urls import reverse

from tests import factories


def act_url(made: factories.Made, action: str, locale: str = "") -> str:
    """Return the address of an act."""
    if locale:
        return reverse("press_edition_action", args=[made.release.pk, action, locale])
    return reverse("press_release_action", args=[made.release.pk, action])


def edit_url(made: factories.Made, locale: str = "en") -> str:
    """Return the address of an edition's editor."""
    return reverse("wagtailadmin_pages:edit", args=[made.pages[locale].pk])


def sent_from(page: Any) -> dict[str, str]:
    """Return the hidden values that the form of an act's page would send."""
    form = page.context["form"]
    hidden = {"seal": page.context["seal"]}
    if "seen" in form.fields:
        hidden["seen"] = form.fields["seen"].initial
    return hidden


def press(client: Client, url: str, **data: str) -> Any:
    """Open an act's page, then send its form."""
    page = client.get(url)
    assert page.status_code == 200, (url, page.status_code)
    return client.post(url, sent_from(page) | data)


def words(response: Any) -> str:
    """Return a page's text with single spaces."""
    return " ".join(response.content.decode().split())


def told(client: Client, response: Any) -> list[str]:
    """Follow a redirect; return the messages on the page that it leads to."""
    assert response.status_code == 302, words(response)
    page = client.get(response["Location"])
    assert page.status_code == 200, response["Location"]
    return [str(message).strip() for message in page.context["messages"]]
