"""Notes as W3C Web Annotations (JSON-LD, Recommendation of 2017), out and in: plain values, no database.

Offsets are code points of the version's text, half open, as the Recommendation and Python count them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
OURS = {"dateline": "urn:dateline:notes:"}  # terms that the Recommendation has none for; only in the desk's own files
MEDIA_TYPE = f'application/ld+json; profile="{CONTEXT}"'
TEXTS = ("text/markdown", "text/plain")
MOTIVATIONS = frozenset(
    "assessing bookmarking classifying commenting describing editing highlighting identifying linking moderating "
    "questioning replying tagging".split()
)
LONGEST = 20_000  # code points of a quotation


@dataclass(frozen=True, slots=True, kw_only=True)
class WebNote:
    """One annotation. `source` is the story's address, `cached` that of the version in which it has its words.

    A note that answers another has that one's `id` in `answers`; one that lost its words has no position.
    """

    id: str
    motivation: str
    body: str
    exact: str
    prefix: str = ""
    suffix: str = ""
    start: int | None = None
    end: int | None = None
    source: str = ""
    cached: str = ""
    created: datetime | None = None
    modified: datetime | None = None
    creator: str = ""
    answers: str = ""
    visibility: str = ""  # of the desk's own files; readers' files say nothing of it
    resolved: datetime | None = None
    is_orphaned: bool = False


def write_annotation(note: WebNote, *, is_alone: bool = False) -> dict[str, Any]:
    """The annotation as JSON-LD; `is_alone` adds the context, which a page of them says once."""
    quote = {"type": "TextQuoteSelector", "exact": note.exact, "prefix": note.prefix, "suffix": note.suffix}
    selectors = [{name: value for name, value in quote.items() if value}]
    if note.start is not None:
        selectors.append({"type": "TextPositionSelector", "start": note.start, "end": note.end})  # type: ignore[dict-item]
    target = {
        "type": "SpecificResource",
        "source": note.source,
        "state": {"type": "TimeState", "cached": note.cached} if note.cached else None,
        "selector": selectors,
    }
    body = {"type": "TextualBody", "value": note.body, "format": "text/markdown", "purpose": note.motivation}
    written = {
        "@context": context_of(note) if is_alone else None,
        "id": note.id,
        "type": "Annotation",
        "motivation": note.motivation,
        "creator": {"type": "Person", "name": note.creator} if note.creator else None,
        "created": _moment(note.created),
        "modified": _moment(note.modified),
        "body": body if note.body else None,
        "target": {name: value for name, value in target.items() if value},
        "dateline:answers": note.answers,
        "dateline:visibility": note.visibility,
        "dateline:resolved": _moment(note.resolved),
        "dateline:orphaned": note.is_orphaned,
    }
    return {name: value for name, value in written.items() if value}


def write_collection(notes: list[WebNote], *, id: str, label: str) -> dict[str, Any]:
    """An AnnotationCollection with its one page; an empty one has none."""
    collection: dict[str, Any] = {
        "@context": context_of(*notes),
        "id": id,
        "type": "AnnotationCollection",
        "label": label,
        "total": len(notes),
    }
    if notes:
        page = {"id": f"{id}#page-1", "type": "AnnotationPage", "startIndex": 0}
        collection["first"] = {**page, "items": [write_annotation(note) for note in notes]}
    return collection


def context_of(*notes: WebNote) -> str | list[Any]:
    """The plain context, unless a term of our own is used."""
    ours = any(note.visibility or note.answers or note.resolved or note.is_orphaned for note in notes)
    return [CONTEXT, OURS] if ours else CONTEXT


def read_annotations(document: Any) -> list[WebNote]:
    """The annotations of a document: one, a list, a page, or a collection that holds its page.

    ValueError, with a sentence that says which annotation and what to mend, for anything else.
    """
    if isinstance(document, Mapping) and document.get("type") == "AnnotationCollection":
        if not document.get("total"):
            return []
        document = document.get("first")
    if isinstance(document, Mapping) and document.get("type") == "AnnotationPage":
        document = document.get("items")
    items = document if isinstance(document, list) else [document]
    notes = []
    for number, item in enumerate(items, start=1):
        try:
            notes.append(read_annotation(item))
        except ValueError as error:
            raise ValueError(f"Annotation {number}: {error}") from error
    return notes


def read_annotation(value: Any) -> WebNote:
    """One annotation; ValueError with a sentence when it is none that can be kept."""
    if not isinstance(value, Mapping) or value.get("type") != "Annotation":
        raise ValueError("it is not of type Annotation. Give a Web Annotation, a list, a page or a collection of them.")
    target = value.get("target")
    if not isinstance(target, Mapping) or not isinstance(target.get("source"), str):
        raise ValueError("its target needs one source, the address of the story, and selectors.")
    quote, position = _selectors(target.get("selector"))
    body, purpose = _body(value)
    motivation = value.get("motivation") or purpose or ("commenting" if body else "highlighting")
    if motivation not in MOTIVATIONS:
        raise ValueError(f"its motivation {motivation!r} is not one of {', '.join(sorted(MOTIVATIONS))}.")
    state = target.get("state")
    creator = value.get("creator")
    return WebNote(
        id=_text(value, "id"),
        motivation=motivation,
        body=body,
        exact=quote["exact"],
        prefix=quote.get("prefix", ""),
        suffix=quote.get("suffix", ""),
        start=position[0] if position else None,
        end=position[1] if position else None,
        source=target["source"],
        cached=_text(state, "cached") if isinstance(state, Mapping) else "",
        created=_read_moment(value, "created"),
        modified=_read_moment(value, "modified"),
        creator=_text(creator, "name") if isinstance(creator, Mapping) else creator if isinstance(creator, str) else "",
        answers=_text(value, "dateline:answers"),
        visibility=_text(value, "dateline:visibility"),
        resolved=_read_moment(value, "dateline:resolved"),
        is_orphaned=value.get("dateline:orphaned") is True,
    )


def _selectors(given: Any) -> tuple[dict[str, str], tuple[int, int] | None]:
    found = {each.get("type"): each for each in (given if isinstance(given, list) else [given]) if _is_object(each)}
    quote, position = found.get("TextQuoteSelector"), found.get("TextPositionSelector")
    if quote is None or not isinstance(quote.get("exact"), str) or not quote["exact"]:
        raise ValueError("it needs a TextQuoteSelector with the exact words.")
    if len(quote["exact"]) > LONGEST:
        raise ValueError(f"it quotes {len(quote['exact']):,} characters: quote at most {LONGEST:,}.")
    words = {name: quote[name] for name in ("exact", "prefix", "suffix") if isinstance(quote.get(name), str)}
    if position is None:
        return words, None
    start, end = position.get("start"), position.get("end")
    if type(start) is not int or type(end) is not int or not 0 <= start < end:
        raise ValueError("its TextPositionSelector needs start and end: whole numbers from 0, the end after the start.")
    return words, (start, end)


def _body(value: Mapping[str, Any]) -> tuple[str, str]:
    """The text, and its purpose."""
    if isinstance(value.get("bodyValue"), str):
        if "body" in value:
            raise ValueError("it has body and bodyValue: the standard allows one of them.")
        return value["bodyValue"], ""
    body = value.get("body")
    bodies = body if isinstance(body, list) else [body] if body is not None else []
    if len(bodies) > 1:
        raise ValueError(f"it has {len(bodies)} bodies: a note here has one text.")
    if not bodies:
        return "", ""
    [body] = bodies
    if not _is_object(body) or body.get("type") != "TextualBody" or not isinstance(body.get("value"), str):
        raise ValueError("its body must be a TextualBody with one value.")
    if body.get("format", "text/plain") not in TEXTS:
        raise ValueError(f"its body is {body['format']}: give text/markdown or text/plain.")
    return body["value"], _text(body, "purpose")


def _is_object(value: Any) -> bool:
    return isinstance(value, Mapping)


def _text(value: Mapping[str, Any], name: str) -> str:
    found = value.get(name, "")
    if not isinstance(found, str):
        raise ValueError(f"its {name} must be one text.")
    return found


def _moment(moment: datetime | None) -> str:
    """xsd:dateTime in UTC with Z."""
    return moment.astimezone(UTC).isoformat().replace("+00:00", "Z") if moment else ""


def _read_moment(value: Mapping[str, Any], name: str) -> datetime | None:
    written = _text(value, name)
    if not written:
        return None
    try:
        moment = datetime.fromisoformat(written)
    except ValueError:
        raise ValueError(f"its {name} {written!r} is no moment: write it like 2024-06-19T08:00:00Z.") from None
    if moment.tzinfo is None:
        raise ValueError(f"its {name} {written!r} lacks a time zone: end it with Z.")
    return moment
