"""How well and how fast names, places and dates are read from real copy.

    python -m bench.names

Precision and recall of people on CoNLL-2003 (distinct full names a document, two words or more), speed on
Reuters-21578 bodies. The data is read from `../shared/data`; nothing of it is kept.
"""

from __future__ import annotations

import gzip
import os
import re
import sys
import time
from collections.abc import Callable, Iterator
from datetime import date
from html import unescape
from pathlib import Path

from archive.reading.dates import read_dates
from archive.reading.gazetteer import load_gazetteer
from archive.reading.names import read_names
from archive.reading.organisations import read_organisations
from archive.reading.places import read_places

NO_SPACE_BEFORE = {".", ",", ";", ":", "!", "?", "'s", "'", ")", "%", "n't", "'re", "'ve", "'ll", "'d", "'m"}


def find_data() -> Path:
    """The folder of real data, beside the project or where DATELINE_DATA says."""
    root = Path(__file__).resolve().parent.parent
    return Path(os.environ.get("DATELINE_DATA", root.parent / "shared" / "data"))


def conll_documents(path: Path) -> Iterator[tuple[str, dict[str, set[str]]]]:
    """Each document of the CoNLL file as (text, kind → names), sentences on lines of their own."""
    sentences: list[str] = []
    names: dict[str, set[str]] = {}
    words: list[str] = []
    entity: list[str] = []
    kind = ""

    def close() -> None:
        nonlocal entity, kind
        if entity:
            names.setdefault(kind, set()).add(" ".join(entity))
        entity, kind = [], ""

    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            cells = line.split()
            if not cells or cells[0] == "-DOCSTART-":
                close()
                if words:
                    sentences.append(join_words(words))
                    words = []
                if cells and sentences:
                    yield "\n\n".join(sentences), names
                    sentences, names = [], {}
                continue
            words.append(cells[0])
            tag = cells[-1]
            if tag == "O":
                close()
                continue
            if tag[0] == "B" or tag[2:] != kind:
                close()
            kind = tag[2:]
            entity.append(cells[0])
    close()
    if sentences or words:
        yield "\n\n".join([*sentences, join_words(words)]), names


def join_words(words: list[str]) -> str:
    """Tokens as a typewriter would have printed them."""
    text = ""
    open_quote = False
    glue = True
    for word in words:
        if word == '"':
            text += '"' if open_quote or glue else ' "'
            glue = not open_quote
            open_quote = not open_quote
            continue
        text += word if glue or word in NO_SPACE_BEFORE or word.startswith("'") else " " + word
        glue = word in {"(", "$"}
    return text


def reuters_bodies(folder: Path, limit: int) -> Iterator[tuple[str, date]]:
    """Bodies of the Reuters SGML files, lines of a paragraph joined, with their day."""
    seen = 0
    for path in sorted(folder.glob("*.sgm.gz")):
        source = gzip.decompress(path.read_bytes()).decode("latin-1")
        for match in re.finditer(r"<BODY>(.*?)</BODY>", source, re.S):
            paragraphs = re.split(r"\n {2,}", unescape(match[1]))
            yield "\n\n".join(" ".join(p.split()) for p in paragraphs), date(1987, 3, 1)
            seen += 1
            if seen >= limit:
                return


def normalised(name: str) -> str:
    """Names are compared without spaces and case, so that detokenising cannot matter."""
    return re.sub(r"[\s.'-]", "", name).lower()


def measure_people(path: Path, *, threshold: float, errors: list[str] | None = None) -> tuple[int, int, int]:
    """(right, read, true) over distinct names of two words or more in each document."""
    right = read = true = 0
    for text, names in conll_documents(path):
        truth = {normalised(name) for name in names.get("PER", ()) if " " in name}
        mine = {
            normalised(name.name): name for name in read_names(text)
            if name.confidence >= threshold and re.search(r"\s", name.name)
        }  # fmt: skip
        right += len(truth & mine.keys())
        read += len(mine)
        true += len(truth)
        if errors is not None:
            errors += [f"+ {mine[k].name} | {mine[k].rule} {mine[k].confidence}" for k in mine.keys() - truth]
            errors += [f"- {name}" for name in names.get("PER", ()) if " " in name and normalised(name) not in mine]
    return right, read, true


def measure_speed(stories: list[tuple[str, date]], deed: Callable[[str, date], object]) -> float:
    """Milliseconds of processor a story, best of three rounds: what else the machine does must not count."""
    best = float("inf")
    for _ in range(3):
        began = time.process_time()
        for text, day in stories:
            deed(text, day)
        best = min(best, time.process_time() - began)
    return best / len(stories) * 1000


def main() -> None:
    """Print the two tables."""
    data = find_data()
    out = sys.stdout.write
    for threshold in (0.5, 0.7, 0.8, 0.9):
        right, read, true = measure_people(data / "names" / "conll2003-eng.train.gz", threshold=threshold)
        precision, recall = right / read, right / true
        out(f"people >= {threshold}: precision {precision:.3f}  recall {recall:.3f}  ({read} read, {true} true)\n")
    stories = list(reuters_bodies(data / "wire" / "reuters-21578", 2000))
    words = sum(len(text.split()) for text, _ in stories) / len(stories)
    out(f"{len(stories)} Reuters stories of {words:.0f} words\n")
    began = time.perf_counter()
    load_gazetteer()
    out(f"gazetteer loaded in {time.perf_counter() - began:.2f} s\n")
    deeds: dict[str, Callable[[str, date], object]] = {
        "names": lambda text, day: read_names(text),
        "organisations": lambda text, day: read_organisations(text),
        "places": lambda text, day: read_places(text, taken=()),
        "dates": lambda text, day: read_dates(text, issued_on=day),
        "all four": read_all,
    }
    for name, deed in deeds.items():
        took = measure_speed(stories, deed)
        out(f"{name:14} {took:.3f} ms a story, {1000 / took:.0f} stories/s\n")


def read_all(text: str, day: date) -> None:
    """What the story reader does: people and organisations first, so that places can pass them over."""
    known = [*read_names(text), *read_organisations(text)]
    read_places(text, taken=[span for name in known for span in name.spans])
    read_dates(text, issued_on=day)


if __name__ == "__main__":
    main()
