"""Every setting of the newsroom; each environment variable is read once, here."""

import os
from pathlib import Path
from zoneinfo import available_timezones

from django.utils.translation import gettext_lazy as _

from newsroom import database_url, production

ROOT = Path(__file__).resolve().parent.parent
VAR = ROOT / "var"

NEWSROOM_ENV = os.environ.get("NEWSROOM_ENV", "development")
DEBUG = os.environ.get("DEBUG", "0") == "1"
SECRET_KEY = os.environ.get("SECRET_KEY", production.DEVELOPMENT_SECRET)
ALLOWED_HOSTS = os.environ.get("ALLOWED_HOSTS", "127.0.0.1,localhost,testserver").split(
    ","
)
NEWSROOM_URL = os.environ.get("NEWSROOM_URL", "http://127.0.0.1:8000").rstrip("/")
NEWSROOM_BEHIND_PROXY = os.environ.get("NEWSROOM_BEHIND_PROXY", "0") == "1"
DATABASE_URL = os.environ.get("DATABASE_URL", f"sqlite:///{VAR}/newsroom.sqlite3")
ELASTICSEARCH_URL = os.environ.get("ELASTICSEARCH_URL", "")
ELASTICSEARCH_API_KEY = os.environ.get("ELASTICSEARCH_API_KEY", "")
ELASTICSEARCH_CA_CERTS = os.environ.get("ELASTICSEARCH_CA_CERTS", "")
ELASTICSEARCH_TIMEOUT = float(os.environ.get("ELASTICSEARCH_TIMEOUT", "2"))
ELASTICSEARCH_INDEX = os.environ.get("ELASTICSEARCH_INDEX", "newsroom")
NEWSROOM_MEANING = os.environ.get("NEWSROOM_MEANING", "0") == "1"
NEWSROOM_SHARED = Path(os.environ.get("NEWSROOM_SHARED", ROOT.parent / "shared"))
NEWSROOM_MEDIA = Path(os.environ.get("NEWSROOM_MEDIA", VAR / "media"))
NEWSROOM_LOG_LEVEL = os.environ.get("NEWSROOM_LOG_LEVEL", "INFO")
EMAIL_HOST = os.environ.get("EMAIL_HOST", "")
EMAIL_PORT = int(os.environ.get("EMAIL_PORT", "587"))
EMAIL_HOST_USER = os.environ.get("EMAIL_HOST_USER", "")
EMAIL_HOST_PASSWORD = os.environ.get("EMAIL_HOST_PASSWORD", "")
DEFAULT_FROM_EMAIL = os.environ.get("DEFAULT_FROM_EMAIL", "newsroom@localhost")
NEWSROOM_CLOCK_SHIFT = float(os.environ.get("NEWSROOM_CLOCK_SHIFT", "0"))
NEWSROOM_FAILPOINT = os.environ.get("NEWSROOM_FAILPOINT", "")
NEWSROOM_SOAK = os.environ.get("NEWSROOM_SOAK", "0") == "1"

NEWSROOM_NAME = os.environ.get("NEWSROOM_NAME", "Newsroom")
NEWSROOM_ZONE = os.environ.get("NEWSROOM_ZONE", "Europe/Paris")
NEWSROOM_PHONE_REGION = os.environ.get("NEWSROOM_PHONE_REGION", "FR")
NEWSROOM_REQUIRED_LOCALES = ["en", "fr"]
NEWSROOM_FOUR_EYES = os.environ.get("NEWSROOM_FOUR_EYES", "1") == "1"
NEWSROOM_RENDITION_WIDTHS = [480, 960, 1600]
NEWSROOM_CONSUMERS = {
    "webhooks": "press.delivery.webhooks.fanning.deliver",
    "search": "search.sync.deliver",
    "purge": "press.delivery.purge.deliver",
    "log": "press.delivery.event_log.deliver",
}
NEWSROOM_WORK = {"webhooks": "press.delivery.webhooks.sending.work_one"}
NEWSROOM_RECONCILERS = {
    "search": "search.sync.differences",
    "desk-search": "search.desk.upkeep.differences",
}
if ELASTICSEARCH_URL:
    NEWSROOM_WORK["elasticsearch"] = "search.draining.work_one"
    NEWSROOM_RECONCILERS["elasticsearch"] = "search.proving.differences"
if NEWSROOM_MEANING:
    NEWSROOM_WORK["meaning"] = "search.meaning.embedding.work_one"
NEWSROOM_DESK_SEARCH = "search.desk.finding.releases"
NEWSROOM_INDEX_VIEWS = {
    "archive": "press.delivery.release_views.archive",
    "release": "press.delivery.release_views.release",
    "version": "press.delivery.release_views.version",
    "feed": "press.delivery.feed_views.archive",
}
NEWSROOM_PLAIN_LINKS = "home.queries.links"
NEWSROOM_PLAIN_TARGETS = "home.queries.targets"
NEWSROOM_PATH_RESOLVERS = [
    "home.paths.of_plain_pages",
    "press.delivery.paths.of_press",
]
NEWSROOM_HOME_CONTEXT = "home.views.home_context"
NEWSROOM_STANDARD_CONTEXT = "home.views.standard_context"
NEWSROOM_PREVIEW_CONTEXT = "press.delivery.release_views.preview_context"
NEWSROOM_PREVIEW_VIEW = "press.delivery.preview_views.frontend"
NEWSROOM_PREVIEW_URL = os.environ.get("NEWSROOM_PREVIEW_URL", "")
NEWSROOM_PREVIEW_HOURS = int(os.environ.get("NEWSROOM_PREVIEW_HOURS", "24"))
NEWSROOM_API_ROUTERS = {
    "": "press.delivery.api.router",
    "/newsroom": "home.api.router",
    "/search": "search.api.router",
    "/suggest": "search.suggest_api.router",
}
NEWSROOM_PREPARED_MIB = int(os.environ.get("NEWSROOM_PREPARED_MIB", "256"))
NEWSROOM_WEBHOOK_ALLOW = [
    network
    for network in os.environ.get("NEWSROOM_WEBHOOK_ALLOW", "").split(",")
    if network
]
NEWSROOM_PURGE_URL = os.environ.get("NEWSROOM_PURGE_URL", "")
# Name: the paths, how many requests an address has, in how many seconds.
NEWSROOM_RATE_LIMITS = {
    "search": (
        r"/api/v1/(search|suggest)$|/[A-Za-z-]+/search/",
        int(os.environ.get("NEWSROOM_RATE_SEARCH", "300")),
        60,
    ),
    "preview": (
        r"(/api/v1)?/preview/",
        int(os.environ.get("NEWSROOM_RATE_PREVIEW", "120")),
        60,
    ),
}
NEWSROOM_DEMO_PARTS = ["search.demo_synonyms.put_in"]
NEWSROOM_DEMO_PASSWORD = production.DEMO_PASSWORD
NEWSROOM_DEMO_ACCOUNTS = {
    "editor": "editor",
    "approver": "approver",
    "translator": "translator",
    "operator": "operator",
    "administrator": "admin",
}

INSTALLED_APPS = [
    "newsroom",
    "home",
    "search",
    "search.desk",
    "press",
    "wagtail_localize",
    "wagtail_localize.locales",
    "wagtail.contrib.routable_page",
    "wagtail.contrib.settings",
    "wagtail.contrib.table_block",
    "wagtail.embeds",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "ninja",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "newsroom.security.SecurityHeadersMiddleware",
    "press.delivery.cors.CorsMiddleware",
    "press.delivery.rate_limits.RateLimitMiddleware",
    "press.delivery.caching.PublicAnswersMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "newsroom.locale_middleware.NewsroomLocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]

ROOT_URLCONF = "newsroom.urls"
WSGI_APPLICATION = "newsroom.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [ROOT / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.debug",
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "home.frame.context",
            ]
        },
    }
]

DATABASES = {"default": database_url.parse(DATABASE_URL)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

LANGUAGE_CODE = "en"
LANGUAGES = [("en", _("English")), ("fr", _("French"))]
WAGTAIL_CONTENT_LANGUAGES = LANGUAGES
LOCALE_PATHS = [ROOT / "newsroom" / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = NEWSROOM_ZONE

STATIC_URL = "/static/"
STATIC_ROOT = VAR / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": (
            "whitenoise.storage.CompressedManifestStaticFilesStorage"
            if NEWSROOM_ENV == "production"
            else "django.contrib.staticfiles.storage.StaticFilesStorage"
        )
    },
}
WHITENOISE_USE_FINDERS = NEWSROOM_ENV != "production"
WHITENOISE_AUTOREFRESH = NEWSROOM_ENV != "production"
MEDIA_ROOT = NEWSROOM_MEDIA
MEDIA_URL = "/admin/media/"

WAGTAIL_SITE_NAME = NEWSROOM_NAME
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "search.desk.wagtail_backend"}}
WAGTAILADMIN_BASE_URL = NEWSROOM_URL
WAGTAIL_I18N_ENABLED = True
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAILIMAGES_IMAGE_MODEL = "press.Photo"
WAGTAILDOCS_DOCUMENT_MODEL = "press.Attachment"
WAGTAILDOCS_SERVE_METHOD = "direct"
WAGTAILLOCALIZE_SYNC_LIVE_STATUS_ON_TRANSLATE = False
WAGTAILLOCALIZE_DISABLE_ON_DELETE = True
WAGTAIL_WORKFLOW_ENABLED = False
# "localtime" is a machine's own name for a zone, which no browser knows.
WAGTAIL_USER_TIME_ZONES = sorted(available_timezones() - {"localtime"})
WAGTAILREDIRECTS_AUTO_CREATE = False
WAGTAILADMIN_PAGE_SEARCH_FILTER_BY_PERMISSIONS = True

SECURE = NEWSROOM_URL.startswith("https://")
SECURE_HSTS_SECONDS = 31_536_000 if SECURE else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = False
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
SECURE_PROXY_SSL_HEADER = (
    ("HTTP_X_FORWARDED_PROTO", "https") if NEWSROOM_BEHIND_PROXY else None
)
SESSION_COOKIE_SECURE = SECURE
CSRF_COOKIE_SECURE = SECURE
SESSION_COOKIE_HTTPONLY = True
CSRF_TRUSTED_ORIGINS = [NEWSROOM_URL]
X_FRAME_OPTIONS = "DENY"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation." + name}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
] + [{"NAME": "newsroom.passwords.NotTheDemoPassword"}]

EMAIL_BACKEND = (
    "django.core.mail.backends.smtp.EmailBackend"
    if EMAIL_HOST
    else "django.core.mail.backends.console.EmailBackend"
)
EMAIL_USE_TLS = EMAIL_PORT == 587
EMAIL_TIMEOUT = 10

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(levelname)s %(name)s: %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": NEWSROOM_LOG_LEVEL},
    "loggers": {
        # Their lines for information hold titles of drafts: no place for them.
        "wagtail": {"level": "WARNING"},
        "modelsearch": {"level": "WARNING"},
        "django_tasks": {"level": "WARNING"},
        # It has a line for each request.
        "elastic_transport": {"level": "WARNING"},
        # A path that was not found may be one that will be.
        "django.request": {"level": "ERROR"},
        # Whoever knocks with the name of another could fill the log.
        "django.security.DisallowedHost": {"level": "CRITICAL"},
    },
}

production.refuse(
    env=NEWSROOM_ENV,
    debug=DEBUG,
    secret=SECRET_KEY,
    hosts=ALLOWED_HOSTS,
    clock_shift=NEWSROOM_CLOCK_SHIFT,
    failpoint=NEWSROOM_FAILPOINT,
)
