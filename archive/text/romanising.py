"""Romanising: a name of any script in plain Latin letters, roughly as English copy would spell it.

For finding likely namesakes, never for showing to anyone. Han characters have no sound without a dictionary: they
stay as they are.
"""

from __future__ import annotations

import unicodedata

_PLAIN = str.maketrans(
    {"ø": "o", "ł": "l", "æ": "ae", "œ": "oe", "ı": "i", "đ": "d", "ð": "d", "þ": "th", "ə": "a", "ŋ": "ng", "ħ": "h"}
)


def _table(letters: str, spellings: str) -> dict[str, str]:
    return {
        letter: "" if spelling == "-" else spelling for letter, spelling in zip(letters, spellings.split(), strict=True)
    }


# Letter by letter; "-" for a letter without a sound of its own.
_LETTERS = {
    **_table(
        "абвгдеёжзийклмнопрстуфхцчшщъыьэюяіїєґўђјљњћџѓќѕ",
        "a b v g d e yo zh z i i k l m n o p r s t u f kh ts ch sh shch - y - e yu ya i yi ye g u"
        " dj j lj nj c dz g k dz",
    ),
    **_table("αβγδεζηθικλμνξοπρσςτυφχψω", "a v g d e z i th i k l m n x o p r s s t y f ch ps o"),
    **_table("אבגדהוזחטיכךלמםנןסעפףצץקרשת", "a b g d h v z h t y k k l m m n n s - p f ts ts k r sh t"),
    **_table("ابتثجحخدذرزسشصضطظعغفقكلمنهوي", "a b t th j h kh d dh r z s sh s d t z - gh f q k l m n h w y"),
    **_table("آأإىةئؤءکگپچژی", "a a i a a y w - k g p ch zh y"),
    **_table(
        "աբգդեզէըթժիլխծկհձղճմյնշոչպջռսվտրցւփքօֆև",
        "a b g d e z e e t zh i l kh ts k h dz gh ch m y n sh o ch p j r s v t r ts v p k o f ev",
    ),
    **_table(
        "აბგდევზთიკლმნოპჟრსტუფქღყშჩცძწჭხჯჰ",
        "a b g d e v z t i k l m n o p zh r s t u p k gh k sh ch ts dz ts ch kh j h",
    ),
}
_HANGUL_FIRST = "g kk n d tt r m b pp s ss - j jj ch k t p h".replace("-", "~").split()
_HANGUL_VOWEL = "a ae ya yae eo e yeo ye o wa wae oe yo u wo we wi yu eu ui i".split()
_HANGUL_LAST = "~ k k k n n n t l k m l l l p l m p p t t ng t t k t p t".split()


def romanise(name: str) -> str:
    """Lower-case words parted by one space: `Юрий Гагарин` → `yurii gagarin`, `김정은` → `gim jeong eun`."""
    written: list[str] = []
    for character in unicodedata.normalize("NFKC", name).casefold():
        _write(character, written)
    plain = "".join(written)
    return " ".join("".join(c if c.isalnum() or _is_mark(c) else " " for c in plain if c != "'").split())


def _is_mark(character: str) -> bool:
    return unicodedata.category(character).startswith("M")


def _write(character: str, written: list[str]) -> None:
    """Put the Latin letters of one character behind what is written already."""
    if character in "'’ʼ‘`´":
        return
    if character in _LETTERS:
        written.append(_LETTERS[character])
    elif "가" <= character <= "힣":
        written.append(_syllable(ord(character) - 0xAC00))
    elif character.isascii():
        written.append(character)
    else:
        _write_by_name(character, written)


def _syllable(place: int) -> str:
    first, rest = divmod(place, 588)
    vowel, last = divmod(rest, 28)
    return f" {_HANGUL_FIRST[first]}{_HANGUL_VOWEL[vowel]}{_HANGUL_LAST[last]} ".replace("~", "")


def _write_by_name(character: str, written: list[str]) -> None:
    """Syllabaries by the names that Unicode gives their letters: `DEVANAGARI LETTER KA`, `KATAKANA LETTER KA`."""
    name = unicodedata.name(character, "")
    if name == "KATAKANA MIDDLE DOT":
        written.append(" ")
    elif name.startswith(("KATAKANA", "HIRAGANA")):
        if " SMALL Y" in name and written and written[-1].endswith("i"):  # ki + small yo: kyo
            written[-1] = written[-1][:-1]
        written.append(name.rsplit(" ", 1)[-1].lower() if " LETTER " in name and "SMALL TU" not in name else "")
    elif " VOWEL SIGN " in name:
        _drop_inherent(written)
        written.append(name.rsplit(" ", 1)[-1].lower())
    elif name.endswith(("VIRAMA", "HALANT")):
        _drop_inherent(written)
    elif name.endswith(("ANUSVARA", "CANDRABINDU", "BINDI", "TIPPI")):
        written.append("n")
    elif " LETTER " in name and _is_indic(name):
        written.append(name.rsplit(" ", 1)[-1].lower())
    else:
        bare = (c for c in unicodedata.normalize("NFKD", character) if not "\u0300" <= c <= "\u036f")
        written.append("".join(_LETTERS.get(c, c) for c in bare).translate(_PLAIN))


def _is_indic(name: str) -> bool:
    return name.startswith(
        ("DEVANAGARI", "BENGALI", "GURMUKHI", "GUJARATI", "ORIYA", "TAMIL", "TELUGU", "KANNADA", "MALAYALAM", "SINHALA")
    )


def _drop_inherent(written: list[str]) -> None:
    if written and written[-1].endswith("a"):
        written[-1] = written[-1][:-1]
