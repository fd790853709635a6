"""One row of a table, on its way to a Draft."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final

from archive.ingest.draft import Action, Draft, MediaItem, NamedThing, Problem, PubStatus, StoryLink
from archive.ingest.formats.assembly import StatedDateline, assemble_draft
from archive.ingest.formats.body import Body, read_loose_body
from archive.ingest.formats.json_tree import tree_of
from archive.ingest.formats.stated_terms import state_copyright, state_embargo
from archive.ingest.formats.statement import Row, Statement
from archive.ingest.formats.table_columns import field_of
from archive.ingest.formats.xml_tree import Element, find_all, words_of
from archive.reading.byline import read_byline

ROWS: Final = tuple(
    Row(name, name)
    for name in (
        "guid", "headline", "subheadline", "slugline", "abstract", "language", "source", "published", "version_created",
        "first_created", "usage_terms", "urgency", "version", "genre", "ednote",
    )
)  # fmt: skip
"""Columns that are fields as they stand."""

COMPOSED: Final = tuple(
    Row(name, name)
    for name in (
        "text", "byline", "dateline", "copyright", "embargo", "pubstatus", "action", "topics", "keywords", "people",
        "organisations", "places", "media", "links",
    )
)  # fmt: skip
"""Columns that are taken apart; several values stand between semicolons or commas."""

_STATUSES: Final[dict[str, PubStatus]] = {
    "usable": "usable", "withheld": "withheld", "canceled": "canceled", "cancelled": "canceled", "killed": "canceled",
}  # fmt: skip
_ACTIONS: Final[dict[str, Action]] = {"withheld": "hold", "canceled": "kill"}


def read_row(
    row: Mapping[str, Any],
    *,
    number: int,
    received: datetime | None,
    problems: tuple[Problem, ...] = (),
    mapping: Mapping[str, str] | None = None,
) -> Draft:
    """The Draft of a row: column → cell. `number` is its line, which the provenance names."""
    said: dict[str, Any] = {}
    beside: dict[str, Any] = {}
    for name, cell in row.items():
        field = field_of(str(name), mapping)
        if cell is None or cell == "" or (mapping is not None and mapping.get(str(name)) == ""):
            continue
        if not field or field in said:
            beside[str(name)] = cell
        else:
            said[field] = cell
    statement = Statement(tree_of({**said, "beside": beside}, f"row_{number}"))
    statement.problems += problems
    statement.read_rows(ROWS)
    values = statement.values
    body = Body()
    for element in find_all(statement.root, "text"):
        statement.use(element)
        statement.trace("text", element)
        body = read_loose_body(element.text or "")
    for field in ("byline", "topics", "keywords", "people", "organisations", "places"):
        names: list[str] = []
        for element in find_all(statement.root, field):
            names += _names(element, is_byline=field == "byline")
            statement.use_all(element)
            statement.trace(field, element)
        if names:
            things = tuple(dict.fromkeys(names))
            is_thing = field in {"people", "organisations", "places"}
            values[field] = tuple(map(NamedThing, things)) if is_thing else things
    _read_terms(statement)
    dateline = StatedDateline()
    for element in find_all(statement.root, "dateline"):
        statement.use(element)
        dateline = StatedDateline(words=words_of(element), place=words_of(element), at=element)
    statement.keep_the_rest([statement.root])
    return assemble_draft(statement, body, received=received, dateline=dateline)


def _names(element: Element, *, is_byline: bool) -> list[str]:
    printed = words_of(element.find("name")) or words_of(element)
    if is_byline:
        return list(read_byline(f"By {printed.removeprefix('By ')}") or (printed,))
    sign = ";" if ";" in printed else ","
    return [name.strip() for name in printed.split(sign) if name.strip()]


def _read_terms(statement: Statement) -> None:
    """Rights, embargo, status, picture and address."""
    root = statement.root
    notice, holder = words_of(root.find("copyright")), words_of(root.find("copyright_holder"))
    state_copyright(statement, holder=holder, notice=notice)
    for field in ("copyright", "copyright_holder"):
        for element in find_all(root, field):
            statement.use(element)
            statement.trace("copyright", element)
    for element in find_all(root, "embargo"):
        statement.use(element)
        state_embargo(statement, words_of(element), at=element)
    for element in find_all(root, "pubstatus"):
        status = _STATUSES.get(words_of(element).lower())
        if status is not None:
            statement.say("pubstatus", status, element)
            statement.values["action"] = _ACTIONS.get(status, "article")
    for element in find_all(root, "media"):
        href = words_of(element)
        if href:
            statement.say("media", (MediaItem(kind="picture", href=href[:2000]),), element)
    for element in find_all(root, "link"):
        href = words_of(element)
        if href and "guid" not in statement.values:
            statement.say("guid", href[:500], element)
        elif href:
            statement.say("links", (StoryLink("", "related", href=href[:2000]),), element)
