"""A search object as rows of the table of entries."""

from search import analysis, documents, models, scoring


def of(found: documents.SearchObject) -> list[models.Entry]:
    """Return an object's rows, one for each of its locales."""
    digest, facets = found.hash, vars(found.facets)
    return [_of(row, digest, facets) for row in found.documents]


def _of(
    row: documents.SearchDocument, digest: str, facets: dict[str, object]
) -> models.Entry:
    title, lead, body = (
        analysis.tokens(text, locale=row.locale)
        for text in (row.title, row.lead, row.body)
    )
    names, rest = (
        analysis.surface(text, locale=row.locale)
        for text in (row.title, f"{row.lead}\n{row.body}")
    )
    return models.Entry(
        subject_kind=row.subject.kind,
        subject_key=row.subject.key,
        type=row.type,
        key=row.key,
        locale=row.locale,
        version=row.version,
        hash=digest,
        published_at=row.published_at,
        facets=facets,
        shown={
            "title": row.title,
            "lead": row.lead,
            "body": row.body,
            "slug": row.slug,
            "release_title": row.release_title,
            "release_slug": row.release_slug,
        },
        title=" ".join(title),
        lead=" ".join(lead),
        body=" ".join(body),
        names=" ".join(names),
        words=" ".join(rest),
        length=scoring.length_of(title, lead, body),
    )
