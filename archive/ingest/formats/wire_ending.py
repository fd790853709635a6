"""The last words of plain copy: end marks and sign-offs that stand on the line of a sentence."""

from dataclasses import replace
from typing import Final

from archive.ingest.formats.lines import Line, find_in_raw
from archive.ingest.formats.wire_story import Story
from archive.reading.agencies import Agencies
from archive.reading.endmarks import find_closing_mark
from archive.reading.signoffs import find_sign_off

_LONGEST_MARK: Final = 12  # "(Enditem)": what is longer says something, and is kept


def cut_closing_mark(paragraphs: list[list[Line]], story: Story, *, agencies: Agencies) -> None:
    """Take an end mark off the last words of the text ("… on Monday. (END)")."""
    if not paragraphs or not paragraphs[-1]:
        return
    last = paragraphs[-1][-1]
    agency = story.dateline.agency if story.dateline is not None else ""
    at = min(find_closing_mark(last.text), find_sign_off(last.text, agency=agency, agencies=agencies))
    if at == len(last.text):
        return
    story.margins.end_mark = True
    kept = last.text[:at].rstrip()
    if len(last.text) - len(kept) > _LONGEST_MARK or find_closing_mark(last.text) == len(last.text):
        cut = replace(last, start=find_in_raw(story.raw, last, len(kept)), text=last.text[len(kept) :].strip())
        story.margins.keep("sign_off", cut)
    if kept:
        paragraphs[-1][-1] = replace(last, text=kept)
        return
    paragraphs[-1].pop()
    if not paragraphs[-1]:
        paragraphs.pop()
