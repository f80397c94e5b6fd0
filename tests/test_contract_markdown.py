"""Promise: Markdown says what the HTML says: reading it back gives the same text."""

import re
from html import unescape

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from press import markdown, rich_text

READER = MarkdownIt("commonmark", {"html": True})
BREAK = re.compile(r"\s*<br */?>\s*")

WRITTEN = {
    "<p>Plain words.</p>": "Plain words.",
    "<p>One <b>bold</b> and <i>two</i>.</p>": "One **bold** and *two*.",
    "<p>A <b>wide </b>mark</p>": "A **wide** mark",
    "<p>un<i>believ</i>able</p>": "un*believ*able",
    "<p>a<b>.b</b>c</p>": "a<strong>.b</strong>c",
    "<p><b>a</b><b>b</b></p>": "**a**<strong>b</strong>",
    "<p>H<sub>2</sub>O</p>": "H<sub>2</sub>O",
    "<p>Le «\u00a0mot\u00a0»\u202f!</p>": "Le «\u00a0mot\u00a0»\u202f!",
    '<p><a href="https://e.org/a?b=1&amp;c=2">all</a></p>': (
        "[all](https://e.org/a?b=1&c=2)"
    ),
    '<p><a href="https://e.org/a_(b)">all</a></p>': "[all](<https://e.org/a_(b)>)",
    '<p>Look!<a href="https://e.org/">all</a></p>': "Look\\![all](https://e.org/)",
    "<p>Plain <a>words</a> of a hidden link</p>": "Plain words of a hidden link",
    "<p>2 * 3 _ [x] &lt;y&gt; `z`</p>": "2 \\* 3 \\_ \\[x\\] \\<y> \\`z\\`",
    "<p># no heading</p>": "\\# no heading",
    "<p>12. March</p>": "12\\. March",
    "<p>one<br>- two</p>": "one\\\n\\- two",
    "<p>one</p><p>two</p>": "one\n\ntwo",
    "<ul><li>one</li><li>two<ul><li>three</li></ul></li></ul>": (
        "- one\n- two\n  - three"
    ),
    "<ol><li>one</li><li>two</li></ol>": "1. one\n2. two",
    "<blockquote><p>one</p><p>two</p></blockquote>": "> one\n>\n> two",
    "<h2>Title</h2><hr><h3>Part</h3>": "## Title\n\n---\n\n### Part",
    "": "",
    "<p></p>": "",
}


@pytest.mark.parametrize("html", WRITTEN)
def test_markdown_is_written_as_people_write_it(html):
    assert markdown.of(html) == WRITTEN[html]


LETTERS = st.text(
    st.sampled_from("ab é*_`[](){}<>&#+-=.!|~\\1\u00a0»:/\"'"), min_size=1, max_size=8
)
ADDRESSES = st.sampled_from(
    ["https://e.org/", "https://e.org/a_(b)?c=d&e=*f*#g", "mailto:a@e.org", "tel:+331"]
)


def _inline(inner):
    words = st.lists(inner, min_size=1, max_size=3).map("".join)
    return st.one_of(
        inner,
        st.tuples(st.sampled_from(["b", "i", "strong", "em", "sup", "sub"]), words).map(
            lambda pair: f"<{pair[0]}>{pair[1]}</{pair[0]}>"
        ),
        st.tuples(ADDRESSES, LETTERS.map(escaped)).map(
            lambda pair: f'<a href="{escaped(pair[0])}">{pair[1]}</a>'
        ),
    )


def escaped(text):
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


RUNS = st.lists(
    st.recursive(LETTERS.map(escaped) | st.just("<br>"), _inline, max_leaves=6),
    min_size=1,
    max_size=5,
).map("".join)
PARAGRAPHS = st.lists(RUNS, min_size=1, max_size=3).map(
    lambda runs: "".join(f"<p>{run}</p>" for run in runs)
)


def words_and_marks(html):
    """Return a text as its letters, each with the marks that are on it."""
    marks, found = [], []
    names = {"b": "strong", "i": "em"}
    for piece in re.split(r"(<[^>]*>)", BREAK.sub("\n", html)):
        if piece.startswith("</"):
            marks.pop()
        elif piece.startswith("<"):
            name = piece[1:-1].split(" ")[0]
            link = re.search(r'href="([^"]*)"', piece)
            marks.append(link[1] if link else names.get(name, name))
        else:
            letters = (one for one in unescape(piece) if not one.isspace())
            found += [(one, frozenset(marks)) for one in letters]
    return found


@settings(max_examples=300, deadline=None, derandomize=True)
@given(PARAGRAPHS)
def test_markdown_read_back_has_the_same_letters_with_the_same_marks(source):
    html = rich_text.public(
        source, page_target=lambda _key: None, file_target=lambda _key: None
    ).html

    again = READER.render(markdown.of(html))

    assert words_and_marks(again) == words_and_marks(html)
