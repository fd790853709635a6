"""From what an item states and the body it carries to a Draft: the same for every structured format.

Body and metadata may both say something. What is printed in the copy is taken out of the text as on a wire (dateline,
byline, end mark); what the metadata states fills the rest and is never lost to it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Final

from archive.ingest.draft import LONGEST_HEADLINE, Draft, NamedThing, Provenance
from archive.ingest.formats.body import Body
from archive.ingest.formats.printed_embargo import find_printed_embargo
from archive.ingest.formats.statement import Statement
from archive.ingest.formats.xml_tree import Element
from archive.reading.agencies import KNOWN_AGENCIES
from archive.reading.byline import read_byline
from archive.reading.dateline import Dateline, read_dateline
from archive.reading.endmarks import is_end_mark
from archive.text.canonical import BLOCK_SEPARATOR
from archive.text.spans import Span

FEED_RULE: Final = "feed"
KINDS: Final = ("people", "organisations", "places", "events")


@dataclass(frozen=True, slots=True)
class StatedDateline:
    """The dateline in the metadata: its words as printed there, and the parts that are told apart."""

    words: str = ""
    place: str = ""
    region: str = ""
    country: str = ""
    on: date | None = None
    at: Element | None = None


def assemble_draft(
    statement: Statement, body: Body, *, received: datetime | None, dateline: StatedDateline | None = None
) -> Draft:
    """The Draft of an item. Needs `statement` to be read to the end, its extras included."""
    values = statement.values
    issued = values.get("published") or values.get("version_created") or values.get("first_created") or received
    body = _take_byline(statement, body)
    found, body = _take_dateline(statement, body, dateline or StatedDateline(), issued)
    body = _drop_end_marks(body)
    _limit_headline(statement)
    find_printed_embargo(statement, body, issued_on=issued.date() if issued else None)
    values["dateline"] = found
    values["media"] = (*values.get("media", ()), *body.media)
    values.setdefault("published", issued if issued is not received else None)
    for kind in KINDS:
        tagged = tuple(_tagged(body, kind))
        values[kind] = tuple(join_names((*values.get(kind, ()), *tagged)))
    _find_source(statement, found)
    if not body.text:
        _account_for_no_text(statement)
    for name, number in body.left_out.items():
        statement.extras[f"left out of the body: {name}"] = str(number)
    return Draft(
        **values,
        text=body.text,
        marks=body.marks,
        provenance=statement.provenance,
        extras=statement.extras,
        problems=tuple(dict.fromkeys(statement.problems)),
    )


def join_names(things: Iterable[NamedThing]) -> list[NamedThing]:
    """Each name once, with all its spans and identifiers."""
    joined: dict[str, NamedThing] = {}
    for thing in things:
        key = thing.name.casefold()
        known = joined.get(key)
        joined[key] = (
            thing
            if known is None
            else replace(
                known,
                descriptor=known.descriptor or thing.descriptor,
                spans=tuple(sorted({*known.spans, *thing.spans})),
                identifiers={**thing.identifiers, **known.identifiers},
            )
        )
    return list(joined.values())


def _tagged(body: Body, kind: str) -> Iterable[NamedThing]:
    for named in body.names:
        if named.kind != kind or not named.name:
            continue
        code, scheme = named.stated.get("value", ""), named.stated.get("idsrc", "") or "id"
        yield NamedThing(named.name, spans=(named.span,), identifiers={scheme: code} if code else {})


def _take_byline(statement: Statement, body: Body) -> Body:
    """A line "By …" that opens the text belongs to the byline, whether or not the metadata repeats it."""
    first = body.text.partition(BLOCK_SEPARATOR)[0]
    if not first.startswith(("By ", "BY ")) or len(first) > 120:
        return body
    names = read_byline(first)
    if not names:
        return body
    stated = statement.values.get("byline", ())
    if not stated:
        statement.provenance["byline"] = Provenance("rule", "byline.line")
    known = {name.casefold() for name in stated}
    statement.values["byline"] = (*stated, *(name for name in names if name.casefold() not in known))
    return cut_start(body, len(first))


def _take_dateline(
    statement: Statement, body: Body, stated: StatedDateline, issued: datetime | None
) -> tuple[Dateline | None, Body]:
    issued_on = issued.date() if issued else None
    printed = read_dateline(body.text.partition(BLOCK_SEPARATOR)[0], issued_on=issued_on) if body.text else None
    if printed is not None and printed.is_sure:
        body = cut_start(body, printed.span.end)
        statement.provenance["dateline"] = Provenance("rule", printed.rule, None, printed.confidence)
    else:
        printed = read_dateline(stated.words, issued_on=issued_on) if stated.words else None
        if printed is None and (stated.words or stated.place):
            printed = _plain_dateline(stated)
        if printed is not None and stated.at is not None:
            statement.trace("dateline", stated.at)
    if printed is None:
        return None, body
    for sentence in printed.problems:
        statement.report("dateline", sentence)
    if printed.date is not None:
        statement.provenance["dateline_date"] = statement.provenance["dateline"]
    return replace(
        printed,
        span=Span(0, len(printed.text)),
        places=printed.places or ((stated.place,) if stated.place else ()),
        region=printed.region or stated.region,
        country=printed.country or stated.country,
        date=printed.date or stated.on,
    ), body


def _plain_dateline(stated: StatedDateline) -> Dateline:
    """A dateline whose place is told apart by the feed, so that no rule of print needs to find it."""
    words = stated.words or stated.place
    day = stated.on
    return Dateline(
        text=words,
        span=Span(0, len(words)),
        places=(stated.place or words,),
        region=stated.region,
        country=stated.country,
        month=day.month if day else None,
        day=day.day if day else None,
        year=day.year if day else None,
        date=day,
        agency="",
        agency_code="",
        byline=(),
        weekday="",
        problems=(),
        rule=FEED_RULE,
        confidence=1.0,
    )


def _drop_end_marks(body: Body) -> Body:
    """Without the marks that close copy on a wire, each in a block of its own."""
    text = body.text
    while BLOCK_SEPARATOR in text:
        rest, _, last = text.rpartition(BLOCK_SEPARATOR)
        if not is_end_mark(last):
            break
        text = rest
    if len(text) == len(body.text):
        return body
    return replace(
        body,
        text=text,
        marks=tuple(mark for mark in body.marks if mark.end <= len(text)),
        names=tuple(named for named in body.names if named.span.end <= len(text)),
    )


def cut_start(body: Body, length: int) -> Body:
    """The body without its first characters and the blanks after them; what points into it is moved along."""
    rest = body.text[length:]
    shift = length + len(rest) - len(rest.lstrip())
    return replace(body.moved(-shift), text=body.text[shift:])


def _limit_headline(statement: Statement) -> None:
    headline = statement.values.get("headline", "")
    if len(headline) > LONGEST_HEADLINE:
        statement.extras["headline_in_full"] = headline
        statement.report("headline_too_long", "The headline was cut: write a shorter one.")
        statement.values["headline"] = headline[:LONGEST_HEADLINE]


def _find_source(statement: Statement, dateline: Dateline | None) -> None:
    """The source's code: of a known agency among what the feed states, else the provider's own word."""
    values = statement.values
    named = [values.get("source", ""), values.get("provider", ""), values.get("creditline", "")]
    codes = [agency.code for name in named if name and (agency := KNOWN_AGENCIES.find(name)) is not None]
    if dateline is not None and dateline.agency_code:
        codes.append(dateline.agency_code)
    values["source"] = (codes or [name for name in named if name] or [""])[0]


def _account_for_no_text(statement: Statement) -> None:
    """Say what the item is, if it is no story; and that its words are missing, if it should be one."""
    if any(problem.code in {"media_only", "package_only", "not_a_story"} for problem in statement.problems):
        return
    media = statement.values.get("media", ())
    if media:
        kinds = " and ".join(sorted({item.kind for item in media}))
        statement.report(
            "media_only",
            f"The item is a {kinds} and no story: its bytes, with its caption and credit, are kept with the original. "
            "Add it to a story by hand if it belongs to one.",
        )
    elif statement.values.get("headline"):
        statement.report("no_text", "The item has a headline and no text: look at what came before it is relied on.")
    else:
        statement.report("not_a_story", "The item has neither headline nor text: ask the sender what it should be.")
