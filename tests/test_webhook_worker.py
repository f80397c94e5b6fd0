"""Promise: the worker sends each message; a slow receiver holds up nobody else."""

import threading
import time

import pytest
from django.core.management import CommandError, call_command
from django.db import connections

from press import clock, models
from press.delivery.webhooks import endpoints
from press.management.commands import work
from tests import receiving

GUARD = 30


@pytest.fixture(autouse=True)
def local(settings):
    settings.NEWSROOM_WEBHOOK_ALLOW = ["127.0.0.0/8"]
    settings.NEWSROOM_CONSUMERS = {
        "webhooks": "press.delivery.webhooks.fanning.deliver"
    }


def until(condition):
    """Wait for a condition, within the guard."""
    give_up_at = time.monotonic() + GUARD
    while not condition():
        assert time.monotonic() < give_up_at, "it never came"
        time.sleep(0.02)


def wait_for(server, count):
    endpoint, _secret = receiving.endpoint(server, clock.now)
    for _number in range(count):
        endpoints.send_test(endpoint, by=None, clock=clock.now)


@pytest.mark.django_db(transaction=True)
def test_a_slow_receiver_holds_up_no_other():
    go_on = threading.Event()
    with receiving.receiver() as slow, receiving.receiver() as quick:
        slow.on_message = lambda _message: go_on.wait(GUARD)
        wait_for(slow, 1)
        wait_for(quick, 1)
        command = work.Command()
        worker = threading.Thread(target=call_command, args=[command])
        worker.start()
        try:
            until(lambda: slow.heard and quick.heard)
            until(lambda: models.WebhookDelivery.objects.exclude(done_at=None))
        finally:
            go_on.set()
            command.stop.set()
            worker.join(GUARD)
    connections.close_all()


@pytest.mark.django_db(transaction=True)
def test_once_hands_over_and_sends_all_that_is_due(capsys):
    with receiving.receiver() as server:
        wait_for(server, 3)

        call_command("work", "--once")

    assert len(server.heard) == 3
    assert "3 deliveries tried" in capsys.readouterr().out


@pytest.mark.django_db(transaction=True)
def test_the_listener_registers_verifies_prints_and_leaves_nothing(capsys):
    def listen():
        try:
            call_command("webhook_listen", "--register", "--port", "0", "--count", "1")
        finally:
            connections.close_all()

    listening = threading.Thread(target=listen)
    listening.start()
    until(lambda: models.WebhookEndpoint.objects.exists())
    endpoint = models.WebhookEndpoint.objects.get()
    sent = endpoints.send_test(endpoint, by=None, clock=clock.now)
    call_command("work", "--once")
    listening.join(GUARD)

    said = capsys.readouterr().out
    assert f"{sent.message} {sent.body}" in said
    assert not models.WebhookEndpoint.objects.exists()


def test_the_listener_registers_only_where_a_setting_lets_it(db, settings):
    settings.NEWSROOM_WEBHOOK_ALLOW = []

    with pytest.raises(CommandError, match="NEWSROOM_WEBHOOK_ALLOW=127"):
        call_command("webhook_listen", "--register", "--port", "0")
    with pytest.raises(CommandError, match="--secret"):
        call_command("webhook_listen", "--port", "0")
    assert not models.WebhookEndpoint.objects.exists()
