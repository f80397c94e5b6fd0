"""Draws the panel of a release in any screen of the desk that shows an edition."""

from typing import Any

from django import template

from press.desk import panel

register = template.Library()


@register.inclusion_tag("press/desk/panel.html", takes_context=True)
def release_panel(context: dict[str, Any], page: Any, user: Any = None) -> Any:
    """Draw the panel for an edition that exists; a hint for one being made.

    `user` is for templates that have no request, as those of panels.
    """
    if not page or not page.pk:
        return {"is_new": True}
    return panel.context(
        page.release,
        user=user or context["request"].user,
        here=page.locale.language_code,
    )
