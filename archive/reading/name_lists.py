"""Lists of given names and surnames, and what a word's shape says of the language it comes from."""

from __future__ import annotations

import re
from functools import lru_cache
from importlib.resources import files
from typing import Final

from archive.text.folding import fold_name

_PINYIN: Final = (
    r"(?:[bpmfdtnlgkhjqxrzcsyw]|zh|ch|sh)?"
    r"(?:iang|iong|uang|ang|eng|ian|iao|ing|ong|uai|uan|ai|an|ao|ei|en|er|ia|ie|in|iu|ou|ua|ui|un|uo|ue|a|e|i|o|u)"
)
_KOREAN: Final = (
    r"(?:ch|kk|tt|pp|ss|jj|gw|kw|hw|[bcdghjklmnprstyw])?y?w?"
    r"(?:yeo|eui|ae|eo|eu|oe|oo|ee|ou|ui|wi|wa|wo|a|e|i|o|u)(?:ng|ck|[nmlkptbgrhs])?"
)
_VIETNAMESE: Final = r"(?:ngh|[bcdghklmnpqrstvxy]|tr|th|ph|nh|ng|kh|gi|ch|qu)?[aeiouy]{1,3}(?:ng|nh|ch|[ncmpt])?"
_SYLLABLES: Final = re.compile(rf"(?:{_PINYIN}){{1,2}}|(?:{_KOREAN}){{1,2}}|{_VIETNAMESE}")

EAST_ASIAN_SURNAMES: Final = frozenset(
    (
        "kim lee yi park pak choi choe jung chung jeong kang cho jo yoon yun jang chang lim im rim han oh o seo suh "
        "shin sin kwon hwang ahn an song sung ryu yoo yu hong jeon chun ko koh moon mun yang son sohn bae paek baek "
        "paik heo hur nam noh roh ro no ha kwak joo ju chu cha chin min hyon hyun ri thae tae pyon byun "
        "ban won u woo kil gil wang li zhang liu chen zhao huang wu zhou xu sun ma zhu hu guo he gao lin luo zheng "
        "liang xie tang feng yu dong xiao cheng cao yuan deng fu shen zeng peng lu su jiang cai jia ding wei xue ye "
        "yan pan du dai xia zhong tian ren fan fang shi yao tan liao zou xiong jin hao kong bai cui kang mao qiu qin "
        "gu hou shao meng long wan duan qian tang yin li xi qiao ji lai wen zhai hua "
        "nguyen tran le pham hoang phan vu vo dang bui do ngo duong ly dinh truong trinh mai lam dao doan vuong luong phung nghiem tong"
    ).split()
)
"""Korean, Chinese and Vietnamese surnames as romanised; they stand first."""


def _read_list(name: str) -> list[str]:
    lines = files("archive.reading").joinpath("data", name).read_text(encoding="utf-8").splitlines()
    return [word for line in lines if not line.startswith("#") for word in line.split()]


_GIVEN_MARKED: Final = _read_list("given-names.txt")
GIVEN_NAMES: Final = frozenset(word for word in _GIVEN_MARKED if word[0] != "~")
AMBIGUOUS_GIVEN_NAMES: Final = frozenset(word[1:] for word in _GIVEN_MARKED if word[0] == "~")
"""Given names that are also everyday words or towns ("Jordan", "Victoria")."""
SURNAMES: Final = frozenset(_read_list("surnames.txt"))

SHORT_NAMES: Final = dict(
    pair.split(">")
    for pair in (
        "jim>james jimmy>james bill>william billy>william will>william bob>robert bobby>robert rob>robert dick>richard "
        "rick>richard tom>thomas tommy>thomas mike>michael mick>michael dan>daniel danny>daniel dave>david joe>joseph "
        "ted>edward ed>edward eddie>edward chuck>charles charlie>charles jack>john johnny>john tony>anthony ron>ronald "
        "don>donald ken>kenneth sam>samuel steve>steven ben>benjamin jeff>jeffrey greg>gregory larry>lawrence "
        "andy>andrew chris>christopher nick>nicholas pete>peter phil>philip ray>raymond tim>timothy liz>elizabeth "
        "maggie>margaret kathy>katherine sasha>alexander volodya>vladimir buzz>edwin"
    ).split()
)


@lru_cache(maxsize=20_000)  # the same words come back story after story
def fold_word(word: str) -> str:
    """One word as the lists know it: lower case, no accents, no full stop."""
    lowered = word.rstrip(".").lower()
    return lowered if lowered.isascii() else fold_name(lowered)


@lru_cache(maxsize=20_000)
def given_weight(word: str) -> float:
    """How much a word looks like a given name: 3 known, 1 ambiguous, 0 unknown. "Jean-Pierre" by its first part."""
    folded = fold_word(word)
    if folded in GIVEN_NAMES:
        return 3.0
    first = re.split(r"[-‐‑]", word, maxsplit=1)[0]
    if first != word and fold_word(first) in GIVEN_NAMES:
        return 3.0
    return 1.0 if folded in AMBIGUOUS_GIVEN_NAMES else 0.0


@lru_cache(maxsize=20_000)
def is_surname(word: str) -> bool:
    """Whether a word (or a part of a double-barrelled one) is in the list of surnames, or has a surname's shape."""
    if word[:2] in {"O'", "O’", "Mc"} or word[:3] == "Mac":
        return len(word) > 4
    if any(fold_word(part) in SURNAMES for part in re.split(r"[-‐‑]", word) if part):
        return True
    return _SURNAME_SHAPE.search(fold_word(word)) is not None


_SURNAME_SHAPE: Final = re.compile(
    r"(?:...sson|..ssen|...sen|...ovic|...evic|...ov|...ova|...ev|...eva|...sky|...skaya|...ski|...ska|...enko|...yan|"
    r"...shvili|...idis|...opoulos|...akis|...berg|...stein|...mann|...man|...ini|...ez|...escu|...quist|...strom|"
    r"...wski|...ault|...eau|..bauer|...elli|...etti|...ucci)$"
)


@lru_cache(maxsize=20_000)
def is_east_asian_syllables(word: str) -> bool:
    """Whether a word reads as one or two Korean, Chinese or Vietnamese syllables ("Ju", "Jong-un", "Xiaoping")."""
    return all(part and _SYLLABLES.fullmatch(part) is not None for part in re.split(r"[-‐‑]", fold_word(word)))


def is_surname_first(words: tuple[str, ...]) -> bool:
    """Whether a full name is printed surname first, as Korean, Chinese and Vietnamese names are."""
    if not 2 <= len(words) <= 4 or fold_word(words[0]) not in EAST_ASIAN_SURNAMES:
        return False
    return all(is_east_asian_syllables(word) and given_weight(word) < 3 for word in words[1:])
