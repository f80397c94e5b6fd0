"""The only code that changes the state of a release."""

from press.lifecycle.acting import Refused
from press.lifecycle.correction import correct, join
from press.lifecycle.deletion import deleted, refuse_deletion
from press.lifecycle.erasure import erase
from press.lifecycle.lift import cancel_embargo, lift_now, set_embargo
from press.lifecycle.removal import restore, withdraw
from press.lifecycle.review import approve, edited, send_back, submit
from press.lifecycle.snippets import forget, record

__all__ = [
    "Refused",
    "approve",
    "cancel_embargo",
    "correct",
    "deleted",
    "edited",
    "erase",
    "forget",
    "join",
    "lift_now",
    "record",
    "refuse_deletion",
    "restore",
    "send_back",
    "set_embargo",
    "submit",
    "withdraw",
]
