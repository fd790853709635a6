"""Loading: what is there already, what a person has decided, what the agency asks for."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from archive.actions import (
    RightsStatement,
    open_run,
    publish_article,
    reject_mention,
    restore_article,
    save_draft,
    set_rights,
)
from archive.ingest.draft import Draft, NamedThing, Problem
from archive.ingest.load import Loader
from archive.ingest.parsing import ParsedFile
from archive.models import Article, IngestItem, Mention, Original, Person, Source
from archive.models.mention import MentionStatus
from archive.reading.copyright import read_copyright
from archive.reading.embargo import Embargo
from archive.text.spans import Span
from tests.archive.ingest.importing import take_in
from tests.make import NOON, make_person, make_source, make_user, make_words

pytestmark = pytest.mark.django_db
FIRST = Draft(
    guid="mp:1",
    headline="Ship puts to sea",
    source="MP",
    text="Captain Ivan Petrov left on Monday.",
    people=(NamedThing("Ivan Petrov", "Captain", (Span(8, 19),), rule="title", confidence=0.9),),
)
SECOND = replace(FIRST, text="Captain Ivan Petrov left on Tuesday.")


def the_story() -> Article:
    return Article.objects.select_related("latest_version", "public_version", "rights").get()


def texts(article: Article) -> tuple[str, str]:
    """(public text, latest text)"""
    assert article.latest_version is not None
    return article.public_version.text if article.public_version else "", article.latest_version.text


def test_a_new_story_is_kept_with_its_bytes_source_and_people(tmp_path: Path) -> None:
    [report] = take_in(tmp_path, FIRST)

    story = the_story()
    assert (report.outcome, report.ref) == ("created", story.ref)
    assert (story.source.code, story.guid, story.status) == ("MP", "mp:1", "published")
    assert story.latest_version is not None and story.latest_version.original == Original.objects.get()
    mention = Mention.objects.get()
    assert (mention.entity.name, mention.descriptor, mention.spans) == ("Ivan Petrov", "Captain", [[8, 19]])
    assert mention.status == MentionStatus.CONFIRMED


def test_the_same_identifier_with_the_same_words_is_a_duplicate(tmp_path: Path) -> None:
    take_in(tmp_path, FIRST)

    assert [report.outcome for report in take_in(tmp_path, FIRST)] == ["duplicate"]
    assert the_story().versions.count() == 1


def test_the_same_identifier_with_other_words_is_a_new_version_that_readers_see(tmp_path: Path) -> None:
    take_in(tmp_path, FIRST)

    assert [report.outcome for report in take_in(tmp_path, SECOND)] == ["revised"]
    assert texts(the_story()) == (SECOND.text, SECOND.text)
    assert [version.text for version in the_story().versions.all()] == [FIRST.text, SECOND.text]


def test_an_old_version_that_comes_again_is_a_duplicate(tmp_path: Path) -> None:
    take_in(tmp_path, FIRST)
    take_in(tmp_path, SECOND)

    assert [report.outcome for report in take_in(tmp_path, FIRST)] == ["duplicate"]
    assert texts(the_story())[0] == SECOND.text


def test_a_version_and_its_revision_in_one_file_become_one_story(tmp_path: Path) -> None:
    assert [report.outcome for report in take_in(tmp_path, FIRST, SECOND, FIRST)] == ["created", "revised", "duplicate"]
    assert the_story().versions.count() == 2


def test_the_agency_is_known_under_any_of_its_names(tmp_path: Path) -> None:
    make_source(agency_names="Meridian; Meridian Press")

    take_in(tmp_path, FIRST, replace(FIRST, source="meridian press"), replace(FIRST, source="mp"))

    assert the_story().source.code == "MP"
    assert Source.objects.count() == 1


def test_a_story_that_names_no_source_is_filed_under_unknown(tmp_path: Path) -> None:
    take_in(tmp_path, Draft(headline="Ship", text="It left."))

    assert the_story().source.code == "unknown"


def test_two_spellings_of_a_known_person_are_that_person_once(tmp_path: Path) -> None:
    known = make_person("Kim Jong-un", aliases=("김정은",))
    people = tuple(
        NamedThing(name, "", (Span(0, 3),), rule="r", confidence=0.9)
        for name in ("Kim Jong Un", "KIM JONG-UN", "김정은")
    )

    take_in(tmp_path, replace(FIRST, people=people))

    assert [mention.entity_id for mention in Mention.objects.all()] == [known.pk]


def test_two_people_whose_addresses_collide_get_different_ones(tmp_path: Path) -> None:
    people = tuple(NamedThing(name, "", (), rule="r") for name in ("Jane Doe", "Jane/Doe", "Jane+Doe"))

    take_in(tmp_path, replace(FIRST, people=people))

    slugs = sorted(Person.objects.values_list("slug", flat=True))
    assert len(slugs) == len(set(slugs)) == len({person.key for person in Person.objects.all()})


def test_the_rights_a_person_stated_stay_when_the_wire_says_otherwise(tmp_path: Path) -> None:
    take_in(tmp_path, FIRST)
    statement = RightsStatement(holder="Us", notice="Ours.")
    set_rights(article=the_story(), statement=statement, by=make_user(), at=NOON)
    notice = read_copyright("Copyright 1961 Meridian Press. All rights reserved.")

    [report] = take_in(tmp_path, replace(SECOND, copyright=notice))

    assert the_story().rights.notice == "Ours."
    assert [problem.code for problem in report.problems] == ["kept_decision"]


def test_a_rejected_name_stays_rejected_when_the_story_comes_again(tmp_path: Path) -> None:
    take_in(tmp_path, FIRST)
    reject_mention(mention=Mention.objects.get(), by=make_user(), at=NOON)

    take_in(tmp_path, SECOND)

    assert Mention.objects.get().status == MentionStatus.REJECTED


def test_a_draft_that_an_editor_is_writing_is_not_overwritten(tmp_path: Path) -> None:
    take_in(tmp_path, FIRST)
    save_draft(article=the_story(), words=make_words(text="Mine."), by=make_user(), at=NOON)

    [report] = take_in(tmp_path, SECOND)

    assert texts(the_story()) == (FIRST.text, "Mine.")
    assert [problem.code for problem in report.problems] == ["kept_decision"]


def test_words_that_an_editor_published_stay_public_and_the_wires_wait_as_a_draft(tmp_path: Path) -> None:
    take_in(tmp_path, FIRST)
    editor = make_user()
    save_draft(article=the_story(), words=make_words(text="Mine."), by=editor, at=NOON)
    publish_article(article=the_story(), by=editor, at=NOON)

    take_in(tmp_path, SECOND)
    take_in(tmp_path, replace(SECOND, text="Third."))

    assert texts(the_story()) == ("Mine.", "Third.")


def test_a_kill_withdraws_the_story_and_a_second_one_changes_nothing(tmp_path: Path) -> None:
    take_in(tmp_path, FIRST)
    kill = replace(FIRST, action="kill", headline="Kill", text="The report was wrong.")

    outcomes = [report.outcome for report in take_in(tmp_path, kill) + take_in(tmp_path, kill)]

    assert outcomes == ["revised", "revised"]
    assert (the_story().status, the_story().standing_at(NOON)) == ("withdrawn", "gone")
    assert texts(the_story())[0] == FIRST.text


def test_a_kill_keeps_a_story_that_was_never_public_from_becoming_so(tmp_path: Path) -> None:
    take_in(tmp_path, FIRST, publish=False)

    take_in(tmp_path, replace(FIRST, action="kill", headline="Kill", text="Wrong."))

    assert (the_story().status, the_story().standing_at(NOON)) == ("withdrawn", "hidden")


def test_a_kill_of_an_unknown_story_is_quarantined_with_advice(tmp_path: Path) -> None:
    [report] = take_in(tmp_path, replace(FIRST, action="kill"))

    assert (report.outcome, report.problems[-1].code) == ("quarantined", "kill_unmatched")
    assert not Article.objects.exists()


def test_an_advisory_is_kept_and_is_no_story(tmp_path: Path) -> None:
    [report] = take_in(tmp_path, replace(FIRST, action="advisory"))

    assert (report.outcome, report.problems[-1].code) == ("quarantined", "not_an_article")
    assert Original.objects.exists() and not Article.objects.exists()


def test_a_story_on_hold_waits_and_a_hold_of_a_known_one_hides_it_and_replaces_nothing(tmp_path: Path) -> None:
    take_in(tmp_path, replace(FIRST, action="hold"))
    assert the_story().status == "review"
    publish_article(article=the_story(), by=None, at=NOON)

    hold = replace(FIRST, action="hold", text="Hold the story of the ship.")
    [report] = take_in(tmp_path, hold, at=NOON + timedelta(minutes=1))

    assert (report.outcome, report.problems[-1].code) == ("revised", "on_hold")
    assert (the_story().status, the_story().is_readable(NOON)) == ("review", False)
    assert texts(the_story())[0] == FIRST.text


@pytest.mark.parametrize("code", ["year_inferred_from_arrival", "embargo_unreadable"])
def test_a_story_whose_times_are_in_doubt_waits_for_review(tmp_path: Path, code: str) -> None:
    take_in(tmp_path, replace(FIRST, problems=(Problem(code, "Look."),)))

    assert (the_story().status, the_story().is_readable(NOON)) == ("review", False)


def test_a_revision_whose_times_are_in_doubt_is_not_published(tmp_path: Path) -> None:
    take_in(tmp_path, FIRST)

    take_in(tmp_path, replace(SECOND, problems=(Problem("embargo_unreadable", "Look."),)))

    assert texts(the_story()) == (FIRST.text, SECOND.text)


def test_a_story_under_embargo_is_hidden_until_then(tmp_path: Path) -> None:
    later = NOON + timedelta(hours=3)

    take_in(tmp_path, replace(FIRST, embargo=_embargo(later)))

    assert [the_story().is_readable(at) for at in (NOON, later)] == [False, True]


def test_a_later_embargo_in_a_revision_is_obeyed(tmp_path: Path) -> None:
    first, second = NOON + timedelta(hours=3), NOON + timedelta(hours=5)
    take_in(tmp_path, replace(FIRST, embargo=_embargo(first)))

    take_in(tmp_path, replace(SECOND, embargo=_embargo(second)))

    assert [the_story().is_readable(at) for at in (first, second)] == [False, True]
    assert texts(the_story())[1] == SECOND.text


def test_words_for_later_do_not_replace_what_readers_see_now(tmp_path: Path) -> None:
    take_in(tmp_path, FIRST)

    take_in(tmp_path, replace(SECOND, embargo=_embargo(NOON + timedelta(hours=5))))

    assert the_story().is_readable(NOON)
    assert texts(the_story()) == (FIRST.text, SECOND.text)


def test_one_story_that_cannot_be_stored_harms_no_other(tmp_path: Path) -> None:
    # given a copyright year that the database does not take
    notice = read_copyright("Copyright 1961 Meridian Press.")
    assert notice is not None
    bad = replace(FIRST, guid="mp:bad", text="Bad.", copyright=replace(notice, year=-5))
    good = [replace(FIRST, guid=f"mp:{number}", text=f"Story {number}.") for number in range(5)]

    reports = take_in(tmp_path, *good[:3], bad, *good[3:])

    assert [report.outcome for report in reports] == ["created"] * 3 + ["quarantined"] + ["created"] * 2
    assert reports[3].problems[-1].code == "not_stored"
    assert Article.objects.count() == 5
    assert IngestItem.objects.count() == 6


def test_no_nul_and_no_half_character_reaches_the_database(tmp_path: Path) -> None:
    bad = "Ship\x00 \ud800 sails"
    draft = Draft(
        headline=bad, text=bad, byline=(bad,), slugline=bad, guid=bad, language="en", genre=bad, abstract=bad,
        people=(NamedThing(bad, bad),), problems=(Problem("x", bad),), extras={"x": bad}, topics=(bad,),
    )  # fmt: skip

    [report] = take_in(tmp_path, draft)

    assert report.outcome == "created"
    assert texts(the_story())[1] == "Ship � sails"


def test_a_kill_that_an_editor_has_undone_is_not_done_again_by_the_same_file(tmp_path: Path) -> None:
    take_in(tmp_path, FIRST)
    path = tmp_path / "kill.txt"
    path.write_text("kill")
    kill = ParsedFile(path, hashlib.sha256(b"kill").hexdigest(), (replace(FIRST, action="kill", text="Wrong."),))

    def load() -> None:
        loader = Loader(run=open_run(origin="test", by=None, at=NOON), received=NOON)
        assert list(loader.load(kill)) + list(loader.flush())

    load()
    restore_article(article=the_story(), by=make_user(), at=NOON)
    load()

    assert the_story().status == "published"


def _embargo(until: datetime) -> Embargo:
    return Embargo(notice="EMBARGOED", span=Span(0, 9), until=until.astimezone(UTC))
