"""What an answer adds to a stored value, told once more and by other means."""

from typing import Any

from django.conf import settings

OBJECTS = {
    "quote": ("quotes", "quotes", "id"),
    "about": ("about", "boilerplates", "boilerplate"),
}


def answered(value: Any, *, locale: str) -> Any:
    """Return a stored value of the factories, whose rich text has no marks."""
    if isinstance(value, list):
        return [answered(item, locale=locale) for item in value]
    if not isinstance(value, dict):
        return value
    made = {name: answered(item, locale=locale) for name, item in value.items()}
    if "html" in made:
        made["markdown"] = made["text"]
    if made.get("type") in OBJECTS:
        page, api, name = OBJECTS[made["type"]]
        key = made[name]
        made["url"] = f"{settings.NEWSROOM_URL}/{locale}/{page}/{key}/"
        made["api_url"] = f"{settings.NEWSROOM_URL}/api/v1/{api}/{key}?locale={locale}"
    return made
