"""A translated edition is complete, in its own language, and up to date."""

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.core.serializers.json import DjangoJSONEncoder
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from wagtail_localize.fields import get_translatable_fields
from wagtail_localize.models import StringTranslation, Translation
from wagtail_localize.segments import StringSegmentValue
from wagtail_localize.segments.extract import extract_segments
from wagtail_localize.strings import StringValue

from press import editions, models, resolving

SHOWN = 8
# A run of words that no name, number, title or address has in both languages.
RUNNING_WORD = re.compile(r"\b[^\W\d_A-Z][^\W\d_]+\b")
RUNNING_WORDS = 6
OWN_FIELDS = {"slug", "first_published_at", "go_live_at", "expire_at"}


@dataclass(frozen=True)
class Gap:
    """A string of an edition that is not a translation of what stands in the source."""

    rule: str
    field: str
    words: str
    block: UUID | None = None
    detail: str = ""


MESSAGES: dict[str, Promise] = {
    "not-translated": _("Not translated yet: %(field)s, “%(words)s”."),
    "translation-refused": _(
        "This translation cannot be used: %(field)s, “%(words)s”. %(detail)s"
    ),
    "source-changed": _(
        "The original has changed: %(field)s, “%(words)s”. Update this edition "
        "from the original."
    ),
    "source-moved-on": _(
        "The original has changed in something else than its words. Update this "
        "edition from the original."
    ),
    "still-the-source": _(
        "Still in the language of the original: %(field)s, “%(words)s”."
    ),
}


def is_complete(
    page: models.ReleasePage, *, release: models.Release, built: editions.Built
) -> Iterable[resolving.Problem]:
    """Yield a problem for each string of a target edition without translation."""
    if page.locale.language_code == release.source_locale:
        return
    source = models.ReleasePage.objects.filter(
        translation_key=release.pk, locale__language_code=release.source_locale
    ).first()
    if source is None:
        return
    source = editions.newest_draft(source)
    translation = managed(page)
    gaps = (
        [*untranslated(translation), *outdated(translation, source=source)]
        if translation
        else still_the_source(page, source=source)
    )
    for gap in gaps:
        yield resolving.Problem(gap.rule, written(gap), gap.block)


def written(gap: Gap) -> str:
    """Return a gap in an editor's words."""
    named = {"field": gap.field, "words": gap.words, "detail": gap.detail}
    return str(MESSAGES[gap.rule]) % named


def managed(instance: Any) -> Any:
    """Return the translation that writes this page or snippet, or None."""
    return (
        Translation.objects.filter(
            source__object_id=instance.translation_key,
            target_locale_id=instance.locale_id,
            enabled=True,
        )
        .select_related("source", "source__locale", "target_locale")
        .first()
    )


def untranslated(translation: Any) -> list[Gap]:
    """Return the stored strings that have no translation that can be used."""
    source = translation.source
    missing = (
        source.stringsegment_set.annotate_translation(translation.target_locale)
        .filter(translation=None)
        .select_related("string", "context")
        .order_by("order")
    )
    refused = {
        (row.translation_of_id, row.context_id): row
        for row in StringTranslation.objects.filter(
            locale=translation.target_locale,
            context__object_id=source.object_id,
            has_error=True,
        ).select_related("translation_of", "context")
    }
    model = source.specific_content_type.model_class()
    found = []
    for segment in missing:
        row = refused.get((segment.string_id, segment.context_id))
        found.append(
            _gap(
                "translation-refused" if row else "not-translated",
                segment.context.path,
                segment.string.data,
                model=model,
                field_path=segment.context.field_path,
                detail=(row.get_error() or "") if row else "",
            )
        )
    return found


def outdated(translation: Any, *, source: Any) -> Iterator[Gap]:
    """Yield what the source's newest draft has that the stored strings have not.

    Where the stored content is the draft's, nothing is taken apart.
    """
    stored = json.loads(translation.source.content_json)
    if content(source, stored) == content(source):
        return
    known = set(
        translation.source.stringsegment_set.values_list(
            "context__path", "string__data"
        )
    )
    model = type(source)
    changed = [
        segment
        for segment in strings_of(source)
        if (segment.path, segment.string.data) not in known
    ]
    for segment in changed:
        yield _gap("source-changed", segment.path, segment.string.data, model=model)
    if not changed:
        yield Gap("source-moved-on", "", "")


def still_the_source(page: Any, *, source: Any) -> Iterator[Gap]:
    """Yield the running text of an edition that equals its source's, word for word."""
    theirs = {(segment.path, segment.string.data) for segment in strings_of(source)}
    for segment in strings_of(page):
        data = segment.string.data
        if (segment.path, data) in theirs and is_running_text(data):
            yield _gap("still-the-source", segment.path, data, model=type(page))


def is_running_text(data: str) -> bool:
    """Tell whether a string is prose, which no two languages write alike."""
    return len(RUNNING_WORD.findall(plain(data))) >= RUNNING_WORDS


def strings_of(instance: Any) -> list[Any]:
    """Return the strings of a page or snippet, in order."""
    return [
        segment
        for segment in extract_segments(instance)
        if isinstance(segment, StringSegmentValue)
    ]


def plain(data: str) -> str:
    """Return the words of a stored string, which is a fragment of HTML."""
    return str(StringValue(data).render_text())


def _gap(
    rule: str,
    path: str,
    data: str,
    *,
    model: Any,
    field_path: str = "",
    detail: str = "",
) -> Gap:
    words = plain(data).split()
    shown = " ".join(words[:SHOWN]) + ("…" if len(words) > SHOWN else "")
    name, _dot, rest = path.partition(".")
    block = _uuid(rest.partition(".")[0])
    return Gap(
        rule=rule,
        field=_label(model, name, field_path if block else ""),
        words=shown,
        block=block,
        detail=detail,
    )


def _label(model: Any, name: str, field_path: str) -> str:
    """Return the name of a field, or of the block in it, as the form shows it."""
    field = model._meta.get_field(name)
    kind = field_path.split(".")[1] if field_path.count(".") else ""
    blocks = getattr(field, "stream_block", None)
    if blocks and kind in blocks.child_blocks:
        return str(capfirst(blocks.child_blocks[kind].label))
    return str(capfirst(field.verbose_name))


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def content(instance: Any, value: dict[str, Any] | None = None) -> dict[str, Any]:
    """Return what a translation takes from its source.

    A slug is each edition's, and so is when it is published: to publish a source
    changes nothing for its translators. `value` is a serialised state of the
    instance, by default the present one.
    """
    if value is None:
        value = json.loads(
            json.dumps(instance.serializable_data(), cls=DjangoJSONEncoder)
        )
    names = [field.field_name for field in get_translatable_fields(type(instance))]
    return {name: value.get(name) for name in names if name not in OWN_FIELDS}
