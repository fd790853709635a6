"""An embargo keeps a story from readers wherever it is printed; without a certain moment an editor must lift it."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.utils import timezone

from archive.models import Article
from tests.archive.ingest.importing import import_paths
from tests.archive.ingest.test_import_files import find

pytestmark = pytest.mark.django_db
BODY = "LONDON, Sept 5 (MP) - The ship left on Friday, Minister Ivan Petrov said.\n\nIt will be back in July.\n"
UNTIL = datetime(2100, 9, 7, 0, 1, tzinfo=UTC)
LINE = "EMBARGOED UNTIL 0001 GMT SEPTEMBER 7, 2100"
VAGUE = "EMBARGOED until 00.01 hrs 7 September"
WIRE = {
    "above.txt": "{line}\n\nSHIP PUTS TO SEA\n\n" + BODY,
    "below.txt": "SHIP PUTS TO SEA\n\n" + BODY + "\n({line})\n",
    "note.txt": "SHIP PUTS TO SEA\n\n(EDS: Adds a quote. {line})\n\n" + BODY,
    "rows.csv": "headline,text,ednote\nShip puts to sea,The ship left on Friday.,Adds a quote. {line}\n",
    "lines.jsonl": '{{"headline": "{line}: Ship puts to sea", "text": "The ship left on Friday."}}\n',
    "page.html": "<!DOCTYPE html><html><head><title>Ship puts to sea</title></head><body><article><p>{line}</p>"
    "<p>The ship left on Friday, and it will be back in July.</p></article></body></html>",
    "feed.xml": "<rss version='2.0'><channel><title>MP</title><item><title>Ship puts to sea</title><guid>mp-1</guid>"
    "<description>{line}&lt;br&gt;&lt;br&gt;The ship left on Friday.</description></item></channel></rss>",
    "nitf.xml": "<nitf><head><docdata><ed-msg info='{line}'/></docdata></head><body><body.head><hedline>"
    "<hl1>Ship puts to sea</hl1></hedline></body.head><body.content><p>The ship left on Friday.</p></body.content>"
    "</body></nitf>",
}


@pytest.mark.parametrize("name", WIRE)
def test_an_embargo_is_honoured_wherever_it_is_printed(name: str, tmp_path: Path) -> None:
    path = tmp_path / name
    line = LINE.replace(",", "") if name == "rows.csv" else LINE
    path.write_text(WIRE[name].format(line=line))

    assert import_paths(path, publish=True).outcomes == ["created"]

    article = Article.objects.get()
    assert (article.status, article.visible_from) == ("published", UNTIL)
    assert not Article.objects.readable(at=timezone.now()).exists()
    assert find("ship") == 0


@pytest.mark.parametrize("name", WIRE)
def test_an_embargo_without_a_zone_withholds_the_story_and_says_why(name: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_text(WIRE[name].format(line=VAGUE))

    imported = import_paths(path, publish=True)

    assert imported.outcomes == ["created"]
    assert "embargo_unreadable" in imported.codes[0]
    (sentence,) = [p["message"] for p in imported.lines[0]["problems"] if p["code"] == "embargo_unreadable"]
    assert VAGUE in sentence and "no time zone" in sentence and "until an editor sets it" in sentence
    assert Article.objects.get().status == "review"
    assert find("ship") == 0
