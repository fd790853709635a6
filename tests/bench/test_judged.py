"""The judged queries: enough of them in each language, and every story they expect is there."""

import json
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
JUDGED = json.loads((ROOT / "bench" / "judged.json").read_text(encoding="utf-8"))


def test_there_are_queries_in_every_language() -> None:
    languages = Counter(entry["language"] for entry in JUDGED)

    assert languages.total() >= 60
    assert min(languages[code] for code in ("en", "ko", "ru", "zh")) >= 10


def test_every_demo_story_expected_is_public() -> None:
    manifest = json.loads((ROOT / "archive" / "demo" / "manifest.json").read_text(encoding="utf-8"))
    public = {entry["file"][:3] for entry in manifest if entry["status"] == "published"}
    expected = {one.removeprefix("demo:") for entry in JUDGED for one in entry["expected"] if one.startswith("demo:")}

    assert expected <= public


def test_no_query_is_asked_twice() -> None:
    assert max(Counter(entry["query"] for entry in JUDGED).values()) == 1
