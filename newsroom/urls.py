"""The URL map, on one screen."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path, re_path
from wagtail.admin import urls as wagtailadmin_urls

from home import views as pages
from newsroom import api, health, media
from press.delivery import (
    feed_views,
    file_views,
    news_sitemap,
    preview_views,
    quote_views,
    record_views,
    sitemap,
)
from search import views as search_views

handler500 = "newsroom.broken.answer"

urlpatterns = [
    path("healthz", health.alive, name="healthz"),
    path("readyz", health.ready, name="readyz"),
    path("robots.txt", health.robots, name="robots"),
    path("sitemap.xml", sitemap.sitemap, name="sitemap"),
    path("sitemap-<int:number>.xml", sitemap.part, name="sitemap-part"),
    path("news-sitemap.xml", news_sitemap.sitemap, name="news-sitemap"),
    path("files/<str:token>/<str:name>", file_views.file, name="file"),
    path("preview/<str:token>/", preview_views.page, name="preview"),
    path("api/v1/openapi.json", api.openapi, name="openapi"),
    path("api/v1/docs", api.docs, name="api-docs"),
    path("api/v1/", api.unknown),
    path("api/v1/", api.urls()),
    re_path(r"^api(?:/(?P<path>.*))?$", api.unknown, name="api-unknown"),
    path("admin/media/<path:path>", media.media, name="media"),
    path("admin/", include("press.desk.closed")),
    path("admin/", include(wagtailadmin_urls)),
    path("", pages.root, name="root"),
]
urlpatterns += i18n_patterns(
    path("search/", search_views.search, name="search"),
    path("search/feed.atom", search_views.feed, name="search-feed"),
    path("quotes/<uuid:key>/", quote_views.quote, name="quote"),
    path("about/<uuid:key>/", record_views.about, name="about"),
    path("people/<uuid:key>/", record_views.person, name="person"),
    path("organisations/<uuid:key>/", record_views.organisation, name="organisation"),
    path("topics/<str:slug>/", record_views.topic, name="topic"),
    re_path(
        r"^topics/(?P<slug>[^/]+)/feed\.(?P<form>atom|rss|json)$",
        feed_views.topic,
        name="topic-feed",
    ),
    # Wagtail asks for its pages' addresses by this name: home, plain pages, index.
    re_path(r"^(?P<path>.*)$", pages.page, name="wagtail_serve"),
)
