"""The URL map, on one screen."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path, re_path
from wagtail.admin import urls as wagtailadmin_urls

from home import views as pages
from newsroom import api, health, media
from press.delivery import file_views, quote_views, record_views, sitemap
from search import views as search_views

urlpatterns = [
    path("healthz", health.alive, name="healthz"),
    path("readyz", health.ready, name="readyz"),
    path("robots.txt", health.robots, name="robots"),
    path("sitemap.xml", sitemap.sitemap, name="sitemap"),
    path("files/<str:token>/<str:name>", file_views.file, name="file"),
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
    path("quotes/<uuid:key>/", quote_views.quote, name="quote"),
    path("about/<uuid:key>/", record_views.about, name="about"),
    path("people/<uuid:key>/", record_views.person, name="person"),
    path("organisations/<uuid:key>/", record_views.organisation, name="organisation"),
    path("topics/<str:slug>/", record_views.topic, name="topic"),
    # Wagtail asks for its pages' addresses by this name: home, plain pages, index.
    re_path(r"^(?P<path>.*)$", pages.page, name="wagtail_serve"),
)
