"""Which permission each address of the desk takes. An address without a rule is for superusers only.

`DeskSite.admin_view` asks this for every page before the page's own code runs, which asks again about the record. Most
rules follow from the name that Django gives an address (`archive_person_change`); the others stand in the tables below.
"""

from __future__ import annotations

from typing import Final

from editorial.workflow import BLOCK, UNBLOCK, WITHDRAW

Rule = frozenset[str]  # any one of these permissions opens it
STAFF: Final[Rule] = frozenset({"staff"})  # whoever may sign in to the desk
NOBODY: Final[Rule] = frozenset()

READ_METHODS = ("GET", "HEAD", "OPTIONS")
# Their own pages: the account of whoever is signed in, and the frame around the others.
FOR_STAFF = frozenset(
    "index login logout password_change password_change_done jsi18n autocomplete app_list view_on_site my_mail".split()
)
# Nobody deletes records, whatever a role says: they are withdrawn, thrown into the trash, merged.
NEVER_DELETED = "archive"
OWN: dict[str, Rule] = {
    "archive_article_withdraw": frozenset({WITHDRAW, BLOCK}),
    "archive_article_keep": frozenset({"archive.change_article"}),
    "archive_article_forget": frozenset({"archive.change_article"}),
    "archive_article_presence": frozenset({"archive.view_article"}),
    "archive_article_proposals": frozenset({"archive.view_article"}),
    "archive_article_preview": frozenset({"archive.view_article"}),
    # The state decides which of the two it takes.
    "archive_article_restore": frozenset({WITHDRAW, UNBLOCK}),
    "archive_article_version": frozenset({"archive.view_article"}),
    "archive_original_download": frozenset({"archive.view_original"}),
    # What was never taken in, nobody knows the contents of: it goes to those who work on stories or their rights.
    "archive_ingestrun_failed": frozenset({"archive.change_article", "archive.change_rights"}),
    "archive_upload_progress": frozenset({"archive.view_upload"}),
    "archive_upload_approve": frozenset({"archive.add_upload"}),
    "archive_upload_again": frozenset({"archive.add_upload"}),
    "archive_upload_discard": frozenset({"archive.add_upload"}),
    "archive_pushtoken_rotate": frozenset({"archive.change_pushtoken"}),
    "archive_pushtoken_revoke": frozenset({"archive.change_pushtoken"}),
    "auth_user_password_change": frozenset({"auth.change_user"}),
}
# Buttons of a dossier, each of which changes it.
DOSSIER = "fill save order up down note remove publish unpublish".split()
# What the page of an entry of the authority files does to it.
ENTRY = "again different merge split undo".split()
KINDS = "person organisation place event".split()
OWN |= {f"archive_{kind}_{name}": frozenset({f"archive.change_{kind}"}) for kind in KINDS for name in ENTRY}
OWN |= {f"archive_dossier_{name}": frozenset({"archive.change_dossier"}) for name in DOSSIER}


def rule_of(name: str | None, method: str) -> Rule:
    """What opens the address of that name; NOBODY when it has no rule."""
    from .story_deeds import DEEDS  # the forms beside a story need the models

    if name is None or name in FOR_STAFF:  # without a name: Django's way from an old address to the new one
        return STAFF
    if name in OWN:
        return OWN[name]
    for deed in DEEDS:
        if name == f"archive_article_{deed.name}":
            return frozenset({deed.permission if "." in deed.permission else f"archive.{deed.permission}"})
    return _by_convention(name, method)


def _by_convention(name: str, method: str) -> Rule:
    app, _, rest = name.partition("_")
    model, _, page = rest.partition("_")
    if page in ("changelist", "export") or (page == "history" and method in READ_METHODS):
        return frozenset({f"{app}.view_{model}"})  # the actions of a list each ask for more
    if page in ("add", "import"):
        return frozenset({f"{app}.add_{model}"})
    if page == "change":
        return frozenset({f"{app}.change_{model}"} | ({f"{app}.view_{model}"} if method in READ_METHODS else set()))
    if page == "delete" and app != NEVER_DELETED:
        return frozenset({f"{app}.delete_{model}"})
    return NOBODY
