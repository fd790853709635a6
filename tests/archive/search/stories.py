"""Stories for the tests of search, written for them."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from archive.search.document import Document
from archive.search.engine import Engine
from archive.search.parse import parse_query
from archive.search.query import SearchRequest
from archive.search.results import Results


def make_document(**values: Any) -> Document:
    """A document with readable defaults."""
    given: dict[str, Any] = {
        "ref": "story",
        "fingerprint": "f-" + values.get("ref", "story"),
        "headline": "A quiet day",
        "text": "Nothing happened.",
        "dated_on": date(1961, 1, 1),
    }
    return Document(**(given | values))


def make_stories() -> list[Document]:
    """Eight stories: the space race, a little Korea, in four languages."""
    return [
        make_document(
            ref="gagarin",
            headline="First man orbits the Earth",
            text="Yuri Gagarin flew in Vostok and landed near Saratov.",
            dated_on=date(1961, 4, 12),
            people=("yuri-gagarin",),
            names=("Yuri Gagarin", "Юрий Гагарин"),
            source="MP",
            places=("saratov",),
            topics=("spaceflight",),
            byline="By Anna Weld",
            dateline="MOSCOW, April 12 (MP) -",
        ),
        make_document(
            ref="tereshkova",
            headline="Woman cosmonaut circles the globe",
            text="Valentina Tereshkova orbited for three days. The ministers were cheering her flights.",
            dated_on=date(1963, 6, 16),
            people=("valentina-tereshkova",),
            names=("Valentina Tereshkova",),
            source="MP",
            places=("moscow",),
            topics=("spaceflight", "women"),
            byline="By Tom Ashby",
            dateline="MOSCOW, June 16 (MP) -",
        ),
        make_document(
            ref="armstrong",
            headline="Two men walk on the Moon",
            text="Neil Armstrong stepped down. Apollo 11 is the eleventh.",
            dated_on=date(1969, 7, 20),
            people=("neil-armstrong",),
            names=("Neil Armstrong",),
            source="OTHER",
            places=("houston",),
            topics=("spaceflight",),
            dateline="HOUSTON, July 20 -",
        ),
        make_document(
            ref="film",
            headline="A film about Gagarin opens",
            text="The first man in space is played by an actor. Moon landing next.",
            dated_on=date(1974, 1, 5),
            people=("yuri-gagarin",),
            names=("Yuri Gagarin", "Юрий Гагарин"),
            source="OTHER",
            topics=("cinema",),
        ),
        make_document(
            ref="korea",
            headline="김정은, 러시아 문화장관 접견",
            text="김정은이 평양에서 Olga Lyubimova 장관을 만났다. AI는 아직이다.",
            dated_on=date(2025, 6, 30),
            language="ko",
            people=("kim-jong-un",),
            names=("Kim Jong Un", "김정은"),
            source="AJP",
            places=("pyongyang",),
        ),
        make_document(
            ref="kim",
            headline="Kim Jong-un meets minister",
            text="They discussed a café in Łódź and spoke for 2 hours.",
            dated_on=date(2025, 7, 1),
            people=("kim-jong-un",),
            names=("Kim Jong Un", "김정은"),
            source="AJP",
            places=("pyongyang",),
        ),
        make_document(
            ref="russian",
            headline="Космонавты вернулись",
            text="Русские космонавты вернулись на землю.",
            language="ru",
            dated_on=date(1970, 6, 19),
            source="MP",
        ),
        make_document(
            ref="japan",
            headline="東京で宇宙会議",
            text="東京タワーの近くで宇宙会議が開かれた。",
            language="ja",
            dated_on=date(1971, 2, 3),
            source="MP",
        ),
    ]


def make_many(count: int, *, word: str = "launch") -> list[Document]:
    """Stories that differ little: several a day, many of equal relevance."""
    return [
        make_document(
            ref=f"r{n:05d}",
            headline=f"{word} {n % 7}",
            text=f"{word} " * (n % 5 + 1),
            dated_on=date(1960, 1, 1) + timedelta(days=n // 3),
        )
        for n in range(count)
    ]


def ask(engine: Engine, typed: str = "", **request: Any) -> Results:
    """Search for what somebody typed."""
    return engine.search(SearchRequest(parse_query(typed).query, **request))


def find(engine: Engine, typed: str = "", **request: Any) -> set[str]:
    """The refs found for what somebody typed."""
    return {hit.ref for hit in ask(engine, typed, limit=100, **request).hits}


def walk(engine: Engine, typed: str, **request: Any) -> list[str]:
    """The refs of all pages."""
    refs: list[str] = []
    cursor = ""
    while True:
        page = ask(engine, typed, cursor=cursor, **request)
        refs += [hit.ref for hit in page.hits]
        cursor = page.next_cursor
        if not cursor:
            return refs


def counts(results: Results, name: str) -> dict[str, int]:
    """value -> count of one facet."""
    return {choice.value: choice.count for facet in results.facets if facet.name == name for choice in facet.choices}
