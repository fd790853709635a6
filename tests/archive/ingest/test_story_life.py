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


def the_story() -> Article:
    return Article.objects.select_related("latest_version", "public_version", "rights").get()


def sent(draft: Draft, **changes: Any) -> Draft:
    return replace(draft, guid="mp:life", **changes)


def test_an_earlier_version_that_comes_late_stands_in_its_place_and_replaces_nothing(tmp_path: Path) -> None:
    take_in(tmp_path, sent(SECOND_LEAD))

    [late] = take_in(tmp_path, sent(FIRST))
    [between] = take_in(tmp_path, sent(LEAD))

    assert [report.outcome for report in (late, between)] == ["revised", "revised"]
    assert late.problems[-1].code == "older_version"
    story = the_story()
    assert story.public_version is not None and story.public_version.text == SECOND_LEAD.text
    assert [edition.number for edition in editions_of(story)] == [1, 3, 2]  # newest first


def test_words_that_come_late_have_a_page_of_their_own(tmp_path: Path, client: Any) -> None:
    take_in(tmp_path, sent(SECOND_LEAD))
    take_in(tmp_path, sent(FIRST))

    page = client.get(f"/articles/{the_story().ref}/v/2/")

    assert page.status_code == 200
    assert FIRST.text in page.content.decode()


def test_an_equal_version_with_other_words_replaces_nothing(tmp_path: Path) -> None:
    take_in(tmp_path, sent(LEAD))

    take_in(tmp_path, sent(LEAD, text="Other words under the same number."))

    assert the_story().public_version.text == LEAD.text  # type: ignore[union-attr]


def test_readers_are_told_of_a_correction_of_the_wire(tmp_path: Path, client: Any) -> None:
    take_in(tmp_path, sent(FIRST))
    take_in(tmp_path, sent(CORRECTED))

    assert "The day was wrong: it was Tuesday." in client.get(the_story().get_absolute_url()).content.decode()


def test_a_kill_before_its_story_takes_the_story_back_as_it_comes(tmp_path: Path, client: Any) -> None:
    [kill] = take_in(tmp_path, sent(KILL))
    assert (kill.outcome, kill.problems[-1].code) == ("quarantined", "kill_unmatched")

    take_in(tmp_path, sent(FIRST))

    assert client.get(the_story().get_absolute_url()).status_code == 410
    assert Removal.objects.get().category == "agency"
    assert OutboxRow.objects.filter(ref=the_story().ref).exists()


def test_a_story_that_an_editor_restored_is_not_killed_by_the_next_version(tmp_path: Path) -> None:
    take_in(tmp_path, sent(FIRST))
    take_in(tmp_path, sent(KILL))
    restore_article(article=the_story(), by=make_user(), at=NOON)

    take_in(tmp_path, sent(LEAD))

    assert the_story().status == "published"


def test_a_held_story_is_hidden_until_it_is_sent_again(tmp_path: Path) -> None:
    take_in(tmp_path, sent(FIRST))
    take_in(tmp_path, sent(HOLD))
    assert the_story().standing_at(NOON) == "hidden"

    [report] = take_in(tmp_path, sent(FIRST, version=5))

    assert report.outcome == "revised"
    assert the_story().is_readable(NOON)
    assert the_story().versions.count() == 1


def test_a_held_story_that_an_editor_published_stays_so_when_old_words_come(tmp_path: Path) -> None:
    take_in(tmp_path, sent(LEAD))
    take_in(tmp_path, sent(HOLD))
    publish_article(article=the_story(), by=make_user(), at=NOON)

    take_in(tmp_path, sent(FIRST))

    assert the_story().status == "published"


def test_copy_without_an_identifier_is_found_by_its_slugline_and_says_so(tmp_path: Path) -> None:
    take_in(tmp_path, FIRST)

    [report] = take_in(tmp_path, replace(LEAD, slugline="Ship-Sails, 1st Lead-Writethru"))

    assert (report.outcome, report.problems[0].code) == ("revised", "found_by_slugline")
    assert "ship-sails" in report.problems[0].sentence


def test_two_stories_of_one_slugline_are_never_killed_by_guess(tmp_path: Path) -> None:
    take_in(tmp_path, FIRST, replace(FIRST, text="Another story of that slug."))
    assert Article.objects.count() == 2

    [report] = take_in(tmp_path, KILL)

    assert (report.outcome, report.problems[-1].code) == ("quarantined", "story_ambiguous")
    assert set(Article.objects.values_list("status", flat=True)) == {"published"}


def test_the_newest_version_brings_its_topics_terms_and_details(tmp_path: Path) -> None:
    take_in(tmp_path, sent(FIRST))

    take_in(
        tmp_path,
        sent(LEAD, topics=("ports",), usage_terms="Print only.", creditline="MP/Ann", urgency=2,
             rights_expire=NOON + timedelta(days=5)),
    )  # fmt: skip

    story = the_story()
    assert (list(story.topics.names()), story.rights.usage_terms, story.urgency) == (["ports"], "Print only.", 2)
    assert story.visible_until == NOON + timedelta(days=5)
    assert story.extras["creditline"] == "MP/Ann"


def test_what_a_person_decided_is_not_taken_over(tmp_path: Path) -> None:
    take_in(tmp_path, sent(FIRST))
    editor = make_user()
    set_topics(article=the_story(), topics=["mine"], by=editor, at=NOON)
    set_rights(article=the_story(), statement=RightsStatement(usage_terms="Ours."), by=editor, at=NOON)

    [report] = take_in(tmp_path, sent(LEAD, topics=("theirs",), usage_terms="Theirs."))

    assert list(the_story().topics.names()) == ["mine"]
    assert the_story().rights.usage_terms == "Ours."
    assert [problem.code for problem in report.problems] == ["kept_decision", "kept_decision"]


def test_an_editors_open_draft_is_never_overwritten_by_an_older_version_either(tmp_path: Path) -> None:
    take_in(tmp_path, sent(LEAD))
    save_draft(article=the_story(), words=make_words(text="Mine."), by=make_user(), at=NOON)

    take_in(tmp_path, sent(FIRST))

    story = the_story()
    assert story.latest_version is not None and story.latest_version.text == "Mine."
    assert sorted(story.versions.values_list("number", flat=True)) == [1, 2, 3]
    assert IngestItem.objects.count() == 2
