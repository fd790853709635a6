"""NewsML-G2: a newsItem, a packageItem, or a newsMessage with many of them (STANDARDS §1A; IPTC NewsML-G2 2.35)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Final

from archive.ingest.draft import Draft, StoryLink
from archive.ingest.formats.assembly import StatedDateline, assemble_draft
from archive.ingest.formats.each_item import read_each
from archive.ingest.formats.newsml_g2_content import read_content
from archive.ingest.formats.newsml_g2_names import alias_of, code_of, name_of, read_subjects, role_of
from archive.ingest.formats.newsml_g2_standing import read_rights, read_standing
from archive.ingest.formats.stated_terms import read_stated_byline
from archive.ingest.formats.statement import Row, Statement, words_at
from archive.ingest.formats.xml_tree import Element, find_all, read_xml, words_of

ROWS: Final = (
    Row("guid", "@guid"),
    Row("version", "@version"),
    Row("slugline", "contentMeta/slugline"),
    Row("language", "contentMeta/language/@tag"),
    Row("language", "@xml:lang"),
    Row("urgency", "contentMeta/urgency"),
    Row("genre", "contentMeta/genre/name"),
    Row("genre", "contentMeta/genre/@literal"),
    Row("keywords", "contentMeta/keyword"),
    Row("creditline", "contentMeta/creditline"),
    Row("usage_terms", "rightsInfo/usageTerms"),
    Row("rights_expire", "rightsInfo/@validto"),
    Row("published", "itemMeta/versionCreated"),
    Row("version_created", "itemMeta/versionCreated"),
    Row("first_created", "itemMeta/firstCreated"),
    Row("first_created", "contentMeta/contentCreated"),
)
"""Where each simple field stands, below the item."""

COMPOSED: Final = (
    Row("headline", "contentMeta/headline"),
    Row("headline", "itemMeta/title"),
    Row("subheadline", "contentMeta/headline[@role]"),
    Row("abstract", "contentMeta/description"),
    Row("byline", "contentMeta/by"),
    Row("byline", "contentMeta/creator"),
    Row("dateline", "contentMeta/dateline"),
    Row("dateline", "contentMeta/located"),
    Row("provider", "itemMeta/provider"),
    Row("source", "itemMeta/provider"),
    Row("source", "contentMeta/infoSource"),
    Row("copyright", "rightsInfo/copyrightHolder"),
    Row("copyright", "rightsInfo/copyrightNotice"),
    Row("embargo", "itemMeta/embargoed"),
    Row("embargo", "itemMeta/edNote"),
    Row("pubstatus", "itemMeta/pubStatus/@qcode"),
    Row("action", "itemMeta/signal/@qcode"),
    Row("correction", "itemMeta/edNote"),
    Row("ednote", "itemMeta/edNote"),
    Row("subjects", "contentMeta/subject"),
    Row("people", "contentMeta/subject[@type='cpnat:person']"),
    Row("organisations", "contentMeta/subject[@type='cpnat:organisation']"),
    Row("places", "contentMeta/subject[@type='cpnat:geoArea']"),
    Row("events", "contentMeta/subject[@type='cpnat:event']"),
    Row("links", "itemMeta/link"),
    Row("links", "derivedFrom"),
    Row("links", "groupSet/group/itemRef"),
    Row("media", "contentSet/remoteContent"),
    Row("text", "contentSet/inlineXML"),
    Row("text", "contentSet/inlineData"),
)
"""Where the fields stand that are put together from several values or chosen by a role."""

ITEMS: Final = ("newsItem", "packageItem", "conceptItem", "knowledgeItem", "planningItem", "catalogItem")
_RELATIONS: Final = {
    "seealso": "background", "previousversion": "updates", "translatedfrom": "translates", "derivedfrom": "follows",
    "dependson": "follows",
}  # fmt: skip
_PARTS: Final = (
    "rightsInfo", "itemMeta", "contentMeta", "partMeta", "assert", "derivedFrom", "groupSet",
    "contentSet/remoteContent",
)  # fmt: skip
_NO_VALUE: Final = "No-Data-Available"  # what one agency's software writes for an empty field
_NO_STORY: Final = {
    "conceptItem": "a concept (a person, a place or another term)",
    "knowledgeItem": "a list of terms",
    "planningItem": "a plan of coverage",
    "catalogItem": "a catalogue of code lists",
}


def parse_newsml_g2(data: bytes, *, received: datetime | None, filename: str = "") -> Iterator[Draft]:
    """The items of a document, each a Draft; what is no story says so. Raises Unreadable for broken XML."""
    root = read_xml(data)
    items = [root] if root.tag in ITEMS else list(root.iter(*ITEMS))
    header = root.find("header") if root.find("header") is not None else root.find("Header")
    return read_each(items, lambda item: _read_item(item, header, received))


def _read_item(root: Element, header: Element | None, received: datetime | None) -> Draft:
    statement = Statement(root)
    for entry in header if header is not None else ():
        if words := words_of(entry):
            statement.extras[f"header/{entry.tag}"] = words
    statement.read_rows(ROWS)
    _read_headlines(statement)
    _read_provider(statement)
    _read_notes(statement)
    read_standing(statement)
    read_rights(statement)
    _read_byline(statement)
    _read_links(statement)
    read_subjects(statement)
    dateline = _read_dateline(statement)
    body = read_content(statement)
    statement.keep_the_rest([part for name in _PARTS for part in find_all(root, name)])
    _say_what_it_is(statement)
    return assemble_draft(statement, body, received=received, dateline=dateline)


def _read_headlines(statement: Statement) -> None:
    headlines = [(role_of(found), found) for found in find_all(statement.root, "contentMeta/headline")]
    plain = [found for role, found in headlines if "sub" not in role and words_of(found)]
    below = [found for role, found in headlines if "sub" in role and words_of(found)]
    titles = [found for found in find_all(statement.root, "itemMeta/title") if words_of(found)]
    for field, candidates in (("headline", [*plain, *titles]), ("subheadline", below)):
        if candidates:
            statement.say(field, words_of(candidates[0]), candidates[0])
    for found in find_all(statement.root, "contentMeta/description"):
        words = words_of(found)
        if words and "caption" not in role_of(found) and "abstract" not in statement.values:
            statement.say("abstract", words, found)


def _read_provider(statement: Statement) -> None:
    for path in ("itemMeta/provider", "contentMeta/infoSource"):
        for element in find_all(statement.root, path):
            name = name_of(element, statement.values.get("language", "")) or code_of(words_at(element, "qcode"))
            name = name or words_at(element, "uri")
            field = "provider" if path.startswith("itemMeta") else "source"
            if field == "provider" and (code := code_of(words_at(element, "qcode"))):
                statement.values.setdefault("source", code)  # a name may be left out of the next item, the code is not
                statement.trace("source", element, "qcode")
            if name and field not in statement.values:
                statement.say(field, name, element)
                statement.use_all(element)


def _read_notes(statement: Statement) -> None:
    notes = [note for note in find_all(statement.root, "itemMeta/edNote") if words_of(note)]
    if notes:
        statement.say("ednote", "\n".join(words_of(note) for note in notes), notes[0])
        for note in notes[1:]:
            statement.use(note)


def _read_byline(statement: Statement) -> None:
    names: list[str] = []
    for element in find_all(statement.root, "contentMeta/by"):
        if printed := words_of(element):
            names += read_stated_byline(printed)
            statement.use(element)
            statement.trace("byline", element)
    for element in find_all(statement.root, "contentMeta/creator") if not names else ():
        name = words_of(element.find("name"))
        if name and words_at(element, "literal").casefold() != statement.values.get("provider", " ").casefold():
            names.append(name)
            statement.use_all(element)
            statement.trace("byline", element)
    statement.values["byline"] = tuple(dict.fromkeys(names))


def _read_links(statement: Statement) -> None:
    links = []
    root = statement.root
    for path in ("itemMeta/link", "derivedFrom", "groupSet/group/itemRef"):
        for element in find_all(root, path):
            guid = words_at(element, "residref") or words_at(element, "guidref")
            href = words_at(element, "href")
            if not guid and not href:
                continue
            relation = code_of(words_at(element, "rel")).lower() or ("derivedfrom" if path == "derivedFrom" else "")
            title = words_of(element.find("headline")) or words_of(element.find("title"))
            links.append(StoryLink(guid or href, _RELATIONS.get(relation, "related"), title=title, href=href))
            statement.trace("links", element)
            statement.use(element, "residref")
            statement.use(element, "href")
            statement.use(element, "guidref")
    statement.values["links"] = tuple(links)


def _read_dateline(statement: Statement) -> StatedDateline:
    root = statement.root
    place = region = country = words = ""
    at: Element | None = None
    for located in find_all(root, "contentMeta/located")[:1]:
        place, at = name_of(located, statement.values.get("language", "")), located
        place = "" if place == _NO_VALUE else place
        broader = located.findall("broader")
        for element in broader:
            kind = code_of(words_at(element, "type")).lower()
            name = name_of(element, statement.values.get("language", ""))
            if kind == "statprov":
                region = region or name
            elif kind == "country" or alias_of(words_at(element, "qcode")).startswith("iso3166") or len(broader) == 1:
                country = country or name
        statement.use_all(located)
    for element in find_all(root, "contentMeta/dateline")[:1]:
        printed = words_of(element)
        if not printed[:4].isdigit() and printed:  # some feeds put a machine's time there, which no one has printed
            words, at = printed, element
            statement.use(element)
    return StatedDateline(words=words, place=place or words, region=region, country=country, at=at)


def _say_what_it_is(statement: Statement) -> None:
    """What is no story says what it is: it is accounted for, and an editor can find it."""
    tag = str(statement.root.tag)
    if tag == "packageItem":
        number = len(statement.values.get("links", ()))
        statement.report(
            "package_only",
            f"The item is a package that lists {number} items and holds no text of its own: its list is kept with the "
            "original; the items come by themselves.",
        )
    elif tag in _NO_STORY:
        names = [words_of(name) for name in statement.root.iter("name") if words_of(name)]
        statement.values.setdefault("headline", names[0] if names else "")
        statement.report("not_a_story", f"The item is {_NO_STORY[tag]} and no story: it is kept with its original.")
