"""Word stems by language: Snowball's, as the tantivy package carries them.

Stems are made here rather than by an engine, so that index, query and highlight agree and a second engine finds the
same.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from tantivy import Filter, TextAnalyzer, TextAnalyzerBuilder, Tokenizer

from archive.search.analysis import drop_accents

_SNOWBALL = {
    "ar": "arabic", "da": "danish", "nl": "dutch", "en": "english", "fi": "finnish", "fr": "french", "de": "german",
    "el": "greek", "hu": "hungarian", "it": "italian", "no": "norwegian", "nb": "norwegian", "nn": "norwegian",
    "pt": "portuguese", "ro": "romanian", "ru": "russian", "es": "spanish", "sv": "swedish",
    "ta": "tamil", "tr": "turkish",
}  # fmt: skip


MAX_KNOWN = 200_000  # stems kept a language: about 30 MB


@lru_cache(maxsize=1_000)
def find_stemmer(language: str) -> str:
    """The code of the stemmer for a BCP 47 tag; "" for a language that has none."""
    code = language.lower().replace("_", "-").partition("-")[0]
    return code if code in _SNOWBALL else ""


@lru_cache(maxsize=32)
def _open_stemmer(code: str) -> TextAnalyzer:
    return TextAnalyzerBuilder(Tokenizer.whitespace()).filter(Filter.stemmer(_SNOWBALL[code])).build()


class _Stems(dict[str, str]):
    """The folded stems of one language by lower-case word, worked out when first met.

    A language has some 100,000 words in use and then names and numbers without end: when there are too many, all are
    forgotten.
    """

    def __init__(self, code: str) -> None:
        self._code = code

    def __missing__(self, word: str) -> str:
        if len(self) >= MAX_KNOWN:
            self.clear()
        stem = drop_accents(_open_stemmer(self._code).analyze(word)[0] if self._code else word)
        self[word] = stem
        return stem


@lru_cache(maxsize=32)
def _know_stems(code: str) -> _Stems:
    return _Stems(code)


def stem_words(words: Sequence[str], language: str) -> list[str]:
    """The folded stems of lower-case words of one language, as many as there are words."""
    return list(map(_know_stems(find_stemmer(language)).__getitem__, words))


def stem_word(word: str, language: str) -> str:
    """The folded stem of one lower-case word."""
    return _know_stems(find_stemmer(language))[word]
