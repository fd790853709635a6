"""A desk with one of everything in it, and the address of every page that it has, taken from its own resolver."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from io import StringIO
from pathlib import Path

from django.contrib import admin
from django.contrib.auth.models import User
from django.core.management import call_command
from django.db.models import Model
from django.http import HttpResponse
from django.test import Client
from django.urls import NoReverseMatch, reverse
from django.utils import timezone

from archive.actions import (
    block_article,
    declare_different,
    hold_position,
    merge_entities,
    propose_resemblances,
    resolve_annotation,
    save_draft,
    send_to_review,
    trash_annotation,
    trash_article,
    withdraw_article,
)
from archive.indexing.drain import drain_outbox
from archive.models import Article, Entity, Mention
from archive.models.mention import MentionStatus
from editorial.actions import assign_story
from tests import make
from tests.archive.ingest.importing import COPY, import_paths, take_in
from tests.archive.ingest.test_disagreements import FIRST, SECOND, decide
from tests.editorial.admin.pages import list_names

NAME = "vera"
TEXT = (
    "The visit marked one year since the signing of the Selkie Fisheries Treaty in June last year. 🐟\n\n"
    "Minister Ada Holm called the 2023 treaty a good beginning. Jon Reyes expects forty ships near Verona, Austria."
)
ARABIC = "قالت الوزيرة آدا هولم إن المعاهدة بداية طيبة للصيادين.\n\nستلتقي السفن في الربيع قرب الميناء."


@dataclass(frozen=True)
class Desk:
    """What the tests ask for by name."""

    user: User
    story: Article
    arabic: Article


def lay_out_desk(folder: Path) -> Desk:
    """One of everything that the desk shows; `folder` is for files that are imported."""
    call_command("make_roles", stdout=StringIO())
    user = make.make_user(NAME)
    story = _lay_out_story(user)
    _lay_out_standings(user)
    _lay_out_entries(story, user)
    _lay_out_wire(folder)
    arabic = make.make_article(headline="معاهدة الصيد تُجدَّد", text=ARABIC, language="ar")
    make.make_note(arabic, "بداية طيبة", visibility="public")
    drain_outbox(at=timezone.now())
    return Desk(user=user, story=story, arabic=arabic)


def _lay_out_story(user: User) -> Article:
    """Published, with names, notes, checks and links, and a new version waiting."""
    story = make.make_article(headline="Fisheries pact renewed", text=TEXT, topics=("Fishing",))
    make.make_mention(story, make.make_person("Ada Holm", aliases=("A. Holm",)), words="Ada Holm")
    make.make_mention(story, make.make_person("Jon Reyes"), words="Jon Reyes")
    Mention.objects.filter(entity__name="Jon Reyes").update(status=MentionStatus.SUGGESTED, origin="rule", rule="title")
    make.make_note(story, "2023 treaty", body="In 2024.", visibility="public", motivation="questioning")
    resolve_annotation(annotation=make.make_note(story, "forty ships"), by=user, at=make.NOON)
    trash_annotation(annotation=make.make_note(story, "good beginning"), by=user, at=make.NOON)
    make.make_note(story, "one year since", body="These words will go.")
    update = make.make_article(headline="UPDATE 1 - Fisheries pact renewed", text=TEXT + " More later.")
    make.make_link(story, make.make_draft(headline="Ministers sign"), reason="The pact")
    make.make_full_dossier(story, update, make.make_event("Selkie Fisheries Treaty"))
    assign_story(article=story, assignee=user, by=user, at=make.NOON, due_on=date(1961, 4, 13), comment="Check it.")
    words = make.make_words(headline="Fisheries pact renewed", text=TEXT.replace("one year since", "a year after"))
    save_draft(article=story, words=words, by=user, at=timezone.now())
    return story


def _lay_out_standings(user: User) -> None:
    """A story in every other state."""
    send_to_review(article=make.make_draft(headline="In review"), by=user, at=make.NOON)
    make.make_article(headline="Embargoed", visible_from=timezone.now() + timedelta(days=2))
    withdraw_article(article=make.make_article(headline="Withdrawn"), reason="It was wrong.", by=user, at=make.NOON)
    block_article(article=make.make_article(headline="Blocked"), reason="An order.", by=user, at=make.NOON)
    trash_article(article=make.make_draft(headline="Thrown away"), by=user, at=make.NOON)


def _lay_out_entries(story: Article, user: User) -> None:
    """Entries of the authority files that are alike, merged, told apart and placed."""
    holm, alike = Entity.objects.get(name="Ada Holm").person, make.make_person("Ada Holme")
    merge_entities(keep=holm, merged=[make.make_person("Ada H. Holm")], by=user, at=make.NOON)
    declare_different(first=holm, second=make.make_person("Eda Holm"), by=user, at=make.NOON)
    propose_resemblances(kind="person", pairs=[(holm.pk, alike.pk, 0.92, ["sounds alike"])])
    ministry = make.make_organisation("Ministry of Fisheries")
    hold_position(person=holm, title="Minister", organisation=ministry, starts_on=date(2020, 1, 1), at=make.NOON)
    make.make_mention(story, ministry)
    make.make_mention(story, make.make_place("Port Selkie", country="GB", latitude=58.9, longitude=-3.3))
    make.make_token()
    make.make_feed()


def _lay_out_wire(folder: Path) -> None:
    """An import of which one item failed, and an agency that says otherwise than an editor."""
    (folder / "1.txt").write_text(COPY)
    (folder / "2.xml").write_text("<nitf><head>")
    import_paths(folder)
    make.make_upload()
    call_command("take_deliveries", stdout=StringIO())  # the worker plans it
    take_in(folder, FIRST)
    decide("genre", "analysis")
    take_in(folder, replace(SECOND, genre="feature"))


def address_of(name: str, desk: Desk) -> str:
    """An address of that name, of a record that is there."""
    labels = {f"{model._meta.app_label}_{model._meta.model_name}_": model for model in admin.site._registry}
    model = next((labels[label] for label in labels if name.startswith(label)), None)
    row = desk.story if model is Article else _sample(model) if model else None
    key = row.pk if row else 7
    for args in ([], [key], [key, 1], ["archive"]):
        try:
            return reverse(f"admin:{name}", args=args)
        except NoReverseMatch:
            continue
    raise AssertionError(f"how is {name} addressed?")


def _sample(model: type[Model]) -> Model:
    """The row with most on its page is the first one laid out."""
    row = model._default_manager.order_by("pk").first()
    assert row is not None, f"lay out a {model.__name__}: its pages are not looked at"
    return row


# What answers a look with something other than a page of its own.
CLOSED = ("_delete",)  # nobody deletes
NEEDS_A_QUESTION = {"autocomplete", "archive_annotation_export", "view_on_site"}
NEEDS_A_QUESTION |= {f"archive_upload_{deed}" for deed in ("again", "approve", "discard")}  # buttons
NEVER_MADE_BY_HAND = ("_add", "_history", "_changelist")  # of records that only the machine writes
STATES = {
    "stories that were searched": "archive/article/?q=fisheries",
    "an empty list": "archive/article/?q=nothingatall",
    "the trash": "archive/article/?status__exact=trashed",
    "orphaned notes": "archive/annotation/?state=orphaned",
    "deeds of a machine": "archive/deed/?q=by:machine",
    "an entry in a window of its own": "archive/person/add/?_popup=1",
    "no such story": "archive/article/99999/change/",
}


def list_pages(client: Client, desk: Desk) -> dict[str, str]:
    """Name: address, of everything that answers a look with a page; whatever else it may answer is known here."""
    pages, puzzling = {}, []
    for name in list_names():
        address = address_of(name, desk)
        response: HttpResponse = client.get(address)  # type: ignore[assignment]  # it is one, of the test's own kind
        if response.status_code == 200 and _is_page(response):
            pages[name] = address
        elif response.status_code in (403, 404) and not name.endswith(CLOSED + NEVER_MADE_BY_HAND):
            puzzling += [name] if name not in NEEDS_A_QUESTION else []
    assert not puzzling, f"their pages were not found, so nobody looks at them: {puzzling}"
    more = {name: f"/admin/{address}" for name, address in STATES.items()} | _list_chosen(desk)
    return pages | more


def _is_page(response: HttpResponse) -> bool:
    """Not a file, and not a part of a page that a script asks for."""
    return response["Content-Type"].startswith("text/html") and b"<html" in response.content


def _list_chosen(desk: Desk) -> dict[str, str]:
    """Pages that show more when something was chosen; stories in every state."""
    holm, alike = Entity.objects.get(name="Ada Holm"), Entity.objects.get(name="Ada Holme")
    merge = reverse("admin:archive_person_merge", args=[holm.pk])
    fill = reverse("admin:archive_dossier_fill")
    chosen = {
        "a merge with a preview": f"{merge}?other={alike.pk}",
        "a merge with itself": f"{merge}?other={holm.pk}",
        "filling a dossier": f"{fill}?pick={desk.story.pk}&pick={desk.arabic.pk}",
        "somebody with names and positions": reverse("admin:archive_person_change", args=[holm.pk]),
        "splitting somebody": reverse("admin:archive_person_split", args=[holm.pk]),
        "the preview of a draft": reverse("admin:archive_article_preview", args=[desk.story.pk]),
    }
    for article in Article.objects.exclude(pk=desk.story.pk).select_related("latest_version"):
        if article.status != "published" or article.language == "ar" or article.disagreements.exists():
            chosen[f"story {article.status} {article.ref}"] = reverse("admin:archive_article_change", args=[article.pk])
    return chosen
