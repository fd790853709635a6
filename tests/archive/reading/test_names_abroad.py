"""People in Korean, Chinese, Japanese and Russian copy."""

import pytest

from archive.reading.names import read_names


@pytest.mark.parametrize(
    ("text", "name", "descriptor"),
    [
        ("김정은 국무위원장이 평양에서 연설했다.", "김정은", "국무위원장"),
        ("홍길동 기자 = 회담이 열렸다.", "홍길동", "기자"),
        ("조태열 외교부 장관은 말했다.", "조태열", "외교부 장관"),
        ("国家主席习近平在北京出席会议。", "习近平", "国家主席"),
        ("石破茂首相は会談した。", "石破茂", "首相"),
        ("イーロン・マスク氏が語った。", "イーロン・マスク", "氏"),
        ("Президент России Владимир Путин прибыл.", "Владимир Путин", "Президент России"),
    ],
)
def test_a_name_beside_a_title_is_a_person(text: str, name: str, descriptor: str) -> None:
    (read,) = read_names(text)
    assert (read.name, read.descriptor) == (name, descriptor)
    assert text[read.spans[0].start : read.spans[0].end] == name


@pytest.mark.parametrize(
    "text", ["이번 회담에서 한국 정부 대변인은 말했다.", "全国人大常委会举行会议。", "Красная площадь"]
)
def test_words_without_a_person_give_none(text: str) -> None:
    assert read_names(text) == []


def test_an_inflected_russian_name_is_given_in_its_first_case_and_surnames_fold() -> None:
    text = "Он поздравил Юрия Гагарина. Гагарину вручили орден."
    (read,) = read_names(text)
    assert read.name == "Юрий Гагарин"
    assert [text[start:end] for start, end in read.spans] == ["Юрия Гагарина", "Гагарину"]


def test_a_russian_form_of_two_names_stays_as_printed_and_a_suggestion() -> None:
    (read,) = read_names("Встретили Валентину Терешкову.")
    assert read.name == "Валентину Терешкову"
    assert read.confidence < 0.8


def test_a_korean_name_is_found_again_with_its_particle() -> None:
    text = "김정은 국무위원장이 왔다. 김정은은 떠났다."
    (read,) = read_names(text)
    assert len(read.spans) == 2
