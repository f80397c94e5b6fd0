"""More cases for the rules of intake, in the form of tests/intake_cases.py."""

from tests.intake_cases import Case

TALK = "“The wind was stronger than we had ever seen.”"
PAROLE = "« Le vent était plus fort que jamais ici. »"


def contacts(card: str, *, locale: str = "en") -> str:
    """Return a whole release with this card among its contacts."""
    if locale == "fr":
        return f"@# Un titre\n\nUn chapeau.\n\n## Contacts presse\n\n{card}\n\nFIN"
    return f"@# A headline\n\nA lead.\n\n## Press contacts\n\n{card}\n\nENDS"


def abouts(text: str, *, locale: str = "en") -> str:
    """Return a whole release with these Abouts."""
    head = "@# Un titre\n\nUn chapeau.\n\n" if locale == "fr" else "@# A\n\nA lead.\n\n"
    return head + text


PUNCTUATION: dict[str, tuple[list[Case], list[Case]]] = {
    "bracket-unbalanced": (
        [
            ("en", "The mast (built last year stands on the hill."),
            ("en", "The mast, built last year), stands on the hill."),
            ("fr", "Le mât (construit en mai est sur la colline [note]."),
        ],
        [
            ("en", "The mast (built last year) stands on the hill [see map]."),
            ("en", "Two steps follow: a) the mast, b) the wire. Well done :-)"),
            ("fr", "Le mât (construit (en mai) par tous) est là."),
        ],
    ),
    "quotation-marks-mixed": (
        [
            ("en", 'The "new" mast and the “old” one.'),
            ("fr", 'Le « nouveau » mât et le "vieux".'),
            ("en", 'They call it "Tall" or “Big”, as one likes.'),
        ],
        [
            ("en", 'The "new" mast and the "old" one.'),
            ("en", "The “new” mast is 5 m tall."),
            ("fr", "Le « nouveau » mât et le « vieux »."),
        ],
    ),
    "quotation-unclosed": (
        [
            ("en", "The “new mast stands on the hill."),
            ("fr", "Le « nouveau mât est sur la colline."),
            ("en", "They call it “Tall” and the other “Big."),
        ],
        [
            ("en", "The “new” mast stands on the hill."),
            ("fr", "Le « nouveau » mât est là."),
            ("en", "“It stands.\n\n“It stands well there.”\n\n— Ada Holm, engineer"),
        ],
    ),
    "final-stop-missing": (
        [
            ("en", "The new mast stands on the hill behind the old harbour"),
            ("fr", "Le nouveau mât se dresse sur la colline derrière le vieux port"),
            ("en", "The wind was strong in May, and stronger still in June,"),
        ],
        [
            ("en", "The new mast stands on the hill behind the old harbour."),
            ("en", "All that is known stands on the page https://weather.example/mast"),
            ("fr", "Le nouveau mât se dresse sur la colline derrière le vieux port !"),
        ],
    ),
    "space-before-sign": (
        [
            ("en", "It is open : come and see."),
            ("en", "It is open !"),
            ("en", "Is it open ? It is."),
        ],
        [
            ("en", "It is open: come and see!"),
            ("en", "The ratio is 3 : 4 there."),
            ("fr", "C’est ouvert\u00a0: venez voir\u00a0!"),
        ],
    ),
    "space-before-sign-missing": (
        [
            ("fr", "C’est ouvert: venez voir."),
            ("fr", "C’est ouvert!"),
            ("fr", "Est-ce ouvert? Oui."),
        ],
        [
            ("fr", "C’est ouvert\u00a0: venez voir\u202f!"),
            ("fr", "Rendez-vous à 10:30 sur https://temps.example/page"),
            ("en", "It is open: come and see!"),
        ],
    ),
    "breaking-space": (
        [
            ("fr", "C’est ouvert : venez voir."),
            ("fr", "C’est ouvert !"),
            ("fr", "Le « vent » souffle."),
        ],
        [
            ("fr", "C’est ouvert\u00a0: venez voir."),
            ("fr", "Le «\u00a0vent\u00a0» souffle."),
            ("en", "It is open : come."),
        ],
    ),
    "quotation-marks-of-language": (
        [
            ("en", "The «new» mast stands."),
            ("fr", "Le “nouveau” mât est là."),
            ("en", "They call it « Tall » here."),
        ],
        [
            ("en", "The “new” mast stands."),
            ("fr", "Le « nouveau » mât est là."),
            ("en", 'The "new" mast stands.'),
        ],
    ),
    "apostrophes-mixed": (
        [
            ("en", "It's the harbour’s mast."),
            ("fr", "L'île et l’eau."),
            ("en", "The island’s wind isn't the land's."),
        ],
        [
            ("en", "It’s the harbour’s mast."),
            ("fr", "L’île et l’eau."),
            ("en", "It's the harbour's mast."),
        ],
    ),
    "term-with-at": (
        [
            ("en", "The project Wind@Oslo begins."),
            ("fr", "Le projet Vent@Brest commence."),
            ("en", "We name it Ice@Sea from now on."),
        ],
        [
            ("en", "Write to ada.holm@weather.example today."),
            ("fr", "Écrire à presse@temps.example aujourd’hui."),
            ("en", "Follow @weather for more."),
        ],
    ),
}

LANGUAGE: dict[str, tuple[list[Case], list[Case]]] = {
    "heading-language": (
        [
            (
                "en",
                "@# A headline\n\nA lead.\n\n## Contacts presse\n\nA\na@b.example",
            ),
            ("en", "## Les mesures de la mer\n\nThe sea was measured."),
            (
                "fr",
                "@# Un titre\n\nUn chapeau.\n\n## Press contacts\n\nA\na@b.example",
            ),
            (
                "fr",
                "@# Un titre\n\nUn chapeau.\n\n## About the Port\n\nLe port est là.",
            ),
            ("en", "@COMMUNIQUÉ DE PRESSE\n\n# A headline\n\nA lead."),
        ],
        [
            ("en", "## What is new for the harbour\n\nThe mast."),
            ("en", "@# A headline\n\nA lead.\n\n## Contacts\n\nAda Holm\na@b.example"),
            ("fr", "## Ce que dit la mer\n\nLa mer monte."),
            ("fr", "@# Un titre\n\nUn chapeau.\n\n## Contact\n\nAda Holm\na@b.example"),
        ],
    ),
    "text-language": (
        [
            (
                "en",
                "Le port est ouvert depuis le mois de mai et les bateaux sont dans la "
                "baie avec les marins qui ont travaillé.",
            ),
            (
                "fr",
                "The harbour is open from the month of May and the boats are in the "
                "bay with the sailors who have worked.",
            ),
            (
                "en",
                "Les archives de la mer sont un bien commun pour les villes et pour "
                "les ports de la côte.",
            ),
        ],
        [
            ("en", "The harbour is open from the month of May and the boats are in."),
            ("fr", "Le port est ouvert depuis le mois de mai et les bateaux sont là."),
            (
                "en",
                "The Cité de la Mer in Cherbourg is a museum of the sea and of all "
                "that lives in it.",
            ),
        ],
    ),
    "release-language": (
        [
            (
                "en",
                "@# Le port\n\n" + "Le port est ouvert et les bateaux sont dans la "
                "baie avec les marins. " * 4,
            ),
            (
                "fr",
                "@# The port\n\n" + "The port is open and the boats are in the bay "
                "with the sailors. " * 4,
            ),
            (
                "fr",
                "@# Harbour\n\n" + "It will grow with the help of all who have been "
                "at work on this. " * 4,
            ),
        ],
        [
            ("en", "@# The port\n\n" + "The port is open and the boats are in. " * 6),
            (
                "fr",
                "@# Le port\n\n" + "Le port est ouvert et les bateaux sont là. " * 6,
            ),
            ("en", "@# Le port\n\nLe port est ouvert."),
        ],
    ),
}

QUOTES: dict[str, tuple[list[Case], list[Case]]] = {
    "attribution-apart": (
        [
            ("en", f"{TALK}\n\n**Ada Holm, director of the Polar Museum.**"),
            ("fr", f"{PAROLE}\n\n**Ada Kermeur, directrice de l’Institut du temps**"),
            ("en", f"{TALK}\n\nDr Ada Holm, head of the archive"),
        ],
        [
            ("en", f"{TALK}\n\n— Ada Holm, director of the Polar Museum"),
            ("en", f"{TALK[:-1].rstrip('.')},” said Ada Holm, director of the museum."),
            ("fr", f"> {PAROLE}\n>\n> Ada Kermeur, directrice de l’Institut du temps"),
        ],
    ),
    "quote-without-speaker": (
        [
            ("en", "> The wind was stronger than we had seen."),
            ("fr", "> Le vent était plus fort que jamais ici."),
            (
                "en",
                "> The wind was strong there.\n\nThe mast stood, and nobody knows why.",
            ),
        ],
        [
            ("en", "> The wind was strong there.\n>\n> — Ada Holm, engineer"),
            ("en", "The “new” mast stands."),
            ("fr", f"{PAROLE}\n\n— Ada Kermeur, ingénieure"),
        ],
    ),
    "quote-without-role": (
        [
            ("en", f"{TALK}\n\n— Ada Holm"),
            ("fr", f"{PAROLE}\n\n— Ada Kermeur"),
            ("en", "“The wind was strong there,” said Ada Holm."),
        ],
        [
            ("en", f"{TALK}\n\n— Ada Holm, engineer"),
            ("en", "“The wind was strong there,” said Ada Holm, engineer."),
            ("fr", f"{PAROLE}\n\n— Ada Kermeur, ingénieure"),
        ],
    ),
}

CONTACTS: dict[str, tuple[list[Case], list[Case]]] = {
    "contact-mismatch": (
        [
            ("en", contacts("Ada Holm – Polar Museum\npeter.berg@museum.example")),
            ("en", contacts("Ada Holm\nhanna-lind@weather.example")),
            ("fr", contacts("Ada Kermeur\njean.tanguy@temps.example", locale="fr")),
        ],
        [
            ("en", contacts("Ada Holm\nada.holm@weather.example")),
            ("en", contacts("Ada Holm\na.holm@weather.example")),
            ("en", contacts("Ada Holm\npress.office@weather.example")),
            ("fr", contacts("Éléonore Kermeur\ne-kermeur@temps.example", locale="fr")),
            ("fr", contacts("Ada Kermeur\npresse@temps.example", locale="fr")),
        ],
    ),
    "contact-link-differs": (
        [
            (
                "en",
                contacts("Ada Holm\n[ada.holm@w.example](mailto:eva.holm@w.example)"),
            ),
            ("en", contacts("Ada Holm\n[press@w.example](mailto:news@w.example)")),
            (
                "fr",
                contacts(
                    "Ada Kermeur\n[presse@t.example](mailto:contact@t.example)",
                    locale="fr",
                ),
            ),
        ],
        [
            (
                "en",
                contacts("Ada Holm\n[ada.holm@w.example](mailto:ada.holm@w.example)"),
            ),
            ("en", contacts("Ada Holm\n<ada.holm@w.example>")),
            (
                "fr",
                contacts("Ada Kermeur\n[Presse](mailto:presse@t.example)", locale="fr"),
            ),
        ],
    ),
    "phone-without-country": (
        [
            ("en", contacts("Ada Holm\n02 98 00 00 01\nada.holm@w.example")),
            ("fr", contacts("Ada Kermeur\nTél. : 02.98.00.00.01", locale="fr")),
            ("en", contacts("Ada Holm, press officer, 06 12 34 56 78")),
        ],
        [
            ("en", contacts("Ada Holm\n+33 2 98 00 00 01\nada.holm@w.example")),
            ("en", contacts("Ada Holm\n0033 2 98 00 00 01")),
            ("fr", contacts("Ada Kermeur\n+33 (0)2 98 00 00 01", locale="fr")),
        ],
    ),
    "phone-unread": (
        [
            ("en", contacts("Ada Holm\n(555) 000-0000\nada.holm@w.example")),
            ("en", contacts("Ada Holm, press officer, +99 12 34 56 78 90 12 34")),
            ("fr", contacts("Ada Kermeur\n00 00 00 00 00\na@t.example", locale="fr")),
        ],
        [
            ("en", contacts("Ada Holm\n+47 22 85 50 50")),
            ("en", contacts("Ada Holm, room 12, ada.holm@w.example")),
            ("fr", contacts("Ada Kermeur\n02 98 00 00 01", locale="fr")),
        ],
    ),
    "contact-without-role": (
        [
            ("en", contacts("Ada Holm\nada.holm@w.example")),
            ("en", contacts("Ada Holm – Polar Museum\nada.holm@w.example")),
            ("fr", contacts("Ada Kermeur\nada.kermeur@t.example", locale="fr")),
        ],
        [
            ("en", contacts("Ada Holm, press officer\nada.holm@w.example")),
            ("en", contacts("Ada Holm\nHead of communications\nada.holm@w.example")),
            (
                "fr",
                contacts("Ada Kermeur, attachée de presse\na@t.example", locale="fr"),
            ),
        ],
    ),
    "contact-missing": (
        [
            ("en", "@# A headline\n\nA lead."),
            ("fr", "@# Un titre\n\nUn chapeau."),
            ("en", "@# A headline\n\nA lead.\n\nWrite to us."),
        ],
        [
            ("en", contacts("Ada Holm\nada.holm@w.example")),
            ("en", "@# A headline\n\nA lead.\n\nPress contact: Ada Holm, a@w.example"),
            ("fr", contacts("Ada Kermeur\na@t.example", locale="fr")),
        ],
    ),
    "paragraphs-in-contacts": (
        [
            ("en", contacts("Ada Holm\nada.holm@w.example\n\nwe answer within a day")),
            ("en", contacts("we are glad to help\n\nAda Holm\nada.holm@w.example")),
            ("fr", contacts("à votre écoute\n\nAda Kermeur\na@t.example", locale="fr")),
        ],
        [
            ("en", contacts("Ada Holm\nada.holm@w.example")),
            ("en", contacts("Ada Holm\na@w.example\n\nEva Lind\ne@w.example")),
            ("fr", contacts("Ada Kermeur\na@t.example", locale="fr")),
        ],
    ),
}

ABOUTS: dict[str, tuple[list[Case], list[Case]]] = {
    "link-of-other": (
        [
            (
                "en",
                abouts(
                    "## About NORA\n\nNORA looks at stars.\n\n## About Polar "
                    "House\n\nIt is a house. https://nora.polar.example/"
                ),
            ),
            (
                "en",
                abouts(
                    "## About Ice Board\n\nA board. www.windboard.example\n\n"
                    "## About Wind Board\n\nAnother board."
                ),
            ),
            (
                "fr",
                abouts(
                    "## À propos de l’IDV\n\nUn institut.\n\n## À propos du Port\n\n"
                    "Le port. https://www.idv.example/",
                    locale="fr",
                ),
            ),
        ],
        [
            (
                "en",
                abouts("## About NORA\n\nNORA looks at stars. https://nora.example/"),
            ),
            (
                "en",
                abouts(
                    "## About NORA\n\nStars.\n\n## About Polar House\n\nA house. "
                    "https://www.polarhouse.example/en"
                ),
            ),
            (
                "fr",
                abouts(
                    "## À propos de l’IDV\n\nUn institut, avec le port. "
                    "https://www.idv.example/",
                    locale="fr",
                ),
            ),
        ],
    ),
    "boilerplate-empty": (
        [
            ("en", abouts("## About Polar House\n\n## About Nordea\n\nA bank.")),
            ("en", abouts("## About Polar House")),
            ("fr", abouts("## À propos du Port", locale="fr")),
        ],
        [
            ("en", abouts("## About Polar House\n\nA house.")),
            ("en", abouts("About Polar House\nA house on the hill.")),
            ("fr", abouts("## À propos du Port\n\nLe port.", locale="fr")),
        ],
    ),
    "boilerplate-styles": (
        [
            (
                "en",
                abouts(
                    "## About One House\n\nA house.\n\n## About Two House\n\n*Two.*"
                ),
            ),
            (
                "en",
                abouts(
                    "## About One House\n\n*A house.*\n\n## About Two House\n\nTwo."
                ),
            ),
            (
                "fr",
                abouts(
                    "## À propos du Port\n\n*Le port.*\n\n## À propos du Phare\n\n"
                    "Le phare.",
                    locale="fr",
                ),
            ),
        ],
        [
            ("en", abouts("## About One House\n\nOne.\n\n## About Two House\n\nTwo.")),
            (
                "en",
                abouts("## About One House\n\n*One.*\n\n## About Two House\n\n*Two.*"),
            ),
            ("fr", abouts("## À propos du Port\n\n*Le port.*", locale="fr")),
        ],
    ),
    "boilerplate-figures": (
        [
            ("en", abouts("## About Polar House\n\nIt has 55,000 guests.")),
            ("en", abouts("## About Polar House\n\nIt has 1,200,000 books.")),
            (
                "fr",
                abouts("## À propos du Port\n\nIl a 55 000 visiteurs.", locale="fr"),
            ),
        ],
        [
            ("en", abouts("## About Polar House\n\nIt was founded in 1811.")),
            ("en", abouts("## About Polar House\n\nIt has 12 rooms.")),
            ("fr", abouts("## À propos du Port\n\nIl est né en 1811.", locale="fr")),
        ],
    ),
}

FIGURES: dict[str, tuple[list[Case], list[Case]]] = {
    "figure-repeated": (
        [
            ("en", "It has 60 weather masts. The coast has 60 weather masts."),
            ("fr", "Il y a 60 mâts anciens ici. La côte a 60 mâts anciens."),
            ("en", "Some 1,200 young people came. In all 1,200 young people stayed."),
        ],
        [
            ("en", "It has 60 weather masts. The coast has 70 weather masts."),
            ("en", "It runs for 10 years there. It ran for 10 years here."),
            ("fr", "Il y a 60 mâts anciens ici. La côte a 60 ports."),
        ],
    ),
    "sums-differ": (
        [
            ("en", "The state gives 35 million euros. Partners give 32 million euros."),
            (
                "fr",
                "L’État donne 35 millions d’euros. La ville donne 2 millions d’euros.",
            ),
            ("en", "The first part costs €3 million, the second £2 million."),
        ],
        [
            ("en", "The state gives 35 million euros."),
            ("en", "The state gives 35 million euros: 35 million euros for all."),
            ("fr", "L’État donne 35 millions d’euros à la ville."),
        ],
    ),
    "numbers-in-two-styles": (
        [
            ("en", "It has 9 masts and three houses."),
            ("fr", "Il a 9 mâts et trois maisons."),
            ("en", "There are four rooms. There are 7 doors."),
        ],
        [
            ("en", "It has 12 masts and three houses."),
            ("fr", "Il a neuf mâts et trois maisons."),
            ("en", "There are 60 rooms and 70 doors."),
        ],
    ),
}
