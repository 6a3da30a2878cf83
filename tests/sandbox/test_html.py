"""HTML as the documentation of formatting options has it."""

from __future__ import annotations

import pytest

from bot.sandbox.html import parse_html
from bot.sandbox.refusal import Refusal
from bot.sandbox.texts import formatted


@pytest.mark.parametrize(
    ("source", "kind"),
    [
        ("<b>x</b>", "bold"),
        ("<strong>x</strong>", "bold"),
        ("<i>x</i>", "italic"),
        ("<em>x</em>", "italic"),
        ("<u>x</u>", "underline"),
        ("<ins>x</ins>", "underline"),
        ("<s>x</s>", "strikethrough"),
        ("<strike>x</strike>", "strikethrough"),
        ("<del>x</del>", "strikethrough"),
        ('<span class="tg-spoiler">x</span>', "spoiler"),
        ("<tg-spoiler>x</tg-spoiler>", "spoiler"),
        ("<code>x</code>", "code"),
        ("<pre>x</pre>", "pre"),
        ("<blockquote>x</blockquote>", "blockquote"),
        ("<blockquote expandable>x</blockquote>", "expandable_blockquote"),
    ],
)
def test_it_knows_the_documented_tags(source: str, kind: str) -> None:
    assert parse_html(source) == ("x", [{"type": kind, "offset": 0, "length": 1}])


def test_it_reads_links_emoji_and_code_with_a_language() -> None:
    assert parse_html('<a href="https://havu.example/?a=1&amp;b=2">Havu</a>')[1] == [
        {"type": "text_link", "offset": 0, "length": 4, "url": "https://havu.example/?a=1&b=2"}
    ]
    assert parse_html('<tg-emoji emoji-id="5368324170671202286">👍</tg-emoji>')[1] == [
        {"type": "custom_emoji", "offset": 0, "length": 2, "custom_emoji_id": "5368324170671202286"}
    ]
    assert parse_html('<pre><code class="language-python">x = 1</code></pre>')[1] == [
        {"type": "pre", "offset": 0, "length": 5, "language": "python"}
    ]


def test_it_counts_in_utf_16_units() -> None:
    assert parse_html("👍ä <b>å👍</b>") == ("👍ä å👍", [{"type": "bold", "offset": 4, "length": 3}])


def test_it_decodes_four_named_entities_and_numbers_only() -> None:
    assert parse_html("&lt;&gt;&amp;&quot; &#229; &#x1F44D; &nbsp; &apos; a&b")[0] == '<>&" å 👍 &nbsp; &apos; a&b'


@pytest.mark.parametrize(
    ("source", "refusal"),
    [
        ("ä<x>y</x>", 'Unsupported start tag "x" at byte offset 2'),
        ("5 < 6", 'Unsupported start tag "" at byte offset 2'),
        ("<b>x", "Can't find end tag corresponding to start tag b"),
        ("<b>x</i>", 'Unmatched end tag at byte offset 4, expected "</b>", found "</i>"'),
        ("x</b>", "Unexpected end tag at byte offset 1"),
        ("<b", "Unclosed start tag at byte offset 0"),
        ("<b>x</b", "Unclosed end tag at byte offset 4"),
        ("<span>x</span>", 'Tag "span" must have class "tg-spoiler" at byte offset 0'),
        ("<a href=a_b>x</a>", "Unexpected end of name token at byte offset 8"),
        ('<a ="x">x</a>', 'Empty attribute name in the tag "a" at byte offset 0'),
        ("<br/>", 'Unsupported start tag "br/" at byte offset 0'),
    ],
)
def test_it_refuses_faulty_markup_saying_where(source: str, refusal: str) -> None:
    with pytest.raises(Refusal) as refused:
        parse_html(source)
    assert refused.value.description == f"Bad Request: can't parse entities: {refusal}"


def test_it_trims_text_and_moves_what_is_marked() -> None:
    text = formatted("  <b> Hei </b>\n", "HTML")
    assert (text.text, text.entities) == ("Hei", [{"type": "bold", "offset": 0, "length": 3}])


def test_it_finds_commands_links_and_mentions_by_itself() -> None:
    kinds = [
        (entity["type"], entity["offset"], entity["length"])
        for entity in formatted("/start see https://havu.example/x, @aino_x #wave <code>/no</code>").entities
    ]
    assert kinds == [("bot_command", 0, 6), ("url", 11, 22), ("mention", 35, 7), ("hashtag", 43, 5)]


def test_it_leaves_links_alone_inside_code() -> None:
    assert [entity["type"] for entity in formatted("<code>/start</code>", "html").entities] == ["code"]


@pytest.mark.parametrize("mode", ["MarkdownV2", "Markdown"])
def test_it_does_not_play_markdown(mode: str) -> None:
    with pytest.raises(Refusal, match="does not play"):
        formatted("*x*", mode)


def test_it_refuses_an_unknown_parse_mode() -> None:
    with pytest.raises(Refusal, match="unsupported parse_mode"):
        formatted("x", "rtf")
