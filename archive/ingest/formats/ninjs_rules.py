"""What ninjs allows, by family (1.x, 2.x, 3.x) and release: our own table of its properties and their kinds.

A kind is a word (`text`, `uri`, `moment`, `number`, `whole`, `urgency`, `percent`, `day`, `map`, `item` for a ninjs
object), a choice (`usable|withheld`), a list of one kind, or a dictionary of the only properties an object may have.
A property whose name ends in `!` must be there. Source: the IPTC's schemas 1.6, 2.2 and 3.1 and their release notes.
"""

from typing import Final

Kind = str | list["Kind"] | dict[str, "Kind"]

_PUBLIC: Final = "usable|withheld|canceled"
_CREATED: Final = "text|audio|video|picture|graphic|composite|component"
_STANDARD: Final[Kind] = {"name": "text", "version": "text", "schema": "uri"}
_DIGITAL_SOURCE: Final[Kind] = {"name": "text", "uri": "uri", "literal": "text"}


def _contact(postal: str) -> Kind:
    address: Kind = {"lines": ["text"], "locality": "text", "area": "text", postal: "text", "country": "text"}
    return {"type": "text", "role": "text", "lang": "text", "name": "text", "value": "text", "address": address}


def _thing(more: dict[str, Kind], *, coded: bool = False) -> Kind:
    """A named thing: 1.x identifies it by scheme and code, later releases by uri or literal."""
    by: dict[str, Kind] = {"scheme": "uri", "code": "text"} if coded else {"uri": "uri", "literal": "text"}
    return {"name": "text", "rel": "text", **by, **more}


_SCORES: Final[dict[str, Kind]] = {"creator": "text", "relevance": "percent", "confidence": "percent"}
_SYMBOLS: Final[Kind] = [{"ticker": "text", "exchange": "text", "symboltype": "uri", "symbol": "text"}]

_CODED: Final[Kind] = {"code!": "text", "scheme": "uri"}
# In the IPTC's drafts of the next releases only: how long a story is worth keeping, and to whom.
_ADVICES: Final[Kind] = [{"role": "text", "environments": [_CODED], "importance": _CODED, "lifetime": _CODED}]

ONE: Final[dict[str, Kind]] = {
    "uri!": "uri", "type": _CREATED, "mimetype": "text", "representationtype": "complete|incomplete",
    "profile": "text", "version": "text", "firstcreated": "moment", "versioncreated": "moment",
    "contentcreated": "moment", "embargoed": "moment", "pubstatus": _PUBLIC, "urgency": "number",
    "copyrightholder": "text", "copyrightnotice": "text", "usageterms": "text", "ednote": "text", "language": "text",
    "person": [_thing({"contactinfo": [_contact("postalcode")]}, coded=True)],
    "organisation": [_thing({"symbols": _SYMBOLS, "contactinfo": [_contact("postalcode")]}, coded=True)],
    "place": [_thing({"contactinfo": [_contact("postalcode")], "geometry_*": "map"}, coded=True)],
    "subject": [_thing(_SCORES, coded=True)], "event": [_thing({}, coded=True)], "object": [_thing({}, coded=True)],
    "infosource": [_thing({"contactinfo": [_contact("postalcode")]}, coded=True)],
    "title": "text", "byline": "text", "headline": "text", "slugline": "text", "located": "text",
    "charcount": "number", "wordcount": "number",
    "renditions": {"*": {
        "href": "uri", "mimetype": "text", "title": "text", "height": "number", "width": "number",
        "sizeinbytes": "number", "duration": "number", "format": "text",
    }},
    "associations": {"*": "item"}, "altids": "map",
    "trustindicator": [{"scheme": "uri", "code": "text", "title": "text", "href": "uri"}],
    "$standard": _STANDARD, "genre": [{"name": "text", "scheme": "uri", "code": "text"}], "expires": "moment",
    "rightsinfo": {"langid": "uri", "linkedrights": "uri", "encodedrights": "text"},
    "digitalsourcetype": _DIGITAL_SOURCE, "advices": _ADVICES,
    "description_*": "text", "body_*": "text", "headline_*": "text",
}  # fmt: skip

TWO: Final[dict[str, Kind]] = {
    **{name: ONE[name] for name in (
        "uri!", "type", "profile", "version", "firstcreated", "versioncreated", "contentcreated", "embargoed",
        "pubstatus", "urgency", "copyrightholder", "copyrightnotice", "usageterms", "ednote", "language", "title",
        "slugline", "located", "expires", "rightsinfo", "digitalsourcetype",
    )},
    "representationtype": "full|partial", "by": "text",
    "descriptions": [{"role": "text", "contenttype": "text", "value!": "text"}],
    "bodies": [{"role": "text", "contenttype": "text", "charcount": "number", "wordcount": "number", "value!": "text"}],
    "headlines": [{"role": "text", "contenttype": "text", "value!": "text"}],
    "people": [_thing({"contactinfo": [_contact("postalcode")]})],
    "organisations": [_thing({"symbols": _SYMBOLS, "contactinfo": [_contact("postalcode")]})],
    "places": [_thing({"contactinfo": [_contact("postalcode")], "geojson": "geojson"})],
    "subjects": [_thing(_SCORES)], "events": [_thing({})], "objects": [_thing({})],
    "infosources": [{"name": "text", "role": "text", "uri": "uri", "literal": "text",
                     "contactinfo": [_contact("postalcode")]}],
    "renditions": [{
        "name!": "text", "href": "uri", "contenttype": "text", "title": "text", "height": "number", "width": "number",
        "sizeinbytes": "number", "duration": "number", "format": "text",
    }],
    "associations": ["association"], "altids": [{"role": "text", "value": "text"}],
    "trustindicators": [{"role": "uri", "title": "text", "href": "uri"}],
    "standard": _STANDARD, "genres": [{"name": "text", "uri": "text", "literal": "text"}], "advices": _ADVICES,
}  # fmt: skip

_DATES: Final[Kind] = {
    "startDate": "moment", "endDate": "moment", "expectedStartDate": "day", "expectedEndDate": "day",
    "expectedDuration": "text",
    "recurrence": {"recurrenceDates": "any", "recurrenceRules": [{
        "frequency": "secondly|minutely|hourly|daily|weekly|monthly|yearly", "interval": "whole", "until": "moment",
        "count": "whole",
    }]},
}  # fmt: skip
_RENDITION: Final[Kind] = {
    "name!": "text", "href": "uri", "contentType": "text", "title": "text", "width": "whole", "height": "whole",
    "sizeInBytes": "whole", "duration": "number", "format": "text", "aspectRatio": "text", "videoCodec": "text",
    "frameRate": "number", "poi": {"x": "whole", "y": "whole"}, "transportProtocol": "text",
    "scanType": "progressive|interlaced", "bitrate": "text", "extensions": "any", "resources": "any",
}  # fmt: skip
_ORGANISATION: Final[Kind] = _thing({
    "symbols": [{"exchange": "text", "symbolType": "uri", "symbol": "text"}], "contactInfo": [_contact("postalCode")],
})  # fmt: skip

THREE: Final[dict[str, Kind]] = {
    "uri!": "uri", "type": f"{_CREATED}|event|planning", "representationType": "full|partial", "profile": "text",
    "version": "text", "firstCreated": "moment", "versionCreated": "moment", "contentCreated": "moment",
    "contentDigitised": "moment", "embargoedUntil": "moment", "pubStatus": _PUBLIC, "urgency": "urgency",
    "copyrightHolder": "text", "copyrightNotice": "text", "usageTerms": "text", "edNote": "text", "language": "text",
    "descriptions": [{"role": "text", "contentType": "text", "value!": "text"}],
    "bodies": [{"role": "text", "contentType": "text", "charCount": "whole", "wordCount": "whole", "value!": "text"}],
    "headlines": [{"role": "text", "contentType": "text", "value!": "text"}],
    "people": [_thing({"contactInfo": [_contact("postalCode")]})], "organisations": [_ORGANISATION],
    "places": [_thing({"contactInfo": [_contact("postalCode")], "geoJSON": "geojson"})],
    "subjects": [_thing(_SCORES)], "events": [_thing({"id": "text"})], "objects": [_thing({})],
    "eventDetails": {"eventStatus": "uri", "plannedCoverageStatus": "uri", "dates": _DATES, "organiser": _ORGANISATION},
    "plannedCoverage": [{
        "uri": "uri", "title": "text", "pubStatus": _PUBLIC, "type": f"{_CREATED}|event|planning",
        "commissioned": {"by": "text", "on": "moment", "references": [{"name": "text", "value": "text"}]},
        "dates": _DATES, "audiences": [{"audience": "text", "significance": "whole"}], "exclAudience": ["text"],
        "edNote": "text", "urgency": "urgency", "language": "text",
        "itemCount": {"rangeFrom": "whole", "rangeTo": "whole"}, "wordCount": "whole", "renditions": [_RENDITION],
    }],
    "infoSources": [{"name": "text", "role": "text", "uri": "uri", "literal": "text",
                     "contactInfo": [_contact("postalCode")]}],
    "title": "text", "by": "text", "slugline": "text", "located": "text", "renditions": [_RENDITION],
    "associations": ["association"], "altIds": [{"role": "text", "value": "text"}],
    "trustIndicators": [{"role": "uri", "title": "text", "href": "uri"}], "standard": _STANDARD,
    "genres": [{"name": "text", "uri": "text", "literal": "text"}], "expires": "moment",
    "rightsInfo": {"langId": "uri", "linkedRights": "uri", "encodedRights": "text"},
    "digitalSourceType": _DIGITAL_SOURCE,
}  # fmt: skip

FAMILIES: Final[dict[int, dict[str, Kind]]] = {1: ONE, 2: TWO, 3: THREE}

SINCE: Final[dict[int, dict[str, int]]] = {
    1: {"infosource": 2, "component": 2},
    2: {},
    3: {},
}
"""The release of its family that brought a property, or a choice of `type`."""
