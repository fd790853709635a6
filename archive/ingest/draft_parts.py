"""What a Draft is made of: where a value comes from, who is named, what a story links to and carries along."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal

from archive.text.spans import Span

Origin = Literal["rule", "feed"]
MediaKind = Literal["picture", "graphic", "video", "audio", "document"]


class Packed:
    """Goes from one process to another as its values in their order, which takes half as long as by their names."""

    __slots__: tuple[str, ...] = ()

    def __reduce__(self) -> tuple[type, tuple[Any, ...]]:
        return type(self), tuple([getattr(self, name) for name in self.__slots__])


@dataclass(frozen=True, slots=True)
class Provenance(Packed):
    """Where a value comes from: stated by the feed, or read by a rule out of `span` of the raw text."""

    origin: Origin
    rule: str
    span: Span | None = None
    confidence: float = 1.0

    def to_json(self) -> dict[str, Any]:
        """The provenance as `read_story` prints it."""
        return {
            "origin": self.origin,
            "rule": self.rule,
            "span": list(self.span) if self.span is not None else None,
            "confidence": round(self.confidence, 3),
        }


@dataclass(frozen=True, slots=True)
class Problem(Packed):
    """Something an editor should look at: a stable `code`, and a sentence that says what to do."""

    code: str
    sentence: str


@dataclass(frozen=True, slots=True)
class NamedThing(Packed):
    """Someone or something a story names: literal name, the descriptor printed beside it, spans in the text.

    `rule` is empty for what the feed itself states. `identifiers` are scheme → code: "name", "region" and "country" say
    which place is meant, "wikidata" and whatever scheme a feed uses ("ninat", "isin"…) who it is; an event may carry
    "start" and "end" (ISO).
    """

    name: str
    descriptor: str = ""
    spans: tuple[Span, ...] = ()
    rule: str = ""
    confidence: float = 1.0
    identifiers: Mapping[str, str] = field(default_factory=dict)

    def to_json(self) -> dict[str, Any]:
        """The thing as `read_story` prints it."""
        said = {"name": self.name, "descriptor": self.descriptor, "spans": [list(span) for span in self.spans]}
        return said | ({"identifiers": dict(self.identifiers)} if self.identifiers else {})


@dataclass(frozen=True, slots=True)
class NamedDate(Packed):
    """A stretch of days the text speaks of: `start` and `end` inclusive, None when open or unknown."""

    text: str
    start: date | None
    end: date | None
    span: Span

    def to_json(self) -> dict[str, Any]:
        """The date as `read_story` prints it."""
        return {
            "text": self.text,
            "start": self.start.isoformat() if self.start else None,
            "end": self.end.isoformat() if self.end else None,
            "span": list(self.span),
        }


@dataclass(frozen=True, slots=True)
class StoryLink:
    """Another story this one names: its `guid`, and how it stands to it (`corrects`, `updates`, `follows`…).

    `title` is how the feed names it; `href` where it says it can be read, when that is no guid of ours.
    """

    guid: str
    kind: str
    title: str = ""
    href: str = ""

    def to_json(self) -> dict[str, Any]:
        """The link as `read_story` prints it."""
        more = {"title": self.title, "href": self.href}
        return {"guid": self.guid, "kind": self.kind} | {name: value for name, value in more.items() if value}


@dataclass(frozen=True, slots=True)
class Subject:
    """What a story is about, from a controlled list: name, code and list (`scheme`: "medtop", "subject")."""

    name: str
    code: str = ""
    scheme: str = ""

    def to_json(self) -> dict[str, Any]:
        """The subject as `read_story` prints it."""
        return {"name": self.name, "code": self.code, "scheme": self.scheme}


@dataclass(frozen=True, slots=True, kw_only=True)
class MediaItem:
    """A picture, film, sound or document that came with a story.

    `href` is as delivered: a name of a file beside the item, or an address, which is kept and never asked for.
    `content` holds the bytes when they came inside the item. `role` is the feed's word for its use ("main"…).
    """

    kind: MediaKind
    href: str = ""
    content: bytes = b""
    media_type: str = ""
    role: str = ""
    headline: str = ""
    caption: str = ""
    alt: str = ""
    credit: str = ""
    rights: str = ""
    usage_terms: str = ""
    guid: str = ""
    width: int | None = None
    height: int | None = None

    def to_json(self) -> dict[str, Any]:
        """The media record as `read_story` prints it: what is known of it; of its bytes only their number."""
        said = {name: getattr(self, name) for name in self.__slots__ if name != "content" and getattr(self, name)}
        return said | ({"bytes": len(self.content)} if self.content else {})
