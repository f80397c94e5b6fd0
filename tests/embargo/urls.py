"""Every public address: the patterns of the URL map, and what is asked of each."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.db.models import Q, QuerySet
from django.urls import LocalePrefixPattern, get_resolver

from press import models
from press.models import ReleaseIndexPage
from tests.embargo.canaries import CANARIES, EARLIER, PLAIN
from tests.embargo.rooms import Secret

NOT_PUBLIC = ("admin/",)
NOBODY = "00000000-0000-4000-8000-000000000000"
SAID = ("title", "quote", "organisation")
PAIRED_AND_VIEWS = [
    ("locales=en,fr", "paragraph"),
    ("locales=fr,en", "lead"),
    ("locale=fr&view=summary", "title"),
]


@dataclass(frozen=True)
class Probe:
    """One question: its pattern, its address, and what it asks about.

    `kind` says whose own address it is (then the table knows its status);
    `shows` names the canary that the answer shows once the secret is out.
    """

    pattern: str
    path: str
    kind: str = ""
    shows: str = ""
    method: str = "GET"
    headers: dict[str, str] = field(default_factory=dict, hash=False)

    @property
    def word(self) -> str:
        """Return what the answer shows: a canary by its name, or an id itself."""
        return CANARIES.get(self.shows, self.shows)


def patterns() -> set[str]:
    """Return the public patterns as the resolver has them, those of the index too."""
    found = set(_walk(get_resolver(), ""))
    found |= {f"index:{row.pattern}" for row in ReleaseIndexPage.get_subpage_urls()}
    return found


def _walk(resolver: Any, prefix: str) -> Iterator[str]:
    for row in resolver.url_patterns:
        is_language = isinstance(row.pattern, LocalePrefixPattern)
        route = prefix + ("<locale>/" if is_language else str(row.pattern))
        if route.startswith(NOT_PUBLIC):
            continue
        if hasattr(row, "url_patterns"):
            yield from _walk(row, route)
        else:
            yield route


@dataclass(frozen=True)
class Asked:
    """What a reader of bad will could know of a secret, in one locale."""

    secret: Secret
    locale: str

    @property
    def key(self) -> str:
        return str(self.secret.release.pk)

    def of(self, name: str) -> str:
        """Return the key of something that the secret names."""
        return str(self.secret.named[name].translation_key)

    @property
    def index(self) -> str:
        return {"en": "/en/releases/", "fr": "/fr/communiques/"}[self.locale]

    @property
    def slug(self) -> str:
        return self.secret.slug(self.locale)

    @property
    def tokens(self) -> list[str]:
        """Return the tokens of previews that open nothing."""
        return self.secret.tokens.get(self.locale, [])

    @property
    def in_locale(self) -> str:
        return f"locale={self.locale}"


def secret_files() -> QuerySet[models.File]:
    """Return the kept bytes of what the secret names."""
    of_secret = Q(name__contains="kittiwrack") | Q(name__contains="bramblewode")
    return models.File.objects.filter(of_secret).order_by("pk")


def files(_asked: Asked) -> Iterator[Probe]:
    for row in secret_files():
        yield Probe("", f"/files/{row.token}/{row.name}", kind="file")
        yield Probe("", f"/files/{row.token}/other.pdf")
    yield Probe("", "/files/x/kittiwrack.png")


def api_list(
    name: str, *queries: str, shows: str
) -> Callable[[Asked], Iterator[Probe]]:
    """Return the questions to a list of the API: as it is, and narrowed."""

    def ask(asked: Asked) -> Iterator[Probe]:
        base = f"/api/v1/{name}?{asked.in_locale}"
        yield Probe("", f"{base}&limit=100", shows=shows)
        yield Probe("", f"{base}&limit=1")
        for query in queries:
            known = {key: asked.of(key) for key in ("organisation", "person")}
            yield Probe(
                "", f"{base}&{query.format(**known, key=asked.key)}", shows=shows
            )

    return ask


def api_item(name: str, of: str) -> Callable[[Asked], Iterator[Probe]]:
    """Return the questions to one item of the API."""

    def ask(asked: Asked) -> Iterator[Probe]:
        base = f"/api/v1/{name}/{asked.of(of)}"
        yield Probe("", f"{base}?{asked.in_locale}", kind="record", shows=of)
        yield Probe("", f"{base}?locale=de")

    return ask


def api_release(asked: Asked) -> Iterator[Probe]:
    for key in (asked.key, asked.secret.release.reference):
        base = f"/api/v1/releases/{key}"
        yield Probe("", f"{base}?{asked.in_locale}", kind="detail", shows="title")
        for query, shown in PAIRED_AND_VIEWS:
            yield Probe("", f"{base}?{query}", kind="detail", shows=shown)
        yield Probe("", f"{base}?{asked.in_locale}&view=full", kind="detail")
        yield Probe("", f"{base}?{asked.in_locale}", method="HEAD", kind="detail")
        yield Probe("", f"{base}?{asked.in_locale}", method="OPTIONS")
        yield Probe("", f"{base}?{asked.in_locale}", method="POST")


def api_versions(asked: Asked) -> Iterator[Probe]:
    base = f"/api/v1/releases/{asked.key}/versions"
    yield Probe("", f"{base}?{asked.in_locale}", kind="detail")


def api_version(asked: Asked) -> Iterator[Probe]:
    for number in (1, 2, 3):
        base = f"/api/v1/releases/{asked.key}/versions/{number}"
        yield Probe("", f"{base}?{asked.in_locale}", kind=f"version {number}")


def api_quote(asked: Asked) -> Iterator[Probe]:
    base = f"/api/v1/quotes/{asked.secret.quote}"
    yield Probe("", f"{base}?{asked.in_locale}", kind="quote", shows="quote")


def api_find(asked: Asked) -> Iterator[Probe]:
    base = "/api/v1/find?path="
    own = f"{asked.index}{asked.slug}/"
    yield Probe("", f"{base}{own}", kind="path", shows="slug")
    yield Probe("", f"{base}{settings.NEWSROOM_URL}{own}", kind="path", shows="slug")
    yield Probe("", f"{base}{own}".rstrip("/"), kind="path")
    yield Probe("", f"{base}{own}v/1/")
    yield Probe("", f"{base}{own}v/2/")
    quote = f"/{asked.locale}/quotes/{asked.secret.quote}/"
    yield Probe("", f"{base}{quote}", kind="quote")
    for name, of in RECORD_PAGES.items():
        path = f"/{asked.locale}/{name}/{asked.of(of)}/"
        yield Probe("", f"{base}{path}", kind="record")
    topic = f"/{asked.locale}/topics/{CANARIES['topic'].lower()}/"
    yield Probe("", f"{base}{topic}", kind="record", shows="topic")
    yield Probe("", f"{base}/{asked.locale}/about-us/")
    yield Probe("", f"{base}/{asked.locale}/{PLAIN['page slug']}/", kind="plain")
    yield Probe("", f"{base}{asked.index}")


def api_changes(asked: Asked) -> Iterator[Probe]:
    base = f"/api/v1/changes?{asked.in_locale}"
    # A person comes with the first release that names it.
    yield Probe("", f"{base}&limit=500", shows=asked.of("person"))
    yield Probe("", f"{base}&limit=1")
    yield Probe("", "/api/v1/changes?limit=500", shows=asked.of("person"))
    yield Probe("", f"{base}&since=nothing")


def preview(path: str) -> Callable[[Asked], Iterator[Probe]]:
    """Return the questions with tokens that open nothing, or nothing any more."""

    def ask(asked: Asked) -> Iterator[Probe]:
        for token in [*asked.tokens, "x", asked.key, f"{asked.key}.{asked.slug}"]:
            yield Probe("", path.format(token=token), kind="preview")

    return ask


def preview_files(asked: Asked) -> Iterator[Probe]:
    yield Probe("", "/api/v1/preview/x.y/files/x/kittiwrack.png", kind="preview")
    for token in [*asked.tokens, "x.y"]:
        for row in secret_files():
            path = f"/api/v1/preview/{token}/files/{row.token}/{row.name}"
            yield Probe("", path, kind="preview")


def api_search(asked: Asked) -> Iterator[Probe]:
    base = f"/api/v1/search?{asked.in_locale}"
    for name in SAID:
        yield Probe("", f"{base}&q={CANARIES[name]}", kind="found")
    yield Probe("", f"{base}&q={EARLIER['earlier']}")
    yield Probe("", f"{base}&q=harbour&limit=50")
    yield Probe("", f"{base}&q=harbour&person={asked.of('person')}")
    yield Probe("", f"{base}&q=spoken&sort=newest", shows="title")


def search_page(asked: Asked) -> Iterator[Probe]:
    base = f"/{asked.locale}/search/"
    yield Probe("", base)
    for name in SAID:
        yield Probe("", f"{base}?q={CANARIES[name]}", kind="found")
    yield Probe("", f"{base}?q=harbour")
    yield Probe("", f"{base}?q=spoken&topic={asked.of('topic')}", shows="title")


def api_suggest(asked: Asked) -> Iterator[Probe]:
    base = f"/api/v1/suggest?{asked.in_locale}"
    for name in ("title", "organisation", "person", "topic"):
        yield Probe("", f"{base}&q={CANARIES[name]}", kind="found")
        yield Probe("", f"{base}&q={CANARIES[name][:5]}", shows=name)
    yield Probe("", f"{base}&q={EARLIER['earlier']}")
    yield Probe("", f"{base}&q=harbour&limit=20")


def search_feed(asked: Asked) -> Iterator[Probe]:
    base = f"/{asked.locale}/search/feed.atom"
    yield Probe("", base)
    for name in SAID:
        yield Probe("", f"{base}?q={CANARIES[name]}", kind="found")
    yield Probe("", f"{base}?q=harbour")
    yield Probe("", f"{base}?q=spoken&topic={asked.of('topic')}", shows="title")


def record_page(name: str, of: str) -> Callable[[Asked], Iterator[Probe]]:
    """Return the questions to the page of a record."""

    def ask(asked: Asked) -> Iterator[Probe]:
        base = f"/{asked.locale}/{name}/{asked.of(of)}"
        yield Probe("", f"{base}/", kind="record", shows=of)
        yield Probe("", base)

    return ask


def topic_page(asked: Asked) -> Iterator[Probe]:
    slug = CANARIES["topic"].lower()
    yield Probe("", f"/{asked.locale}/topics/{slug}/", kind="record", shows="title")


def topic_feed(asked: Asked) -> Iterator[Probe]:
    base = f"/{asked.locale}/topics/{CANARIES['topic'].lower()}"
    for form in ("atom", "rss", "json"):
        yield Probe("", f"{base}/feed.{form}", kind="record", shows="lead")
    yield Probe("", f"{base}/feed.xml")


def index_feed(form: str) -> Callable[[Asked], Iterator[Probe]]:
    """Return the question to the feed of a locale, in one form."""

    def ask(asked: Asked) -> Iterator[Probe]:
        yield Probe("", f"{asked.index}feed.{form}", shows="lead")

    return ask


def quote_page(asked: Asked) -> Iterator[Probe]:
    base = f"/{asked.locale}/quotes/{asked.secret.quote}/"
    yield Probe("", base, kind="quote", shows="quote")
    yield Probe("", base, kind="quote", method="HEAD")


def below_a_locale(asked: Asked) -> Iterator[Probe]:
    home = f"/{asked.locale}/"
    yield Probe("", home, shows="title")
    yield Probe("", f"{home}about-us/", shows="slug")
    yield Probe("", f"{home}{PLAIN['page slug']}/", kind="plain")
    yield Probe("", f"{home}about-us/{asked.slug}/")
    yield Probe("", f"{home}{asked.slug}/")
    yield Probe("", f"{asked.index}{asked.slug}")


def archive(asked: Asked) -> Iterator[Probe]:
    yield Probe("", asked.index, shows="title")
    yield Probe("", f"{asked.index}?page=2")
    yield Probe("", f"{asked.index}?topic={CANARIES['topic'].lower()}", shows="title")
    yield Probe("", f"{asked.index}?kind=release&year=2026", shows="title")


def release_page(asked: Asked) -> Iterator[Probe]:
    other = "fr" if asked.locale == "en" else "en"
    path = f"{asked.index}{asked.slug}/"
    yield Probe("", path, kind="page", shows="lead")
    yield Probe("", path, kind="page", method="HEAD")
    yield Probe("", path, kind="page", headers={"If-None-Match": '"0", W/"0"'})
    yield Probe("", path, method="POST")
    yield Probe("", f"{asked.index}{asked.secret.slug(other)}/")
    page = asked.secret.made.pages[asked.locale]
    yield Probe("", f"{asked.index}{page.slug}/")
    yield Probe("", f"{asked.index}{asked.slug.upper()}/")
    yield Probe("", f"{asked.index}{EARLIER['earlier'].lower()}-plan-{asked.locale}/")


def version_page(asked: Asked) -> Iterator[Probe]:
    for number in (1, 2, 3):
        path = f"{asked.index}{asked.slug}/v/{number}/"
        yield Probe("", path, kind=f"version page {number}")


def at(*paths: str, shows: str = "") -> Callable[[Asked], Iterator[Probe]]:
    """Return a question to each of these addresses."""

    def ask(_asked: Asked) -> Iterator[Probe]:
        for path in paths:
            yield Probe("", path, shows=shows)

    return ask


def nothing(_asked: Asked) -> Iterator[Probe]:
    """Ask nothing: another pattern answers the same addresses."""
    return iter(())


RECORD_PAGES = {
    "about": "boilerplate",
    "people": "person",
    "organisations": "organisation",
}
# A pattern that is not here fails the build, by name.
PROBES: dict[str, Callable[[Asked], Iterator[Probe]]] = {
    "": at("/"),
    "healthz": at("/healthz"),
    "readyz": at("/readyz"),
    "robots.txt": at("/robots.txt"),
    "sitemap.xml": at("/sitemap.xml", shows="slug"),
    "sitemap-<int:number>.xml": at(
        "/sitemap-1.xml", "/sitemap-2.xml", "/sitemap-0.xml"
    ),
    "news-sitemap.xml": at("/news-sitemap.xml", shows="title"),
    "files/<str:token>/<str:name>": files,
    "api/v1/openapi.json": at("/api/v1/openapi.json"),
    "api/v1/docs": at("/api/v1/docs"),
    "api/v1/": at("/api/v1/"),
    "^api(?:/(?P<path>.*))?$": at("/api", "/api/", "/api/v2/pages/", "/api/v1/x/y"),
    "api/v1/releases": api_list(
        "releases",
        f"topic={CANARIES['topic'].lower()}",
        "organisation={organisation}",
        "person={person}",
        "year=2026",
        "from=2026-01-01&to=2026-12-31&order=oldest",
        "view=full",
        "kind=release",
        shows="title",
    ),
    "api/v1/releases/<key>": api_release,
    "api/v1/releases/<key>/versions": api_versions,
    "api/v1/releases/<key>/versions/<number>": api_version,
    "api/v1/quotes": api_list(
        "quotes", "speaker={person}", "release={key}", shows="quote"
    ),
    "api/v1/quotes/<key>": api_quote,
    "api/v1/boilerplates": api_list(
        "boilerplates", "organisation={organisation}", shows="boilerplate"
    ),
    "api/v1/boilerplates/<key>": api_item("boilerplates", "boilerplate"),
    "api/v1/organisations": api_list("organisations", shows="organisation"),
    "api/v1/organisations/<key>": api_item("organisations", "organisation"),
    "api/v1/people": api_list("people", "organisation={organisation}", shows="person"),
    "api/v1/people/<key>": api_item("people", "person"),
    "api/v1/contacts": api_list(
        "contacts", "organisation={organisation}", shows="contact"
    ),
    "api/v1/contacts/<key>": api_item("contacts", "contact"),
    "api/v1/topics": api_list("topics", shows="topic"),
    "api/v1/topics/<key>": api_item("topics", "topic"),
    "api/v1/newsroom": at(
        "/api/v1/newsroom?locale=en", "/api/v1/newsroom?locale=fr", shows="title"
    ),
    "api/v1/find": api_find,
    "api/v1/changes": api_changes,
    "preview/<str:token>/": preview("/preview/{token}/"),
    "api/v1/preview/<token>": preview("/api/v1/preview/{token}"),
    "api/v1/preview/<token>/files/<key>/<name>": preview_files,
    "api/v1/search": api_search,
    "api/v1/suggest": api_suggest,
    "<locale>/search/": search_page,
    "<locale>/search/feed.atom": search_feed,
    "<locale>/quotes/<uuid:key>/": quote_page,
    "<locale>/about/<uuid:key>/": record_page("about", "boilerplate"),
    "<locale>/people/<uuid:key>/": record_page("people", "person"),
    "<locale>/organisations/<uuid:key>/": record_page("organisations", "organisation"),
    "<locale>/topics/<str:slug>/": topic_page,
    "<locale>/^(?P<path>.*)$": below_a_locale,
    "index:": archive,
    r"<locale>/^topics/(?P<slug>[^/]+)/feed\.(?P<form>atom|rss|json)$": topic_feed,
    "index:feed.atom": index_feed("atom"),
    "index:feed.rss": index_feed("rss"),
    "index:feed.json": index_feed("json"),
    "index:<str:slug>/": release_page,
    "index:<str:slug>/v/<int:version>/": version_page,
}


def probes(secret: Secret, locale: str) -> list[Probe]:
    """Return every question in one locale."""
    asked = Asked(secret, locale)
    found = []
    for pattern, ask in PROBES.items():
        for probe in ask(asked):
            found.append(
                Probe(
                    pattern,
                    probe.path,
                    kind=probe.kind,
                    shows=probe.shows,
                    method=probe.method,
                    headers=probe.headers,
                )
            )
    return found
