"""The words by which each locale writes the parts of a release, as one table.

Patterns are case-blind; an apostrophe stands for both of its forms. A locale is a
row: a release may come in a locale without one, and is read by all rows together.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Vocabulary:
    """What a locale says at the joints of a release."""

    labels: dict[str, str]
    immediate: str
    embargo: str
    reference: str
    about: str
    contacts: str
    contact_prefix: str
    notes: str
    end: str
    months: tuple[str, ...]
    short_months: tuple[str, ...]
    date_patterns: tuple[str, ...]
    dateline_prefix: str
    says: str
    articles: str
    of: str
    conjunctions: str
    or_even: str
    membership: str
    gathers: str
    examples: str
    led_by: str
    field_labels: str
    job_words: str
    heads: str
    frequent: frozenset[str]
    quotes: tuple[str, str]
    spaces_signs: bool
    numbers: tuple[str, ...]


def _words(text: str) -> list[str]:
    return text.split()


ENGLISH = Vocabulary(
    labels={
        "release": r"(?:press|news|media) (?:release|announcement)|press communiqu[eé]",
        "statement": r"(?:press |media )?statement",
        "advisory": r"(?:media|press) (?:advisory|alert|invitation)",
    },
    immediate=r"for (?:immediate )?(?:release|publication|use)(?: immediately)?",
    embargo=r"(?:strictly )?(?:under |strict )?embargo(?:ed)?\b.*"
    r"|not for (?:release|publication|use) (?:before|until)\b.*"
    r"|for (?:release|publication) (?:on|at|after)\b.*",
    reference=r"(?:our |press )?ref(?:erence|\.)?(?: no\.?| number)?",
    about=r"about (?=\S)|who (?:we are|is) ?",
    contacts=r"(?:for )?(?:press|media|news)(?: and \w+)? (?:contacts?|office|"
    r"enquiries|"
    r"inquiries|relations|team)(?:\(s\)| information| details)?"
    r"|contacts?(?:\(s\))?(?: for (?:the )?(?:press|media|journalists))?"
    r"|contact (?:information|details|us|person)|your contacts?"
    r"|(?:for )?(?:further|more) information(?: contact)?|(?:press|media) queries",
    contact_prefix=r"(?:(?:press|media) )?contacts?"
    r"|(?:press|media) (?:relations|office|team|enquiries|inquiries)"
    r"|for (?:all )?(?:press|media|news) (?:enquiries|inquiries|queries)"
    r"(?:,? (?:please )?contact)?"
    r"|for (?:further|more) information(?:,? (?:please )?contact)?",
    notes=r"notes? (?:to|for) (?:the )?editors?",
    end=r"[-–—*#\s]*(?:ends?|end of (?:press )?release|30)[-–—*#\s.]*",
    months=tuple(
        _words(
            "january february march april may june july august september october "
            "november december"
        )
    ),
    short_months=tuple(_words("jan feb mar apr may jun jul aug sep oct nov dec")),
    date_patterns=(
        r"(?P<day>\d{{1,2}})(?P<ordinal>st|nd|rd|th)?(?: of)? (?P<month>{months}),? "
        r"(?P<year>\d{{4}})",
        r"(?P<month>{months}) (?P<day>\d{{1,2}})(?P<ordinal>st|nd|rd|th)?,? "
        r"(?P<year>\d{{4}})",
    ),
    dateline_prefix=r"(?:on |dated? |published (?:on )?|posted (?:on )?)?"
    r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,? )?",
    says=r"(?:has |have )?(?:said|says|explained|explains|commented|comments|added|"
    r"adds|"
    r"noted|notes|declared|declares|stated|states|remarked|remarks|concluded|concludes|"
    r"emphasi[sz]ed|emphasi[sz]es|stressed|stresses|announced|observed|recalled|"
    r"welcomed|argues|argued|continued|continues|insisted|insists|reflected)",
    articles=r"the |a |an ",
    of=r"of|at|for|from|with",
    conjunctions=r"and|or|as well as|together with|along with|&",
    or_even=r"or even|as well as|and also|and even|together with|along with|plus",
    membership=r"\b(?:members?|partners?|consortium|partnership|alliance|institutions?|"
    r"universit(?:y|ies)|organi[sz]ations?|bodies|laborator(?:y|ies)|founders?|"
    r"founding|participants?|schools?|companies|institutes|collaborators?|"
    r"shareholders|supporters|sponsors|network|supported by|backed by|funded by|"
    r"co-funded by|founded by)\b",
    gathers=r"brings? together|bringing together|unites?|uniting|gathers?|"
    r"compris(?:es|ing)|consists? of|consisting of|is made up of|are|"
    r"is composed of|(?:consortium|alliance|partnership|network|group) (?:of|between)|"
    r"includes?|including|associates|"
    r"joined by|backed by|supported by|founded by|is formed by|involves",
    examples=r"such as|including|among them|among others?|notably|for example|"
    r"for instance|like|e\.g\.|includ(?:e|es|ed)",
    led_by=r"(?:led|coordinated|headed|managed|steered) by",
    field_labels=r"tel(?:ephone)?|phone|mobile|cell|mob|fax|e-?mail|mail|web(?:site)?|"
    r"direct|office|ph|t|m|e|twitter|linkedin|address",
    job_words=r"\b(?:officer|manager|head|director|relations|spokes\w+|assistant|"
    r"adviser|advisor|press|media|communications?|editor|secretary|president|"
    r"professor|chief|lead|coordinator|consultant|public affairs)\b",
    heads=r"university|institute|national|centre|center|school|college|council|"
    r"academy|museum|foundation|agency|royal|federal|max|european|hospital|city|"
    r"ministry|department|society|court|library|faculty|international",
    frequent=frozenset(
        _words(
            "the of and to in is for with on that by this it as are at from be has "
            "have "
            "will was which their its an or not more our we they been these than about "
            "new all also into first between how who what where when"
        )
    ),
    quotes=("“", "”"),
    spaces_signs=False,
    numbers=tuple(_words("two three four five six seven eight nine")),
)

FRENCH = Vocabulary(
    labels={
        "release": r"communiqu[eé] (?:de presse|commun)|communiqu[eé]|info(?:s)? "
        "presse",
        "statement": r"d[eé]claration(?: [aà] la presse)?|communiqu[eé] officiel",
        "advisory": r"(?:invitation|note|alerte) (?:[aà] la )?presse|invitation presse"
        r"|avis aux m[eé]dias",
    },
    immediate=r"pour (?:diffusion|publication|parution) imm[eé]diate"
    r"|diffusion imm[eé]diate",
    embargo=r"(?:strictement )?(?:sous )?embargo\b.*"
    r"|ne pas (?:diffuser|publier) avant\b.*",
    reference=r"(?:notre |n/)?r[eé]f(?:[eé]rence|\.)?(?: n°)?",
    about=r"[aà] propos (?:de l'|de la |des |du |de |d'|: ?)?|qui sommes[-\s]nous ?",
    contacts=r"(?:vos |votre )?contacts?(?:\(s\))? (?:de )?(?:la )?(?:presse|"
    r"m[eé]dias?)"
    r"|contacts?|(?:service|bureau|relations?)(?: de)?(?: la| avec la)? (?:presse|"
    r"m[eé]dias?)|relations? (?:presse|m[eé]dias?)|contacts? journalistes?"
    r"|pour (?:en savoir plus|plus d'informations?|tout renseignement)"
    r"|renseignements?|informations? presse",
    contact_prefix=r"contacts?(?: (?:de )?(?:presse|m[eé]dias?))?"
    r"|(?:relations|service|bureau) (?:de )?(?:presse|m[eé]dias?)"
    r"|pour plus d'informations?|renseignements?",
    notes=r"notes? (?:aux|pour les|[aà] l'attention des) "
    r"(?:r[eé]dactions?|journalistes?|r[eé]dacteurs?)",
    end=r"[-–—*#\s]*(?:fin(?: du communiqu[eé](?: de presse)?)?)[-–—*#\s.]*",
    months=tuple(
        _words(
            "janvier février mars avril mai juin juillet août septembre octobre "
            "novembre décembre"
        )
    ),
    short_months=tuple(
        _words("janv févr mars avr mai juin juil août sept oct nov déc")
    ),
    date_patterns=(
        r"(?P<day>\d{{1,2}})(?P<ordinal>er|e|ème)? (?P<month>{months}) "
        r"(?P<year>\d{{4}})",
    ),
    dateline_prefix=r"(?:publi[eé] |fait )?(?:[aà] )?(?:le )?"
    r"(?:(?:lun|mar|mercre|jeu|vendre|same)di |dimanche )?",
    says=r"(?:a |ont |s'est |se |s')?(?:d[eé]clar(?:e|é|ent)|soulign(?:e|é)|"
    r"expliqu(?:e|é)|f[eé]licit(?:e|é|ée)|indiqu(?:e|é)|comment(?:e|é)|"
    r"pr[eé]cis(?:e|é)|"
    r"ajout(?:e|é)|affirm(?:e|é)|rappel(?:le|é)|conclu(?:t)?|t[eé]moign(?:e|é)|"
    r"r[eé]joui(?:t|e)?|estim(?:e|é)|not(?:e|é)|insist(?:e|é)|poursui(?:t|vi)|"
    r"observ(?:e|é)|confi(?:e|é)|assur(?:e|é)|d[eé]taill(?:e|é)|annonc(?:e|é)|dit|"
    r"r[eé]sum(?:e|é))",
    articles=r"les |le |la |l'|des |du |de la |de l'|une |un ",
    of=r"de la|de l'|du|des|de|d'|à la|à l'|au|chez|à|pour",
    conjunctions=r"et|ou|ainsi que|de même que|&",
    or_even=r"ou encore|ainsi que|ou bien|et aussi|ou même|et enfin|enfin|mais aussi",
    membership=r"\b(?:membres?|partenaires?|consortium|partenariat|alliance|"
    r"[eé]tablissements?|institutions?|universit[eé]s?|organismes?|laboratoires?|"
    r"fondateurs?|fondatrices?|participants?|[eé]coles?|entreprises?|instituts|"
    r"structures|r[eé]seau|collectivit[eé]s|associ[eé]s?|soutiens|"
    r"soutenue?s? par|financ[eé]e?s? par|fond[eé]e?s? par)\b",
    gathers=r"r[eé]uni(?:t|ssant|ssent|e)|rassembl(?:e|ant|ent)|"
    r"regroup(?:e|ant|ent)|associ(?:e|ant|ent)|f[eé]d[eè]r(?:e|ant|ent)|"
    r"(?:est|sont) compos[eé]e?s? de|compren(?:d|ant)|compt(?:e|ant)|sont|"
    r"port[eé]e? par|fond[eé]e? par|soutenue? par|rejointe?s? par|inclu(?:t|ant)|"
    r"se compose de|(?:consortium|alliance|partenariat|r[eé]seau|groupement) "
    r"(?:entre|de|form[eé] par|form[eé] de)",
    examples=r"tels? que|telles? que|notamment|dont|par exemple|comme|parmi lesquels|"
    r"parmi lesquelles|entre autres",
    led_by=r"(?:port[eé]|coordonn[eé]|pilot[eé]|men[eé]|dirig[eé]|conduit)e?s? par",
    field_labels=r"t[eé]l(?:[eé]phone)?|port(?:able)?|mobile|fax|courriel|m[eé]l|"
    r"e-?mail|mail|mob|site(?: web)?|standard|t|m|p|adresse",
    job_words=r"\b(?:attach[eé]e?|charg[eé]e?|responsable|directeur|directrice|chef|"
    r"cheffe|presse|m[eé]dias?|communication|relations|porte-parole|secr[eé]taire|"
    r"conseill(?:er|[eè]re)|pr[eé]sidente?|professeure?|assistante?)\b",
    heads=r"universit[eé]|institut|national|centre|[eé]cole|coll[eè]ge|conseil|"
    r"acad[eé]mie|mus[eé]um|mus[eé]e|fondation|agence|p[oô]le|cour|h[oô]pital|ville|"
    r"minist[eè]re|soci[eé]t[eé]|biblioth[eè]que|facult[eé]|conservatoire|"
    r"observatoire|laboratoire|r[eé]gion|m[eé]tropole|assistance|haute|grande?",
    frequent=frozenset(
        _words(
            "le la les de des du et à en un une dans pour par sur avec est sont que "
            "qui "
            "au aux ce cette ces ses son sa leur leurs plus ne pas ou il elle ils nous "
            "vous a été ont d l qu s n se entre dont ainsi"
        )
    ),
    quotes=("«", "»"),
    spaces_signs=True,
    numbers=tuple(_words("deux trois quatre cinq six sept huit neuf")),
)

TABLE: dict[str, Vocabulary] = {"en": ENGLISH, "fr": FRENCH}


def of(locale: str) -> Vocabulary | None:
    """Return the row of a locale, or None where it has none."""
    return TABLE.get(locale) or TABLE.get(locale.partition("-")[0])


def rows(locale: str) -> list[tuple[str, Vocabulary]]:
    """Return all rows, that of the release's locale first."""
    return sorted(TABLE.items(), key=lambda row: row[0] != locale.partition("-")[0])
