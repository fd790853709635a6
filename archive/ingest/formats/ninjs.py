"""ninjs, the IPTC's news in JSON: 1.x, 2.x and 3.x, told apart by their properties (STANDARDS §1A).

One object, a list of them, one a line, or a provider's answer with the items inside it. An item whose properties are
at odds with its release is refused with the reason, unless it says enough to be read: then each fault is a problem.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime
from typing import Any, Final

from archive.ingest.decode import Unreadable
from archive.ingest.draft import Draft, Problem
from archive.ingest.formats.assembly import StatedDateline, assemble_draft
from archive.ingest.formats.json_tree import read_json_values, tree_of
from archive.ingest.formats.ninjs_check import Fault, check_ninjs, tell_release
from archive.ingest.formats.ninjs_parts import (
    carries_story,
    list_associations,
    read_media,
    read_standing,
    read_subjects_and_names,
)
from archive.ingest.formats.ninjs_words import read_abstract, read_authors, read_bodies
from archive.ingest.formats.stated_terms import state_copyright
from archive.ingest.formats.statement import Row, Statement
from archive.ingest.formats.xml_tree import find_all, words_of

ROWS: Final = (
    Row("guid", "uri"),
    Row("guid", "guid"),
    Row("headline", "headlines[role='main']/value"),
    Row("headline", "headlines[role='headline']/value"),
    Row("headline", "headline"),
    Row("headline", "headline_main"),
    Row("headline", "headlines/value"),
    Row("headline", "title"),
    Row("subheadline", "headlines[role='subhead']/value"),
    Row("subheadline", "headline_subhead"),
    Row("slugline", "slugline"),
    Row("language", "language"),
    Row("version", "version"),
    Row("urgency", "urgency"),
    Row("genre", "genre/name"),
    Row("genre", "genres/name"),
    Row("keywords", "keywords"),
    Row("provider", "infosource/name"),
    Row("provider", "infosources/name"),
    Row("provider", "infoSources/name"),
    Row("provider", "source"),
    Row("provider", "provider"),
    Row("creditline", "creditline"),
    Row("usage_terms", "usageterms"),
    Row("usage_terms", "usageTerms"),
    Row("usage_terms", "rightsinfo/linkedrights"),
    Row("usage_terms", "rightsInfo/linkedRights"),
    Row("first_created", "firstcreated"),
    Row("first_created", "firstCreated"),
    Row("version_created", "versioncreated"),
    Row("version_created", "versionCreated"),
    Row("ednote", "ednote"),
    Row("ednote", "edNote"),
)
"""Where each simple field stands: a property, `[role='main']` picking one of a list."""

COMPOSED: Final = (
    Row("text", "bodies/value"),
    Row("text", "body_*"),
    Row("abstract", "descriptions[role='summary']/value"),
    Row("abstract", "description_*"),
    Row("byline", "by"),
    Row("byline", "byline"),
    Row("byline", "authors/name"),
    Row("dateline", "located"),
    Row("copyright", "copyrightholder, copyrightnotice (camelCase in 3.x)"),
    Row("embargo", "embargoed"),
    Row("embargo", "embargoedUntil"),
    Row("pubstatus", "pubstatus"),
    Row("pubstatus", "pubStatus"),
    Row("action", "pubstatus, type"),
    Row("subjects", "subject"),
    Row("subjects", "subjects"),
    Row("people", "person"),
    Row("people", "people"),
    Row("organisations", "organisation"),
    Row("organisations", "organisations"),
    Row("places", "place"),
    Row("places", "places"),
    Row("events", "event"),
    Row("events", "events"),
    Row("links", "associations (of text)"),
    Row("media", "renditions"),
    Row("media", "associations (of pictures, films, sound)"),
)
"""Where the fields stand that are put together from several values."""

_SHAPE: Final = re.compile(
    rb'"(?:headlines?|headline_\w+|bodies|body_\w+|pub[Ss]tatus|version[Cc]reated|first[Cc]reated|'
    rb'representation[Tt]ype|descriptions?_?\w*|renditions|edNote|ednote|copyright[Hh]older|\$?standard|associations)"\s*:'
)
_IDENTITY: Final = re.compile(rb'"(?:uri|guid)"\s*:')
_HOLDERS: Final = ("item", "items", "data", "_items", "results", "docs", "content")
_PROPERTIES: Final = frozenset(
    (
        "headline headlines body_html body_text bodies pubstatus pubStatus versioncreated versionCreated title type "
        "version description_text renditions associations"
    ).split()
)
DEEPEST: Final = 6


def sniff_ninjs(head: bytes, filename: str) -> float:
    """Sure of JSON that has an identity and properties that ninjs alone has."""
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n")[:1]
    if start not in {b"{", b"["}:
        return 0.0
    if len(set(_SHAPE.findall(head))) and b'"articleBody"' not in head:
        return 0.9 if _IDENTITY.search(head) else 0.6
    return 0.55 if re.match(rb'\s*[\[{\s]*"uri"\s*:', head) else 0.0


def parse_ninjs(data: bytes, *, received: datetime | None, filename: str = "") -> Iterator[Draft]:
    """The stories of a JSON document. Raises Unreadable when it is broken, or no item in it can be read."""
    values, problems = read_json_values(data)
    items = [item for value in values for item in find_items(value)]
    if not items:
        raise Unreadable("json", "The JSON holds no item of ninjs: tell --format if it is a table, or send ninjs.")
    for item in items:
        yield from _read_with_associations(item, received, problems, is_only=len(items) == 1)


def find_items(value: object, depth: int = 0) -> Iterator[dict[str, Any]]:
    """The items of ninjs in a value: itself, those of a list, or those inside a provider's answer."""
    if isinstance(value, list):
        for entry in value:
            yield from find_items(entry, depth)
    elif isinstance(value, dict) and depth < DEEPEST:
        if not _PROPERTIES.isdisjoint(value) or "uri" in value or not any(holder in value for holder in _HOLDERS):
            yield value
        else:
            for holder in _HOLDERS:
                yield from find_items(value.get(holder), depth + 1)


def _read_with_associations(
    item: dict[str, Any], received: datetime | None, problems: tuple[Problem, ...], *, is_only: bool
) -> Iterator[Draft]:
    family, release = tell_release(item)
    faults = check_ninjs(item, family=family, release=release)
    grave = [fault.sentence for fault in faults if fault.is_grave]
    if grave:
        sentence = f"The item is no valid ninjs {family}.x: {' '.join(grave[:3])} Ask the sender to mend it."
        if is_only:
            raise Unreadable("invalid_ninjs", sentence)
        guid = str(item.get("uri") or "")[:500]
        yield Draft(guid=guid, action="advisory", problems=(*problems, Problem("invalid_ninjs", sentence)))
        return
    notes = _note_faults(faults, family)
    yield read_item(item, received=received, problems=problems + notes)
    for name, inside in list_associations(item):
        if carries_story(inside):
            yield from _read_with_associations({**inside, "name": name}, received, problems, is_only=False)


def _note_faults(faults: list[Fault], family: int) -> tuple[Problem, ...]:
    if not faults:
        return ()
    more = f" and {len(faults) - 4} more" if len(faults) > 4 else ""
    told = " ".join(fault.sentence for fault in faults[:4])
    return (Problem("ninjs", f"The item strays from ninjs {family}.x and was read all the same: {told}{more}"),)


def read_item(item: dict[str, Any], *, received: datetime | None, problems: tuple[Problem, ...] = ()) -> Draft:
    """The Draft of one object of ninjs."""
    statement = Statement(tree_of(item))
    statement.problems += problems
    statement.read_rows(ROWS)
    root = statement.root
    body = read_bodies(statement)
    read_abstract(statement)
    read_authors(statement)
    holder = words_of(root.find("copyrightholder")) or words_of(root.find("copyrightHolder"))
    notice = words_of(root.find("copyrightnotice")) or words_of(root.find("copyrightNotice"))
    state_copyright(statement, holder=holder, notice=notice)
    for tag in ("copyrightnotice", "copyrightNotice", "copyrightholder", "copyrightHolder"):
        for found in find_all(root, tag):
            statement.use(found)
            statement.trace("copyright", found)
    read_standing(statement)
    read_subjects_and_names(statement)
    read_media(statement, item)
    dateline = StatedDateline()
    for found in find_all(root, "located"):
        statement.use(found)
        place, _, country = words_of(found).partition(", ")
        dateline = StatedDateline(place=place, country=country, words=words_of(found), at=found)
    statement.keep_the_rest([root])
    return assemble_draft(statement, body, received=received, dateline=dateline)
