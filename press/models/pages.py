"""The index of releases and the edition, a page that is always a draft."""

from typing import Any

from django.conf import settings
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.module_loading import import_string
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.contrib.routable_page.models import RoutablePageMixin, path
from wagtail.fields import RichTextField
from wagtail.models import Page
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField, TranslatableField

from press import clock, states
from press.blocks import body as body_blocks
from press.blocks import item_ids
from press.models import never_live, public, release_form, releases


class ReleaseIndexPage(RoutablePageMixin, Page):
    """The archive of releases in one locale; a plain live page of Wagtail.

    Its routes win over its children, and answer from documents: the views are
    named in settings, so that this table knows nothing of delivery.
    """

    intro = RichTextField(
        blank=True, features=["bold", "italic", "link"], verbose_name=_("introduction")
    )

    content_panels = [*Page.content_panels, FieldPanel("intro")]
    subpage_types = ["press.ReleasePage"]
    parent_page_types = ["home.HomePage"]
    override_translatable_fields = [SynchronizedField("slug")]

    class Meta:
        verbose_name = _("release index")
        verbose_name_plural = _("release indexes")

    def permissions_for_user(self, user: Any) -> Any:
        return never_live.ReleaseIndexPermissionTester(user, self)

    def _answer(self, view: str, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        return import_string(settings.NEWSROOM_INDEX_VIEWS[view])(
            request, index=self, **kwargs
        )

    @path("")
    def archive(self, request: HttpRequest) -> HttpResponse:
        return self._answer("archive", request)

    @path("feed.atom")
    def atom(self, request: HttpRequest) -> HttpResponse:
        return self._answer("feed", request, form="atom")

    @path("feed.rss")
    def rss(self, request: HttpRequest) -> HttpResponse:
        return self._answer("feed", request, form="rss")

    @path("feed.json")
    def json_feed(self, request: HttpRequest) -> HttpResponse:
        return self._answer("feed", request, form="json")

    @path("<str:slug>/")
    def release(self, request: HttpRequest, slug: str) -> HttpResponse:
        return self._answer("release", request, slug=slug)

    @path("<str:slug>/v/<int:version>/")
    def version(self, request: HttpRequest, slug: str, version: int) -> HttpResponse:
        return self._answer("version", request, slug=slug, version=version)


class ReleasePage(never_live.NeverLiveMixin, Page):
    """An edition: a release in one locale, as editors write it. Always a draft."""

    subtitle = models.CharField(max_length=255, blank=True, verbose_name=_("subtitle"))
    place = models.ForeignKey(
        "press.Place",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("place of the dateline"),
    )
    lead = RichTextField(
        blank=True, features=["bold", "italic", "link"], verbose_name=_("lead")
    )
    image = models.ForeignKey(
        settings.WAGTAILIMAGES_IMAGE_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("image"),
    )
    image_alt = models.CharField(
        max_length=300, blank=True, verbose_name=_("alternative text")
    )
    image_caption = models.CharField(
        max_length=300, blank=True, verbose_name=_("caption")
    )
    body = body_blocks.BlocksField(
        body_blocks.BODY_BLOCKS, blank=True, verbose_name=_("body")
    )
    contacts = body_blocks.BlocksField(
        body_blocks.CONTACT_BLOCKS, blank=True, verbose_name=_("press contacts")
    )
    topics = body_blocks.BlocksField(
        body_blocks.TOPIC_BLOCKS, blank=True, verbose_name=_("topics")
    )

    content_panels = [
        release_form.ReleasePanel(heading=_("Where it stands")),
        FieldPanel("title", heading=_("Headline")),
        FieldPanel("subtitle"),
        MultiFieldPanel(
            [
                FieldPanel("kind"),
                FieldPanel("place"),
                FieldPanel("release_date"),
            ],
            heading=_("Dateline"),
        ),
        FieldPanel("lead"),
        MultiFieldPanel(
            [
                FieldPanel("image"),
                FieldPanel("image_alt"),
                FieldPanel("image_caption"),
            ],
            heading=_("Main image"),
        ),
        FieldPanel("body"),
        FieldPanel("contacts"),
        FieldPanel("topics"),
    ]
    promote_panels: list[Any] = []
    settings_panels: list[Any] = []
    search_fields = [*Page.search_fields, index.SearchField("subtitle")]
    override_translatable_fields = [
        SynchronizedField("slug"),
        SynchronizedField("image", overridable=False),
        TranslatableField("title"),
    ]
    base_form_class = release_form.ReleasePageForm
    parent_page_types = ["press.ReleaseIndexPage"]
    subpage_types: list[str] = []
    template = "press/release_page.html"
    show_in_menus_default = False

    class Meta:
        verbose_name = _("release")
        verbose_name_plural = _("releases")

    @property
    def release(self) -> releases.Release:
        """The release that this page is an edition of."""
        return releases.Release.objects.get(pk=self.translation_key)

    @property
    def status_string(self) -> str:
        """The state of the release, where Wagtail's lists and choosers show one."""
        state = getattr(self, "release_state", None)
        return str(states.LABELS[state or self._derived_state()])

    def _derived_state(self) -> states.State:
        mine = {"release": self.translation_key}
        release = releases.Release.objects.filter(pk=self.translation_key).first()
        approved = releases.Approval.objects.filter(**mine, lapsed_at=None)
        required = (
            {*release.required_locales, release.source_locale} if release else {""}
        )
        return states.of(
            in_review=bool(release) and release.stage == release.Stage.REVIEW,
            all_approved=required <= set(approved.values_list("locale", flat=True)),
            versions=public.Document.objects.filter(**mine).defer("body"),
            withdrawals=releases.Withdrawal.objects.filter(**mine),
            at=clock.now(),
        )

    def save(self, *args: Any, **kwargs: Any) -> Any:
        """Save the draft; the first edition saved makes the release."""
        release, _created = releases.Release.objects.get_or_create(
            pk=self.translation_key,
            defaults={"source_locale": self.locale.language_code},
        )
        self.body = item_ids.settled(self.body)
        releases.claim_quotes(self.body, release=release)
        return super().save(*args, **kwargs)

    def save_revision(self, *args: Any, **kwargs: Any) -> Any:
        """Save the revision; a copied one names the quotes as its row does."""
        self.body = item_ids.settled(self.body)
        releases.claim_quotes(self.body, release=self.release)
        return super().save_revision(*args, **kwargs)

    def serve_preview(self, request: Any, mode_name: str) -> HttpResponse:
        frontend = import_string(settings.NEWSROOM_PREVIEW_VIEW)(request, page=self)
        if frontend is not None:
            return frontend
        context = import_string(settings.NEWSROOM_PREVIEW_CONTEXT)(request, page=self)
        return TemplateResponse(request, self.template, context)
