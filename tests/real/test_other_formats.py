"""Feeds, teleprinter messages, ninjs of agencies and two thousand Chinese stories: each read, nothing dropped."""

import gzip
import json
import re
from pathlib import Path

from archive.ingest.decode import Unreadable
from archive.ingest.draft import Draft
from archive.ingest.sniff import FORMATS, find_format, parse_item

ENTRY = re.compile(rb"<(?:\w+:)?(?:item|entry)(?=[\s>])(?![^>]*/>)")


def read(path: Path) -> list[Draft]:
    return list(parse_item(path.read_bytes(), received=None, filename=path.name))


def test_every_entry_of_every_feed_comes_out_or_the_feed_says_that_it_has_none(shared_data: Path) -> None:
    files = sorted((shared_data / "formats/feeds").rglob("*.xml"))
    assert len(files) > 400
    entries = 0
    for path in files:
        data = path.read_bytes()
        try:
            drafts = read(path)
        except Unreadable as refusal:
            assert refusal.code in {"no_story", "xml", "xml_dtd"}, (path, refusal)
            assert refusal.code != "no_story" or not ENTRY.search(data), path
            continue
        entries += len(drafts)
        assert all(draft.headline or draft.text or draft.media or draft.problems for draft in drafts), path
    assert entries > 250


def test_the_messages_of_agencies_say_where_and_who_and_what(shared_data: Path) -> None:
    folder = shared_data / "formats/agency-samples"
    files = [*folder.glob("*anpa-*.tst"), *folder.glob("IPTC7901*"), *folder.glob("dpa_*.txt")]
    assert len(files) == 17
    for path in files:
        assert find_format(path.read_bytes()).name in {"anpa", "iptc7901"}, path
        (draft,) = read(path)
        assert draft.text, path
        assert draft.slugline, path
        assert draft.published is not None, path
        assert draft.urgency is not None, path
        assert draft.source in {"AP", "DPA"}, path
        assert draft.headline or "no_headline" in [problem.code for problem in draft.problems], path


FIELDS = {
    "headline": "headline", "slugline": "slugline", "byline": "byline", "description_text": "abstract",
    "abstract": "abstract", "language": "language", "ednote": "ednote",
}  # fmt: skip
NOT_OURS = {
    ("anpa-1.tst", "slugline"),  # cut by that system to its own length
    ("IPTC7901.txt", "headline"),  # stated twice, once with the sign that ends it
}


def test_the_expected_facts_that_stand_in_the_copy_are_read(shared_data: Path) -> None:
    """At least 95 in 100 of those that have a field here, of the formats that are not XML."""
    facts = json.loads((shared_data / "formats/agency-samples.expected.json").read_text())["fixtures"]
    missed: list[str] = []
    asked = 0
    for name, expected in facts.items():
        if name.endswith(".xml"):
            continue
        drafts = read(shared_data / "formats/agency-samples" / name)
        said = json.dumps([draft.to_json() for draft in drafts], ensure_ascii=False).casefold()
        for fact in expected:
            field = fact["field"].rpartition(".")[2]
            if not fact.get("literal_in_source") or field not in FIELDS or (name, field) in NOT_OURS:
                continue
            asked += 1
            words = re.sub(r"^by ", "", str(fact["expected"]).casefold())
            if not all(word in said for word in re.split(r" and ", words)):
                missed.append(f"{name} {fact['field']} {fact['expected']!r}")
    assert asked >= 30
    assert len(missed) <= asked * 0.05, missed


def test_two_thousand_chinese_stories_have_their_headline_day_and_words(shared_data: Path) -> None:
    data = gzip.decompress((shared_data / "languages/zh-xinwenlianbo-2000.jsonl.gz").read_bytes())
    rows = [json.loads(line) for line in data.decode().splitlines()]
    assert find_format(data, filename="zh.jsonl").name == "jsonl"

    drafts = list(FORMATS["jsonl"].parse(data, received=None, filename=""))

    assert len(drafts) == len(rows) == 2_000
    for row, draft in zip(rows, drafts, strict=True):
        assert " ".join(draft.headline.split()) == " ".join(row["title"].split())
        assert draft.published is not None
        assert draft.published.date().isoformat() == row["date"]
        assert draft.source
        kept = "".join((draft.dateline.text if draft.dateline else "", draft.text, *draft.extras.values()))
        assert len("".join(kept.split())) >= 0.98 * len("".join((row["body"] or "").split())) - 20
        assert draft.text or "no_text" in [problem.code for problem in draft.problems]
