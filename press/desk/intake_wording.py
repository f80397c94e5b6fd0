"""What the screens of an import say: how grave a finding is, why words are left."""

from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

SEVERITIES: dict[str, Promise] = {
    "E": _("Error"),
    "W": _("Warning"),
    "I": _("Note"),
}
REASONS: dict[str, Promise] = {
    "joint": _("joins the names of a list"),
    "before-headline": _("stands before the headline"),
    "in-contacts": _("stands among the contacts and reaches nobody"),
    "beside-speaker": _("stands beside the name of a speaker"),
    "contact-heading": _("a second heading of the contacts"),
    "image": _("belongs to an image"),
    "comment": _("a comment that no reader sees"),
    "link-title": _("the hidden title of a link"),
    "marker": _("the number of an item without text"),
    "unread": _("could not be read"),
}
HIDDEN = _("text that no reader sees")
ROLES: dict[str, Promise] = {
    "lead": _("Lead"),
    "member": _("Member"),
    "partner": _("Partner"),
}


def findings(shown: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return findings with their severity in words, the gravest first."""
    order = list(SEVERITIES)
    return [
        {**one, "word": SEVERITIES[one["severity"]], "quote": _quote(one)}
        for one in sorted(shown, key=lambda one: order.index(one["severity"]))
    ]


def _quote(one: dict[str, Any]) -> str:
    """Return the excerpt of a finding, where its message does not hold it."""
    excerpt = str(one["place"]["excerpt"])
    return "" if excerpt in one["message"] else excerpt


def counted(shown: list[dict[str, Any]]) -> list[tuple[Promise, int]]:
    """Return how many findings there are, by severity."""
    return [
        (word, count)
        for key, word in SEVERITIES.items()
        if (count := sum(one["severity"] == key for one in shown))
    ]


def unplaced(found: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the unplaced words with the reason in words."""
    return [{**one, "why": REASONS.get(one["reason"], HIDDEN)} for one in found]
