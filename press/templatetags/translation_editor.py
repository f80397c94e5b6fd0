"""What the translation editor shows beside wagtail-localize's own."""

import json
from typing import Any

from django import template

from press import models
from press.desk import translation_standing

register = template.Library()


@register.filter
def is_release(instance: Any) -> bool:
    """Tell whether this is an edition of a release."""
    return isinstance(instance, models.ReleasePage)


@register.filter
def guarded(props: str, instance: Any) -> str:
    """Return the editor's settings without what this newsroom has no use for."""
    value = json.loads(props)
    value["links"]["convertToAliasUrl"] = None
    if isinstance(instance, models.ReleasePage):
        # The button that would publish saves the draft, and is named so.
        value["perms"] |= {"canPublish": True, "canUnpublish": False}
        value["object"] |= {"isLive": False, "liveUrl": None}
    if not value["perms"]["canPublish"]:
        value["perms"]["canDelete"] = False
    return json.dumps(value)


@register.simple_tag(takes_context=True)
def translation_state(context: dict[str, Any], translation: Any) -> Any:
    """Return how far a translation is, as this user may see it."""
    return translation_standing.of(translation, user=context["request"].user)
