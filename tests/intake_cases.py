"""Passages and texts that a rule of intake must find, and others that it must not.

Each entry: rule → (what it finds, what it leaves alone); each text with its locale. A
text that begins with "@" is a whole release, any other is put into one.
"""

Case = tuple[str, str]

STRUCTURE: dict[str, tuple[list[Case], list[Case]]] = {
    "label-glued": (
        [
            ("en", "@**NEWS RELEASE****The harbour reopens**\n\nA lead of some words."),
            ("en", "@PRESS RELEASEThe harbour reopens\n\nA lead of some words."),
            ("fr", "@**COMMUNIQUÉ DE PRESSE****Le port rouvre**\n\nUn chapeau court."),
        ],
        [
            ("en", "@**NEWS RELEASE**\n\n**The harbour reopens**\n\nA lead of words."),
            ("en", "@Press release: The harbour reopens\n\nA lead of some words."),
            ("fr", "@COMMUNIQUÉ DE PRESSE\nLe port rouvre\n\nUn chapeau court."),
        ],
    ),
    "headline-missing": (
        [
            ("en", "@" + "A paragraph that never ends goes on and on. " * 9),
            ("fr", "@" + "Un paragraphe sans fin continue encore et encore. " * 9),
            ("en", "@- one item\n- another item\n- a third item"),
        ],
        [
            ("en", "@# The harbour reopens\n\nA lead."),
            ("en", "@The harbour reopens\n\nA lead of some words."),
            ("fr", "@**Le port rouvre**\n\nUn chapeau."),
        ],
    ),
    "subtitle-in-headline": (
        [
            ("en", "@**The harbour reopens  \nafter two years of work**\n\nA lead."),
            ("fr", "@**Le port rouvre  \naprès deux ans de travaux**\n\nUn chapeau."),
            ("en", "@# The harbour<br>reopens in May\n\nA lead."),
        ],
        [
            ("en", "@# The harbour reopens\n\n*After two years of work*\n\nA lead."),
            ("fr", "@# Le port rouvre\n\nUn chapeau."),
            (
                "en",
                "@The harbour reopens after two years of work on its old walls and\n"
                "on the lock behind them\n\nA lead of some words.",
            ),
        ],
    ),
    "lead-bold": (
        [
            ("en", "@# A headline\n\n**The whole lead is bold.**\n\nMore."),
            ("fr", "@# Un titre\n\n**Tout le chapeau est gras.**\n\nSuite."),
            (
                "en",
                "@# A headline\n\nOslo, 3 May 2025 – **All of it is bold.**\n\nMore.",
            ),
        ],
        [
            ("en", "@# A headline\n\nThe lead is **partly** bold.\n\nMore."),
            ("fr", "@# Un titre\n\nLe chapeau est simple.\n\nSuite."),
            ("en", "@# A headline\n\n*The whole lead is in italics.*\n\nMore text."),
        ],
    ),
    "lead-missing": (
        [
            ("en", "@# A headline\n\n- one\n- two"),
            ("en", "@# A headline"),
            ("fr", "@# Un titre\n\n## À propos du Port\n\nLe port est ancien."),
        ],
        [
            ("en", "@# A headline\n\nA lead."),
            ("en", "@# A headline\n\nOslo, 3 May 2025\n\nA lead."),
            ("fr", "@# Un titre\n\nBrest, le 3 mai 2025 – Un chapeau."),
        ],
    ),
    "dateline-missing": (
        [
            ("en", "@# A headline\n\nA lead without day."),
            ("fr", "@# Un titre\n\nUn chapeau sans date."),
            ("en", "@# A headline\n\nThe team met on 3 May 2025 in Oslo."),
        ],
        [
            ("en", "@# A headline\n\nOslo, 3 May 2025 – A lead."),
            ("en", "@May 3, 2025\n\n# A headline\n\nA lead."),
            ("fr", "@# Un titre\n\nÀ Brest, le 1er mai 2025\n\nUn chapeau."),
        ],
    ),
    "date-form": (
        [
            ("en", "@# A headline\n\nOslo, 3rd May 2025 – A lead."),
            ("en", "@# A headline\n\nOslo, 03/05/2025 – A lead."),
            ("fr", "@# Un titre\n\nBrest, May 3, 2025 – Un chapeau."),
            ("en", "@# A headline\n\nBrest, le 3 mai 2025 – A lead."),
        ],
        [
            ("en", "@# A headline\n\nOslo, 3 May 2025 – A lead."),
            ("en", "@# A headline\n\nBoston, May 3, 2025 – A lead."),
            ("fr", "@# Un titre\n\nBrest, le 1er mai 2025 – Un chapeau."),
        ],
    ),
    "date-styles": (
        [
            ("en", "The call opened on May 21, 2025."),
            ("en", "It closed on 2nd May 2024."),
            ("fr", "L’appel a ouvert le 21/05/2025."),
        ],
        [
            ("en", "The call opened on 21 May 2025."),
            ("fr", "L’appel a ouvert le 21 mai 2025."),
            ("en", "It covers the years 2024 and 2025."),
        ],
    ),
    "html-in-text": (
        [
            ("en", "Carbon dioxide is CO<sub>2</sub> here."),
            ("en", "A line<br>and another one."),
            ("fr", "Le 21<sup>e</sup> siècle commence."),
        ],
        [
            ("en", "The value is < 5 and > 2 here."),
            ("en", "Write to <desk@weather.example> today."),
            ("fr", "Voir <https://temps.example/releves> ici."),
        ],
    ),
    "name-broken": (
        [
            (
                "en",
                "The lake lies near the old town of Berg-\n\nHausen, in the valley.",
            ),
            ("fr", "Le lac est proche de la ville de Saint-\n\nBrieuc, dans la baie."),
            ("en", "They measured the wind with a micro-\n\nphone on the mast."),
        ],
        [
            ("en", "The lake lies near the old town of Berg-\nHausen, in the valley."),
            ("en", "The town is old –\n\nThe lake is young."),
            ("fr", "Le lac est proche de Saint-Brieuc.\n\nLa baie est large."),
        ],
    ),
    "paragraph-broken": (
        [
            (
                "en",
                "The new mast stands on the hill that is behind\n\nthe old harbour.",
            ),
            (
                "fr",
                "Le nouveau mât se dresse sur la colline qui est derrière\n\n"
                "le vieux port.",
            ),
            (
                "en",
                "The two teams will meet each year in spring, in Oslo,\n\n"
                "and in autumn.",
            ),
        ],
        [
            ("en", "The new mast stands on the hill behind the harbour.\n\nthe end"),
            ("en", "The new mast stands on the hill that is behind:\n\nthe harbour."),
            ("fr", "Le mât est là.\n\nle port aussi."),
        ],
    ),
    "heading-levels": (
        [
            ("en", "@# A headline\n\nA lead.\n\n#### Deep\n\nText."),
            (
                "fr",
                "@# Un titre\n\nUn chapeau.\n\n## Un\n\nTexte.\n\n#### Deux\n\nTexte.",
            ),
            ("en", "@A headline\n\nA lead of words.\n\n### About Us All\n\nText."),
        ],
        [
            ("en", "@# A headline\n\nA lead.\n\n## One\n\nText.\n\n### Two\n\nText."),
            ("en", "@A headline\n\nA lead of some words."),
            (
                "fr",
                "@# Un titre\n\nUn chapeau.\n\n## Un\n\nTexte.\n\n## Deux\n\nTexte.",
            ),
        ],
    ),
    "heading-formatted": (
        [
            ("en", "## **What comes next**\n\nMore masts."),
            ("en", "### *What comes next*\n\nMore masts."),
            ("fr", "## **La suite**\n\nD’autres mâts."),
        ],
        [
            ("en", "## What comes next\n\nMore masts."),
            ("en", "## What **comes** next\n\nMore masts."),
            ("fr", "## La suite\n\nD’autres mâts."),
        ],
    ),
    "before-headline": (
        [
            ("en", "@The Weather House\n\nPRESS RELEASE\n\n**A headline**\n\nA lead."),
            (
                "fr",
                "@La Maison du temps\n\nCOMMUNIQUÉ DE PRESSE\n\n# Un titre\n\nTexte.",
            ),
            ("en", "@The Weather House\n\n# A headline\n\nA lead."),
        ],
        [
            ("en", "@PRESS RELEASE\n\n# A headline\n\nA lead."),
            ("en", "@Oslo, 3 May 2025\n\n# A headline\n\nA lead."),
            ("fr", "@Pour diffusion immédiate\n\n# Un titre\n\nUn chapeau."),
        ],
    ),
}
CONSORTIUM: dict[str, tuple[list[Case], list[Case]]] = {
    "member-twice": (
        [
            ("en", "The partners are: Nordea, Equinor, the Polar Museum, Nordea."),
            (
                "en",
                "The members are: the Marine, Coastal and Regional Board, Equinor, "
                "Nordea, and the Regional, Coastal and Marine Board.",
            ),
            (
                "fr",
                "Les partenaires sont : le CNRS, l’Ifremer, Météo-France et le CNRS.",
            ),
        ],
        [
            ("en", "The partners are: Nordea, Equinor and the Polar Museum."),
            (
                "en",
                "The members are: University of Oslo, University of Bergen, "
                "University of Tromsø.",
            ),
            ("fr", "Les partenaires sont : le CNRS, l’Ifremer et Météo-France."),
        ],
    ),
    "space-at-hyphen": (
        [
            ("en", "It was built in Berg -Hausen."),
            ("fr", "Elle est née à Saint- Brieuc."),
            ("en", "The Max -Planck library is open."),
        ],
        [
            ("en", "It was built in Berg-Hausen."),
            ("en", "It was -5 degrees in Oslo - and colder in Bergen."),
            ("fr", "Elle est née à Brest - Finistère, et non à Saint-Brieuc."),
        ],
    ),
    "acronym-styles": (
        [
            ("en", "The Polar Weather Board (PWB) and the Royal Ice Museum–RIM agree."),
            ("en", "The Board of Wind (BOW) meets the House of Ice – HOI, in May."),
            ("fr", "L’Institut du vent (IDV) et le Musée du froid–MDF travaillent."),
        ],
        [
            (
                "en",
                "The Polar Weather Board (PWB) and the Royal Ice Museum (RIM) agree.",
            ),
            ("en", "The Royal Ice Museum–RIM is open."),
            ("fr", "L’Institut du vent (IDV) est ouvert – c’est nouveau."),
        ],
    ),
    "acronym-case": (
        [
            ("en", "The partners are: NORDEA, EQUINOR, Ifremer, Ircam."),
            ("fr", "Les partenaires sont : le CNRS, l’INRIA, l’Ircam et l’Onera."),
            ("en", "The members are: KTH, ETH, Simula and Sintef."),
        ],
        [
            ("en", "The partners are: KTH, ETH and EPFL."),
            ("en", "The members are: Nordea, Simula and Sintef."),
            ("fr", "Les partenaires sont : le CNRS, l’INRIA et l’Institut du vent."),
        ],
    ),
    "acronym-unexpanded": (
        [
            ("en", "The partners are: KTH, ETH and the Polar Museum."),
            ("en", "The members are: UNESCO, Simula and Sintef."),
            ("fr", "Les partenaires sont : le CNRS, l’Ircam et l’Onera."),
        ],
        [
            ("en", "The partners are: the Royal Institute (KTH), Simula, Sintef."),
            ("en", "The members are: Nordea, Simula and Sintef."),
            (
                "fr",
                "Les partenaires sont : l’Institut du vent (IDV), l’Ircam, l’Onera.",
            ),
        ],
    ),
    "list-open": (
        [
            ("en", "It has partners such as Nordea, Equinor and Simula."),
            ("fr", "Elle a des partenaires tels que le CNRS, l’Ircam et l’Onera."),
            ("en", "The partners are: Nordea, Equinor, Simula, etc."),
        ],
        [
            ("en", "The partners are: Nordea, Equinor and Simula."),
            ("en", "The consortium brings together Nordea, Equinor and Simula."),
            ("fr", "Le consortium réunit le CNRS, l’Ircam et l’Onera."),
        ],
    ),
    "members-in-text": (
        [
            (
                "en",
                "The consortium brings together Nordea, Equinor and Simula, which "
                "will meet each year.",
            ),
            (
                "en",
                "Its members are Nordea, Equinor, Simula, and they are proud of it.",
            ),
            (
                "fr",
                "Le consortium réunit le CNRS, l’Ircam, l’Onera, qui travaillent "
                "depuis longtemps.",
            ),
        ],
        [
            ("en", "The consortium brings together Nordea, Equinor and Simula."),
            ("en", "The partners meet in Oslo, Bergen and Tromsø."),
            ("fr", "Le consortium réunit le CNRS, l’Ircam et l’Onera."),
        ],
    ),
    "member-detail": (
        [
            ("en", "The members are: Nordea (Norway), Equinor, Simula."),
            ("en", "The members are:\n\n- Nordea – coordinator\n- Equinor\n- Simula"),
            ("fr", "Les membres sont : l’Ircam (Paris), l’Onera et le CNRS."),
        ],
        [
            ("en", "The members are: Nordea, Equinor, Simula."),
            ("en", "The members are: the House of Wind (HOW), Equinor, Simula."),
            ("fr", "Les membres sont : l’Ircam, l’Onera et le CNRS."),
        ],
    ),
}

COMPLETENESS: dict[str, tuple[list[Case], list[Case]]] = {
    "reference-missing": (
        [("en", "It is open."), ("fr", "C’est ouvert."), ("en", "@# A\n\nA lead.")],
        [
            ("en", "@Ref: PR-2025-17\n\n# A headline\n\nA lead."),
            ("en", "@PRESS RELEASE\nReference: 2025/04\n\n# A headline\n\nA lead."),
            ("fr", "@Réf. : CP-2025-03\n\n# Un titre\n\nUn chapeau."),
        ],
    ),
    "reference-of-source": (
        [
            ("en", "@Ref: PR-2025-17\n\n# A headline\n\nA lead."),
            ("en", "@PRESS RELEASE\nReference: 2025/04\n\n# A headline\n\nA lead."),
            ("fr", "@Réf. : CP-2025-03\n\n# Un titre\n\nUn chapeau."),
        ],
        [("en", "It is open."), ("fr", "C’est ouvert."), ("en", "@# A\n\nA lead.")],
    ),
    "embargo-line-missing": (
        [
            ("en", "@# A\n\nA lead."),
            ("fr", "@# Un\n\nUn mot."),
            ("en", "@# B\n\nText."),
        ],
        [
            ("en", "@FOR IMMEDIATE RELEASE\n\n# A\n\nA lead."),
            ("en", "@Under embargo until 3 May 2025, 10:00\n\n# A\n\nA lead."),
            ("fr", "@Sous embargo jusqu’au 3 mai 2025\n\n# Un\n\nUn mot."),
        ],
    ),
    "embargo-to-set": (
        [
            ("en", "@EMBARGO: 3 May 2025, 10:00 CET\n\n# A\n\nA lead."),
            ("en", "@Not for release before 3 May 2025\n\n# A\n\nA lead."),
            ("fr", "@Sous embargo jusqu’au 3 mai 2025\n\n# Un\n\nUn mot."),
        ],
        [
            ("en", "@FOR IMMEDIATE RELEASE\n\n# A\n\nA lead."),
            ("en", "The trade embargo was lifted in May."),
            ("fr", "@Pour diffusion immédiate\n\n# Un\n\nUn mot."),
        ],
    ),
    "image-missing": (
        [("en", "@# A\n\nA lead."), ("fr", "@# Un\n\nUn mot."), ("en", "It is open.")],
        [
            ("en", "![The mast](mast.jpg)"),
            ("fr", "![Le mât](mat.jpg)"),
            ("en", "See ![The mast](https://w.example/mast.jpg) here."),
        ],
    ),
    "image-to-upload": (
        [
            ("en", "![The mast](mast.jpg)"),
            ("fr", "![Le mât](mat.jpg)"),
            ("en", "See ![The mast](https://w.example/mast.jpg) here."),
        ],
        [("en", "@# A\n\nA lead."), ("fr", "@# Un\n\nUn mot."), ("en", "[a](b.jpg)")],
    ),
    "hidden-text": (
        [
            ("en", "It is <!-- not quite --> open."),
            ("fr", "C’est <!-- presque --> ouvert."),
            ("en", "<script>say('no')</script>\n\nIt is open."),
        ],
        [("en", "It is open."), ("fr", "C’est ouvert."), ("en", "It is <b>open</b>.")],
    ),
    "link-without-address": (
        [
            ("en", '<a href="javascript:x()">Here</a> it is.'),
            ("en", "See [the page](/about/us) of the house."),
            ("fr", "Voir [la page](page.html) du port."),
        ],
        [
            ("en", "See [the page](https://w.example/) of the house."),
            ("en", "Write to [us](mailto:a@w.example) now."),
            ("fr", "Voir <https://t.example/page> ici."),
        ],
    ),
    "end-mark-missing": (
        [
            ("en", "@# A\n\nA lead."),
            ("fr", "@# Un\n\nUn mot."),
            ("en", "@# B\n\nText."),
        ],
        [
            ("en", "@# A\n\nA lead.\n\n-30-"),
            ("en", "@# A\n\nA lead.\n\nENDS"),
            ("fr", "@# Un\n\nUn mot.\n\n— FIN —"),
        ],
    ),
}
