"""Notes are shown as HTML that holds every word and nothing else that could do harm."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from readinglist.core.reading import LONGEST_NOTE
from readinglist.formats.markdown_html import MOST_BLOCKS, MOST_BRACKETS, to_html

TAGS = {
    *("p", "h1", "h2", "h3", "ul", "ol", "li", "blockquote", "pre", "hr"),
    *("br", "code", "em", "strong", "s", "a"),
}
VOID = {"br", "hr"}
INLINE = {"code", "em", "strong", "s", "a", "br"}
BREAK = "\u200b"


class Reader(HTMLParser):
    """Reads a page strictly: tags of the list, each closed where it must be, no attribute but a harmless href."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.text: list[str] = []
        self.links: list[str] = []
        self.deepest = 0
        self.feed(page)
        self.close()
        assert not self.open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag in TAGS
        if tag == "a":
            ((name, value),) = attrs
            assert name == "href"
            assert value is not None
            assert re.match("(?i)(https?://|mailto:)", value)
            assert "a" not in self.open
            self.links.append(value)
        else:
            assert not attrs
        if tag not in INLINE:
            self.text.append("\n")
            assert "p" not in self.open, "a block within a paragraph"
        if tag not in VOID:
            self.open.append(tag)
            self.deepest = max(self.deepest, len(self.open))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text.append(data)

    def handle_comment(self, data: str) -> None:
        raise AssertionError(f"a comment: {data}")

    def handle_decl(self, decl: str) -> None:
        raise AssertionError(f"a declaration: {decl}")

    def handle_pi(self, data: str) -> None:
        raise AssertionError(f"an instruction: {data}")

    def unknown_decl(self, data: str) -> None:
        raise AssertionError(f"a declaration: {data}")

    @property
    def words(self) -> str:
        """What is read on the page."""
        return "".join(self.text).replace(BREAK, "")


@pytest.mark.parametrize(
    ("note", "page"),
    [
        ("", ""),
        ("Plain *text*, **strong**, ~~struck~~ and `code`.",
         "<p>Plain <em>text</em>, <strong>strong</strong>, <s>struck</s> and <code>code</code>.</p>"),
        ("# One\n\n### Three\n\n###### Six", "<h1>One</h1><h3>Three</h3><h3>Six</h3>"),
        ("- a\n- b\n  1. c", "<ul><li>a</li><li>b<ol><li>c</li></ol></li></ul>"),
        ("- a\n\n- b", "<ul><li><p>a</p></li><li><p>b</p></li></ul>"),
        ("> said\n\n---", "<blockquote><p>said</p></blockquote><hr>"),
        ("```python\nx < 1\n```", "<pre><code>x &lt; 1\n</code></pre>"),
        ("one  \ntwo\nthree", "<p>one<br>two\nthree</p>"),
        ('[a](https://example.org/?a=1&b="c)', '<p><a href="https://example.org/?a=1&amp;b=%22c">a</a></p>'),
        ("<https://example.org> <ada@example.org>",
         '<p><a href="https://example.org">https://example.org</a>'
         ' <a href="mailto:ada@example.org">ada@example.org</a></p>'),
        ("[a](https://example.org/?q=doi:10.1000/x)",
         '<p><a href="https://example.org/?q=doi:10.1000/x">a</a></p>'),
        ("[a](doi:10.1000/x) <DOI:10.1000/y>",
         '<p><a href="https://doi.org/10.1000/x">a</a> <a href="https://doi.org/10.1000/y">DOI:10.1000/y</a></p>'),
        ("[*a*](javascript:b) [c](d) [e](//f) [g]() <file:///h>", "<p><em>a</em> c e g file:///h</p>"),
        ('![a *b* ![c](d)](https://example.org/e.png "f")', "<p>a b c</p>"),
        ("[![a [b](c)](https://example.org/d)](https://example.org/e)",
         '<p><a href="https://example.org/e">a b</a></p>'),
        ('a <b onclick="x">c</b> <!-- d --> &lt;e&gt; &#1;',
         '<p>a &lt;b onclick="x"&gt;c&lt;/b&gt; &lt;!-- d --&gt; &lt;e&gt; \ufffd</p>'),
        ("<script>\nalert(1)\n</script>", "<p>&lt;script&gt;\nalert(1)\n&lt;/script&gt;</p>"),
        ("[a]: https://example.org", "<p>[a]: https://example.org</p>"),
        ("|a|b|\n|-|-|\n|c|d|", "<p>|a|b|\n|-|-|\n|c|d|</p>"),
        ("one\x00 \x1btwo\r\nthree\x85 \ud800", "<p>one two\nthree \ufffd</p>"),
    ],
)  # fmt: skip
def test_a_note_is_shown_with_the_tags_of_the_list(note: str, page: str) -> None:
    assert to_html(note) == page
    Reader(page)


PIECES = [
    *("# ", "> ", "- ", "1. ", "*", "**", "_", " ~~", "~~ ", " `", "` ", "\n", "\n\n", "    ", "[", "]", "![", "\\"),
    *("](https://example.org/a)", "](javascript:a)", "](doi:10.1/a)", '](a "b")', "<b>", "<script>", "<!--", "-->"),
    *("\n---\n", "\n===\n", "\t", "&amp;", "&lt;", "&#0;", "|", "<", ">", "&", '"', "\x00", "\x07", "\u202e", "😀"),
    *("wa", "wb", "wc", "wd ", " we", "wf\n"),
]
notes = st.lists(st.sampled_from(PIECES), max_size=30).map("".join)


@given(notes | st.text() | st.lists(st.sampled_from(["\n```", "~~~\n", *PIECES]), max_size=30).map("".join))
def test_any_note_is_a_sound_page(note: str) -> None:
    page = to_html(note)
    Reader(page)
    assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]", page)


@given(notes.filter(lambda note: "```" not in note and "~~~" not in note))
def test_every_word_of_a_note_is_shown(note: str) -> None:
    assert re.findall("w[a-f]", Reader(to_html(note)).words) == re.findall("w[a-f]", note)


@pytest.mark.parametrize("mark", ["> ", "- ", "1. ", "- > "])
def test_what_is_nested_too_deep_is_shown_as_text(mark: str) -> None:
    for times in (9, 15, 100, 5_000):
        read = Reader(to_html(mark * times + "deep down"))
        assert read.deepest <= 20
        assert "deep down" in read.words
    steps = "".join(f"{'  ' * level}- w{level}\n" for level in range(60))
    read = Reader(to_html(steps))
    assert read.deepest <= 20
    assert re.findall(r"w\d+", read.words) == [f"w{level}" for level in range(60)]


def test_marks_within_marks_end_somewhere() -> None:
    read = Reader(to_html("*a " * 2_000 + "x" + " b*" * 2_000 + "*a **b " * 500 + "c** d*" * 500))
    assert read.deepest <= 10
    assert read.words.count("x") == 1


def test_a_flattened_list_keeps_its_items_apart() -> None:
    steps = "".join(f"{'  ' * level}- w{level}\n" for level in range(12))
    assert "<p>w9</p><p>w10</p><p>w11</p>" in to_html(steps)


def test_a_long_word_may_be_broken_but_not_within_a_sign() -> None:
    assert to_html("a" * 80) == f"<p>{'a' * 80}</p>"
    assert to_html("a" * 161) == f"<p>{'a' * 80}{BREAK}{'a' * 80}{BREAK}a</p>"
    assert to_html("a" * 50 + "*" + "b" * 50 + "*") == f"<p>{'a' * 50}<em>{'b' * 30}{BREAK}{'b' * 20}</em></p>"
    assert to_html("a" * 80 + "\u0301b") == f"<p>{'a' * 80}\u0301{BREAK}b</p>"
    family = "👩\u200d" * 40
    assert to_html(f"{family}👩x") == f"<p>{family}👩{BREAK}x</p>"
    assert BREAK not in to_html("- " + "a" * 60 + "\n- " + "a" * 60)


@given(st.text(st.sampled_from("ab *`_\n<&\u0301"), max_size=600))
def test_no_run_of_letters_is_longer_than_a_word_may_be(note: str) -> None:
    lines = re.split(f"[ \n{BREAK}]", "".join(Reader(to_html(note)).text))
    assert all(len(line.replace("\u0301", "")) <= 80 for line in lines)


@pytest.mark.parametrize("unit", ["[", "![", "[a](", "*a", "> ", "- ", "`", "~~a", "<a", "a" * 100])
def test_a_hundred_thousand_signs_are_taken(unit: str) -> None:
    note = unit * (100_000 // len(unit)) + "\n\nthe end"
    assert "the end" in Reader(to_html(note)).words


def test_a_note_of_brackets_has_no_links_but_all_its_words() -> None:
    note = "[" * MOST_BRACKETS + "\n\n[a](https://example.org) *b*"
    read = Reader(to_html(note))
    assert (read.links, read.words.count("[")) == ([], MOST_BRACKETS + 1)
    assert to_html(note[1:]).endswith('<p><a href="https://example.org">a</a> <em>b</em></p>')


def test_of_a_note_without_end_the_start_is_shown_and_it_is_said() -> None:
    page = to_html("many words " * 800_000)
    assert len(page) < 2 * LONGEST_NOTE
    assert page.endswith("<p><em>Only the first 1,000,000 characters of this note are shown.</em></p>\n")
    assert "Only the first" not in to_html("a" * 100)


@pytest.mark.parametrize("block", ["a\n\n", "- a\n", "> a\n\n", "> - a\n", "1. a\n", "# a\n"])
def test_of_a_note_of_paragraphs_without_end_the_first_are_shown_and_it_is_said(block: str) -> None:
    page = to_html(block * (MOST_BLOCKS + 1))
    read = Reader(page)
    assert read.words.count("a") - 4 == MOST_BLOCKS  # the four of the sentence at the end
    assert page.endswith("<p><em>Only the first 2,000 paragraphs of this note are shown.</em></p>\n")
    assert "Only the first" not in to_html(block * MOST_BLOCKS)


def test_a_note_that_is_nested_beyond_sense_ends_too() -> None:
    read = Reader(to_html("> " * 100 + "a\n\n" + "b\n\n" * 3_000))
    assert read.words.count("b") == MOST_BLOCKS - 1
    assert "Only the first 2,000 paragraphs" in read.words
