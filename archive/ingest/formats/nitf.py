"""NITF 3.x, the News Industry Text Format: one `nitf` element, one story (STANDARDS §1A; IPTC NITF 3.6)."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from archive.ingest.draft import Action, Draft, NamedThing, PubStatus, StoryLink, Subject
from archive.ingest.formats.assembly import StatedDateline, assemble_draft, join_names
from archive.ingest.formats.body import read_body
from archive.ingest.formats.stated_terms import read_stated_byline, state_copyright, state_embargo
from archive.ingest.formats.statement import Row, Statement, words_at
from archive.ingest.formats.xml_tree import Element, find_all, read_moment, read_xml, words_of

ROWS: Final = (
    Row("guid", "head/docdata/doc-id/@id-string"),
    Row("guid", "@uno"),
    Row("headline", "body/body.head/hedline/hl1"),
    Row("headline", "head/title"),
    Row("subheadline", "body/body.head/hedline/hl2"),
    Row("abstract", "body/body.head/abstract"),
    Row("slugline", "head/meta[@name='anpa-keyword']/@content"),
    Row("slugline", "head/docdata/du-key/@key"),
    Row("slugline", "head/meta[@name='slugline']/@content"),
    Row("language", "@baselang"),
    Row("language", "@xml:lang"),
    Row("version", "head/docdata/du-key/@version"),
    Row("urgency", "head/docdata/urgency/@ed-urg"),
    Row("genre", "head/tobject/tobject.property/@tobject.property.type"),
    Row("keywords", "head/docdata/key-list/keyword/@key"),
    Row("source", "head/docdata/doc-id/@regsrc"),
    Row("source", "head/docdata/del-list/from-src/@src-name"),
    Row("provider", "body/body.head/distributor"),
    Row("usage_terms", "head/docdata/doc.rights/@limitations"),
    Row("usage_terms", "body/body.head/rights/rights.limitations"),
    Row("usage_terms", "head/docdata/doc.rights/@type"),
    Row("rights_expire", "head/docdata/doc.rights/@enddate"),
    Row("rights_expire", "body/body.head/rights/rights.enddate/@norm"),
    Row("published", "head/docdata/date.issue/@norm"),
    Row("published", "head/pubdata/@date.publication"),
    Row("published", "head/docdata/pubdata/@date.publication"),
    Row("first_created", "head/docdata/date.issue/@norm"),
    Row("version_created", "head/revision-history/@norm"),
    Row("ednote", "head/docdata/ed-msg/@info"),
    Row("correction", "head/docdata/correction/@info"),
)
"""Where each simple field stands, below `nitf`."""

COMPOSED: Final = (
    Row("byline", "body/body.head/byline"),
    Row("dateline", "body/body.head/dateline"),
    Row("copyright", "head/docdata/doc.copyright/@holder"),
    Row("copyright", "body/body.head/rights/rights.owner"),
    Row("copyright", "body/body.head/note[@noteclass='cpyrt']"),
    Row("embargo", "head/docdata/date.release/@norm"),
    Row("pubstatus", "head/docdata/@management-status"),
    Row("action", "head/docdata/@management-idref-status"),
    Row("subjects", "head/tobject/tobject.subject"),
    Row("subjects", "head/docdata/identified-content/classifier"),
    Row("people", "head/docdata/identified-content/person"),
    Row("organisations", "head/docdata/identified-content/org"),
    Row("places", "head/docdata/identified-content/location"),
    Row("places", "head/docdata/evloc"),
    Row("events", "head/docdata/identified-content/event"),
    Row("links", "head/docdata/@management-doc-idref"),
    Row("media", "body/body.content//media"),
    Row("text", "body/body.content"),
)
"""Where the fields stand that are put together from several values or inside the text."""

_STATUSES: Final[dict[str, PubStatus]] = {"usable": "usable", "withheld": "withheld", "canceled": "canceled"}
_ACTIONS: Final[dict[str, Action]] = {"withheld": "hold", "canceled": "kill"}
_LEVELS: Final = ("detail", "matter", "type")  # of a subject, the most exact first


def parse_nitf(data: bytes, *, received: datetime | None, filename: str = "") -> list[Draft]:
    """The story in a NITF document, or in each of several. Raises Unreadable when it is no well-formed XML."""
    root = read_xml(data)
    items = [root] if root.tag == "nitf" else list(root.iter("nitf"))
    drafts: list[Draft] = []
    for item in items:
        drafts.append(_read_item(item, received))
        drafts += _withdrawals(item, drafts[-1])
    return drafts


def _withdrawals(root: Element, draft: Draft) -> list[Draft]:
    """A NITF document may take back another one beside what it says itself: that is a deed of its own."""
    docdata = root.find("head/docdata")
    if docdata is None or not _takes_back(docdata):
        return []
    statement = Statement(root)
    statement.say("guid", words_at(docdata, "management-doc-idref"), docdata, "management-doc-idref")
    return [
        Draft(
            guid=statement.values["guid"],
            source=draft.source,
            headline=f"Withdrawn by {draft.guid or 'its agency'}",
            action="kill",
            pubstatus="canceled",
            provenance=statement.provenance,
        )
    ]


def _takes_back(docdata: Element) -> bool:
    return bool(words_at(docdata, "management-doc-idref")) and (
        words_at(docdata, "management-idref-status").lower() == "canceled"
    )


def _read_item(root: Element, received: datetime | None) -> Draft:
    statement = Statement(root)
    statement.read_rows(ROWS)
    head = root.find("body/body.head")
    _read_byline(statement, head)
    _read_copyright(statement)
    _read_standing(statement)
    _read_subjects(statement)
    _read_names(statement)
    dateline = _read_dateline(statement, head)
    body = read_body(*find_all(root, "body/body.content"), *find_all(root, "body/body.end"))
    statement.keep_the_rest([*find_all(root, "head"), *([head] if head is not None else [])])
    return assemble_draft(statement, body, received=received, dateline=dateline)


def _read_byline(statement: Statement, head: Element | None) -> None:
    names: list[str] = []
    for byline in find_all(head, "byline"):
        statement.use_all(byline)
        title = " ".join(words_of(found) for found in find_all(byline, "byttl"))
        if title:
            statement.extras["byline_title"] = title
        printed = words_of(byline)
        if title and printed.endswith(title):
            printed = printed.removesuffix(title).strip(" ,")
        if printed:
            names += read_stated_byline(printed)
            statement.trace("byline", byline)
    statement.values["byline"] = tuple(dict.fromkeys(names))


def _read_dateline(statement: Statement, head: Element | None) -> StatedDateline:
    found = head.find("dateline") if head is not None else None
    if found is None:
        return StatedDateline()
    statement.use_all(found)
    date_at = found.find("story.date")
    location = found.find("location")
    moment, _ = read_moment(str(date_at.get("norm") or "")) if date_at is not None else (None, False)
    parts = (
        {name: words_of(location.find(name)) for name in ("city", "state", "region", "country")}
        if (location is not None)
        else {}
    )
    words = words_of(found)
    if date_at is not None and words_of(date_at)[:8].isdigit():
        words = " ".join(words.replace(words_of(date_at), "").split())  # a machine's date, which no one has printed
    place = parts.get("city") or (words_of(location) if location is not None else "")
    return StatedDateline(
        words=words,
        place=place or words,
        region=parts.get("state") or parts.get("region") or "",
        country=parts.get("country", ""),
        on=moment.date() if moment is not None else None,
        at=found,
    )


def _read_copyright(statement: Statement) -> None:
    root = statement.root
    holder, notice, year = "", "", ""
    for element in find_all(root, "head/docdata/doc.copyright"):
        holder, year = words_at(element, "holder"), words_at(element, "year")
        statement.use_all(element)
        statement.trace("copyright", element, "holder")
    for element in (*find_all(root, "body/body.head/note[@noteclass='cpyrt']"), *root.iter("copyrite")):
        notice = notice or words_of(element)
        statement.use_all(element)
        statement.trace("copyright", element)
    for element in find_all(root, "body/body.head/rights/rights.owner"):
        if not holder:
            holder = words_of(element)
            statement.use_all(element)
            statement.trace("copyright", element)
    state_copyright(statement, holder=holder, year=year, notice=notice)


def _read_standing(statement: Statement) -> None:
    """Status, embargo, and whether the item takes back another one."""
    for docdata in find_all(statement.root, "head/docdata"):
        status = words_at(docdata, "management-status").lower()
        if status in _STATUSES:
            statement.say("pubstatus", _STATUSES[status], docdata, "management-status")
        action = _ACTIONS.get(status, "article")
        other = words_at(docdata, "management-doc-idref")
        if other:
            statement.use(docdata, "management-doc-idref")
            kind = "withdraws" if _takes_back(docdata) else "updates"
            statement.values["links"] = (StoryLink(other, kind),)
            statement.trace("links", docdata, "management-doc-idref")
        if action == "article" and statement.values.get("correction"):
            action = "correction"
        statement.values["action"] = action
        _read_embargo(statement, docdata, is_embargoed=status == "embargoed")


def _read_embargo(statement: Statement, docdata: Element, *, is_embargoed: bool) -> None:
    """`date.release` holds a story back when it says so, or lies behind the moment of issue."""
    release = docdata.find("date.release")
    printed = words_at(release, "norm") if release is not None else ""
    until, _ = read_moment(printed)
    if release is not None:
        statement.use(release, "norm")
    issued = statement.values.get("published")
    if not is_embargoed and (until is None or issued is None or until <= issued):
        return
    if release is not None:
        state_embargo(statement, printed, at=release, attribute="norm")
    else:
        state_embargo(statement, "", at=docdata, attribute="management-status")


def _read_subjects(statement: Statement) -> None:
    subjects = []
    for element in find_all(statement.root, "head/tobject/tobject.subject"):
        names = (words_at(element, f"tobject.subject.{level}") for level in _LEVELS)
        code = words_at(element, "tobject.subject.refnum")
        name = next(filter(None, names), "")
        if code or name:
            scheme = words_at(element, "tobject.subject.ipr") or "IPTC"
            subjects.append(Subject(name, code, "subject" if scheme == "IPTC" else scheme))
            statement.trace("subjects", element)
            statement.use_all(element)
    for element in find_all(statement.root, "head/docdata/identified-content/classifier"):
        name, code = words_of(element) or words_at(element, "type"), words_at(element, "value")
        if code or name:
            subjects.append(Subject(name, code, words_at(element, "idsrc")))
            statement.trace("subjects", element)
            statement.use_all(element)
    statement.values["subjects"] = tuple(dict.fromkeys(subjects))


def _read_names(statement: Statement) -> None:
    kinds = {"person": "people", "org": "organisations", "location": "places", "event": "events"}
    for tag, field in kinds.items():
        things = []
        for element in find_all(statement.root, f"head/docdata/identified-content/{tag}"):
            name = words_of(element) or words_at(element, "value")
            if name:
                things.append(NamedThing(name, identifiers=_identifiers(element)))
                statement.trace(field, element)
                statement.use_all(element)
        statement.values[field] = tuple(things)
    for element in find_all(statement.root, "head/docdata/evloc"):
        name = words_at(element, "city") or words_at(element, "county-dist") or words_at(element, "state-prov")
        if name:
            place = NamedThing(name, identifiers={"iso": code} if (code := words_at(element, "iso-cc")) else {})
            statement.values["places"] = tuple(join_names((*statement.values["places"], place)))
            statement.trace("places", element)
            statement.use_all(element)
            if region := words_at(element, "state-prov"):
                statement.extras.setdefault("head/docdata/evloc/@state-prov", region)


def _identifiers(element: Element) -> dict[str, str]:
    code, dates = words_at(element, "value"), {"start": "start-date", "end": "end-date"}
    found = {words_at(element, "idsrc") or "id": code} if code else {}
    return found | {name: day for name, attribute in dates.items() if (day := words_at(element, attribute))}
