"""NewsML 1.x: NewsItems of nested NewsComponents (IPTC NewsML 1.2; several agencies still send it)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Final

from archive.ingest.draft import Action, Draft, NamedThing, PubStatus, StoryLink, Subject
from archive.ingest.formats.assembly import StatedDateline, assemble_draft, join_names
from archive.ingest.formats.each_item import read_each
from archive.ingest.formats.newsml_1_content import read_content
from archive.ingest.formats.stated_terms import read_stated_byline, state_copyright, state_embargo
from archive.ingest.formats.statement import Row, Statement, words_at
from archive.ingest.formats.xml_tree import Element, find_all, read_xml, words_of

_LINES: Final = "NewsComponent//NewsLines"
_ADMIN: Final = "NewsComponent//AdministrativeMetadata"
_ABOUT: Final = "NewsComponent//DescriptiveMetadata"
_RIGHTS: Final = "NewsComponent//RightsMetadata"

ROWS: Final = (
    Row("version", "Identification/NewsIdentifier/RevisionId"),
    Row("headline", f"{_LINES}/HeadLine"),
    Row("subheadline", f"{_LINES}/SubHeadLine"),
    Row("slugline", f"{_LINES}/SlugLine"),
    Row("slugline", "Identification/NameLabel"),
    Row("creditline", f"{_LINES}/CreditLine"),
    Row("keywords", f"{_LINES}/KeywordLine"),
    Row("keywords", f"{_ABOUT}/Property[@FormalName='Keyword']/@Value"),
    Row("language", f"{_ABOUT}/Language/@FormalName"),
    Row("language", "@xml:lang"),
    Row("genre", f"{_ABOUT}/Genre/@FormalName"),
    Row("urgency", "NewsManagement/Urgency/@FormalName"),
    Row("published", "NewsManagement/ThisRevisionCreated"),
    Row("version_created", "NewsManagement/ThisRevisionCreated"),
    Row("first_created", "NewsManagement/FirstCreated"),
    Row("provider", f"{_ADMIN}/Provider/Party/@FormalName"),
    Row("provider", "Identification/NewsIdentifier/ProviderId"),
    Row("source", f"{_ADMIN}/Source/Party/@FormalName"),
    Row("usage_terms", f"{_RIGHTS}/UsageRights/UsageType"),
    Row("usage_terms", f"{_LINES}/RightsLine"),
    Row("ednote", "NewsManagement/Instruction"),
    Row("ednote", "Comment"),
)
"""Where each simple field stands, below `NewsItem`."""

COMPOSED: Final = (
    Row("guid", "Identification/NewsIdentifier/PublicIdentifier"),
    Row("byline", f"{_LINES}/ByLine"),
    Row("dateline", f"{_LINES}/DateLine"),
    Row("dateline", f"{_ABOUT}/Location"),
    Row("copyright", f"{_LINES}/CopyrightLine"),
    Row("copyright", f"{_RIGHTS}/Copyright/CopyrightHolder"),
    Row("embargo", "NewsManagement/StatusWillChange/DateAndTime"),
    Row("embargo", "NewsManagement/Status/@FormalName"),
    Row("pubstatus", "NewsManagement/Status/@FormalName"),
    Row("action", "NewsManagement/Status/@FormalName"),
    Row("subjects", f"{_ABOUT}/SubjectCode"),
    Row("places", f"{_ABOUT}/Location"),
    Row("links", "NewsManagement/AssociatedWith/@NewsItem"),
    Row("links", "NewsManagement/DerivedFrom/@NewsItem"),
    Row("media", "NewsComponent//ContentItem/@Href"),
    Row("text", "NewsComponent//ContentItem/DataContent"),
)
"""Where the fields stand that are put together from several values."""

_STATUSES: Final[dict[str, PubStatus]] = {
    "usable": "usable", "withheld": "withheld", "canceled": "canceled", "cancelled": "canceled",
}  # fmt: skip
_ACTIONS: Final[dict[PubStatus, Action]] = {"withheld": "hold", "canceled": "kill"}


def parse_newsml_1(data: bytes, *, received: datetime | None, filename: str = "") -> Iterator[Draft]:
    """The NewsItems of a document, each a Draft. Raises Unreadable for broken XML."""
    root = read_xml(data)
    return read_each(root.iter("NewsItem"), lambda item: _read_item(item, received))


def _read_item(root: Element, received: datetime | None) -> Draft:
    statement = Statement(root)
    statement.read_rows(ROWS)
    _read_identity(statement)
    _read_standing(statement)
    _read_rights(statement)
    _read_byline(statement)
    _read_subjects(statement)
    dateline = _read_dateline(statement)
    body = read_content(statement)
    parts = [*find_all(root, "Identification"), *find_all(root, "NewsManagement")]
    for name in (_LINES, _ADMIN, _ABOUT, _RIGHTS, "NewsComponent//ContentItem/Characteristics"):
        parts += find_all(root, name)
    statement.keep_the_rest(parts)
    return assemble_draft(statement, body, received=received, dateline=dateline)


def _read_identity(statement: Statement) -> None:
    """The identifier without its revision, so that every revision is found to be the same story."""
    for found in find_all(statement.root, "Identification/NewsIdentifier"):
        public = found.find("PublicIdentifier")
        printed = words_of(public)
        revision = words_of(found.find("RevisionId"))
        if public is not None and printed:
            statement.extras["public_identifier"] = printed
            stem = printed.removesuffix(f":{revision}") if revision else printed
            statement.say("guid", stem, public)
        else:
            parts = [words_of(found.find(tag)) for tag in ("ProviderId", "DateId", "NewsItemId")]
            if parts[2]:
                statement.say("guid", ":".join(filter(None, parts)), found)
        for element in found:
            statement.use(element)
        if (revision_at := found.find("RevisionId")) is not None:
            statement.use_all(revision_at)


def _read_standing(statement: Statement) -> None:
    root = statement.root
    for element in find_all(root, "NewsManagement/Status"):
        status = words_at(element, "FormalName").lower()
        if status in _STATUSES:
            statement.say("pubstatus", _STATUSES[status], element, "FormalName")
            statement.values["action"] = _ACTIONS.get(_STATUSES[status], "article")
        elif status == "embargoed":
            until = root.find("NewsManagement/StatusWillChange/DateAndTime")
            if until is not None:
                statement.use(until)
                state_embargo(statement, words_of(until), at=until)
            else:
                state_embargo(statement, "", at=element, attribute="FormalName")
            statement.use(element, "FormalName")
    links = []
    for tag, kind in (("AssociatedWith", "related"), ("DerivedFrom", "follows")):
        for element in find_all(root, f"NewsManagement/{tag}"):
            if guid := words_at(element, "NewsItem"):
                links.append(StoryLink(guid, kind))
                statement.use(element, "NewsItem")
                statement.trace("links", element, "NewsItem")
    statement.values["links"] = tuple(links)


def _read_rights(statement: Statement) -> None:
    parts = {"notice": f"{_LINES}/CopyrightLine", "holder": f"{_RIGHTS}/Copyright/CopyrightHolder"}
    parts["year"] = f"{_RIGHTS}/Copyright/CopyrightDate"
    said = dict.fromkeys(parts, "")
    for name, path in parts.items():
        for element in find_all(statement.root, path)[:1]:
            said[name] = words_of(element)
            statement.use(element)
            if said[name] and name != "year":
                statement.trace("copyright", element)
    state_copyright(statement, holder=said["holder"], year=said["year"][:4], notice=said["notice"])


def _read_byline(statement: Statement) -> None:
    names: list[str] = []
    for element in find_all(statement.root, f"{_LINES}/ByLine"):
        if printed := words_of(element):
            names += read_stated_byline(printed)
            statement.use(element)
            statement.trace("byline", element)
    statement.values["byline"] = tuple(dict.fromkeys(names))


def _read_subjects(statement: Statement) -> None:
    """Codes, with the names that the item's own sets of topics give them."""
    names: dict[str, str] = {}
    language = str(statement.values.get("language", "en"))[:2]
    for topic in statement.root.iter("Topic"):
        described = find_all(topic, "Description[@Variant='Name']") or find_all(topic, "Description")
        spoken = [found for found in described if words_at(found, "xml:lang").startswith(language)]
        if words := words_of(next(iter(spoken or described), None)):
            names[words_of(topic.find("FormalName"))] = words
    subjects = []
    for holder in find_all(statement.root, f"{_ABOUT}/SubjectCode"):
        for element in holder:
            if code := words_at(element, "FormalName"):
                subjects.append(Subject(names.get(code, ""), code, words_at(element, "Scheme") or "subject"))
                statement.use(element, "FormalName")
                statement.trace("subjects", element)
    statement.values["subjects"] = tuple(dict.fromkeys(subjects))


def _read_dateline(statement: Statement) -> StatedDateline:
    """The line as printed, and the place of origin; other places are what the story is about."""
    stated = StatedDateline()
    places: list[NamedThing] = []
    for element in find_all(statement.root, f"{_ABOUT}/Location"):
        parts = {words_at(found, "FormalName").lower(): words_at(found, "Value") for found in element.iter("Property")}
        name = parts.get("city") or parts.get("country") or ""
        country = parts.get("country", "")
        statement.use_all(element)
        if words_at(element, "HowPresent").lower() in {"origin", ""} and not stated.place:
            region = parts.get("countryarea", "")
            stated = StatedDateline(place=parts.get("city", ""), region=region, country=country, at=element)
        elif name:
            places.append(NamedThing(name, identifiers={"iso": country} if country and country != name else {}))
            statement.trace("places", element)
    statement.values["places"] = tuple(join_names(places))
    for element in find_all(statement.root, f"{_LINES}/DateLine")[:1]:
        words = words_of(element)
        if any(letter.isalpha() for letter in words):  # a bare date is a machine's, not a line in print
            statement.use(element)
            return StatedDateline(words, stated.place or words, stated.region, stated.country, at=element)
    return stated
