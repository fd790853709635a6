"""The only place where text is declared safe."""

import json

from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from archive.templatetags.notes import render_note
from archive.templatetags.story import json_ld, lit
from archive.text.spans import Span
from tests.sources import REPOSITORY

hostile = st.text(alphabet=st.sampled_from("<>&\"'/ab=!-[]()*_`\n"), max_size=60)


@given(hostile, st.lists(st.tuples(st.integers(-5, 70), st.integers(-5, 70)), max_size=5))
def test_lit_text_reads_as_the_text(text: str, spans: list[tuple[int, int]]) -> None:
    """Whatever the spans; and the only elements are marks."""
    tree = html.fromstring(f"<p>{lit(text, [Span(*span) for span in spans])}</p>")

    assert "".join(str(part) for part in tree.itertext()) == text
    assert {element.tag for element in tree.iter()} <= {"p", "mark"}


@given(hostile)
def test_a_note_is_read_and_nothing_else(body: str) -> None:
    """No element that loads, runs or frames anything."""
    tree = html.fromstring(f"<div>{render_note(body)}</div>")
    tags = {element.tag for element in tree.iter() if isinstance(element.tag, str)}

    assert tags <= {"div", "p", "em", "strong", "a", "ul", "ol", "li", "blockquote", "code", "br"}
    for link in tree.iter("a"):
        assert set(link.attrib) <= {"href", "rel"}


def test_a_note_may_link_only_where_a_link_can_do_no_harm() -> None:
    """Other addresses lose their link, the words stay."""
    assert 'href="https://example.org/"' in render_note("[x](https://example.org/)")
    assert "href" not in render_note("[x](javascript:alert(1))")
    assert "href" not in render_note("[x](data:text/html,hello)")
    assert "<img" not in render_note("![x](https://example.org/x.png)")


@given(st.dictionaries(st.text(max_size=10), st.text(max_size=30), max_size=4))
def test_linked_data_is_json_that_cannot_end_its_block(data: dict[str, str]) -> None:
    """No less-than sign is left."""
    text = json_ld(data)

    assert json.loads(text) == data
    assert "<" not in text and ">" not in text


def test_nothing_else_in_the_project_marks_text_as_safe() -> None:
    """Neither code nor a template."""
    code = [path for floor in ("archive", "editorial") for path in (REPOSITORY / floor).rglob("*.py")]
    offenders = [path.name for path in code if "mark_safe(" in path.read_text(encoding="utf-8")]
    public = [REPOSITORY / "templates" / "base.html", *(REPOSITORY / "templates" / "archive").rglob("*.html")]
    loose = [path.name for path in public if "|safe" in path.read_text() or "autoescape" in path.read_text()]

    assert sorted(offenders) == ["results.py", "story.py"]
    assert loose == []
