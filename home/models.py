"""HomePage and StandardPage: ordinary live pages that hold no release text."""

from typing import Any

from django.conf import settings
from django.db import models
from django.http import HttpRequest
from django.utils.module_loading import import_string
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField

from home import featured

TEXT_FEATURES = ["h2", "h3", "bold", "italic", "ol", "ul", "link"]


class HomePage(Page):
    """The start of the newsroom in one locale."""

    intro = models.TextField(blank=True, verbose_name=_("introduction"))
    featured = StreamField(
        featured.FEATURED_BLOCKS, blank=True, verbose_name=_("featured releases")
    )

    content_panels = [*Page.content_panels, FieldPanel("intro"), FieldPanel("featured")]
    subpage_types = ["press.ReleaseIndexPage", "home.StandardPage"]
    parent_page_types = ["wagtailcore.Page"]
    search_fields = [*Page.search_fields, index.SearchField("intro")]
    override_translatable_fields = [SynchronizedField("slug")]

    class Meta:
        verbose_name = _("home page")
        verbose_name_plural = _("home pages")

    def get_context(
        self, request: HttpRequest, *args: Any, **kwargs: Any
    ) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        add = import_string(settings.NEWSROOM_HOME_CONTEXT)
        context.update(add(request, page=self))
        return context


class StandardPage(Page):
    """A page of plain text: about the newsroom, practical matters."""

    intro = models.TextField(blank=True, verbose_name=_("introduction"))
    text = RichTextField(blank=True, features=TEXT_FEATURES, verbose_name=_("text"))

    content_panels = [*Page.content_panels, FieldPanel("intro"), FieldPanel("text")]
    parent_page_types = ["home.HomePage", "home.StandardPage"]
    subpage_types = ["home.StandardPage"]
    search_fields = [*Page.search_fields, index.SearchField("text")]
    override_translatable_fields = [
        SynchronizedField("slug"),
        SynchronizedField("show_in_menus"),
    ]

    class Meta:
        verbose_name = _("standard page")
        verbose_name_plural = _("standard pages")

    def get_context(
        self, request: HttpRequest, *args: Any, **kwargs: Any
    ) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        add = import_string(settings.NEWSROOM_STANDARD_CONTEXT)
        context.update(add(request, page=self))
        return context
