"""NITF as the content of another format: its body, and what its head says that the item around it does not."""

from archive.ingest.formats.body import Body, read_body
from archive.ingest.formats.stated_terms import read_stated_byline
from archive.ingest.formats.statement import Statement
from archive.ingest.formats.xml_tree import Element, find_all, words_of

_FIELDS = (
    ("headline", "body/body.head/hedline/hl1"),
    ("headline", "head/title"),
    ("subheadline", "body/body.head/hedline/hl2"),
    ("abstract", "body/body.head/abstract"),
)


def read_inner_nitf(statement: Statement, nitf: Element) -> Body:
    """The body of a `nitf` element inside an item. What the item states itself outranks the inner head."""
    for field, path in _FIELDS:
        for found in find_all(nitf, path):
            if words_of(found) and not statement.values.get(field):
                statement.say(field, words_of(found), found)
    if not statement.values.get("byline"):
        for byline in find_all(nitf, "body/body.head/byline"):
            title = "".join(words_of(found) for found in find_all(byline, "byttl"))
            if printed := words_of(byline).removesuffix(title).strip():
                statement.values["byline"] = read_stated_byline(printed)
                statement.trace("byline", byline)
    return read_body(*find_all(nitf, "body/body.content"), *find_all(nitf, "body/body.end"))
