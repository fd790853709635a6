"""IPTC 7901 and ANPA 1312: teleprinter messages with a heading, a text and a trailer."""

from datetime import UTC, datetime

from archive.ingest.formats.anpa import read_sent_moment as read_anpa_moment
from archive.ingest.formats.iptc7901 import parse_iptc7901, read_sent_moment

from .formats_samples import RECEIVED, SAMPLES, read_sample


def test_a_message_of_iptc_7901_says_all_its_heading_says() -> None:
    (draft,) = read_sample("iptc7901/lead.txt")

    assert draft.headline == "Norland's parliament votes to move the election to spring"
    assert draft.slugline == "Norland-parliament/Elections"
    assert draft.byline == ("Ines Halvorsen",)
    assert draft.dateline is not None
    assert draft.dateline.places == ("Helsinki",)
    assert (draft.urgency, draft.action, draft.version) == (3, "update", 2)
    assert draft.published == datetime(2025, 9, 2, 16, 15, tzinfo=UTC)
    assert draft.text.startswith("Norland's parliament voted on Tuesday to hold the general election in April")
    assert draft.text.endswith("The motion was carried by 104 votes to 61.")
    assert {
        "service": "mpa",
        "transmission_number": "0412",
        "category": "i",
        "word_count": "96",
        "take_key": "2ND LEAD",
    }.items() <= draft.extras.items()
    assert "Editing by: Paul Okoro" in draft.extras["notebook"]
    raw = (SAMPLES / "iptc7901/lead.txt").read_bytes().decode()
    for name, words in (("headline", "Norland's parliament votes"), ("slugline", "Norland-"), ("urgency", "3")):
        span = draft.provenance[name].span
        assert span is not None
        assert raw[span.start : span.end].startswith(words)


def test_several_messages_in_a_file_are_several_stories_and_a_kill_is_told() -> None:
    match, kill = read_sample("iptc7901/two-and-a-kill.txt")

    assert (match.headline, match.action) == ("Norland beat Estmark 2-1 in friendly", "article")
    assert (kill.headline, kill.action, kill.urgency) == ("Please kill item mp 0413", "kill", 2)


def test_a_message_in_latin_1_keeps_its_accents() -> None:
    (draft,) = read_sample("iptc7901/latin-1.msg")

    assert draft.headline == "Sängerin Jördis Wölk erhält den Preis der Städte"
    assert draft.slugline == "Musik/Köln"
    assert draft.published == datetime(2025, 3, 12, 11, 45, tzinfo=UTC)
    assert draft.problems[0].code == "encoding"


def test_a_hold_withholds() -> None:
    (draft,) = read_sample("iptc7901/hold.txt")

    assert draft.action == "hold"
    assert draft.published is not None
    assert draft.published.isoformat() == "2025-09-05T09:00:00+01:00"


def test_a_message_without_its_end_is_read_and_says_so() -> None:
    data = (SAMPLES / "iptc7901/lead.txt").read_bytes()

    (draft,) = parse_iptc7901(data[:500], received=RECEIVED)

    assert draft.headline == "Norland's parliament votes to move the election to spring"
    assert "cut_short" in [problem.code for problem in draft.problems]


def test_words_between_messages_are_reported() -> None:
    data = (SAMPLES / "iptc7901/lead.txt").read_bytes()

    drafts = list(parse_iptc7901(b"stray words\n" + data + b"and more of them\n" + data, received=RECEIVED))

    sentences = [problem.sentence for draft in drafts for problem in draft.problems]
    assert any("stray words" in sentence for sentence in sentences)
    assert any("and more of them" in sentence for sentence in sentences)


def test_the_moment_of_sending_needs_its_month_and_takes_gmt_when_no_zone_is_given() -> None:
    assert read_sent_moment("211259 Nov 18 ") == datetime(2018, 11, 21, 12, 59, tzinfo=UTC)
    assert read_sent_moment("311259 GMT Feb 18") is None
    assert read_sent_moment("nothing") is None


def test_a_message_of_anpa_1312_says_all_its_heading_says() -> None:
    (draft,) = read_sample("anpa/writethru.txt")

    assert draft.headline == "Engineers lower water behind cracked Norland dam"
    assert draft.slugline == "BC-EU--Norland-Dam, 2nd Ld-Writethru"
    assert draft.byline == ("INES HALVORSEN", "PAUL OKORO")
    assert draft.dateline is not None
    assert (draft.dateline.places, draft.dateline.country or draft.dateline.region) == (("VESTBY",), "Norland")
    assert (draft.urgency, draft.action, draft.version) == (3, "update", 2)
    assert draft.published == datetime(2025, 9, 2, 15, 9, tzinfo=UTC)
    assert "“We are well ahead of the danger,” said the chief engineer" in draft.text
    assert "noon — faster than planned" in draft.text
    assert "Okoro reported from Helsinki." in draft.text + draft.extras.get("credits", "")
    assert {
        "service": "W",
        "transmission_number": "3120",
        "selector": "europ",
        "category": "i",
        "keyword": "BC-EU--Norland-Dam",
        "take_key": "2ndLd-Writethru",
        "word_count": "161",
    }.items() <= draft.extras.items()
    assert "MP Photo XNL101" in draft.extras["editors_notes"] + draft.extras.get("material", "")


def test_rows_of_an_anpa_table_stay_rows_and_an_alert_needs_no_headline() -> None:
    table, alert = read_sample("anpa/table-and-alert.txt")

    assert table.headline == "Norland League Standings"
    assert table.extras["layout"] == "tabular"
    assert "\n\nNew Harbour;11;4;.733;1\n\n" in table.text
    assert "Lindholm;9;5;.643;2½" in table.text
    assert alert.urgency == 2
    assert alert.text == "The dam above Vestby in Norland has broken, the fire brigade says."
    assert "no_headline" in [problem.code for problem in alert.problems]


def test_the_order_of_day_and_month_is_told_from_the_numbers_and_else_said_to_be_unsure() -> None:
    (draft,) = read_sample("anpa/day-first.txt")
    assert draft.published is not None
    assert draft.published.date().isoformat() == "2025-08-31"

    assert read_anpa_moment("AP-WF-11-12-13 1509GMT") == (datetime(2013, 11, 12, 15, 9, tzinfo=UTC), ())
    moment, problems = read_anpa_moment("16:35ET 03-10-14")
    assert moment is not None
    assert (moment.month, [problem.code for problem in problems]) == (10, ["date_order"])
    assert read_anpa_moment("AP-WF-31-31-13 1509GMT")[0] is None
