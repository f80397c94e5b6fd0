"""Promise: a word that stands nearly everywhere hides nothing that rarer words find.

Such a word is followed through the newest texts alone, and beside rarer words to the
end. Here that is more than three texts instead of many thousands.
"""

import pytest

from search import asking, backends, documents, pool, port, waiting

pytestmark = pytest.mark.django_db


@pytest.fixture(params=["database", "elasticsearch"])
def index(request, monkeypatch):
    """An index of ten texts that have `radio`, the oldest of them one rare word too."""
    monkeypatch.setattr(port, "MOST_HAVING", 3)
    texts = ["Narwhal radio", "Walrus radio, loud", *["Loud radio"] * 2, *["Radio"] * 6]
    made = documents.gathered(
        documents.SearchDocument(
            type="release",
            key=f"{number}",
            subject=documents.Subject("release", f"{number}"),
            locale="en",
            version=1,
            title=title,
        )
        for number, title in enumerate(texts)
    )
    backends.database().put(made)
    if request.param == "database":
        return backends.database()
    index = request.getfixturevalue("new_index")
    index.put(made)
    return index


def found(index, words):
    """Return the numbers of the texts that are found, the best first."""
    asked = asking.prepared(asking.Asked(words, "en"), waiting.Waiting()).search
    return [int(match.key.key) for match in pool.unchecked(index, asked)[0].matches]


def test_a_rare_word_beside_a_common_one_finds_the_oldest_text(index):
    assert found(index, "narwhal radio") == [0]
    assert set(found(index, "radio narwhal loud")) == {0, 1, 2, 3}
    assert set(found(index, "loud radio")) == {1, 2, 3}


def test_what_is_left_out_and_phrases_hold_however_far_back(index):
    assert found(index, "loud -walrus") == [2, 3]
    assert found(index, "narwhal -radio") == []
    assert found(index, 'walrus "radio loud"') == [1]
    assert found(index, 'loud "radio loud"') == [1]


def test_words_of_which_none_tells_are_followed_through_the_newest(index):
    hits = found(index, "radio")

    assert set(hits) >= {7, 8, 9}
    assert found(index, "radio radio") == hits


def test_what_tells_by_count_and_stands_nowhere_as_asked_leaves_the_rest(index):
    """`loud` and `walrus` are there, `walrus@loud` is not."""
    assert found(index, "radio loud@walrus") == found(index, "radio")
