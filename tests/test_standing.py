"""Tests begin with a newsroom that was built once, and each finds it as it was."""

import pytest
from django.contrib.auth.models import User
from django.db import connection

from home.models import HomePage
from press import models

ACCOUNTS = ["approver", "editor", "operator", "translator-en", "translator-fr"]


def titles():
    return sorted(HomePage.objects.values_list("title", flat=True))


@pytest.mark.parametrize("turn", [1, 2])
def test_a_newsroom_is_as_it_was_built_whatever_a_test_before_made_of_it(
    newsroom, turn
):
    found = titles(), newsroom.homes["en"].title, newsroom.users["editor"].email
    accounts = sorted(User.objects.values_list("username", flat=True))
    newsroom.homes["en"].title = f"Changed {turn}"
    newsroom.homes["en"].save()
    newsroom.users.pop("editor").delete()

    assert found == (
        ["Newsroom en", "Newsroom fr"],
        "Newsroom en",
        "editor@example.org",
    )
    assert accounts == ACCOUNTS
    assert models.Release.objects.count() == 0
    assert titles() == [f"Changed {turn}", "Newsroom fr"]


@pytest.mark.django_db
def test_a_test_that_asks_for_no_newsroom_finds_none():
    assert titles() == []
    assert User.objects.count() == 0


@pytest.mark.django_db(transaction=True)
def test_a_test_that_commits_stands_in_no_transaction():
    assert not connection.in_atomic_block
    assert titles() == []
