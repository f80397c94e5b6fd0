"""Promise: operators look after webhooks on the desk, and nobody else sees them."""

import pytest
from django.urls import reverse

from press import models
from press.delivery.webhooks import connecting, endpoints, keys
from tests import desk_browsing, factories, receiving

LIST, ADD = "/admin/webhooks/", "/admin/webhooks/add/"


@pytest.fixture(autouse=True)
def known_names(monkeypatch):
    """A public name and a private one; nothing is asked of the network."""
    found = {
        "hooks.example.org": ["93.184.215.14"],
        "rebound.example.org": ["10.0.0.9"],
    }
    monkeypatch.setattr(connecting, "names", lambda host, port: found.get(host, []))


@pytest.fixture
def operator(newsroom, client):
    client.force_login(newsroom.users["operator"])
    return client


def added(clock, url="https://hooks.example.org/in"):
    return endpoints.add(url, by=None, clock=clock)


@pytest.mark.parametrize("name", ["editor", "approver", "translator-fr"])
def test_other_roles_neither_see_nor_change_webhooks(newsroom, client, clock, name):
    endpoint, _secret = added(clock)
    client.force_login(newsroom.users[name])

    home = client.get("/admin/").content.decode()
    asked = {
        url: client.get(url).status_code
        for url in (LIST, ADD, f"{LIST}{endpoint.pk}/", f"{LIST}{endpoint.pk}/off/")
    }
    pressed = client.post(f"{LIST}{endpoint.pk}/delete/").status_code

    assert LIST not in home
    assert set(asked.values()) | {pressed} == {302}
    assert models.WebhookEndpoint.objects.count() == 1


def test_an_added_webhook_shows_its_secret_once(operator):
    assert LIST in operator.get("/admin/").content.decode()
    answer = operator.post(
        ADD,
        {
            "url": "https://hooks.example.org/in",
            "description": "The faculty's site",
            "kinds": ["release.published", "release.withdrawn"],
            "locales": ["fr"],
        },
    )

    endpoint = models.WebhookEndpoint.objects.get()
    secret = keys.current(endpoint)
    first = operator.get(answer["Location"])
    again = operator.get(answer["Location"])
    assert answer["Location"] == f"{LIST}{endpoint.pk}/"
    assert (endpoint.kinds, endpoint.locales) == (
        ["release.published", "release.withdrawn"],
        ["fr"],
    )
    assert secret in first.content.decode()
    assert "no-store" in first["Cache-Control"]
    assert "whsec_" not in again.content.decode()
    assert "whsec_" not in operator.get(LIST).content.decode()
    entry = models.AuditEntry.objects.order_by("-pk").first()
    assert (entry.action, entry.actor.username) == ("webhook_add", "operator")
    assert "whsec_" not in entry.reason


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("http://127.0.0.1:8000/", "private or reserved network"),
        ("https://rebound.example.org/", "private or reserved network"),
        ("https://nowhere.example.org/", "no address was found"),
        ("http://0x7f.1/", "four decimal numbers"),
        ("http://localhost/", "of a local network"),
        ("https://user:pass@hooks.example.org/", "user name and password"),
        ("ftp://hooks.example.org/", "must begin with https://"),
        ("https://hooks.example.org:22/", "80, 443 or higher than 1024"),
        ("https://été.example.org/", "plain ASCII"),
    ],
)
def test_a_refused_address_is_refused_with_the_reason(operator, url, said):
    page = operator.post(ADD, {"url": url})

    assert page.status_code == 200
    assert said in desk_browsing.words(page)
    assert not models.WebhookEndpoint.objects.exists()


def test_a_webhook_is_changed_with_the_same_checks(operator, clock):
    endpoint, _secret = added(clock)
    url = f"{LIST}{endpoint.pk}/change/"
    assert "https://hooks.example.org/in" in operator.get(url).content.decode()

    refused = operator.post(url, {"url": "http://10.0.0.1/"})
    answer = operator.post(
        url, {"url": "https://hooks.example.org/new", "locales": ["en"]}
    )

    endpoint.refresh_from_db()
    assert (refused.status_code, answer.status_code) == (200, 302)
    assert (endpoint.url, endpoint.locales) == ("https://hooks.example.org/new", ["en"])


def test_the_acts_are_asked_first_and_done_once(operator, pinned_clock):
    endpoint, secret = added(pinned_clock)
    one = f"{LIST}{endpoint.pk}/"

    for action in ("secret", "off", "delete", "on", "test"):
        assert operator.get(f"{one}{action}/").status_code == 200
    assert operator.get(f"{one}other/").status_code == 404
    rotated = operator.post(f"{one}secret/")
    page = desk_browsing.words(operator.get(rotated["Location"]))
    endpoint.refresh_from_db()
    assert keys.current(endpoint) in page
    assert keys.current(endpoint) != secret
    assert "The former secret signs too, until 11 March 2026, 10:00" in page

    told = desk_browsing.told(operator, operator.post(f"{one}off/"))
    assert told == ["The webhook is off."]
    told = desk_browsing.told(operator, operator.post(f"{one}test/"))
    assert told == ["The webhook is off: turn it on first."]
    told = desk_browsing.told(operator, operator.post(f"{one}on/"))
    assert told == ["The webhook is on."]
    told = desk_browsing.told(operator, operator.post(f"{one}delete/"))
    assert told == ["The webhook was deleted."]
    assert not models.WebhookEndpoint.objects.exists()


def test_a_test_message_is_sent_shown_and_sent_again(operator, pinned_clock, settings):
    settings.NEWSROOM_WEBHOOK_ALLOW = ["127.0.0.0/8"]
    with receiving.receiver() as server:
        server.statuses, server.body = [500], b"<script>alert(1)</script>"
        endpoint, _secret = receiving.endpoint(server, pinned_clock)
        one = f"{LIST}{endpoint.pk}/"
        operator.post(f"{one}test/")
        receiving.send(pinned_clock)
        failed = desk_browsing.words(operator.get(one))
        pinned_clock.tick(seconds=10)
        receiving.send(pinned_clock)
        delivery = models.WebhookDelivery.objects.get()
        url = reverse("press_webhook_replay", args=[endpoint.pk, delivery.pk])
        told = desk_browsing.told(operator, operator.post(url))
        told += desk_browsing.told(operator, operator.post(url))
        receiving.send(pinned_clock)
        delivered = desk_browsing.words(operator.get(one))

    assert "Waiting to be tried again" in failed
    assert "It answered with an error." in failed
    assert "&lt;script&gt;alert(1)" in failed
    assert "<script>alert(1)" not in failed
    assert told == ["The message is sent again.", "This message is still on its way."]
    assert "Delivered" in delivered
    assert server.ids == [str(delivery.message)] * 3


def test_the_first_screen_says_which_webhook_turned_itself_off(
    newsroom, client, operator, pinned_clock
):
    endpoint, _secret = added(pinned_clock)
    quiet = operator.get("/admin/").content.decode()
    endpoints.turn_off(endpoint, endpoints.Off.FAILING, clock=pinned_clock)

    loud = desk_browsing.words(operator.get("/admin/"))
    client.force_login(newsroom.users["editor"])
    other = client.get("/admin/").content.decode()

    assert "turned off" not in quiet
    assert "Webhooks that were turned off" in loud
    assert "Turned off: it failed for a day, 10 March 2026, 10:00" in loud
    assert "Webhooks that were turned off" not in other


def test_the_log_of_the_newsroom_says_what_was_done_to_webhooks(operator, pinned_clock):
    endpoint, _secret = added(pinned_clock)
    endpoints.turn_off(endpoint, endpoints.Off.GONE, clock=pinned_clock)

    page = desk_browsing.words(operator.get(reverse("press_log")))

    assert "Add a webhook" in page
    assert "Turn a webhook off" in page


def test_the_log_shows_a_release_by_its_reference(
    newsroom, operator, pinned_clock, settings
):
    settings.NEWSROOM_CONSUMERS = {"webhooks": "unused"}
    endpoint, _secret = added(pinned_clock)
    pinned_clock.tick(minutes=1)
    made = factories.public(newsroom, pinned_clock)
    receiving.hand_over(pinned_clock)

    page = desk_browsing.words(operator.get(f"{LIST}{endpoint.pk}/"))

    assert f"{made.release.reference} (English, v1)" in page
    assert f"{made.release.reference} (French, v1)" in page
    assert "New laboratory" not in page
