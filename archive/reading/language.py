"""The language of a text, by its script and its commonest words: enough for the languages wires come in.

No model and no network. The answer is a BCP 47 tag, or "" when the text gives too little to say.
"""

import re
from collections import Counter
from typing import Final

_SAMPLE: Final = 1_000
_WORD: Final = re.compile(r"[^\W\d_]+")

# Words that are common in one language and not in its neighbours.
_LATIN: Final[dict[str, frozenset[str]]] = {
    language: frozenset(words.split())
    for language, words in {
        "en": "the of and to in that for was with said on is by from has were which their will he it",
        "fr": "le la les des et dans du une est pour que qui sur par avec au aux selon pas plus sont été",
        "de": "der die das und den von zu mit ist für auf dem nicht eine sich des im wurde nach auch werden",
        "es": "el la los las de que en y una por con del para se como más fue según está sus al",
        "it": "il di che della per una del con nel sono alla gli dei è non anche ha si più delle",
        "pt": "o os as de que em não uma do da dos das para com no na ao foi por são mais segundo",
        "nl": "de het een van en dat is op voor met zijn niet aan door werd ook bij naar om te",
        "sv": "i och att det som på är för av med den till inte har om ett en från var sig säger",
        "da": "i også efter ved hun han skal og at det som på er for af med den til ikke har om et en fra "
        "var sig siger",
        "no": "i også etter ved hun han skal av imot tar deltar møter mener regjeringen og at det som på "
        "er for av med den til ikke har om et en fra var seg sier",
        "fi": "ja on ei että hän oli ovat mutta joka myös mukaan sanoi se kun ole vuoden",
        "pl": "w i na z do że się nie jest o to po jak przez od oraz roku dla który są",
        "cs": "a v na se že je do o za s z k pro by jako podle který také jsou po",
        "hu": "a az és hogy nem is egy volt meg szerint ezt csak már azt között mint után",
        "ro": "și în de la cu pe care din nu este au pentru că fost o un mai prin său",
        "tr": "ve bir bu için ile da de olarak olan en çok daha sonra dedi kadar ise gibi",
        "id": "yang dan di dari untuk dengan pada ini itu dalam tidak akan oleh kata telah ke juga kepada",
        "vi": "và của là có cho trong được các một những với không người đã này để khi từ",
    }.items()
}
_LATIN_MARKS: Final = (
    ("ro", frozenset("ășțşţ")), ("pl", frozenset("łżśńę")), ("cs", frozenset("řěů")), ("hu", frozenset("őű")),
    ("tr", frozenset("ğı")), ("pt", frozenset("ãõ")), ("es", frozenset("ñ¿¡")), ("de", frozenset("ß")),
    ("da", frozenset("øæ")), ("no", frozenset("øæ")), ("sv", frozenset("åä")), ("fr", frozenset("œêç")),
    ("vi", frozenset("ạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựđ")),
)  # fmt: skip
"""Letters that few neighbours of a language use. Short copy has few words to tell it by."""
_OWNERS: Final[dict[str, tuple[str, ...]]] = {
    word: tuple(language for language, common in _LATIN.items() if word in common)
    for word in frozenset().union(*_LATIN.values())
}
_CYRILLIC_MARKS: Final = (("uk", "іїєґ"), ("be", "ўі"), ("sr", "ђћџљњј"), ("mk", "ѓќѕ"), ("ru", "ыэё"))
_HAN_SIMPLIFIED: Final = frozenset("国说这来时们个为会对发开经与还现东车见长门问间学电华产业务员关应无")
_HAN_TRADITIONAL: Final = frozenset("國說這來時們個為會對發開經與還現東車見長門問間學電華產業務員關應無")


def detect_language(text: str) -> str:
    """The language tag of a text: `ko`, `ja`, `zh`, `zh-Hant`, `ru`, `en`…; "" when it cannot be told."""
    sample = text[:_SAMPLE]
    if sample.isascii():
        return _detect_latin(sample)
    scripts = Counter(_script(letter) for letter in sample if letter.isalpha())
    letters = scripts.total()
    if not letters:
        return ""
    if scripts["hangul"] > letters * 0.2:
        return "ko"
    if scripts["kana"] > letters * 0.1:
        return "ja"
    if scripts["han"] > letters * 0.3:
        return _detect_chinese(sample)
    script, count = scripts.most_common(1)[0]
    if count < letters * 0.4:
        return ""
    if script == "cyrillic":
        return _detect_cyrillic(sample)
    if script == "latin":
        return _detect_latin(sample)
    if script == "arabic":
        return "fa" if any(letter in sample for letter in "پچژگ") else "ar"
    return {"hebrew": "he", "greek": "el", "devanagari": "hi", "thai": "th", "armenian": "hy", "georgian": "ka"}.get(
        script, ""
    )


_SCRIPTS: Final[tuple[tuple[int, int, str], ...]] = (
    (0x41, 0x24F, "latin"), (0x1E00, 0x1EFF, "latin"), (0x370, 0x3FF, "greek"), (0x400, 0x52F, "cyrillic"),
    (0x530, 0x58F, "armenian"), (0x590, 0x5FF, "hebrew"), (0x600, 0x6FF, "arabic"), (0x750, 0x77F, "arabic"),
    (0x900, 0x97F, "devanagari"), (0xE00, 0xE7F, "thai"), (0x10A0, 0x10FF, "georgian"), (0x1100, 0x11FF, "hangul"),
    (0x3040, 0x30FF, "kana"), (0x3400, 0x9FFF, "han"), (0xAC00, 0xD7A3, "hangul"),
)  # fmt: skip


def _script(letter: str) -> str:
    code = ord(letter)
    for first, last, name in _SCRIPTS:
        if first <= code <= last:
            return name
    return "other"


def _detect_latin(sample: str) -> str:
    words = _WORD.findall(sample.lower())
    if len(words) < 4:
        return ""
    counts = Counter(words)
    scores: Counter[str] = Counter()
    for word, count in counts.items():
        for language in _OWNERS.get(word, ()):
            scores[language] += count
    if not sample.isascii():
        for language, marks in _LATIN_MARKS:
            if any(letter in marks for letter in sample.lower()):
                scores[language] += 3
    if not scores:
        return ""
    language, _ = scores.most_common(1)[0]
    return language if scores[language] >= max(1, len(words) * 0.04) else ""


def _detect_cyrillic(sample: str) -> str:
    lowered = sample.lower()
    for language, marks in _CYRILLIC_MARKS:
        if sum(lowered.count(mark) for mark in marks) >= max(1, len(lowered) // 400):
            return language
    return "bg" if lowered.count("ъ") * 60 > len(lowered) else "ru"


def _detect_chinese(sample: str) -> str:
    traditional = sum(letter in _HAN_TRADITIONAL for letter in sample)
    simplified = sum(letter in _HAN_SIMPLIFIED for letter in sample)
    return "zh-Hant" if traditional > simplified else "zh"
