"""A place put in the wrong country: "Ukraine's Kursk region", when the gazetteer knows Kursk in Russia alone.

A town of that name in the country named, however small, or countries that share their towns' names, and nothing is
said: the gazetteer ends at 15,000 people, and beyond that it is the story that knows.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from archive.reading.gazetteer import Gazetteer, load_gazetteer, place_key
from archive.reading.name_lists import given_weight
from archive.reading.place_words import EVERYDAY
from archive.text.spans import Span

from .country_words import DEMONYMS, DISPUTED, DISTRICTS, SETTLERS, SIDES, WIDER
from .finding import MOST_PLACES, Check, Evidence
from .story import CheckedStory

KNOWN: Final = 100_000
"""People of a town that stands in for its namesakes when the words leave no doubt that a place is meant."""
WELL_KNOWN: Final = 200_000
"""…and when only a comma or an "in" says so."""
_NAME: Final = r"[A-Z][\w’'-]*(?:[ -][A-Z][\w’'-]*){0,3}"
_ENDS: Final = r"(?=[,.;:)\"”]|$|\n| (?:on|in|at|where|after|when|during|by|to|and|as|was|were|is|has|had|have)\b)"
_CLOSES: Final = r"(?=[.;)\n]|$|,(?! (?:and |or )?[A-Z])| (?:on|where|when|after|during|last|this|earlier)\b)"
_OPENING: Final = re.compile(r"^(?!(?:New|North|South|East|West|Papua|Central|Air|Great) )[A-Z][a-z]+ ")
_SENTENCE_ENDS: Final = re.compile(r"[.!?:;\n\"“”‘(–—-]\s*$")
_GOES_ON: Final = re.compile(r" (?:es|al|el|de|del|da|do|la|le|am|an der|sur|on|upon) [A-Z]")  # "Dar es Salaam"
_TOWN: Final = r"(?:city|town|port|region|province|capital|resort)(?: city| town)?(?: of)?"
_REGION: Final = r"(?:region|province|oblast|prefecture)"
_FORMS: Final = tuple(
    (re.compile(form), is_plain)
    for form, is_plain in (
        # Ukraine's western Kursk region; Ukraine's Kursk,
        (rf"(?P<x>{_NAME}?)['’]s? (?:{SIDES} ){{0,3}}(?P<y>{_NAME}?) (?:{DISTRICTS})(?![\w-])", True),
        (rf"(?P<x>{_NAME}?)['’]s? (?:(?:city|town|port|capital) of )(?P<y>{_NAME})", True),
        # the Ukrainian city of Kursk; the Russian capital Kyiv; the Ukrainian Kursk region
        (rf"\b(?P<d>[A-Z][a-z]+) (?:{SIDES} )?{_TOWN} (?P<y>{_NAME})", True),
        (rf"\b(?P<d>[A-Z][a-z]+) (?P<y>{_NAME}?) {_REGION}(?![\w-])", True),
        # the Kursk region of Ukraine; the city of Kursk in Ukraine
        (rf"\b(?P<y>{_NAME}) {_REGION} (?:of|in) (?:{SIDES} )?(?P<x>{_NAME})", True),
        (rf"\b(?:city|town|port|region|province) of (?P<y>{_NAME}) in (?:{SIDES} )?(?P<x>{_NAME})", True),
        # in Kursk, Ukraine; near Kursk in Ukraine
        (rf"\b(?:in|near|outside|at|from) (?P<y>{_NAME}), (?P<x>{_NAME}){_CLOSES}", False),
        (rf"\b(?:[Ii]n|near|outside) (?P<y>{_NAME}) in (?:{SIDES} )?(?P<x>{_NAME}){_ENDS}", False),
        (rf"\b(?:[Ii]n|near|outside) (?P<x>{_NAME}?)['’]s? (?:{SIDES} ){{0,2}}(?P<y>{_NAME}){_ENDS}", False),
    )
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Claim:
    place: str
    country: str  # ISO code
    country_name: str
    span: Span
    is_plain: bool


def find_wrong_countries(story: CheckedStory) -> list[Check]:
    """Each place that, by the gazetteer and the archive's own record, lies in another country than the words say."""
    own: dict[str, set[str]] = {}
    for place in story.places:
        if place.country:
            own.setdefault(place_key(place.name), set()).add(place.country)
    found: dict[str, Check] = {}
    for claim in (*_read_claims(story.text), *_read_dateline(story)):
        check = _weigh(claim, own, story)
        if check is None:
            continue
        key, held = check.words.casefold(), found.get(check.words.casefold())
        if held is None:
            found[key] = check
        elif len(held.spans) < MOST_PLACES and not set(check.spans) <= set(held.spans):
            spans = (*held.spans, *check.spans)
            found[key] = Check(held.kind, held.words, spans, held.sentence, held.evidence, held.note, held.confidence)
    return list(found.values())


def _read_claims(text: str) -> Iterator[_Claim]:
    gazetteer = load_gazetteer()
    taken: set[int] = set()  # positions
    for form, is_plain in _FORMS:
        for match in form.finditer(text):
            claim = _read_claim(match, gazetteer, is_plain=is_plain)
            if claim is not None and taken.isdisjoint(range(*claim.span)):
                taken.update(range(*claim.span))
                yield claim


def _read_dateline(story: CheckedStory) -> Iterator[_Claim]:
    code = load_gazetteer().country_codes.get(place_key(story.dateline_country), "") if story.dateline_country else ""
    if code and story.dateline_place:
        yield _Claim(story.dateline_place, code, story.dateline_country, Span(0, 0), False)


def _read_claim(match: re.Match[str], gazetteer: Gazetteer, *, is_plain: bool) -> _Claim | None:
    parts = match.groupdict()
    place = parts["y"]
    begin, end = match.start("y"), match.end("y")
    if parts.get("d"):
        code = DEMONYMS.get(parts["d"].casefold(), "")
        country, first = parts["d"], match.start("d")
        last = match.end("d")
    else:
        country, code, first = _country_at_the_end(parts.get("x") or "", match.start("x"), gazetteer, match.string)
        last = first + len(country)
    if not code or _GOES_ON.match(match.string, end):
        return None
    start, stop = min(begin, first), max(end, last)
    if is_plain and begin > first:  # the words "region" or "city of" belong to it
        stop = match.end()
    return _Claim(place, code, gazetteer.country_names.get(code, country), Span(start, stop), is_plain)


def _country_at_the_end(words: str, begin: int, gazetteer: Gazetteer, text: str) -> tuple[str, str, int]:
    """The country's name, its code, and where it begins: all of the words, or all but the one that opens a sentence.

    "In South Korea" is South Korea; "New Mexico" is not Mexico.
    """
    cuts = [0]
    opening = _OPENING.match(words)
    if opening is not None and (begin == 0 or _SENTENCE_ENDS.search(text, max(begin - 4, 0), begin)):
        cuts.append(opening.end())
    for cut in cuts:
        code = gazetteer.country_codes.get(place_key(words[cut:]), "")
        if code:
            return words[cut:], code, begin + cut
    return "", "", begin


def _weigh(claim: _Claim, own: dict[str, set[str]], story: CheckedStory) -> Check | None:
    key = place_key(claim.place)
    allowed = {claim.country} | WIDER.get(claim.country, frozenset())
    recorded = own.get(key, set())
    if recorded & allowed or "US" in allowed or key in DISPUTED:
        return None
    known = _find_home(claim.place, claim.country)
    if known is None:
        return None
    people, country, homes = known
    if people < (KNOWN if claim.is_plain else WELL_KNOWN) or _may_have_namesake(claim, homes):
        return None
    is_dateline = claim.span.end == 0
    start, end = claim.span
    words = f"{claim.place}, {claim.country_name}" if is_dateline else story.text[start:end]
    return Check(
        kind="country",
        words=words,
        spans=() if is_dateline else (claim.span,),
        sentence=f"“{words}” puts {claim.place} in {claim.country_name}, but the gazetteer knows it only in {country}.",
        evidence=(Evidence("gazetteer", f"{claim.place}: {country}, {people:,} people"),),
        note=f"“{words}”: {claim.place} is in {country}, not in {claim.country_name}, as far as the gazetteer knows.",
        confidence=0.9 if claim.is_plain else 0.75,
    )


def _may_have_namesake(claim: _Claim, homes: frozenset[str]) -> bool:
    return any(claim.country in group and not homes.isdisjoint(group) for group in SETTLERS)


_Home = tuple[int, str, frozenset[str]]


@lru_cache(maxsize=2_000)  # the same towns come back story after story
def _find_home(place: str, claimed: str) -> _Home | None:
    """People and country of the largest town of that name, with all countries that have one.

    None when the country named is among them, or when the words are no town's name beyond doubt.
    """
    gazetteer = load_gazetteer()
    key = place_key(place)
    if key in EVERYDAY or key in gazetteer.country_codes or gazetteer.state_code(place):
        return None
    if " " not in key and given_weight(place) >= 3:
        return None
    rows = [gazetteer.rows[index] for index in gazetteer.find_rows(key)]
    homes = frozenset(row[2] for row in rows)
    if not rows or homes & ({claimed} | WIDER.get(claimed, frozenset())) or "country" in {row[6] for row in rows}:
        return None
    own = gazetteer.names.get(key, ())
    kept = [gazetteer.rows[index] for index in ((own,) if isinstance(own, int) else own)]
    if not kept:
        return None
    best = max(kept, key=lambda row: row[5])
    return best[5], gazetteer.country_names.get(best[2], best[2]), homes
