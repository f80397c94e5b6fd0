"""Made-up words of two languages, as often as words are: few often, most hardly ever.

By the law of Zipf and Mandelbrot: the word of rank r is 1 / (r + SHIFT) as often.
Everything here comes from a seed, so that it is the same on every machine.
"""

import random
from dataclasses import dataclass
from functools import cache
from itertools import accumulate

LOCALES = ("en", "fr")
# Each in a form for one and one for several: 30,000 words a language.
LEMMAS = 15_000
# Of a hundred lemmas so many are the same in both languages, as "nation" is.
SHARED = 20
SHIFT = 2.7
# Of a hundred words of a text so many are function words.
FUNCTION = 42
SINGULAR, PLURAL = 3, 1
TOPICAL = 400


@dataclass(frozen=True)
class Sounds:
    """What the words of a language are put together from."""

    function: tuple[str, ...]
    begins: tuple[str, ...]
    vowels: tuple[str, ...]
    ends: tuple[str, ...]


def listed(text: str) -> tuple[str, ...]:
    """Return the words of a text."""
    return tuple(text.split())


ENGLISH = Sounds(
    function=listed(
        """
        the of to and a in for is on that by with as at from it this are was be an
        has which their have will its or were not but also more than been new can
        other who first over these between two all
        """
    ),
    begins=listed(
        """
        b bl br c ch cl cr d dr f fl fr g gl gr h j l m n p pl pr r s sc sh sl sp st
        str t th tr v w
        """
    ),
    vowels=listed("a e i o u a e i o ai ea ee oa ou"),
    ends=listed("n r l t st nd rt m ck tion ment er ing al ic ity ance ship ness ous"),
)
FRENCH = Sounds(
    function=listed(
        """
        de la le et les des en l' un d' une du à dans pour que est qui sur par au
        plus avec ce il ne se pas sont son aux ses cette ont leur été ou nouveau deux
        entre ces sa comme fait très premier
        """
    ),
    begins=listed("b bl br c ch cl cr d dr f fl fr g gl gr j l m n p pl pr r s t tr v"),
    vowels=listed("a e é i o u a e i o ou au eu oi ai an on in"),
    ends=listed(
        """
        n r l t que nte rt me tion ment eur euse age ique ité ance isme oire el elle
        """
    ),
)
SOUNDS = {"en": ENGLISH, "fr": FRENCH}


@dataclass(frozen=True)
class Vocabulary:
    """The words of a language from the most frequent on, and how often each comes.

    `lemmas` are the content words by rank; `words` are all forms of them and the
    function words, with the `weights` of each summed up.
    """

    lemmas: tuple[str, ...]
    function: tuple[str, ...]
    words: tuple[str, ...]
    weights: tuple[float, ...]

    def draw(self, dice: random.Random, count: int) -> list[str]:
        """Return so many words as a text has them."""
        return dice.choices(self.words, cum_weights=self.weights, k=count)


@cache
def vocabulary(locale: str) -> Vocabulary:
    """Return the words of a language."""
    lemmas = _lemmas(locale)
    sounds = SOUNDS[locale]
    words: list[str] = []
    weights: list[float] = []
    for mass, some in ((FUNCTION, sounds.function), (100 - FUNCTION, lemmas)):
        shares = _shares(len(some))
        for word, share in zip(some, shares, strict=True):
            words.append(word)
            weights.append(mass * share)
    content = len(sounds.function)
    whole = SINGULAR + PLURAL
    for place in range(content, len(words)):
        weight = weights[place]
        weights[place] = weight * SINGULAR / whole
        words.append(f"{words[place]}s")
        weights.append(weight * PLURAL / whole)
    return Vocabulary(
        lemmas=lemmas,
        function=sounds.function,
        words=tuple(words),
        weights=tuple(accumulate(weights)),
    )


@cache
def topical(topic: int, locale: str) -> tuple[tuple[str, ...], tuple[float, ...]]:
    """Return the words that a topic prefers, and their weights, summed up."""
    dice = random.Random(f"topic/{topic}")
    ranks = dice.sample(range(50, LEMMAS), k=TOPICAL)
    lemmas = vocabulary(locale).lemmas
    words = tuple(lemmas[rank] for rank in ranks)
    return words, tuple(accumulate(_shares(TOPICAL)))


def _shares(count: int) -> list[float]:
    weights = [1 / (rank + SHIFT) for rank in range(1, count + 1)]
    whole = sum(weights)
    return [weight / whole for weight in weights]


def _lemmas(locale: str) -> tuple[str, ...]:
    """Return content words by rank; the frequent ones are short."""
    dice, both = random.Random(f"words/{locale}"), random.Random("words")
    # A shared word has the same rank in all, whatever else a language has.
    taken = {word for sounds in SOUNDS.values() for word in sounds.function}
    shared = {
        rank: _new(both, FRENCH if rank % 2 else ENGLISH, rank, taken)
        for rank in range(LEMMAS)
        if both.randrange(100) < SHARED
    }
    return tuple(
        shared.get(rank) or _new(dice, SOUNDS[locale], rank, taken)
        for rank in range(LEMMAS)
    )


def _new(dice: random.Random, sounds: Sounds, rank: int, taken: set[str]) -> str:
    """Return a word that is not taken, and take it with its plural."""
    while True:
        syllables = dice.choice((1, 2) if rank < 300 else (1, 2, 2, 3))
        made = "".join(
            dice.choice(sounds.begins) + dice.choice(sounds.vowels)
            for _syllable in range(syllables)
        ) + dice.choice(sounds.ends)
        if made not in taken and f"{made}s" not in taken:
            taken.update((made, f"{made}s"))
            return made
