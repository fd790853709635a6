"""What a NewsML-G2 item says of its standing: status, signals, corrections, embargo, and whose it is."""

from typing import Final

from archive.ingest.draft import Action, PubStatus
from archive.ingest.formats.newsml_g2_names import code_of, name_of, role_of
from archive.ingest.formats.stated_terms import state_copyright, state_embargo
from archive.ingest.formats.statement import Statement, words_at
from archive.ingest.formats.xml_tree import find_all, words_of
from archive.reading.embargo import read_embargo

_STATUSES: Final[dict[str, PubStatus]] = {"usable": "usable", "withheld": "withheld", "canceled": "canceled"}
_ACTIONS: Final[dict[str, Action]] = {"withheld": "hold", "canceled": "kill"}


def read_standing(statement: Statement) -> None:
    """Status, action, correction and embargo; the notes to editors have been read."""
    root = statement.root
    action: Action = "article"
    for signal in find_all(root, "itemMeta/signal"):
        said = code_of(words_at(signal, "qcode")).lower()
        if said == "correction":
            action = "correction"
            statement.trace("action", signal, "qcode")
            _read_correction(statement)
        elif said == "update" and action == "article":
            action = "update"
            statement.trace("action", signal, "qcode")
    for element in find_all(root, "itemMeta/pubStatus"):
        status = code_of(words_at(element, "qcode") or words_at(element, "uri").rpartition("/")[2]).lower()
        if status in _STATUSES:
            statement.say("pubstatus", _STATUSES[status], element, "qcode")
            action = _ACTIONS.get(status, action)
    statement.values["action"] = action
    for element in find_all(root, "itemMeta/embargoed"):
        statement.use(element)
        state_embargo(statement, words_of(element), at=element)
    for note in find_all(root, "itemMeta/edNote"):
        read = read_embargo(words_of(note), issued_on=None, is_note=True) if "embargo" not in statement.values else None
        if read is not None:
            state_embargo(statement, read.until.isoformat() if read.until else read.notice, at=note)


def _read_correction(statement: Statement) -> None:
    """What readers are told: the note meant for them, else the notes that are not called private."""
    notes = [note for note in find_all(statement.root, "itemMeta/edNote") if words_of(note)]
    public = [note for note in notes if "public" in role_of(note)]
    for note in public or [note for note in notes if "private" not in role_of(note)]:
        known = statement.values.get("correction", "")
        statement.values["correction"] = f"{known}\n{words_of(note)}".strip()
        statement.trace("correction", note)


def read_rights(statement: Statement) -> None:
    """The copyright, from its holder and its notice."""
    holder, notice = "", ""
    for element in find_all(statement.root, "rightsInfo/copyrightHolder"):
        holder = holder or name_of(element, "") or code_of(words_at(element, "qcode"))
        if holder:
            statement.use_all(element)
            statement.trace("copyright", element)
    for element in find_all(statement.root, "rightsInfo/copyrightNotice"):
        if not notice and words_of(element):
            notice = words_of(element)
            statement.use(element)
            statement.trace("copyright", element)
    state_copyright(statement, holder=holder, notice=notice)
