"""What Wagtail loads by name: the desk's addresses, menus, screens and guards."""

from typing import Any

from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import URLPattern
from django.utils.html import format_html
from wagtail import hooks
from wagtail.snippets.models import register_snippet

from press.desk import (
    closed,
    directory,
    entries,
    intake_hooks,
    listing,
    page_views,
    preview_screen,
    translation_hooks,
    webhook_hooks,
)

register_snippet(directory.DirectoryGroup)
hooks.register("construct_reports_menu", closed.without_reports)
hooks.register("construct_page_chooser_queryset", closed.choosable)
hooks.register("before_delete_page", closed.only_editors)
hooks.register("before_copy_page", closed.only_editors)
hooks.register("before_move_page", closed.only_editors)
hooks.register("before_bulk_action", closed.only_editors_in_bulk)
hooks.register("before_edit_page", closed.originals_for_editors)
translation_hooks.register()
intake_hooks.register()
preview_screen.register()
webhook_hooks.register()


@hooks.register("register_admin_urls")
def desk_urls() -> list[URLPattern]:
    """Return the addresses of the desk's own screens."""
    return entries.urls()


@hooks.register("register_admin_viewset")
def desk_viewsets() -> list[Any]:
    """Return the list of releases, and the screens of an edition."""
    return [listing.release_list, page_views.release_pages]


@hooks.register("insert_global_admin_css")
def desk_style() -> str:
    """Link the desk's style sheet."""
    return format_html('<link rel="stylesheet" href="{}">', static("newsroom/desk.css"))


@hooks.register("insert_editor_js")
def editor_script() -> str:
    """Load what keeps up with an editor who types."""
    address = static("newsroom/editor.js")
    return format_html('<script type="module" src="{}"></script>', address)


@hooks.register("construct_page_action_menu")
def keep_saving(items: list[Any], _request: HttpRequest, context: Any) -> None:
    """Leave one act in the footer of an edition."""
    entries.keep_saving(items, context)
