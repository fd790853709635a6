"""Plain copy of many conventions, in our own samples: what each field comes out as."""

from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path

import pytest

from archive.ingest.draft import LONGEST_HEADLINE, Draft
from archive.ingest.formats.wire import parse_wire, read_wire_story

SAMPLES = Path(__file__).resolve().parents[2] / "samples" / "wire"
RECEIVED = datetime(2025, 7, 1, 9, 0, tzinfo=UTC)


def read_sample(name: str) -> Draft:
    (draft,) = parse_wire((SAMPLES / name).read_bytes(), received=RECEIVED)
    return draft


def codes(draft: Draft) -> list[str]:
    return [problem.code for problem in draft.problems]


def test_a_headline_that_stands_last_is_found_and_taken_off_the_text() -> None:
    draft = read_sample("headline-last.txt")

    assert draft.headline == "Seoul and its neighbour agree to reopen ferry line"
    assert draft.text.count("\n\n") == 2
    assert draft.text.startswith("Harbour officials from two countries")
    assert draft.text.endswith("no figures for freight.")
    assert draft.dateline is not None
    assert (draft.dateline.text, draft.dateline.date) == ("SEOUL, June 30 (MP) -", date(2025, 6, 30))
    assert draft.copyright is not None
    assert draft.copyright.notice == "Copyright ⓒ Meridian Press All rights reserved."
    assert (draft.copyright.holder, draft.copyright.year) == ("Meridian Press", None)
    assert "translated by AI" in draft.extras["footer"]
    assert codes(draft) == []


def test_hard_wrapped_copy_is_unwrapped_and_its_slug_notes_and_bylines_are_read() -> None:
    draft = read_sample("hard-wrapped-writethru.txt")

    assert draft.slugline == "BC-SPACE--Meridian Launch, 2nd Ld-Writethru,312"
    assert (draft.action, draft.version, draft.urgency) == ("update", 2, 3)
    assert draft.byline == ("JANE DOE", "JOHN ROE")
    assert draft.headline == "Satellite reaches orbit on second attempt, agency says"
    assert draft.text.split("\n\n")[1].endswith("expected by the well-rested engineers.")
    assert draft.text.count("\n\n") == 3
    assert draft.dateline is not None
    assert (draft.dateline.places, draft.dateline.region) == (("CAPE CANAVERAL",), "Fla.")
    assert "UPDATES with details" in draft.extras["editors_notes"]


@pytest.mark.parametrize(
    ("name", "language", "headline", "place", "agency", "byline", "paragraphs", "holder"),
    [
        (
            "korean-lead.txt",
            "ko",
            "(LEAD) 메리디언, 새 위성 발사 성공 발표",
            "서울",
            "메리디언통신",
            ("홍길동 기자", "김철수 기자"),
            3,
            "메리디언통신",
        ),
        ("russian.txt", "ru", "Первый человек в космосе вернулся на Землю", "МОСКВА", "ТАСС", (), 2, "Меридиан Пресс"),
        ("japanese.txt", "ja", "新衛星の打ち上げ成功", "東京", "共同", (), 2, "メリディアン通信"),
        ("chinese.txt", "zh", "新卫星发射成功", "北京", "新华社", ("王小明",), 2, None),
        ("spanish.txt", "es", "El puerto reabre en julio, dice la autoridad", "Lisboa", "EFE", (), 2, None),
    ],
)
def test_copy_in_other_languages_is_read_by_the_same_conventions(
    name: str,
    language: str,
    headline: str,
    place: str,
    agency: str,
    byline: tuple[str, ...],
    paragraphs: int,
    holder: str | None,
) -> None:
    draft = read_sample(name)

    assert (draft.language, draft.headline, draft.byline) == (language, headline, byline)
    assert draft.dateline is not None
    assert (draft.dateline.places, draft.dateline.agency) == ((place,), agency)
    assert draft.text.count("\n\n") + 1 == paragraphs
    assert (draft.copyright.holder if draft.copyright else None) == holder
    assert codes(draft) == []


def test_a_korean_lead_is_an_update() -> None:
    assert (read_sample("korean-lead.txt").action, read_sample("korean-lead.txt").version) == ("update", 1)


def test_a_kill_is_told_from_an_article() -> None:
    assert read_sample("kill.txt").action == "kill"


def test_an_embargo_line_gives_the_moment_it_lifts() -> None:
    draft = read_sample("embargoed.txt")

    assert draft.embargo is not None
    assert draft.embargo.until == datetime(2025, 7, 1, 0, 1, tzinfo=UTC)
    assert draft.headline == "Harbour to reopen in July, port says"
    assert draft.byline == ("Jane Doe",)
    assert draft.extras["credits"].startswith("(Reporting by")
    assert draft.text.endswith("to the press.")


def test_an_embargo_without_a_time_zone_is_left_for_an_editor() -> None:
    draft = read_wire_story(
        "EMBARGOED UNTIL 12 NOON ON JULY 4\nHarbour to reopen\nLONDON, June 30 (MP) - It will open.", received=RECEIVED
    )

    assert draft.embargo is not None
    assert draft.embargo.until is None
    assert "embargo_unreadable" in codes(draft)


def test_without_the_moment_of_receipt_the_year_is_flagged() -> None:
    today = datetime.now(UTC).date()
    printed = f"{today:%B} {today.day}"
    draft = read_wire_story(f"Harbour opens\nLONDON, {printed} (MP) - The harbour is open.", received=None)

    assert draft.dateline is not None
    assert draft.dateline.date == today
    assert codes(draft) == ["year_inferred_from_arrival"]


def test_the_day_of_receipt_counts_where_it_was_received() -> None:
    received = datetime(2026, 1, 1, 2, 0, tzinfo=timezone(timedelta(hours=9)))
    draft = read_wire_story("Harbour opens\nSEOUL, Jan 1 (MP) - The harbour is open.", received=received)

    assert draft.dateline is not None
    assert draft.dateline.date == date(2026, 1, 1)


def test_copy_without_a_dateline_says_so_and_keeps_its_words() -> None:
    draft = read_wire_story(
        "Harbour to reopen\n\nThe harbour will reopen on Tuesday, the port said.\n\nShips may enter.", received=RECEIVED
    )

    assert draft.headline == "Harbour to reopen"
    assert draft.text == "The harbour will reopen on Tuesday, the port said.\n\nShips may enter."
    assert codes(draft) == ["no_dateline"]


def test_of_two_datelines_the_first_is_used_and_the_second_reported() -> None:
    draft = read_wire_story(
        "Harbour opens\nLONDON, June 30 (MP) - The harbour is open.\nPARIS, June 29 (MP) - Another report follows.",
        received=RECEIVED,
    )

    assert draft.dateline is not None
    assert draft.dateline.places == ("LONDON",)
    assert "PARIS, June 29" in draft.text
    assert codes(draft) == ["second_dateline"]


def test_a_day_that_does_not_exist_is_reported() -> None:
    draft = read_wire_story("Harbour opens\nPARIS, Feb 30 (AFP) - The harbour is open.", received=RECEIVED)

    assert draft.dateline is not None
    assert draft.dateline.date is None
    assert "does not exist" in draft.problems[0].sentence


def test_a_headline_of_five_thousand_characters_is_cut_and_kept_in_full_beside_it() -> None:
    headline = "word " * 999 + "words"
    draft = read_wire_story(f"{headline}\n\nPARIS, June 30 (AFP) - The harbour is open.", received=RECEIVED)

    assert len(draft.headline) <= LONGEST_HEADLINE
    assert draft.extras["headline_in_full"] == headline
    assert "headline_too_long" in codes(draft)


def test_a_sentence_about_editors_at_the_end_stays_in_the_text() -> None:
    draft = read_wire_story(
        "Figure corrected\nLONDON, June 30 (MP) - It was 108.\nEditors who printed it are asked to correct it.",
        received=RECEIVED,
    )

    assert draft.text.endswith("asked to correct it.")


def test_labelled_fields_are_read() -> None:
    draft = read_wire_story(
        "Headline: Harbour opens\nSlug: HARBOUR\nGUID: urn:mp:1\nTopics: ports, sea\nUrgency: 2\n"
        "LONDON, June 30 (MP) - Open.",
        received=RECEIVED,
    )

    assert (draft.headline, draft.slugline, draft.guid) == ("Harbour opens", "HARBOUR", "urn:mp:1")
    assert (draft.topics, draft.urgency, draft.text) == (("ports", "sea"), 2, "Open.")


def test_provenance_points_into_the_raw_text() -> None:
    raw = (SAMPLES / "headline-last.txt").read_text()
    draft = read_wire_story(raw, received=RECEIVED)

    def words(name: str) -> str:
        span = draft.provenance[name].span
        assert span is not None
        return raw[span.start : span.end]

    assert words("headline") == draft.headline
    assert draft.dateline is not None
    assert words("dateline") == draft.dateline.text
    assert draft.copyright is not None
    assert words("copyright") == draft.copyright.notice
    assert raw[draft.dateline.span.start : draft.dateline.span.end] == draft.dateline.text


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r", "\u2028"])
def test_every_kind_of_line_end_is_understood(ending: str) -> None:
    raw = (SAMPLES / "headline-last.txt").read_text()

    draft = read_wire_story(raw.replace("\n", ending), received=RECEIVED)

    assert draft.text == read_wire_story(raw, received=RECEIVED).text
    assert draft.headline.startswith("Seoul and its neighbour")
