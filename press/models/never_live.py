"""A page that Wagtail never calls live: every override that this needs."""

import logging
from typing import Any

from django.apps import apps
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page, PagePermissionTester

from press import rights

logger = logging.getLogger(__name__)


class NeverLivePermissionTester(PagePermissionTester):
    """Nobody publishes, schedules or restricts such a page through Wagtail."""

    def can_publish(self) -> bool:
        return False

    def can_unpublish(self) -> bool:
        return False

    def can_unschedule(self) -> bool:
        return False

    def can_set_view_restrictions(self) -> bool:
        return False

    def can_submit_for_moderation(self) -> bool:
        return False

    def can_move(self) -> bool:
        return False

    def can_delete(self, ignore_bulk: bool = False) -> bool:
        if has_documents_below(self.page) or not self._may_edit():
            return False
        return super().can_delete(ignore_bulk=ignore_bulk)

    def _may_edit(self) -> bool:
        """Translators write an edition; they do not take it away."""
        names = self.user.groups.values_list("name", flat=True)
        return bool(
            self.user.is_superuser
            or rights.allows("edit", roles=rights.roles_in(names))
        )


class ReleaseIndexPermissionTester(PagePermissionTester):
    """Below an index nothing is created and published in one go."""

    def can_publish_subpage(self) -> bool:
        return False

    def can_set_view_restrictions(self) -> bool:
        return False

    def can_delete(self, ignore_bulk: bool = False) -> bool:
        if has_documents_below(self.page):
            return False
        return super().can_delete(ignore_bulk=ignore_bulk)


def has_documents_below(page: Page) -> bool:
    """Tell whether this page, or one below it, is of a release with documents."""
    keys = (
        apps.get_model("press", "ReleasePage")
        .objects.descendant_of(page, inclusive=True)
        .values("translation_key")
    )
    return bool(
        apps.get_model("press", "Document").objects.filter(release__in=keys).exists()
    )


class NeverLiveMixin:
    """Keeps a page a draft for Wagtail, whatever asks for more.

    The public reads documents; a row of such a page is the newest draft.
    """

    def save(self, *args: Any, **kwargs: Any) -> Any:
        self.live = False
        self.expired = False
        self.live_revision = None
        self.go_live_at = None
        self.expire_at = None
        self.first_published_at = None
        self.last_published_at = None
        return super().save(*args, **kwargs)  # type: ignore[misc]

    def save_revision(self, *args: Any, **kwargs: Any) -> Any:
        kwargs["approved_go_live_at"] = None
        revision = super().save_revision(*args, **kwargs)  # type: ignore[misc]
        if kwargs.get("previous_revision"):
            # Going back writes the revision alone; translation reads the row.
            self.save()
        return revision

    def save_draft(self, *, user: Any = None, log_action: bool = True) -> Any:
        """Write row and revision alike and return the revision.

        Code that changes a page uses this: `save_revision` alone would leave
        the row, which translation reads, behind.
        """
        self.save()
        return self.save_revision(user=user, log_action=log_action, clean=False)

    def publish(self, revision: Any, user: Any = None, **_kwargs: Any) -> None:
        """Refuse; a caller without a user is logged, and its run goes on.

        A raise there would stop everyone's scheduled publishing.
        """
        if user is not None:
            raise PermissionDenied(_("A release is made public on its own panel."))
        if revision.approved_go_live_at:
            revision.approved_go_live_at = None
            revision.save(update_fields=["approved_go_live_at"])
        logger.warning("Refused to publish page %s: releases are lifted", self.pk)

    def create_alias(self, **_kwargs: Any) -> None:
        """Refuse: an alias follows what its origin publishes, in another language."""
        raise PermissionDenied(_("A release has no aliases."))

    def permissions_for_user(self, user: Any) -> PagePermissionTester:
        return NeverLivePermissionTester(user, self)

    def route(self, request: Any, path_components: list[str]) -> Any:
        raise Http404

    def serve(self, request: Any, *args: Any, **kwargs: Any) -> Any:
        raise Http404

    def get_url_parts(self, request: Any = None) -> None:
        """No address of the editors' side: only a document has one."""
        return None

    @property
    def localized(self) -> Any:
        return self

    def get_sitemap_urls(self, request: Any = None) -> list[Any]:
        return []
