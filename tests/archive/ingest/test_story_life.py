"""The life of a story on the wire: whatever the order of arrival, the end is that of the right order."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from archive.actions import (
    RightsStatement,
    publish_article,
    restore_article,
    save_draft,
    set_rights,
    set_topics,
)
from archive.ingest.draft import Draft
from archive.models import Article, Correction, IngestItem, OutboxRow, Removal
from archive.public.story import editions_of
from tests.archive.ingest.importing import take_in
from tests.make import NOON, make_user, make_words

pytestmark = pytest.mark.django_db
_lives = count()

FIRST = Draft(headline="Ship sails", source="MP", slugline="SHIP-SAILS", text="It left on Monday.", topics=("ships",))
LEAD = replace(FIRST, action="update", version=1, text="It left on Monday with ten aboard.", extras={"desk": "sea"})
SECOND_LEAD = replace(LEAD, version=2, text="It left on Monday with twelve aboard.", topics=("ships", "ports"))
CORRECTED = replace(
    SECOND_LEAD, action="correction", version=3, text="It left on Tuesday with twelve aboard.",
    correction="The day was wrong: it was Tuesday.",
)  # fmt: skip
HOLD = replace(FIRST, action="hold", version=4, text="Please hold the ship story.")
RELEASE = replace(CORRECTED, action="article", version=5, correction="")
KILL = replace(FIRST, action="kill", version=6, text="Kill the ship story.")


def hour(draft: Draft, number: int) -> Draft:
    return replace(draft, published=NOON - timedelta(hours=20 - number))


NUMBERED = [FIRST, LEAD, SECOND_LEAD, CORRECTED, HOLD, RELEASE, KILL]
TIMED = [hour(replace(draft, version=None), number) for number, draft in enumerate(NUMBERED)]
BOTH = [hour(draft, number) for number, draft in enumerate(NUMBERED)]


def live(folder: Path, drafts: Sequence[Draft], *, with_guid: bool) -> Article | None:
    """The story after these have arrived, each in a file and at a moment of its own."""
    name = f"life {next(_lives)}"
    for number, draft in enumerate(drafts):
        own = replace(draft, guid=name) if with_guid else replace(draft, slugline=name)
        # Words of its own, so that no other life's words are taken for these.
        own = replace(own, headline=f"{draft.headline} ({name})")
        take_in(folder, own, at=NOON + timedelta(minutes=number))
    found = {"guid": name} if with_guid else {"slugline": name}
    stories = list(Article.objects.filter(**found).select_related("public_version", "latest_version", "rights"))
    assert len(stories) <= 1
    return stories[0] if stories else None


def end_of(story: Article | None) -> dict[str, Any] | None:
    """What an arrival in another order must not change. Numbers and moments of arrival may."""
    if story is None:
        return None
    later = NOON + timedelta(days=1)
    published = sorted(story.versions.exclude(published_at=None), key=lambda version: version.stands_at)
    corrections = Correction.objects.filter(article=story).order_by("to_version__text")
    return {
        "standing": story.standing_at(later),
        "readable": Article.objects.readable(later).filter(pk=story.pk).exists(),
        "status": story.status,
        "public": story.public_version and story.public_version.text,
        "versions": [version.text for version in published],
        "corrections": [(one.from_version.text, one.to_version.text, one.notice) for one in corrections],
        "told": Correction.objects.told().filter(article=story).count(),
        "removals": list(
            Removal.objects.filter(article=story).values_list("kind", "category", "was_public", "ended_at")
        ),
        "topics": sorted(story.topics.names()),
        "extras": story.extras.get("desk"),
    }


@pytest.mark.parametrize("with_guid", [True, False], ids=["by guid", "by slugline"])
@pytest.mark.parametrize("life", [NUMBERED, TIMED, BOTH], ids=["numbered", "timed", "both"])
@given(data=st.data())
@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_order_of_arrival_ends_as_the_right_order_does(
    life: list[Draft], with_guid: bool, data: st.DataObject
) -> None:
    chosen = sorted(data.draw(st.sets(st.integers(0, 6), min_size=2), label="what is sent"))
    if not with_guid and life is TIMED:
        chosen = [number for number in chosen if number != 5] or [0]  # with no number nor guid it is another story
    again = data.draw(st.lists(st.sampled_from(chosen), max_size=2), label="sent twice")
    arrival = data.draw(st.permutations([*chosen, *again]), label="arrival")
    with tempfile.TemporaryDirectory() as name:
        right = end_of(live(Path(name), [life[number] for number in chosen], with_guid=with_guid))
        assert end_of(live(Path(name), [life[number] for number in arrival], with_guid=with_guid)) == right
