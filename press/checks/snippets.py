"""What a translated edition names is no older than what its original names."""

import json
from collections.abc import Iterable, Iterator
from typing import Any

from django.utils.translation import gettext as _
from wagtail_localize.models import Translation

from press import editions, models, resolving
from press.checks import translation as translations


def are_up_to_date(
    page: models.ReleasePage, *, release: models.Release, built: editions.Built
) -> Iterable[resolving.Problem]:
    """Yield a problem for each snippet that is behind the one it is translated from.

    A contact whose name or number was mended in one language only would go out
    wrong in the other.
    """
    if page.locale.language_code == release.source_locale:
        return
    for row in _behind(built, locale_id=page.locale_id):
        what = {"kind": row._meta.verbose_name, "name": str(row)}
        yield resolving.Problem(
            "snippet-outdated",
            _(
                "“%(name)s” (%(kind)s) is behind its original: update it from the "
                "original and publish it."
            )
            % what,
            row=row,
        )


def _behind(built: editions.Built, *, locale_id: int) -> Iterator[Any]:
    keys = [key for kind, key in built.mentions if kind != "file"]
    rows = Translation.objects.filter(
        source__object_id__in=keys, target_locale_id=locale_id, enabled=True
    )
    for row in rows.select_related("source").order_by("pk"):
        model = row.source.specific_content_type.model_class()
        found = model.objects.filter(translation_key=row.source.object_id)
        by_locale = {snippet.locale_id: snippet for snippet in found}
        source, target = by_locale.get(row.source.locale_id), by_locale.get(locale_id)
        if source and target and target.live and _is_behind(row, source, target):
            yield target


def _is_behind(translation: Any, source: Any, target: Any) -> bool:
    stored = json.loads(translation.source.content_json)
    now = translations.content(source)
    if source.live and translations.content(source, stored) != now:
        return True
    published_at = target.last_published_at
    if published_at and translation.source.last_updated_at <= published_at:
        return False
    newest = target.get_latest_revision_as_object() if target.latest_revision else None
    return bool(newest and translations.content(newest) != translations.content(target))
