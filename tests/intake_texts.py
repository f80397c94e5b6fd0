"""Releases of our own, for the tests of intake: whole, and to put a passage into."""

PLAIN = {
    "en": """FOR IMMEDIATE RELEASE

# Two islands share one weather archive

Tromsø, 3 June 2025 – Two islands opened a shared archive of weather records today.

{passage}

The archive will grow every year.

## About the Institute of Polar Weather

The Institute of Polar Weather keeps records of ice and wind.

## Press contacts

Ada Holm, press officer, Institute of Polar Weather
+47 22 85 50 50
ada.holm@weather.example

ENDS
""",
    "fr": """POUR DIFFUSION IMMÉDIATE

# Deux îles partagent les archives du temps

Brest, le 3 juin 2025 – Deux îles ouvrent aujourd’hui les archives communes du temps.

{passage}

Les archives vont grandir chaque année.

## À propos de l’Institut du temps

L’Institut du temps conserve les relevés de la glace et du vent.

## Contacts presse

Ada Kermeur, attachée de presse, Institut du temps
+33 2 98 00 00 01
ada.kermeur@temps.example

FIN
""",
}

WHOLE_FR = """COMMUNIQUÉ DE PRESSE
Pour diffusion immédiate

# La mer se réchauffe plus vite que prévu
## Une étude de dix ans menée par l’Institut de la mer

Brest, le 12 mars 2025 – L’Institut de la mer publie dix ans de mesures.

Le consortium Océan 2030 réunit l’Université de Bretagne (UB), le CNRS, l’Ifremer, \
l’Institut de la côte ainsi que Météo-France.

« Nous avons mesuré deux fois avant d’y croire », a déclaré Anne Le Goff, directrice \
de l’Institut de la mer. « La suite dépend de nous tous. »

« Ce travail est le fruit d’une longue coopération. »
— Jean-Pierre Kervella, président de l’Université de Bretagne

« Les ports changent déjà, explique Claire Martin, maire de Brest. Il faut agir. »

## À propos de l’Institut de la mer
L’Institut de la mer étudie l’océan depuis 1975.

À propos du CNRS
Le Centre national de la recherche scientifique est un organisme public.

Contacts presse :
Marie Dupont, attachée de presse, Institut de la mer
Tél. : 02 98 00 00 01 – marie.dupont@institut-mer.example
Paul Durand | CNRS | 06 12 34 56 78 | paul.durand@cnrs.example

-- FIN --
"""

WHOLE_EN = """FOR IMMEDIATE RELEASE

NEWS RELEASE

Northern universities launch a shared climate archive

OSLO, Norway, 3 June 2025 — Four universities today opened a common archive.

The founding members are:

* University of Oslo (UiO)
* Royal Institute of Technology – coordinator
* Uppsala University (Sweden)
* Aarhus University

"We could not have done this alone," said Dr. Ingrid Hansen, head of the archive at \
the University of Oslo. "Sharing is the point."

Professor Lars Berg, rector of Uppsala University, said: "It will grow every year."

> The ice does not wait for us to agree.
>
> — Maria Rossi, director of the Polar Library

Further partners include Nordea, the Nordic Council of Ministers and Equinor.

Notes to editors
The archive holds many documents.

About the University of Oslo
The University of Oslo was founded in 1811.

Media contact:
Kari Nilsen
Press officer
University of Oslo
+47 22 85 50 50
kari.nilsen@uio.example

-30-
"""


def with_passage(passage: str, *, locale: str = "en") -> str:
    """Return a release that has nothing amiss, but for this passage."""
    return PLAIN[locale].replace("{passage}", passage)
