"""The help panel: the whole query language, each line with an example that finds something in this archive.

What does not depend on the archive stands in `SYNTAX`; the examples are made of a headline and names just found, so
that every one of them can be followed. docs/reference/query-language.md says the same at length.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from archive.search.analysis import find_tokens
from archive.search.results import Facet

from .facets import Labels
from .search_address import SearchAddress

# (form, what it finds, the key of its example)
SYNTAX: tuple[tuple[str, str, str], ...] = (
    ("two words", "both words, anywhere, whatever their endings", "words"),
    ('"two words"', "exactly these words, side by side", "phrase"),
    ('"two words"~5', "these words with at most 5 others between them", "near"),
    ("one OR other", "either word", "either"),
    ("one -other", "the first word without the second", "without"),
    ("(one OR other) third", "brackets say what belongs together", "brackets"),
    ("begin*", "words that begin so", "prefix"),
    ("speling~", "words spelt nearly so: a letter or two may differ", "fuzzy"),
    ("headline:word", "in the headline; also by: and dateline:", "headline"),
    ('person:"any name"', "named in the story, under any name in any script", "person"),
    ('org:"any name"', "an organisation named in the story", "org"),
    ("place:name", "a place named in the story", "place"),
    ('event:"any name"', "an event the story is of", "event"),
    ("topic:name", "stories under a subject heading", "topic"),
    ("source:CODE", "stories from one provider", "source"),
    ("lang:ko", "stories in one language; also genre:", "lang"),
    ("date:1961-04", "dated in that year, month or day", "date"),
    ("date:1961..1963", "from the first to the last; either may be left out", "dates"),
    ("before:1965 after:1960", "as they say; also after:\"3 March 1961\"", "before"),
)  # fmt: skip
_FIELDS = {"person": "people", "org": "organisations", "place": "places", "event": "events"}


@dataclass(frozen=True, slots=True)
class Example:
    """One line of the help. Without a story to make an example of, `text` is empty."""

    form: str
    says: str
    text: str
    href: str


def make_help(headlines: Iterable[str], facets: Sequence[Facet], labels: Labels) -> tuple[Example, ...]:
    """Every form of the language; `headlines` are of stories found, `facets` and `labels` are those of the page."""
    words = next(filter(None, map(_from_headline, headlines)), {})
    texts = {**words, **_from_facets(facets, labels)}
    return tuple(
        Example(form, says, text, SearchAddress(q=text).url if text else "")
        for form, says, key in SYNTAX
        for text in (texts.get(key, ""),)
    )


def _from_headline(headline: str) -> dict[str, str]:
    tokens = [token for token in find_tokens(headline) if not token.dense and token.term.isalpha()]
    long = sorted(dict.fromkeys(token.term for token in tokens if len(token.term) > 3), key=len, reverse=True)
    pairs = [
        (one, other)
        for one, other in pairwise(tokens)
        if other.position == one.position + 1 and min(len(one.term), len(other.term)) > 2
    ]
    if len(long) < 2:
        return {}
    one, other = long[:2]
    texts = {
        "words": f"{one} {other}",
        "either": f"{one} OR {other}",
        "without": f"{one} -{'film' if 'film' not in long else 'television'}",
        "brackets": f"({one} OR {other}) {other}",
        "prefix": f"{one[:4]}*",
        "headline": f"headline:{one}",
        "near": f'"{one} {other}"~20',
    }
    if len(one) > 4:
        texts["fuzzy"] = f"{one[:2]}{one[3:]}~"
    if pairs:
        start, end = pairs[0][0].start, pairs[0][1].end
        texts["phrase"] = f'"{headline[start:end]}"'
    return texts


def _from_facets(facets: Sequence[Facet], labels: Labels) -> dict[str, str]:
    first = {facet.name: facet.choices[0].value for facet in facets if facet.choices and facet.choices[0].count}
    texts = {}
    for key, facet in _FIELDS.items():
        label = labels.get(facet, {}).get(first.get(facet, ""))
        if label is not None:
            texts[key] = f"{key}:{_quote(label.name)}"
    for key, facet in (("topic", "topics"), ("source", "source"), ("lang", "language")):
        if facet in first:
            texts[key] = f"{key}:{_quote(first[facet])}"
    texts.update(_from_year(first))
    return texts


def _from_year(first: Mapping[str, str]) -> dict[str, str]:
    year = first.get("year", "")
    if not year.isdigit():
        return {}
    return {
        "date": f"date:{year}",
        "dates": f"date:{year}..",
        "before": f"after:{int(year) - 1:04} before:{int(year) + 1:04}",
    }


def _quote(name: str) -> str:
    plain = name.replace('"', " ")
    return plain if plain.replace("-", "").isalnum() else f'"{plain}"'
