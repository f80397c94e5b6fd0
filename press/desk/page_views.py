"""Wagtail's own screens for an edition, in the words of a release."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages
from wagtail.admin.ui.components import MediaContainer
from wagtail.admin.ui.side_panels import PageStatusSidePanel
from wagtail.admin.ui.tables import DateColumn, Table
from wagtail.admin.views.pages.create import CreateView
from wagtail.admin.views.pages.edit import EditView
from wagtail.admin.views.pages.listing import ExplorableIndexView
from wagtail.admin.viewsets.pages import PageViewSet

from press import models
from press.desk import finding, listing, sight

PRIVACY = "privacy.html"
WORKFLOW = "workflow.html"


class ReleaseSidePanel(PageStatusSidePanel):
    """Language, lock and usage; the state is on the panel, privacy is for nobody."""

    def get_status_templates(self, context: Any) -> list[str]:
        return [
            name
            for name in super().get_status_templates(context)
            if not name.endswith((PRIVACY, WORKFLOW))
        ]


def _own_status(panels: Any) -> MediaContainer:
    """Put our status panel in the place of Wagtail's, which its views name inside."""
    for panel in panels:
        if isinstance(panel, PageStatusSidePanel):
            panel.__class__ = ReleaseSidePanel
    return MediaContainer(list(panels))


class ReleaseEditView(EditView):
    """The editor of an edition; a save is a draft, whoever saves."""

    partials_template_name = "press/desk/edit_partials.html"

    def get_side_panels(self) -> MediaContainer:
        return _own_status(super().get_side_panels())

    def add_save_confirmation_message(self) -> None:
        if self.is_reverting:
            super().add_save_confirmation_message()
            return
        messages.success(self.request, _("The draft is saved."))


class ReleaseCreateView(CreateView):
    """The editor of a new release."""

    def get_side_panels(self) -> MediaContainer:
        return _own_status(super().get_side_panels())


class ReleaseExplorerView(finding.FindingMixin, ExplorableIndexView):
    """The editions below an index, with their releases' states."""

    template_name = "press/desk/explorer.html"
    results_template_name = "press/desk/releases_results.html"
    add_item_label = gettext_lazy("New release")
    table_class = Table
    table_classname = "listing"
    base_columns = [
        listing.ReleaseColumn(
            "release", label=gettext_lazy("Release"), sort_key="draft_title"
        ),
        listing.ReleaseColumn("state", label=gettext_lazy("State")),
        DateColumn(
            "latest_revision_created_at",
            label=gettext_lazy("Last change"),
            sort_key="latest_revision_created_at",
        ),
    ]
    default_ordering = "-latest_revision_created_at"
    base_filterset_class = listing.ReleaseFilterSet
    sort_order_field = None
    model = models.ReleasePage

    @property
    def explorable_columns(self) -> list[Any]:
        return self.columns

    def annotate_queryset(self, pages: Any) -> Any:
        return pages.defer_streamfields().select_related("locale")

    def get_base_queryset(self) -> Any:
        seen = sight.pages(self.request.user)
        return super().get_base_queryset().filter(pk__in=seen.values("pk"))

    def get_table_kwargs(self) -> dict[str, Any]:
        kwargs = super().get_table_kwargs()
        for name in ("actions_next_url", "show_locale_labels", "parent_page"):
            kwargs.pop(name, None)
        return kwargs

    def paginate_queryset(self, queryset: Any, page_size: int) -> Any:
        paginator, page, rows, more = super().paginate_queryset(queryset, page_size)
        page.object_list = self.with_pieces(listing.with_standing(list(rows)))
        return paginator, page, page.object_list, more


class ReleaseViewSet(PageViewSet):
    """What Wagtail uses for editions, and for exploring an index."""

    model = models.ReleasePage
    icon = "doc-full-inverse"
    edit_view_class = ReleaseEditView
    add_view_class = ReleaseCreateView
    index_view_class = ReleaseExplorerView
    filterset_class = listing.ReleaseFilterSet


release_pages = ReleaseViewSet("press_release_pages")
