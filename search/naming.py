"""What facets and their values are called: as parameters, and in the reader's words."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import get_language_info
from django.utils.translation import gettext_lazy as _

from press import models
from search import facets

# `locale` is that of the reader, in every address.
LANGUAGE = "language"
PARAMETERS: Mapping[str, str] = {
    name: LANGUAGE if name == "locale" else name for name in facets.NAMES
}
FACETS: Mapping[str, str | Promise] = {
    "type": _("Type"),
    "kind": _("Kind of release"),
    "topic": _("Topic"),
    "organisation": _("Organisation"),
    "person": _("Person"),
    "year": _("Year"),
    "locale": _("Language"),
}
TYPES: Mapping[str, str | Promise] = {
    "release": _("Releases"),
    "quote": _("Quotes"),
    "about": _("About texts"),
    "person": _("People"),
    "organisation": _("Organisations"),
}
TYPE: Mapping[str, str | Promise] = {
    "release": _("Release"),
    "quote": _("Quote"),
    "about": _("About"),
    "person": _("Person"),
    "organisation": _("Organisation"),
    "topic": _("Topic"),
}
KINDS: Mapping[str, str | Promise] = dict(models.Release.Kind.choices)


def value(name: str, found: str) -> str:
    """Return what a value is called that is no record; what is unknown is itself."""
    if name == "type":
        return str(TYPES.get(found, found))
    if name == "kind":
        return str(KINDS.get(found, found))
    return _language(found) if name == "locale" else found


def _language(code: str) -> str:
    try:
        called: str = get_language_info(code)["name_translated"]
    except KeyError:
        return code
    return called[:1].upper() + called[1:]
