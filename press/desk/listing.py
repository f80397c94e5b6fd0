"""The list of releases: one row each, with what is known of it in few queries."""

from typing import Any

import django_filters
from django.db.models import Case, Exists, IntegerField, OuterRef, Q, QuerySet, When
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import BaseColumn, DateColumn, Table
from wagtail.admin.views.pages.listing import IndexView
from wagtail.admin.viewsets.pages import PageListingViewSet
from wagtail.admin.widgets.button import Button, HeaderButton

from press import actors, clock, models, states, visibility
from press.desk import finding, panel, sight, wording
from press.desk import standing as standings


class ReleaseColumn(BaseColumn):
    """A cell drawn from where the release stands, by a template of its name."""

    def __init__(self, name: str, **kwargs: Any) -> None:
        super().__init__(name, **kwargs)
        self.cell_template_name = f"press/desk/cells/{name}.html"

    def get_cell_context_data(self, instance: Any, parent_context: Any) -> Any:
        context = super().get_cell_context_data(instance, parent_context)
        now: standings.Standing = instance.standing
        zone = now.release.zone
        context.update(
            now=now,
            edit_url=panel.edit_url(instance),
            label=states.LABELS[now.state],
            tone=wording.TONES[now.state],
            editions=[
                (row, wording.language(row.locale), wording.edition(row))
                for row in now.editions
            ],
            planned=now.planned_at and wording.instant(now.planned_at, zone=zone),
            blockers=wording.blockers(now),
        )
        return context


COLUMNS = [
    ReleaseColumn("release", label=gettext_lazy("Release"), sort_key="draft_title"),
    ReleaseColumn("state", label=gettext_lazy("State")),
    ReleaseColumn("languages", label=gettext_lazy("Languages")),
    ReleaseColumn("embargo", label=gettext_lazy("Embargo")),
    ReleaseColumn("blockers", label=gettext_lazy("What blocks it")),
    DateColumn(
        "latest_revision_created_at",
        label=gettext_lazy("Last change"),
        sort_key="latest_revision_created_at",
    ),
]


def with_standing(pages: list[Any]) -> list[Any]:
    """Give each edition its release's standing, read for all at once."""
    releases = models.Release.objects.filter(
        pk__in={page.translation_key for page in pages}
    )
    found = standings.of(releases, at=clock.now())
    for page in pages:
        page.standing = found[page.translation_key]
        page.release_state = page.standing.state
    return pages


def one_a_release(pages: QuerySet[Any]) -> QuerySet[Any]:
    """Keep one edition of each release: the source where it is among them."""
    source = models.Release.objects.filter(
        pk=OuterRef("translation_key"), source_locale=OuterRef("locale__language_code")
    )
    ranked = pages.annotate(
        rank=Case(When(Exists(source), then=0), default=1, output_field=IntegerField())
    )
    better = ranked.filter(translation_key=OuterRef("translation_key")).filter(
        Q(rank__lt=OuterRef("rank")) | Q(rank=OuterRef("rank"), pk__lt=OuterRef("pk"))
    )
    return ranked.filter(~Exists(better))


def in_state(pages: QuerySet[Any], state: states.State) -> QuerySet[Any]:
    """Keep the editions of releases that are in a state now."""
    at = clock.now()
    versions = models.Document.objects.filter(release=OuterRef("pk"))
    releases = models.Release.objects.all()
    if state in {states.State.DRAFT, states.State.REVIEW, states.State.APPROVED}:
        before = standings.of(releases.filter(~Exists(versions)), at=at)
        keys = [key for key, now in before.items() if now.state == state]
        return pages.filter(translation_key__in=keys)
    erased = Exists(versions.filter(erased_at__isnull=False))
    if state == states.State.ERASED:
        return pages.filter(translation_key__in=releases.filter(erased).values("pk"))
    releases = releases.filter(~erased)
    out = versions.filter(public_from__lte=at)
    if state == states.State.EMBARGOED:
        releases = releases.filter(Exists(versions), ~Exists(out))
        return pages.filter(translation_key__in=releases.values("pk"))
    taken_back = Exists(
        models.Withdrawal.objects.filter(
            visibility.withdrawn_q(at), release=OuterRef("pk")
        )
    )
    corrected = Exists(out.filter(corrected_at__isnull=False))
    conditions = {
        states.State.WITHDRAWN: Q(taken_back),
        states.State.CORRECTED: ~Q(taken_back) & Q(corrected),
        states.State.PUBLIC: ~Q(taken_back) & ~Q(corrected),
    }
    releases = releases.filter(Exists(out), conditions[state])
    return pages.filter(translation_key__in=releases.values("pk"))


class ReleaseFilterSet(WagtailFilterSet):
    """State, language and kind."""

    state = django_filters.ChoiceFilter(
        label=gettext_lazy("State"),
        choices=[(state.value, label) for state, label in states.LABELS.items()],
        method="filter_state",
    )
    locale = django_filters.ChoiceFilter(
        label=gettext_lazy("Language"),
        choices=lambda: [
            (code, wording.language(code))
            for code in models.ReleaseIndexPage.objects.values_list(
                "locale__language_code", flat=True
            ).order_by("pk")
        ],
        method="filter_locale",
    )
    kind = django_filters.ChoiceFilter(
        label=gettext_lazy("Kind"),
        choices=models.Release.Kind.choices,
        method="filter_kind",
    )

    class Meta:
        model = models.ReleasePage
        fields: list[str] = []

    def filter_state(self, rows: Any, _name: str, value: str) -> Any:
        return in_state(rows, states.State(value))

    def filter_locale(self, rows: Any, _name: str, value: str) -> Any:
        editions = models.ReleasePage.objects.filter(locale__language_code=value)
        return rows.filter(translation_key__in=editions.values("translation_key"))

    def filter_kind(self, rows: Any, _name: str, value: str) -> Any:
        releases = models.Release.objects.filter(kind=value)
        return rows.filter(translation_key__in=releases.values("pk"))


class ReleaseListView(finding.FindingMixin, IndexView):
    """All releases that the user may see, the last changed first."""

    page_title = gettext_lazy("Releases")
    template_name = "press/desk/releases.html"
    results_template_name = "press/desk/releases_results.html"
    table_class = Table
    table_classname = "listing"
    base_columns = COLUMNS
    base_filterset_class = ReleaseFilterSet
    show_locale_labels = False
    add_url = None
    add_item_label = gettext_lazy("New release")
    no_results_message = gettext_lazy("No release matches.")

    def get_base_queryset(self) -> QuerySet[Any]:
        rows = one_a_release(sight.pages(self.request.user))
        return rows.defer_streamfields().select_related("locale")

    def get_table_kwargs(self) -> dict[str, Any]:
        kwargs = super().get_table_kwargs()
        del kwargs["actions_next_url"], kwargs["show_locale_labels"]
        return kwargs

    def paginate_queryset(self, queryset: Any, page_size: int) -> Any:
        paginator, page, rows, more = super().paginate_queryset(queryset, page_size)
        page.object_list = self.with_pieces(with_standing(list(rows)))
        return paginator, page, page.object_list, more

    @cached_property
    def header_buttons(self) -> list[HeaderButton]:
        return new_release_buttons(self.request)

    @cached_property
    def header_more_buttons(self) -> list[Button]:
        if not actors.may(self.request.user, "erase"):
            return []
        url = reverse("press_log")
        return [Button(_("Log of all releases"), url=url, icon_name="history")]


def new_release_buttons(request: HttpRequest) -> list[HeaderButton]:
    """Return one button for each language that a release can be written in."""
    if not actors.may(request.user, "edit"):
        return []
    indexes = models.ReleaseIndexPage.objects.select_related("locale").order_by("path")
    return [
        HeaderButton(
            _("New release in %(language)s")
            % {"language": wording.language(index.locale.language_code)},
            url=reverse(
                "wagtailadmin_pages:add", args=("press", "releasepage", index.pk)
            ),
            icon_name="plus",
        )
        for index in indexes
        if index.permissions_for_user(request.user).can_add_subpage()
    ]


class ReleaseListViewSet(PageListingViewSet):
    """The menu entry."""

    model = models.ReleasePage
    index_view_class = ReleaseListView
    filterset_class = ReleaseFilterSet
    icon = "doc-full-inverse"
    menu_label = gettext_lazy("Releases")
    menu_order = 50
    add_to_admin_menu = True


release_list = ReleaseListViewSet("press_releases", url_prefix="releases")
