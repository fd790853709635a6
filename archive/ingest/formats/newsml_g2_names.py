"""Concepts in NewsML-G2: who and what an item is about, by name, QCode or URI."""

from typing import Final

from archive.ingest.draft import NamedThing, Subject
from archive.ingest.formats.assembly import join_names
from archive.ingest.formats.statement import Statement, words_at
from archive.ingest.formats.xml_tree import XML_LANG, Element, find_all, words_of

_KINDS: Final = {
    "person": "people", "organisation": "organisations", "geoarea": "places", "poi": "places", "event": "events",
}  # fmt: skip
_MEDIA_TOPIC: Final = "http://cv.iptc.org/newscodes/mediatopic/"


def code_of(qcode: str) -> str:
    """The code without its scheme's alias: `usable` of `stat:usable`."""
    return qcode.partition(":")[2] or qcode


def alias_of(qcode: str) -> str:
    """The alias of the scheme: `stat` of `stat:usable`; "" where there is none."""
    alias, colon, _ = qcode.partition(":")
    return alias if colon else ""


def role_of(element: Element) -> str:
    """The role as a lower-case word without its scheme."""
    return code_of(words_at(element, "role")).lower()


def name_of(element: Element, language: str) -> str:
    """The name of a concept in the item's language if it has one there, else the first, else the literal."""
    names = [name for name in element.findall("name") if words_of(name)]
    wanted = language.partition("-")[0].casefold()
    spoken = [name for name in names if wanted and str(name.get(XML_LANG) or "").casefold().startswith(wanted)]
    return words_of(next(iter(spoken or names), None)) or words_at(element, "literal")


def read_subjects(statement: Statement) -> None:
    """The subjects of an item: those of a code list, and the people, organisations, places and events among them."""
    language = str(statement.values.get("language", ""))
    asserted = {
        words_at(element, "qcode") or words_at(element, "uri"): element
        for element in find_all(statement.root, "assert")
    }
    subjects: list[Subject] = []
    named: dict[str, list[NamedThing]] = {field: [] for field in _KINDS.values()}
    for element in find_all(statement.root, "contentMeta/subject"):
        key = words_at(element, "qcode") or words_at(element, "uri")
        known = asserted.get(key)
        name = name_of(element, language) or (name_of(known, language) if known is not None else "")
        field = _KINDS.get(code_of(words_at(element, "type")).lower(), "subjects")
        if not name and not key:
            continue
        scheme, code = _scheme_and_code(element)
        if field == "subjects" or not name:
            subjects.append(Subject(name, code, scheme))
            field = "subjects"
        else:
            details = element if known is None else known
            named[field].append(NamedThing(name, identifiers=_identifiers(scheme, code, details)))
        statement.trace(field, element)
        for attribute in ("qcode", "uri", "literal", "type"):
            statement.use(element, attribute)
        for child in element.findall("name"):
            statement.use_all(child)
    statement.values["subjects"] = tuple(dict.fromkeys(subjects))
    for field, things in named.items():
        statement.values[field] = tuple(join_names(things))


def _scheme_and_code(element: Element) -> tuple[str, str]:
    qcode, uri = words_at(element, "qcode"), words_at(element, "uri")
    if qcode:
        return alias_of(qcode), code_of(qcode)
    if uri.startswith(_MEDIA_TOPIC):
        return "medtop", uri.removeprefix(_MEDIA_TOPIC)
    return ("uri", uri) if uri else ("", "")


def _identifiers(scheme: str, code: str, element: Element) -> dict[str, str]:
    found = {scheme or "id": code} if code else {}
    for name, path in (("start", "eventDetails/dates/start"), ("end", "eventDetails/dates/end")):
        if words := words_of(element.find(path)):
            found[name] = words
    return found
