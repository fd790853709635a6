"""Copyright lines of many wordings: holder, year, notice verbatim."""

import pytest

from archive.reading.copyright import read_copyright

NOTICES = [
    ("Copyright ⓒ Aju Press All rights reserved.", "Aju Press", None),
    ("Copyright 2025 The Associated Press. All rights reserved. No part may be sold.", "The Associated Press", 2025),
    ("© 2025 AFP", "AFP", 2025),
    ("(c) Copyright Thomson Reuters 2010. Click For Restrictions", "Thomson Reuters", 2010),
    ("Copyright (C) 1987 by Meridian Press", "Meridian Press", 1987),
    ("Copyright Meridian Press 1958. All rights reserved.", "Meridian Press", 1958),
    ("All rights reserved. © Meridian Press", "Meridian Press", None),
    ("Meridian Press © 1961", "Meridian Press", 1961),
    ("Copyright © 2019-2025 Meridian Press, Inc. All rights reserved", "Meridian Press, Inc", 2025),
    ("© Меридиан Пресс, 1961. Все права защищены.", "Меридиан Пресс", 1961),
    ("<저작권자(c) 연합뉴스, 무단 전재-재배포, AI 학습 및 활용 금지>", "연합뉴스", None),
    ("저작권자 © 메리디언통신 무단전재 및 재배포 금지", "메리디언통신", None),
    ("ⓒ 뉴시스. 무단전재 및 재배포 금지", "뉴시스", None),
    ("無断転載禁止 ©メリディアン通信", "メリディアン通信", None),
    ("版权所有 子午线社", "子午线社", None),
    ("© Meridian Press. Tous droits réservés.", "Meridian Press", None),
    ("All rights reserved.", "", None),
]  # fmt: skip


@pytest.mark.parametrize(("notice", "holder", "year"), NOTICES)
def test_a_notice_names_its_holder_and_is_kept_verbatim(notice: str, holder: str, year: int | None) -> None:
    found = read_copyright(f"  {notice} ")

    assert found is not None
    assert (found.holder, found.year, found.notice) == (holder, year, notice)
    assert f"  {notice} "[found.span.start : found.span.end] == notice


@pytest.mark.parametrize(
    "text",
    [
        "",
        "The court ruled on copyright on Monday.",
        "Copyright law must change, the minister said.",
        "The port will reopen on Tuesday.",
        "He wrote a letter about the copyright of a song that was sold in 1961 to a company in London, " * 3,
    ],
)
def test_a_sentence_about_copyright_is_no_notice(text: str) -> None:
    assert read_copyright(text) is None
