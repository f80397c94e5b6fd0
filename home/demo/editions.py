"""Writes the editions of the demo's releases, as drafts of the editors' side."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from wagtail.log_actions import log
from wagtail.models import Page, Revision

from home.demo import bodies, content, keys, plain_pages, wording
from home.demo import catalogue as catalogues
from press import lifecycle, slugs
from press.models import ReleasePage
from press.translation import localize


@dataclass(frozen=True)
class Desk:
    """What editions are made of: the text, what it names, where it goes."""

    text: content.Content
    catalogue: catalogues.Catalogue
    pages: plain_pages.Pages


def write(
    release: content.Release, *, locale: str, desk: Desk, by: Any, at: datetime
) -> ReleasePage:
    """Make an edition below the index of its locale."""
    page = ReleasePage(
        translation_key=keys.of("release", release.key),
        locale=desk.pages.locales[locale],
        slug=slugs.slug_of(release.headline[locale]),
        place_id=desk.catalogue.row("place", release.place, locale),
    )
    _fill(page, release, locale=locale, desk=desk)
    index = desk.pages.indexes[locale]
    index.refresh_from_db()
    index.add_child(instance=page)
    _save(page, by=by, at=at, action="wagtail.create")
    return page


def rewrite(
    page: ReleasePage,
    release: content.Release,
    *,
    locale: str,
    desk: Desk,
    by: Any,
    at: datetime,
) -> None:
    """Give an edition the words that a release has now.

    What was approved of it lapses at `at`, before the draft is saved: saving
    alone would date it by the clock.
    """
    _fill(page, release, locale=locale, desk=desk)
    lifecycle.edited(page, now=at)
    _save(page, by=by, at=at, action="wagtail.edit")


def hand_over(page: ReleasePage, *, source: ReleasePage, by: Any, at: datetime) -> None:
    """Give the words of a translation to the strings that translators work on.

    Where strings wrote this edition before, its own words replace them.
    """
    kept = localize.managed(page)
    if kept:
        localize.stop(kept)
    localize.start(source, page.locale, user=by)
    _date(page, at=at)


def half_translated(release: content.Release) -> content.Release:
    """Return a release whose body still has the words of its source elsewhere."""
    source = release.source
    value = release.model_dump(by_alias=True, exclude={"state"})
    value["body"] = _everywhere(value["body"], source)
    value["subtitle"] = _everywhere(value["subtitle"], source)
    return content.Release.model_validate({**value, "state": release.state})


def before_correction(release: content.Release) -> content.Release:
    """Return a release as it was before its correction, wrong words and all."""
    if release.correction is None:
        return release
    value = release.model_dump(by_alias=True, exclude={"correction"})
    for locale, (right, wrong) in release.correction.replaced.items():
        value = _replaced(value, locale=locale, right=right, wrong=wrong)
    correction = release.correction.model_dump(by_alias=True)
    return content.Release.model_validate({**value, "correction": correction})


def _fill(
    page: ReleasePage, release: content.Release, *, locale: str, desk: Desk
) -> None:
    page.title = page.draft_title = release.headline[locale]
    page.subtitle = release.subtitle[locale]
    page.lead = bodies.paragraph(release.lead[locale])
    if release.image:
        page.image_id = desk.catalogue.photos[release.image.image]
        page.image_alt = desk.catalogue.alts[release.image.image][locale]
        page.image_caption = release.image.caption[locale]
    raw: Any = bodies.build(release, locale=locale, catalogue=desk.catalogue)
    page.body = raw
    for kind, names in (("contact", release.contacts), ("topic", release.topics)):
        chosen: Any = bodies.chosen(
            kind, names, release=release, locale=locale, catalogue=desk.catalogue
        )
        setattr(page, f"{kind}s", chosen)


def _save(page: ReleasePage, *, by: Any, at: datetime, action: str) -> None:
    revision = page.save_draft(user=by, log_action=False)
    _date(page, at=at)
    log(
        instance=page,
        action=action,
        user=by,
        revision=revision,
        content_changed=True,
        timestamp=at,
    )


def _date(page: ReleasePage, *, at: datetime) -> None:
    """Date the newest draft on the day of its act, for the desk's lists."""
    row = Page.objects.get(pk=page.pk)
    Revision.objects.filter(pk=row.latest_revision_id).update(created_at=at)
    Page.objects.filter(pk=page.pk).update(latest_revision_created_at=at)


def _everywhere(value: Any, source: str) -> Any:
    """Return a value whose texts have the words of one locale in all."""
    if isinstance(value, dict):
        if set(value) == set(wording.LOCALES):
            return dict.fromkeys(value, value[source])
        return {key: _everywhere(part, source) for key, part in value.items()}
    if isinstance(value, list):
        return [_everywhere(part, source) for part in value]
    return value


def _replaced(value: Any, *, locale: str, right: str, wrong: str) -> Any:
    """Return a value whose texts in a locale have the wrong words for the right."""
    if isinstance(value, dict):
        return {
            key: part.replace(right, wrong)
            if key == locale and isinstance(part, str)
            else _replaced(part, locale=locale, right=right, wrong=wrong)
            for key, part in value.items()
        }
    if isinstance(value, list):
        return [
            _replaced(part, locale=locale, right=right, wrong=wrong) for part in value
        ]
    return value
