"""The synonyms of the demo newsroom."""

from search import models

EVERYWHERE = [
    ["IA", "AI", "intelligence artificielle", "artificial intelligence"],
    ["ADN", "DNA"],
    ["PME", "SME", "petites et moyennes entreprises", "small and medium enterprises"],
    ["changement climatique", "réchauffement", "climate change", "global warming"],
    ["start-up", "jeune pousse"],
]
IN_ONE = [
    ("fr", ["doctorant", "thésard", "étudiant en thèse"]),
    ("en", ["doctoral student", "PhD student", "PhD candidate"]),
]


def put_in() -> None:
    """Make them, unless there are synonyms: what an editor changed stays so."""
    if models.Synonym.objects.exists():
        return
    for code, expressions in [*(("", one) for one in EVERYWHERE), *IN_ONE]:
        models.Synonym.objects.create(locale=code, expressions="\n".join(expressions))
