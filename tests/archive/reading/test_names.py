"""People in English copy: who is one, what he is called, and that nothing else is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.reading.names import Name, read_names

CONFIRMED = 0.8


def read_one(text: str) -> Name:
    names = read_names(text)
    assert len(names) == 1, names
    return names[0]


@pytest.mark.parametrize(
    ("text", "name", "descriptor"),
    [
        ("Prime Minister Margaret Thatcher left for Moscow.", "Margaret Thatcher", "Prime Minister"),
        ("U.S. Treasury Secretary James Baker met bankers.", "James Baker", "U.S. Treasury Secretary"),
        ("He thanked chairman Paul Volcker for the work.", "Paul Volcker", "chairman"),
        ("A spokesman, John Smith, declined to comment.", "John Smith", "spokesman"),
        ("The pilot, Major Yuri Gagarin, landed safely.", "Yuri Gagarin", "Major"),
        (
            "Paul Volcker, chairman of the Federal Reserve, resigned.",
            "Paul Volcker",
            "chairman of the Federal Reserve",
        ),
        ("Secretary of State George Shultz arrived.", "George Shultz", "Secretary of State"),
        ("The former President Jimmy Carter spoke.", "Jimmy Carter", "former President"),
        ("His daughter, Kim Ju Ae, was present.", "Kim Ju Ae", "daughter"),
        ("She came with her husband Peter Jones.", "Peter Jones", "husband"),
        ("North Korean Culture Minister Sung Jong Gyu signed.", "Sung Jong Gyu", "North Korean Culture Minister"),
        ("Attorney General Edwin Meese testified.", "Edwin Meese", "Attorney General"),
        ("Ford Motor Co Chairman Donald Petersen said so.", "Donald Petersen", "Ford Motor Co Chairman"),
        ("Vietnamese leader Nguyen Van Linh spoke.", "Nguyen Van Linh", "Vietnamese leader"),
    ],
)
def test_a_title_beside_a_name_makes_a_person_and_is_the_descriptor(text: str, name: str, descriptor: str) -> None:
    read = read_one(text)
    assert (read.name, read.descriptor) == (name, descriptor)
    assert read.confidence >= CONFIRMED


@pytest.mark.parametrize(
    "name",
    [
        "Javier Perez de Cuellar",
        "Richard von Weizsaecker",
        "Paul O'Neill",
        "John F. Kennedy",
        "Harry E. Teasley Jr.",
        "Jean-Pierre Dupont",
        "José María Álvarez",
        "Hisham al-Nazer",
        "Sergei Korolev",
    ],
)
def test_names_keep_particles_initials_hyphens_and_accents(name: str) -> None:
    read = read_one(f"The meeting was opened by {name}, who spoke for an hour.")
    assert read.name == name
    assert read.confidence >= CONFIRMED


@pytest.mark.parametrize(
    "text",
    [
        "The Workers' Party of Korea met at the East Pyongyang Grand Theatre.",
        "It featured the Pyatnitsky State Academic Russian Folk Choir.",
        "They signed at the Mansudae Assembly Hall and saw the Liberation Tower.",
        "Soldiers who died during World War II were honoured.",
        "Korean Central News Agency (KCNA) said North Korea sang Arirang.",
        "The Treaty on Comprehensive Strategic Partnership was signed.",
        "Philip Morris and Merrill Lynch rose on Wall Street.",
        "Standard Oil Co and General Motors Corp said profits rose.",
        "Prince Edward Island exported potatoes to San Francisco.",
        "A Hong Kong bank opened. In New York, the Dow Jones index fell.",
        "On Monday the Supreme Court ruled. Last March House Democrats agreed.",
        "LONDON STOCK EXCHANGE TO OPEN EARLY",
        "The San Diego Padres beat the St. Louis Cardinals.",
        "",
    ],
)
def test_things_firms_and_places_are_no_people(text: str) -> None:
    assert [name for name in read_names(text) if name.confidence >= CONFIRMED] == []


def test_a_surname_later_folds_into_the_person() -> None:
    text = "Finance Minister Anna Lindqvist spoke. Lindqvist said taxes would fall, and Minister Lindqvist left."
    read = read_one(text)
    assert [text[start:end] for start, end in read.spans] == ["Anna Lindqvist", "Lindqvist", "Lindqvist"]


def test_spellings_of_one_name_fold_and_the_headline_is_searched() -> None:
    headline = "Kim Jong Un meets minister"
    read = read_names("North Korean leader Kim Jong-un spoke. KIM JONG UN left. Kim smiled.", headline=headline)
    assert [name.name for name in read] == ["Kim Jong-un"]
    assert len(read[0].spans) == 3
    assert [headline[start:end] for start, end in read[0].headline_spans] == ["Kim Jong Un"]


def test_a_bare_surname_stays_with_the_first_bearer() -> None:
    text = "North Korean leader Kim Jong-un came. His daughter, Kim Ju Ae, was present. Kim then left."
    leader, daughter = read_names(text)
    assert (leader.name, daughter.name) == ("Kim Jong-un", "Kim Ju Ae")
    assert [text[start:end] for start, end in leader.spans] == ["Kim Jong-un", "Kim"]
    assert len(daughter.spans) == 1


def test_a_bearer_known_only_as_a_relation_yields_to_an_office_holder() -> None:
    text = "Her husband, Peter Marlowe, waited. Prime Minister Ruth Marlowe arrived. Marlowe spoke."
    husband, minister = read_names(text)
    assert (husband.name, minister.name) == ("Peter Marlowe", "Ruth Marlowe")
    assert len(minister.spans) == 2


def test_a_title_with_a_surname_alone_is_a_person_who_gets_his_full_name_later() -> None:
    read = read_one("President Reagan spoke. Aides to Ronald Reagan agreed.")
    assert (read.name, read.descriptor) == ("Ronald Reagan", "President")


def test_a_short_given_name_is_the_same_man() -> None:
    read = read_one("Treasury Secretary James Baker spoke. Jim Baker then left.")
    assert (read.name, len(read.spans)) == ("James Baker", 2)


def test_a_word_before_the_given_name_is_no_part_of_it() -> None:
    assert read_one("Pitching ace Mariner Darren Bragg, 26, won.").name == "Darren Bragg"


def test_in_jordan_is_not_mr_jordan() -> None:
    text = "Coach Michael Jordan flew home. Talks in Jordan went on."
    assert len(read_one(text).spans) == 1


def test_a_firm_named_like_a_person_keeps_its_short_name() -> None:
    text = "Chairman Henry Ford said Ford Motor Co would grow. Ford rose two points."
    read = read_one(text)
    assert [text[start:end] for start, end in read.spans] == ["Henry Ford"]


def test_an_age_after_an_unknown_name_confirms_it() -> None:
    assert read_one("Zbyszko Grzelak, 27, won the race, and Grzelak wept.").confidence >= CONFIRMED


def test_a_name_without_a_sign_is_no_more_than_a_suggestion() -> None:
    assert all(name.confidence < CONFIRMED for name in read_names("They saw Qwerty Asdfgh there."))


WIRE_WORDS = st.lists(
    st.sampled_from(
        "President Kim Jong-un Ju Ae Reagan John O'Neill de van al-Assad Jr. said who , . ( ) ' 's \" the The 27 "
        "U.S. Mr daughter His of State Secretary Co Bank\n\n김정은 위원장 习近平 主席 首相 Путин Владимир -".split(" ")
    )
).map(" ".join)


@given(st.one_of(st.text(), WIRE_WORDS), st.text(max_size=40))
def test_any_text_is_read_without_error_and_spans_hold_names(text: str, headline: str) -> None:
    for name in read_names(text, headline=headline):
        assert name.spans
        assert 0 < name.confidence <= 1
        assert list(name.spans) == sorted(set(name.spans))
        for start, end in name.spans:
            assert 0 <= start < end <= len(text)
        for start, end in name.headline_spans:
            assert 0 <= start < end <= len(headline)


@given(WIRE_WORDS)
def test_a_latin_name_is_printed_at_one_of_its_spans(text: str) -> None:
    for name in read_names(text):
        if name.name.isascii():
            assert name.name in {" ".join(text[start:end].split()) for start, end in name.spans}
