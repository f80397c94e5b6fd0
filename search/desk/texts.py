"""A draft as the desk finds it: its words, and the keys of what it names."""

from dataclasses import dataclass, field
from typing import Any

from press import editions, models, resolving, rich_text, slugs
from press.blocks import body, members, quote, shapes
from search import analysis
from search.desk import models as tables

TITLE, KEY = "^", "#"
# A row must fit into the vector of PostgreSQL, whose words are a megabyte at most.
LONGEST_TEXT = 200_000


@dataclass
class WordBuilder(resolving.EditionBuilder):
    """Builds blocks for their words alone.

    It keeps no file, follows no link and reads no snippet: of what a draft names
    it notes the keys, and `names` knows how they are called today.
    """

    named: set[str] = field(default_factory=set)

    def in_locale(self, row: Any) -> Any:
        self.named.add(str(row.translation_key))
        return row

    def boilerplate(self, row: Any) -> None:
        if row:
            self.in_locale(row)

    def rich_text(self, value: Any) -> shapes.RichText:
        return shapes.RichText(html="", text=_plain(value))

    def image(self, photo: Any, *, alt: str, caption: str) -> shapes.Image | None:
        if photo is None:
            return None
        original = _file("")
        return shapes.Image(
            alt=alt,
            caption=caption,
            width=0,
            height=0,
            original=original,
            renditions=[],
        )

    def attachment(self, row: Any) -> shapes.FileRef | None:
        return _file(row.title) if row else None


def entry(page: models.ReleasePage) -> tables.Entry:
    """Return the entry, not saved, of an edition as its newest draft has it."""
    draft = editions.newest_draft(page)
    locale = page.locale.language_code
    builder = WordBuilder(locale=locale, source_locale=locale)
    blocks = body.build(draft.body, builder=builder)
    for row in (
        draft.place,
        *(child.value for child in (*draft.topics, *draft.contacts)),
    ):
        if row:
            builder.in_locale(row)
    title = analysis.clean(draft.title)
    text = analysis.clean("\n".join(filter(None, _lines(draft, blocks))))
    text = text[:LONGEST_TEXT]
    slug = slugs.slug_of(title)
    tokens = tokens_of(f"{title}\n{text}\n{draft.slug}\n{slug}", locale=locale)
    tokens |= {TITLE + token for token in tokens_of(title, locale=locale)}
    tokens |= {KEY + key for key in builder.named}
    written = analysis.surface(f"{title}\n{text}", locale=locale)
    return tables.Entry(
        page_id=page.pk,
        release=page.translation_key,
        locale=locale,
        tokens=" ".join(sorted(tokens)),
        # Between spaces, so that each word is found whole.
        written=f" {' '.join(written)} ",
        text=text,
    )


def words(row: tables.Entry) -> set[str]:
    """Return the words of an entry that a typing error may have meant."""
    return {token for token in row.tokens.split() if token.isalpha()}


def keys(row: tables.Entry) -> list[str]:
    """Return the keys of the snippets that an entry names."""
    return [token[1:] for token in row.tokens.split() if token.startswith(KEY)]


def tokens_of(text: str, *, locale: str) -> set[str]:
    """Return the stems of a text, and its words as written."""
    stems = analysis.tokens(text, locale=locale)
    return {*stems, *analysis.surface(text, locale=locale)}


def _lines(draft: models.ReleasePage, blocks: list[shapes.BlockShape]) -> list[str]:
    return [
        draft.subtitle,
        _plain(draft.lead),
        *(_said(block) for block in blocks),
        draft.image_alt if draft.image_id else "",
        draft.image_caption if draft.image_id else "",
        draft.search_description,
    ]


def _said(block: shapes.BlockShape) -> str:
    """Return the words of a block without the names of snippets."""
    if isinstance(block, quote.Quote):
        return "\n".join(filter(None, [block.text, block.role]))
    if isinstance(block, members.Members):
        labels = [group.label for group in block.groups]
        return "\n".join(filter(None, [block.title, *labels]))
    return block.search_text()


def _plain(value: Any) -> str:
    return rich_text.plain(getattr(value, "source", value) or "")


def _file(name: str) -> shapes.FileRef:
    return shapes.FileRef(path="", name=name, content_type="", size=0, hash="")
