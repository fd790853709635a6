"""The tables of docs/reference/workflow.md and roles.md, made of the tables in the code."""

from __future__ import annotations

from editorial.roles import DEEDS, ROLES
from editorial.workflow import MOVES, State


def show_workflow() -> str:
    """One row a move."""
    rows = ["| move | from | to | permission | asks for |", "|---|---|---|---|---|"]
    for move in MOVES:
        needs = [word for word, is_so in (("a comment", move.needs_comment), ("a moment", move.needs_moment)) if is_so]
        needs += ["nothing published yet"] if move.only_new else []
        needs += [f"a new version in {move.new_words}"] if move.new_words else []
        starts = ", ".join(state for state in State if state in move.starts)
        ends = ", ".join(state for state in State if state in move.ends)
        rows.append(f"| {move.label} (`{move.name}`) | {starts} | {ends} | `{move.permission}` | {', '.join(needs)} |")
    return "\n".join(rows)


def show_roles() -> str:
    """One row a deed, one column a role."""
    rows = [f"| may | {' | '.join(ROLES)} |", "|---" * (len(ROLES) + 1) + "|"]
    for deed in DEEDS:
        rows.append(f"| {deed} | {' | '.join('yes' if deed in deeds else '' for deeds in ROLES.values())} |")
    return "\n".join(rows)
