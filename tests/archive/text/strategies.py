"""What Hypothesis draws from: hostile words, many scripts, and marks and highlights that overlap anyhow."""

from hypothesis import strategies as st

from archive.text.inline import Highlight
from archive.text.marks import BLOCK_KINDS, INLINE_KINDS, Mark

HOSTILE = (
    "<script>", "</p>", "<img src=x onerror=alert(1)>", "\"", "'", "&", "&lt;", "<!--", "-->", "]]>", "<b",
    ">", "`", "javascript:alert(1)", "{{", "</span>", "\x00", "\u202e", "<svg/onload=1>", "&#x3c;",
    " onclick=x ",
)  # fmt: skip
SCRIPTS = (
    "Seoul",
    "김정은",
    "東京",
    "Гагарин",
    "می‌خواهم",
    "हिन्दी",
    "👩‍👩‍👧",
    "e\u0301",
    "𝔘",
    "\n",
    "\n\n",
    "\n \n\n",
    " ",
    "\t",
)

texts = st.lists(st.sampled_from(HOSTILE + SCRIPTS) | st.text(max_size=8), max_size=30).map("".join)
any_strings = st.text(st.characters(exclude_categories=()), max_size=60) | texts
hrefs = st.sampled_from(
    ("https://example.org/?a=1&b=\"'<", "/people/kim/", "#n1", "mailto:desk@example.org", "",
     "javascript:alert(1)", "JaVaScRiPt:alert(1)", " java\nscript:alert(1)", "\x01javascript:alert(1)",
     "data:text/html,<script>", "//evil.example", "/\\evil.example", "vbscript:x", "people/kim?q=a:b")
)  # fmt: skip
_positions = st.integers(min_value=-3, max_value=140)
_words = any_strings | st.sampled_from(("1", "n1", "note-1"))


def marks(kinds: frozenset[str] = BLOCK_KINDS | INLINE_KINDS) -> st.SearchStrategy[list[Mark]]:
    """Marks of these kinds, anywhere, overlapping or not, sane or not."""
    data = st.fixed_dictionaries(
        {"href": hrefs},
        optional={
            "level": st.sampled_from(("1", "9", "-1", "²", "x")),
            "row": st.sampled_from(("0", "1", "2", "999999999999")),
            "col": st.sampled_from(("0", "3", "70", "999999999999")),
            "head": st.just("yes"),
            "list": st.just("ordered"),
        },
    )
    return st.lists(st.builds(Mark, _positions, _positions, st.sampled_from(sorted(kinds)), data), max_size=12)


highlights = st.lists(
    st.builds(
        Highlight,
        _positions,
        _positions,
        st.sampled_from(("name person", "name", "note", "hit", "check dates", "suggested", "", "x\"><script> y'")),
        href=hrefs,
        id=st.just(""),
        label=_words,
        ref=_words,
    ),
    max_size=12,
)
