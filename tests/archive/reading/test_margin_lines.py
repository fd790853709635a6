"""The lines above and below a story: bylines, end marks, sluglines, notes, embargoes, prefixes, language."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from archive.reading.agencies import KNOWN_AGENCIES
from archive.reading.byline import read_byline, read_credited_reporters, read_writer_title
from archive.reading.embargo import read_embargo
from archive.reading.endmarks import find_closing_mark, is_end_mark
from archive.reading.headline import looks_like_headline, read_headline_signal, read_slug_signal
from archive.reading.language import detect_language
from archive.reading.slugline import is_editors_note, is_version_line, read_slugline, read_urgency_word


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("By Jane Doe", ("Jane Doe",)),
        ("By PAUL BYRNE and ALMUDENA CALATRAVA=", ("PAUL BYRNE", "ALMUDENA CALATRAVA")),
        ("    by Janie Gabbett, Reuters", ("Janie Gabbett",)),
        ("By keith grant, Reuters", ("keith grant",)),
        ("By Tom Krasovic, The San Diego Union-Tribune", ("Tom Krasovic",)),
        ("Por María de la Cruz y Juan Pérez", ("María de la Cruz", "Juan Pérez")),
        ("Автор: Иван Иванов", ("Иван Иванов",)),
        ("홍길동 기자 gildong@meridian.example", ("홍길동 기자",)),
        ("（记者 王小明、李雷）", ("王小明", "李雷")),
        ("By Tuesday the harbour had reopened.", ()),
        ("By the end of the day, 40 ships had passed", ()),
        ("The harbour reopened on Tuesday.", ()),
    ],
)
def test_a_byline_names_its_authors(line: str, names: tuple[str, ...]) -> None:
    assert read_byline(line) == names


def test_a_closing_credit_names_its_reporters() -> None:
    line = "(Reporting by Jane Doe in London and John Roe; Editing by A. N. Other)"

    assert read_credited_reporters(line) == ("Jane Doe", "John Roe")


def test_a_writers_title_stands_under_a_byline() -> None:
    assert read_writer_title("AP Sports Writer=") == "AP Sports Writer"
    assert read_writer_title("Harbour reopens after storm") == ""


@pytest.mark.parametrize(
    "line", ["-30-", "###", "# # #", "(END)", "END", "ENDS", "-ENDS-", "(끝)", "끝",
     "NNNN", "-0-", "Enditem", "Fin", "___", "（完）", "(了)",
     " Reuter", "REUTER\x03", "dpa wsz jln npr"],
)  # fmt: skip
def test_an_end_mark_is_known(line: str) -> None:
    assert is_end_mark(line)


@pytest.mark.parametrize(
    "line", ["The end", "Ends meet in the city", "It ends here.", "30", "Fin de semana", "dpa Chef"]
)
def test_words_that_only_look_like_an_end_mark_stay(line: str) -> None:
    assert not is_end_mark(line)


def test_a_mark_that_closes_the_last_sentence_is_found() -> None:
    assert "It will open. (END)"[: find_closing_mark("It will open. (END)")] == "It will open."
    assert find_closing_mark("It will open.") == len("It will open.")


@pytest.mark.parametrize(
    ("line", "action", "version"),
    [
        ("UPDATE 2-Harbour reopens", "update", 2),
        ("WRAPUP 1-Harbour reopens", "update", 1),
        ("(LEAD) Harbour reopens", "update", 1),
        ("(2nd LD) Harbour reopens", "update", 2),
        ("REFILE-Harbour reopens", "update", 1),
        ("CORRECTED-Harbour reopens", "correction", None),
        ("CORRECTED - BANCA =2 LONDON", "correction", None),
        ("CORRECTION: flight lasted 108 minutes", "correction", None),
        ("BULLETIN KILL", "kill", None),
        ("KILL KILL KILL", "kill", None),
        ("STORY WITHDRAWN: Harbour reopens", "kill", None),
        ("HOLD HOLD HOLD", "hold", None),
        ("ADVISORY: Coverage plans", "advisory", None),
        ("(2보) 항구 재개장", "update", 2),
        ("Harbour reopens", "article", None),
        ("Lead found in water of harbour town", "article", None),
        ("Holding back the sea", "article", None),
        ("Kill Bill returns to cinemas", "article", None),
        ("Corrected vision for all, says optician", "article", None),
    ],
)
def test_the_words_before_a_headline_say_what_to_do(line: str, action: str, version: int | None) -> None:
    signal = read_headline_signal(line)

    assert (signal.action, signal.version) == (action, version)


def test_a_slug_tells_a_writethru_and_its_number() -> None:
    assert read_slug_signal("BC-US--Storm, 7th Ld-Writethru,416").version == 7
    assert read_slug_signal("BC-US--Storm").action == "article"


@pytest.mark.parametrize(
    ("line", "slug", "urgency"),
    [
        ("BC-US--Giant Lobster Death, 1st Ld-Writethru,127", "BC-US--Giant Lobster Death, 1st Ld-Writethru,127", None),
        ("^BC-US--APNewsAlert,17<", "BC-US--APNewsAlert,17", None),
        ("Germany-politics/", "Germany-politics/", None),
        ("HARBOUR-STORM/ (UPDATE 1)", "HARBOUR-STORM/ (UPDATE 1)", None),
        ("u f BC-BAHIA-COCOA-REVIEW   02-26 0105", "BC-BAHIA-COCOA-REVIEW", 3),
    ],
)
def test_a_slugline_is_read(line: str, slug: str, urgency: int | None) -> None:
    found = read_slugline(line)

    assert found is not None
    assert (found.slug, found.urgency) == (slug, urgency)


def test_plain_lines_are_no_sluglines() -> None:
    assert read_slugline("Harbour reopens after storm") is None
    assert read_slugline("The minister said he/she would come") is None


def test_notes_to_editors_are_known() -> None:
    assert is_editors_note("Eds: With AP Photos.")
    assert is_editors_note("(ATTN: UPDATES 5th para; ADDS more info in paras 13-14)")
    assert not is_editors_note("Editors who printed it are asked to correct it.")
    assert is_version_line("REFILE 1ST LEAD")
    assert not is_version_line("Leading article")
    assert read_urgency_word("BULLETIN") == 2
    assert read_urgency_word("Urgent talks") is None


@pytest.mark.parametrize(
    ("line", "until"),
    [
        ("EMBARGOED UNTIL 0001 GMT JULY 1", datetime(2025, 7, 1, 0, 1, tzinfo=UTC)),
        ("EMBARGO 00.01 GMT 3 February 2005", datetime(2005, 2, 3, 0, 1, tzinfo=UTC)),
        ("STRICTLY EMBARGOED. Not for release until 12noon BST on Tuesday, October 23, 2018.",
         datetime(2018, 10, 23, 12, tzinfo=timezone(timedelta(hours=1)))),
        ("EMBARGOED until 2025-07-01T09:00+09:00", datetime(2025, 7, 1, tzinfo=UTC)),
        ("Hold for release 6:30 p.m. EDT, July 4", datetime(2025, 7, 4, 22, 30, tzinfo=UTC)),
        ("EMBARGO 00.01 hrs 3 February 2005", None),
        ("EMBARGOED UNTIL TUESDAY", None),
        ("(엠바고: 7월 1일 12시)", None),
    ],
)  # fmt: skip
def test_an_embargo_is_read_or_left_for_an_editor(line: str, until: datetime | None) -> None:
    found = read_embargo(line, issued_on=date(2025, 6, 30))

    assert found is not None
    assert found.until == until
    assert found.notice == line


def test_a_story_about_an_embargo_is_not_under_one() -> None:
    assert read_embargo("The embargo on arms was lifted on July 1 at 0001 GMT.", issued_on=None) is None


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The harbour will reopen on Tuesday, the port authority said in a statement.", "en"),
        ("Le port va rouvrir mardi, selon les autorités de la ville, dans un communiqué.", "fr"),
        ("Der Hafen wird am Dienstag wieder geöffnet, teilte die Behörde mit.", "de"),
        ("El puerto reabrirá el martes, según la autoridad portuaria de la ciudad.", "es"),
        ("Il porto riaprirà martedì, ha detto il direttore della città, per la stampa.", "it"),
        ("O porto vai reabrir na terça-feira, segundo a autoridade, para os navios.", "pt"),
        ("Порт снова откроется во вторник, сообщили власти, если погода будет хорошей, был дождь.", "ru"),
        ("Порт знову відкриється у вівторок, повідомила влада міста.", "uk"),
        ("항구가 화요일 다시 문을 연다고 당국이 밝혔다.", "ko"),
        ("港は火曜日に再開すると当局が発表した。", "ja"),
        ("港口将于星期二重新开放，当局说。这是多年来第一次。", "zh"),
        ("港口將於星期二重新開放，當局說。這是多年來第一次。", "zh-Hant"),
        ("أعلنت السلطات أن الميناء سيفتح يوم الثلاثاء", "ar"),
        ("", ""),
        ("12 34", ""),
    ],
)
def test_the_language_is_told_by_script_and_common_words(text: str, language: str) -> None:
    assert detect_language(text) == language


def test_a_headline_is_short_and_open_ended() -> None:
    assert looks_like_headline("Harbour to reopen in July, port says")
    assert looks_like_headline("Two killed in U.S.")
    assert not looks_like_headline("The harbour will reopen on Tuesday.")
    assert not looks_like_headline("word " * 100)


def test_agencies_are_found_in_any_case_and_width_and_can_be_added() -> None:
    found = KNOWN_AGENCIES.find("ＡＦＰ")
    assert found is not None and found.code == "AFP"
    assert KNOWN_AGENCIES.find("MPX") is None
    mine = KNOWN_AGENCIES.including(["MPX"]).find("mpx")
    assert mine is not None and mine.code == "MPX"
