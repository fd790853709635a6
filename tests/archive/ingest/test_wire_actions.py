"""What the words above a story ask for, in the forms agencies use."""

import pytest

from archive.ingest.formats.wire import parse_wire

from .formats_samples import RECEIVED

STORY = "Council agrees plan\n\nSEOUL, Sept. 5 (AJP) - The council met on Friday and agreed.\n\nIt will meet.\n"


@pytest.mark.parametrize(
    ("above", "action", "version"),
    [
        ("TAKE 2", "article", None),
        ("BC-Council, 7thWritethru,300", "update", 7),
        ("REFILE", "update", 1),
        ("2ND LEAD", "update", 2),
        ("CORRECTION", "correction", None),
        ("KILL KILL KILL", "kill", None),
        ("BULLETIN KILL", "kill", None),
        ("HOLD HOLD HOLD", "hold", None),
    ],
)
def test_a_line_of_version_above_the_headline_is_an_action_and_no_headline(
    above: str, action: str, version: int | None
) -> None:
    (draft,) = parse_wire(f"{above}\n{STORY}".encode(), received=RECEIVED)

    assert (draft.headline, draft.action, draft.version) == ("Council agrees plan", action, version)
    assert draft.text.endswith("It will meet.")


def test_a_request_to_kill_without_a_headline_is_a_kill() -> None:
    (draft,) = parse_wire(b"Please kill the story BC-Council, V9991. A kill is mandatory.\n", received=RECEIVED)
    assert draft.action == "kill"


def test_more_to_come_is_an_end_mark() -> None:
    (draft,) = parse_wire(f"{STORY}(MORE)\n".encode(), received=RECEIVED)
    assert draft.text.endswith("It will meet.")
