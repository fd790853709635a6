"""axe-core on every page of the desk, in light and in dark: no violation of WCAG 2.2 AA."""

from __future__ import annotations

import pytest
from django.utils import timezone
from playwright.sync_api import Page
from pytest_django.live_server_helper import LiveServer

from archive.actions import resolve_annotation
from archive.indexing.drain import drain_outbox
from archive.models import Mention
from archive.models.mention import MentionStatus
from tests import make
from tests.editorial.admin.test_walk import find_barriers

pytestmark = pytest.mark.django_db(transaction=True)
PARTS = ("workflow", "names", "checks", "notes", "links", "details", "versions", "history")
TEXT = (
    "The visit marked one year since the signing of the Selkie Fisheries Treaty in June last year. 🐟\n\n"
    "Minister Ada Holm called the 2023 treaty a good beginning. Jon Reyes expects forty ships near Verona, Austria."
)


def lay_out_a_story() -> dict[str, int]:
    """One of everything that the desk shows; the keys of what has a page."""
    article = make.make_article(headline="Fisheries pact renewed", text=TEXT)
    other = make.make_article(headline="UPDATE 1 - Fisheries pact renewed", text=TEXT + " More later.")
    holm, event = make.make_person("Ada Holm", aliases=("A. Holm",)), make.make_event("Selkie Fisheries Treaty")
    make.make_mention(article, holm, words="Ada Holm")
    make.make_mention(article, make.make_person("Jon Reyes"), words="Jon Reyes")
    Mention.objects.filter(entity__name="Jon Reyes").update(status=MentionStatus.SUGGESTED, origin="rule", rule="title")
    make.make_note(article, "2023 treaty", body="In 2024.", visibility="public", motivation="questioning")
    resolve_annotation(annotation=make.make_note(article, "forty ships"), by=None, at=make.NOON)
    make.make_link(article, make.make_draft(headline="Ministers sign"), reason="The pact")
    dossier = make.make_full_dossier(article, other, event)
    drain_outbox(at=timezone.now())
    return {"article": article.pk, "person": holm.pk, "event": event.pk, "dossier": dossier.pk}


@pytest.mark.parametrize(("scheme", "width"), [("light", 1440), ("dark", 1440), ("light", 375), ("dark", 375)])
def test_axe_finds_no_barrier_on_any_page_of_the_desk(
    live_server: LiveServer, page: Page, scheme: str, width: int
) -> None:
    make.make_user("vera")
    keys = lay_out_a_story()
    page.set_viewport_size({"width": width, "height": 900})
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]  # one of the two words it knows
    story = f"archive/article/{keys['article']}/"
    found: dict[str, list[str]] = {}

    def look(name: str) -> None:
        if barriers := find_barriers(page):
            found[name] = barriers
        if page.evaluate("document.documentElement.scrollWidth") > width:
            found[f"{name} (width)"] = ["wider than the window"]

    page.goto(f"{live_server.url}/admin/login/?next=/admin/")
    look("sign-in")
    page.fill("#id_username", "vera")
    page.fill("#id_password", "clear sky")
    page.keyboard.press("Enter")
    page.wait_for_selector("h1:text-is('Desk')")
    for address in (
        "",
        "archive/article/?q=fisheries",
        "archive/article/add/",
        f"archive/person/{keys['person']}/change/",
        f"archive/event/{keys['event']}/change/",
        "archive/person/import/",
        "archive/annotation/import/",
        "my-mail/",
        f"archive/dossier/{keys['dossier']}/change/",
        "archive/ingestitem/",
        "archive/deed/",
        f"{story}withdraw/",
        f"{story}preview/",
        f"{story}versions/1/",
    ):
        response = page.goto(f"{live_server.url}/admin/{address}")
        assert response is not None and response.status == 200, address
        look(address or "front")
    page.goto(f"{live_server.url}/admin/{story}change/")
    page.wait_for_selector("html[data-ready]")
    for number, part in enumerate(PARTS, start=1):
        page.keyboard.press(str(number))
        page.wait_for_selector(f"#{part}:not([hidden])")
        look(part)
    page.keyboard.press("w")
    look("the bar for selected words")
    page.keyboard.press("Escape")
    page.keyboard.press("?")
    look("help")
    assert found == {}
