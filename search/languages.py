"""One table: how the text of each locale becomes tokens."""

from dataclasses import dataclass

from search import stemming


@dataclass(frozen=True)
class Language:
    """The analysis of a locale; words are written without accents, as folded.

    `stop` are words that are not indexed, `asking` those that a question has and
    its answer lacks: they are looked for only where nothing else is asked. An
    apostrophe joins `elided` words to the next one and `trailing` ones to the one
    before, a hyphen joins `carried` ones to a verb; in the words of `whole` neither
    joins anything. `inclusive` are endings that a point adds to say both genders,
    `ordinal` ones that figures have.
    """

    stop: frozenset[str] = frozenset()
    asking: frozenset[str] = frozenset()
    elided: frozenset[str] = frozenset()
    trailing: frozenset[str] = frozenset()
    carried: frozenset[str] = frozenset()
    whole: frozenset[str] = frozenset()
    inclusive: frozenset[str] = frozenset()
    ordinal: frozenset[str] = frozenset()
    stem: stemming.Stem = stemming.none


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


ENGLISH = Language(
    stop=_words(
        """
        a about above after again all also am an and any are as at be because been
        before being below between both but by can cannot could did do does doing
        down during each few for from further had has have having he her here hers
        herself him himself his how i if in into is it its itself just let me more
        most my myself no nor not of off on once only or other our ours ourselves
        out over own same she should so some such than that the their theirs them
        themselves then there these they this those through to too under until up
        upon very was we were what when where which while who whom whose why will
        with would you your yours yourself yourselves
        aren't can't couldn't didn't doesn't don't hadn't hasn't haven't isn't let's
        shouldn't wasn't weren't won't wouldn't
        """
    ),
    asking=_words(
        """
        become becomes ever exist exists get gets give gives happen happened happens
        know knows many much must tell think want wants
        """
    ),
    trailing=_words("s re ve ll m d"),
    ordinal=_words("st nd rd th"),
    stem=stemming.english,
)

FRENCH = Language(
    stop=_words(
        """
        a afin ai aie aient ait alors apres as au aucun aucune auquel aura
        auraient aurait auront aussi autre autres aux auxquelles auxquels avaient
        avait avant avec avez avoir avons ayant bien c car ce ceci cela celle celles
        celui cent certains certaines ces cet cette ceux chaque chez ci combien
        comme comment d dans de depuis des deux dont donc du duquel elle elles en
        encore entre es est et etaient etais etait etant etes etre eu eux faire fait
        font furent fut ici il ils j je jusqu jusque l la laquelle le lequel les
        lesquelles lesquels leur leurs lors lorsqu lorsque lui m ma mais me meme
        memes mes moi moins mon n ne ni non nos notre nous on ont ou par parce pas
        peu peut peuvent plus pour pourquoi puis puisqu puisque qu quand que quel
        quelle quelles quelqu quelque quelques quels qui quoi quoique s sa sans se
        selon sera seraient serait seront ses si sien soi soient soit son sont sous
        sur t ta tandis te tel telle telles tels tes toi ton tous tout toute toutes
        tres tu un une vers voici voila vos votre vous y
        """
    ),
    asking=_words(
        """
        allons devient deviennent doit doivent existe existent faudra faut sait savent
        sert servent va veulent veut vont
        """
    ),
    elided=_words("l m t qu n s j d c jusqu quoiqu lorsqu puisqu quelqu"),
    carried=_words(
        """
        je tu il elle on nous vous ils elles ce t y en ci la le les lui leur moi toi
        """
    ),
    whole=_words(
        """
        aujourd'hui prud'homme prud'hommes presqu'ile presqu'iles
        rendez-vous
        """
    ),
    inclusive=_words(
        """
        e es s x fe fes le les ne nes te tes ve ves euse euses eure eures ere eres
        iere ieres rice rices trice trices ale ales elle elles enne ennes esse esses
        """
    ),
    ordinal=_words("e es er ers ere eres re res eme emes ieme iemes nd nde"),
    stem=stemming.french,
)

GERMAN = Language(
    stop=_words(
        """
        aber alle als also am an auch auf aus bei bin bis bist da das dass dem den
        der des die dies diese dieser dieses doch du durch ein eine einem einen
        einer eines er es fuer fur hat hatte ich ihr ihre im in ist ja kein keine kann
        man mit nach nicht noch nur ob oder ohne sein seine sich sie sind so uber ueber
        um und uns unter vom von vor war was wenn wer werden wie wir wird wo zu zum
        zur
        """
    ),
    trailing=_words("s"),
    ordinal=_words("te ten ter tes ste sten ster stes"),
    stem=stemming.german,
)

SPANISH = Language(
    stop=_words(
        """
        a al algo ante antes como con cual cuando de del desde donde dos el ella
        ellas ellos en entre era es esa ese eso esta estaba este esto fue ha han
        hasta hay la las le les lo los mas me mi muy ni no nos o otra otro para
        pero por porque que quien se sera si sin sobre son su sus tambien te todo
        un una uno unos y ya yo
        """
    ),
    ordinal=_words("o a os as er"),
    stem=stemming.light(*stemming.SPANISH),
)

ITALIAN = Language(
    stop=_words(
        """
        a ad agli ai al alla alle allo anche c che chi ci come con cui d da dagli
        dai dal dalla dalle dallo degli dei del della delle dello di dove e ed era
        essere fra gli ha hanno i il in io l la le lei lo loro lui ma mi ne negli
        nei nel nella nelle nello noi non o ogni per perche piu quale quando quella
        quello questa questo se si sono su sua sul sulla sulle suo tra un una uno vi
        """
    ),
    elided=_words("c l all dall dell nell sull coll pell gl agl dagl degl un m t s d"),
    ordinal=_words("o a"),
    stem=stemming.light(*stemming.ITALIAN),
)

PORTUGUESE = Language(
    stop=_words(
        """
        a ao aos as com como da das de dela dele do dos e ela elas ele eles em
        entre era essa esse esta este eu foi ha isso isto ja la lhe mais mas me
        mesmo minha meu muito na nao nas nem no nos nossa nosso num numa o os ou
        para pela pelas pelo pelos por qual quando que quem sao se sem ser seu sua
        tambem te tem um uma voce
        """
    ),
    ordinal=_words("o a os as"),
    stem=stemming.light(*stemming.PORTUGUESE),
)

DUTCH = Language(
    stop=_words(
        """
        aan al als bij dan dat de der des deze die dit doch doen door dus een en er
        ge geen had heb hebben heeft het hier hij hoe hun iets ik in is ja je kan
        maar me meer men met mij mijn na naar niet niets nog nu of om omdat ons ook
        op over te tegen toch toen tot u uit uw van veel voor want waren was wat we
        wel werd wie wij wil worden zal ze zich zij zijn zo zonder zou
        """
    ),
    trailing=_words("s"),
    ordinal=_words("e de ste"),
    stem=stemming.snowball("dutch_porter"),
)

LANGUAGES = {
    "en": ENGLISH,
    "fr": FRENCH,
    "de": GERMAN,
    "es": SPANISH,
    "it": ITALIAN,
    "pt": PORTUGUESE,
    "nl": DUTCH,
}
PLAIN = Language()


def language(locale: str) -> Language:
    """Return the row of a locale, of its language (pt-br → pt), or a plain one."""
    return LANGUAGES.get(locale) or LANGUAGES.get(locale.partition("-")[0]) or PLAIN
