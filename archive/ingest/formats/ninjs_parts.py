"""The composed parts of ninjs: standing, subjects and names, pictures and other associations, of all three families."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from archive.ingest.draft import Action, MediaItem, NamedThing, PubStatus, StoryLink, Subject
from archive.ingest.formats.body import read_loose_body
from archive.ingest.formats.body_media import kind_of_media, number_of
from archive.ingest.formats.stated_terms import state_embargo
from archive.ingest.formats.statement import Statement
from archive.ingest.formats.xml_tree import Element, find_all, words_of

_STATUSES: Final[dict[str, PubStatus]] = {"usable": "usable", "withheld": "withheld", "canceled": "canceled"}
_ACTIONS: Final[dict[str, Action]] = {"withheld": "hold", "canceled": "kill"}
_KINDS: Final = {
    "people": ("person", "people"),
    "organisations": ("organisation", "organisations"),
    "places": ("place", "places"),
    "events": ("event", "events"),
}
_MEDIA: Final = frozenset({"picture", "graphic", "video", "audio"})
_MEDIATOPIC: Final = "mediatopic/"
_BEST: Final = ("original", "main", "baseimage", "highres", "hires", "full", "viewimage", "preview")


def read_standing(statement: Statement) -> None:
    """Status, embargo, and what the item is: an event or a plan is no story."""
    root = statement.root
    for tag in ("pubstatus", "pubStatus"):
        for element in find_all(root, tag):
            status = words_of(element).lower()
            if status in _STATUSES:
                statement.say("pubstatus", _STATUSES[status], element)
                statement.values["action"] = _ACTIONS.get(status, "article")
    for tag in ("embargoed", "embargoedUntil"):
        for element in find_all(root, tag):
            state_embargo(statement, words_of(element), at=element)
    for element in find_all(root, "type"):
        statement.use(element)
        kind = words_of(element)
        if kind in {"event", "planning"}:
            statement.values["action"] = "advisory"
            statement.report("not_a_story", f"The item is of type {kind!r}: it tells of what is planned, not a story.")
        elif kind:
            statement.extras["type"] = kind
    for element in find_all(root, "signals"):
        if "correction" in words_of(element).lower():
            statement.values["action"] = "correction"


def read_subjects_and_names(statement: Statement) -> None:
    """Subjects with their codes, and everyone and everything that the feed names."""
    root = statement.root
    subjects: list[Subject] = []
    for tag in ("subject", "subjects"):
        for element in find_all(root, tag):
            subject = _subject(element)
            if subject.name or subject.code:
                subjects.append(subject)
                statement.trace("subjects", element)
                statement.use_all(element)
    statement.values["subjects"] = tuple(dict.fromkeys(subjects))
    for field, tags in _KINDS.items():
        things: list[NamedThing] = []
        for tag in tags:
            for element in find_all(root, tag):
                name = words_of(element.find("name"))
                if name:
                    things.append(NamedThing(name, identifiers=_identifiers(element)))
                    statement.trace(field, element)
                    statement.use_all(element)
        statement.values[field] = tuple({thing.name: thing for thing in things}.values())


def _subject(element: Element) -> Subject:
    name, code = words_of(element.find("name")), words_of(element.find("code"))
    uri, scheme = words_of(element.find("uri")), words_of(element.find("scheme"))
    if _MEDIATOPIC in uri or _MEDIATOPIC in scheme or code.startswith("medtop:"):
        return Subject(name, code.removeprefix("medtop:") or uri.rpartition("/")[2], "medtop")
    return Subject(name, code or words_of(element.find("literal")) or uri, scheme)


def _identifiers(element: Element) -> dict[str, str]:
    code, scheme = words_of(element.find("code")), words_of(element.find("scheme"))
    said = {"uri": words_of(element.find("uri")), "literal": words_of(element.find("literal")), scheme or "code": code}
    return {name: value for name, value in said.items() if value}


def list_associations(item: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """The items associated with this one, each with the name it goes by."""
    found = item.get("associations")
    if isinstance(found, dict):
        entries = list(found.items())
    elif isinstance(found, list):
        entries = [
            (str(entry.get("name") or entry.get("id") or ""), entry) for entry in found if isinstance(entry, dict)
        ]
    else:
        return
    for name, entry in entries:
        if isinstance(entry, dict):
            yield str(name), entry


def carries_story(item: dict[str, Any]) -> bool:
    """Whether an associated item is a story with words of its own, and no picture."""
    has_body = any(value for name, value in item.items() if name == "bodies" or name.startswith("body_"))
    return has_body and item.get("type") not in _MEDIA and "renditions" not in item


def read_media(statement: Statement, item: dict[str, Any]) -> None:
    """Pictures, films and sound, of the item and beside it; stories beside it become links."""
    media: list[MediaItem] = []
    links: list[StoryLink] = []
    if item.get("renditions"):
        media += _media_of(item, "")
        for element in find_all(statement.root, "renditions"):
            statement.use_all(element)
            statement.trace("media", element)
    for name, entry in list_associations(item):
        if entry.get("type") in _MEDIA or entry.get("renditions"):
            media += _media_of(entry, name)
        else:
            guid = str(entry.get("uri") or entry.get("guid") or "")
            rel = str(entry.get("rel") or "related")
            links.append(StoryLink(guid, rel, title=_headline_of(entry) or name))
    for element in find_all(statement.root, "associations"):
        statement.use_all(element)
        statement.trace("media" if media else "links", element)
    if media:
        statement.values["media"] = tuple(media)
    if links:
        statement.values["links"] = tuple(links)


def _media_of(item: dict[str, Any], name: str) -> list[MediaItem]:
    """One record an item: its best rendition. The sizes it also comes in are its provider's affair."""
    rendition = _best_rendition(item.get("renditions"))
    mime = _text(rendition, "mimetype", "contentType", "contenttype") or _text(item, "mimetype")
    return [
        MediaItem(
            kind=kind_of_media(_text(item, "type"), mime, otherwise="document"),
            href=(_text(rendition, "href") or _text(item, "uri"))[:2000],
            media_type=mime[:100],
            role=(name or _text(rendition, "name", "title"))[:60],
            headline=_headline_of(item),
            caption=_caption_of(item),
            alt=_text(item, "alt_text", "body_text") if item.get("type") == "picture" else "",
            credit=_text(item, "creditline", "byline", "by"),
            rights=_text(item, "copyrightnotice", "copyrightNotice", "copyrightholder", "copyrightHolder"),
            usage_terms=_text(item, "usageterms", "usageTerms"),
            guid=_text(item, "uri", "guid")[:500],
            width=number_of(_text(rendition, "width")),
            height=number_of(_text(rendition, "height")),
        )
    ]


def _best_rendition(renditions: object) -> dict[str, Any]:
    if isinstance(renditions, dict):
        named = {str(name).lower(): entry for name, entry in renditions.items() if isinstance(entry, dict)}
    elif isinstance(renditions, list):
        named = {str(entry.get("name")).lower(): entry for entry in renditions if isinstance(entry, dict)}
    else:
        return {}
    for name in _BEST:
        if name in named:
            return named[name]
    return max(named.values(), key=lambda entry: number_of(_text(entry, "width")) or 0, default={})


def _headline_of(item: dict[str, Any]) -> str:
    for entry in item.get("headlines") or ():
        if isinstance(entry, dict) and entry.get("value"):
            return " ".join(str(entry["value"]).split())
    return _text(item, "headline", "headline_main", "title")


def _caption_of(item: dict[str, Any]) -> str:
    for entry in item.get("descriptions") or ():
        if isinstance(entry, dict) and entry.get("value"):
            return " ".join(read_loose_body(str(entry["value"])).text.split())
    named = [name for name in item if name.startswith("description_")]
    return " ".join(read_loose_body(_text(item, "description_text", "description_caption", *named)).text.split())


def _text(item: dict[str, Any], *names: str) -> str:
    for name in names:
        value = item.get(name)
        if isinstance(value, str | int | float) and not isinstance(value, bool) and str(value).strip():
            return " ".join(str(value).split())
    return ""
