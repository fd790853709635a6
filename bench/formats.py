"""How many of the facts known of real agency items are read, format by format, with every miss and why.

    python -m bench.formats

The facts are those of `../shared/data/formats/agency-samples.expected.json` that stand in the source word for word.
They were written for another system: a fact counts when its words are in our field for it, or in the extras where we
have no such field; MISSES_EXPLAINED says why the others are not ours.
"""

from __future__ import annotations

import html
import json
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from archive.ingest.decode import Unreadable, open_item
from archive.ingest.draft import Draft
from archive.ingest.sniff import find_format, parse_item
from bench.data import find_data

RECEIVED = datetime(2025, 9, 5, 12, tzinfo=UTC)
TARGET = 0.95
_TAG = re.compile(r"<[^>]+>")
_WHERE = re.compile(r"^items?(?:\[(\d+)\])?\.")

NOT_OURS = {
    "anpa_category": "a code of that system's desks (kept in the extras, where the item prints it)",
    "profile": "a layout of that system",
    "type": "every one of our stories is text; what is not is refused with a sentence",
    "groups": "the inner layout of a package: its members are links, the rest is in the extras",
    "anpa_take_key": "read as the version and the action it stands for, not kept as a word",
}
"""Fields that have no counterpart here: facts on them are counted apart."""

MISSES_EXPLAINED = {
    ("ritzau_news.xml", "*"): "an agency's own XML, which is no standard",
    ("wenn.xml", "*"): "summaries and numbers in elements of the agency's own beside Atom's",
    ("wenn.xml", "guid"): "an element of the agency's own beside Atom's id, which is the guid here",
    ("efe_nitf.xml", "slugline"): "the agency's only keyword: it is in the keywords and the second headline",
    ("nitf-fishing.xml", "place[0].code"): "the country of the place, in its identifiers",
}


@dataclass(frozen=True, slots=True)
class Judged:
    """One fact: `verdict` is "field", "extras", "missed" or "not ours"."""

    file: str
    format: str
    field: str
    expected: str
    verdict: str
    why: str = ""


def judge_samples(folder: Path) -> list[Judged]:
    """Every fact of the samples in `folder` that stands in its source, judged."""
    facts = json.loads((folder.parent / "agency-samples.expected.json").read_text())["fixtures"]
    judged = []
    for name, of_file in sorted(facts.items()):
        literal = {json.dumps(fact, sort_keys=True): fact for fact in of_file if fact.get("literal_in_source")}
        format, drafts, reason = _read(folder / name) if literal else ("", [], "")
        judged += [_judge(name, format, fact, drafts, reason) for fact in literal.values()]
    return judged


def _read(path: Path) -> tuple[str, Sequence[Draft], str]:
    data = path.read_bytes()
    try:
        format = find_format(open_item(data), filename=path.name).name
        return format, list(parse_item(data, received=RECEIVED, filename=path.name)), ""
    except Unreadable as refusal:
        return "refused", [], refusal.sentence


def _judge(name: str, format: str, fact: Mapping[str, Any], drafts: Sequence[Draft], reason: str) -> Judged:
    field = _WHERE.sub("", fact["field"]).removesuffix(".strip()").removesuffix(".isoformat()")
    expected = _plain(str(fact["expected"]))
    root = re.split(r"[.\[]", field)[0]
    held = [_verdict(field, expected, draft, fact["op"]) for draft in drafts]
    verdict = "field" if "field" in held else "extras" if "extras" in held else "missed"
    why = MISSES_EXPLAINED.get((name, field)) or MISSES_EXPLAINED.get((name, "*")) or reason
    if verdict == "missed" and root in NOT_OURS:
        verdict, why = "not ours", NOT_OURS[root]
    return Judged(name, format, field, expected[:60], verdict, "" if verdict in {"field", "extras"} else why)


def _verdict(field: str, expected: str, draft: Draft, op: str) -> str:
    values = [_plain(value) for value in _values(field, draft)]
    if any(
        _agrees(value, expected, is_part=op != "==" or field.startswith(("body", "ednote", "extra.")))
        for value in values
    ):
        return "field"
    kept = {_plain(part) for value in draft.extras.values() for part in (value, *value.split(";"))}
    is_long = len(expected) > 12
    return "extras" if any(expected == part or (is_long and expected in part) for part in kept) else "missed"


def _agrees(value: str, expected: str, *, is_part: bool) -> bool:
    if is_part:
        return expected in value
    bare = re.sub(r"^(?:By|Von|Par|Por)\s+|[\s=]+$", "", expected)
    value, expected, bare = (words.replace(" ", "").casefold() for words in (value, expected, bare))
    return value in {expected, bare}


def _plain(words: str) -> str:
    return " ".join(html.unescape(_TAG.sub(" ", words)).split())


def _values(field: str, draft: Draft) -> Iterator[str]:
    """What we hold under that system's name for a field."""
    media = draft.media
    moments = {
        "versioncreated": draft.version_created, "firstcreated": draft.first_created,
        "embargoed": draft.embargo.until if draft.embargo else None,
    }  # fmt: skip
    line = draft.dateline
    texts: dict[str, Sequence[object]] = {
        "headline": (draft.headline, *(item.headline for item in media), *(link.title for link in draft.links)),
        "slugline": (draft.slugline, *draft.slugline.split(",")),
        "abstract": (draft.abstract,),
        "byline": ("; ".join(draft.byline), ", ".join(draft.byline), " and ".join(draft.byline), *draft.byline),
        "language": (draft.language, draft.language.partition("-")[0]),
        "guid": (draft.guid,),
        "uri": (draft.guid,),
        "version": (draft.version,),
        "pubstatus": (draft.pubstatus,),
        "ednote": (draft.ednote, draft.correction),
        "extra.sttnote_private": (draft.ednote,),
        "usageterms": (draft.usage_terms,),
        "source": (draft.source, draft.provider),
        "original_source": (draft.source, draft.provider),
        "keywords": draft.keywords,
        "type": ("text" if draft.text else "", *(item.kind for item in media)),
        "description_text": (draft.abstract, *(item.caption for item in media)),
        "archive_description": (draft.abstract, *(item.caption for item in media)),
        "alt_text": tuple(item.alt for item in media),
        "body_html": (_whole(draft),),
        "dateline.text": (line.text if line else "",),
        "dateline.source": (line.agency if line else "",),
        "dateline.located.city": line.places if line else (),
        "renditions.baseImage.href": tuple(item.href for item in media),
        "renditions.baseImage.mimetype": tuple(item.media_type for item in media),
        "renditions.baseImage.residRef": tuple(item.guid for item in media),
    }
    plain = field.rpartition("featuremedia.")[2]
    if plain in moments:
        moment = moments[plain]
        yield moment.isoformat() if moment else ""
    elif plain.startswith("subject["):
        yield from (subject.code for subject in draft.subjects)
    elif plain.startswith("place["):
        for place in draft.places:
            yield from (place.name, *place.identifiers.values())
    else:
        yield from (str(value) for value in texts.get(plain, ()))
    if plain == "body_html":
        yield draft.text


def _whole(draft: Draft) -> str:
    """The story as it was printed, with the line and the names that we keep apart."""
    byline = f"By {', '.join(draft.byline)} " if draft.byline else ""
    return f"{byline}{draft.dateline.text if draft.dateline else ''} {draft.text}"


def share_read(judged: Sequence[Judged]) -> float:
    """How many of the facts that are ours are in a field or in the extras."""
    ours = [fact for fact in judged if fact.verdict != "not ours"]
    return sum(fact.verdict != "missed" for fact in ours) / len(ours) if ours else 1.0


def main() -> None:
    """Print the table of formats, then every miss."""
    judged = judge_samples(find_data() / "formats" / "agency-samples")
    by_format: dict[str, list[Judged]] = defaultdict(list)
    for fact in judged:
        by_format[fact.format].append(fact)
    print(f"{'format':<14}{'facts':>6}{'field':>7}{'extras':>8}{'missed':>8}{'not ours':>10}{'read':>8}")
    for format, facts in [*sorted(by_format.items()), ("all", judged)]:
        count = {v: sum(fact.verdict == v for fact in facts) for v in ("field", "extras", "missed", "not ours")}
        numbers = f"{len(facts):>6}{count['field']:>7}{count['extras']:>8}{count['missed']:>8}{count['not ours']:>10}"
        print(f"{format:<14}{numbers}{share_read(facts):>8.1%}")
    print()
    for fact in judged:
        if fact.verdict in {"missed", "not ours"}:
            print(f"{fact.verdict:<9} {fact.file}: {fact.field} = {fact.expected!r}: {fact.why or 'NOT EXPLAINED'}")


if __name__ == "__main__":
    main()
