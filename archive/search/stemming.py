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


def find_stemmer(language: str) -> str:
    """The code of the stemmer for a BCP 47 tag; "" for a language that has none."""
    code = language.lower().replace("_", "-").partition("-")[0]
    return code if code in _SNOWBALL else ""


@lru_cache(maxsize=32)
def _open_stemmer(code: str) -> TextAnalyzer:
    return TextAnalyzerBuilder(Tokenizer.whitespace()).filter(Filter.stemmer(_SNOWBALL[code])).build()


def stem_words(words: Sequence[str], language: str) -> list[str]:
    """The folded stems of lower-case words of one language, as many as there are words."""
    code = find_stemmer(language)
    joined = " ".join(words)
    stems = _open_stemmer(code).analyze(joined) if code else list(words)
    return stems if joined.isascii() else [drop_accents(stem) for stem in stems]


@lru_cache(maxsize=100_000)
def stem_word(word: str, language: str) -> str:
    """The folded stem of one lower-case word."""
    return stem_words([word], language)[0]
