"""One table: what each role may do. Pure; `make_roles` makes Django groups of it, tests and documents read it.

A deed is a set of Django permissions, so that every check in the code is `user.has_perm(…)` and the table decides.
"""

from __future__ import annotations

from enum import StrEnum

from .workflow import BLOCK, PUBLISH, REVIEW, TRASH, UNBLOCK, WITHDRAW

RECORDS = (
    "alias annotation article articletopic articleversion correction dossier dossieritem entity event feed ingestitem"
    " ingestrun link media mention notechange notemention organisation original person place position pushtoken"
    " regrouping removal resemblance rights source topic upload"
).split()


class Role(StrEnum):
    """The groups of the desk; the value is the group's name."""

    READER = "Reader"
    ANNOTATOR = "Annotator"
    EDITOR = "Editor"
    ARCHIVIST = "Archivist"
    RIGHTS_MANAGER = "Rights manager"
    ADMINISTRATOR = "Administrator"


def _of(models: str, *deeds: str) -> frozenset[str]:
    return frozenset(f"archive.{deed}_{model}" for model in models.split() for deed in deeds)


DEEDS: dict[str, frozenset[str]] = {
    "look at everything the desk keeps": _of(" ".join(RECORDS), "view")
    | {"editorial.view_move", "editorial.view_assignment"},
    "write and resolve notes, answer checks": _of("annotation", "add", "change")
    | {"editorial.add_dismissedcheck", "editorial.change_dismissedcheck", "editorial.view_dismissedcheck"},
    "throw notes away and restore them": _of("annotation", "delete"),
    "name people, places, organisations and events in stories": _of("mention", "add", "change", "delete"),
    "connect stories": _of("link", "add", "change", "delete")
    | {"editorial.add_linkdecision", "editorial.change_linkdecision", "editorial.delete_linkdecision"},
    "write stories": _of("article articleversion", "add", "change")
    | _of("correction articletopic topic", "add", "change"),
    "undo the last deeds on a story": frozenset({"editorial.undo_deed"}),
    "assign stories": frozenset({"editorial.add_assignment", "editorial.change_assignment"}),
    "review": frozenset({REVIEW}),
    "publish, schedule and correct": frozenset({PUBLISH}),
    "withdraw and restore": frozenset({WITHDRAW}) | _of("removal", "add", "change"),
    "throw drafts away": frozenset({TRASH}),
    "state rights": _of("rights", "add", "change"),
    "block by law": frozenset({BLOCK}),
    "lift a block": frozenset({UNBLOCK}),
    "keep dossiers": _of("dossier dossieritem", "add", "change", "delete"),
    "keep the authority files": _of("entity person organisation place event position", "add", "change")
    | _of("alias position", "add", "change", "delete"),
    "keep the sources": _of("source", "add", "change"),
    "upload stories": _of("upload", "add"),
    "keep feeds and push tokens": _of("feed pushtoken", "add", "change"),
    "read the audit": _of("deed", "view"),
    "keep the accounts": frozenset(
        {f"auth.{deed}_user" for deed in ("view", "add", "change")}
        | {"auth.view_group"}
        | {f"editorial.{deed}_sourcelimit" for deed in ("view", "add", "change", "delete")}
    ),
}

_LOOK = ("look at everything the desk keeps",)
_NOTE = (*_LOOK, "write and resolve notes, answer checks")
_CATALOGUE = (
    *_NOTE,
    "throw notes away and restore them",
    "name people, places, organisations and events in stories",
    "connect stories",
    "write stories",
    "undo the last deeds on a story",
    "assign stories",
    "keep dossiers",
    "keep the authority files",
    "upload stories",
)
ROLES: dict[Role, tuple[str, ...]] = {
    Role.READER: _LOOK,
    Role.ANNOTATOR: _NOTE,
    Role.EDITOR: (
        *_CATALOGUE,
        "review",
        "publish, schedule and correct",
        "withdraw and restore",
        "throw drafts away",
        "state rights",
        "block by law",
        "keep the sources",
    ),
    Role.ARCHIVIST: (
        *_CATALOGUE,
        "throw drafts away",
        "keep the sources",
        "keep feeds and push tokens",
        "read the audit",
    ),
    Role.RIGHTS_MANAGER: (
        *_NOTE,
        "withdraw and restore",
        "state rights",
        "block by law",
        "lift a block",
        "read the audit",
    ),
    Role.ADMINISTRATOR: tuple(DEEDS),
}


def permissions_of(role: Role) -> frozenset[str]:
    """All permissions of a role, as `app.codename`."""
    return frozenset().union(*(DEEDS[deed] for deed in ROLES[role]))
