"""The only code that changes the state of a release."""

from press.lifecycle.acting import Refused
from press.lifecycle.correction import correct, join
from press.lifecycle.lift import cancel_embargo, lift_now, set_embargo
from press.lifecycle.removal import erase, restore, withdraw
from press.lifecycle.review import approve, edited, send_back, submit
from press.lifecycle.snippets import record

__all__ = [
    "Refused",
    "approve",
    "cancel_embargo",
    "correct",
    "edited",
    "erase",
    "join",
    "lift_now",
    "record",
    "restore",
    "send_back",
    "set_embargo",
    "submit",
    "withdraw",
]
