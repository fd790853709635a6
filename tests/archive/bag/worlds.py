"""Archives made by chance, with something of everything."""

from datetime import datetime, timedelta
from io import BytesIO
from itertools import pairwise
from random import Random

from django.contrib.auth.models import User
from django.core.files.base import File

from archive.actions import (
    ItemRecord,
    ReceivedMedium,
    RightsStatement,
    Step,
    block_article,
    close_run,
    correct_article,
    declare_different,
    edit_annotation,
    hold_position,
    hold_story,
    keep_original,
    merge_entities,
    open_run,
    record_items,
    reply_to_annotation,
    resolve_annotation,
    save_draft,
    set_participants,
    set_rights,
    set_topics,
    split_entity,
    trash_annotation,
    trash_article,
    undo_regrouping,
    unlink_articles,
    withdraw_article,
)
from archive.actions.receive_media import receive_media
from archive.models import Annotation, Article, Disagreement, IngestRun, WireStep
from archive.models.link import LinkType
from editorial.actions.accept_link import accept_link
from editorial.actions.assign_story import assign_story
from editorial.actions.move_article import move_article
from editorial.actions.reject_link import reject_link
from editorial.models import DismissedCheck
from tests.make import (
    NOON,
    make_article,
    make_draft,
    make_event,
    make_full_dossier,
    make_link,
    make_mention,
    make_note,
    make_organisation,
    make_person,
    make_place,
    make_source,
    make_user,
    make_words,
)

HOUR = timedelta(hours=1)


def make_world(seed: int) -> None:
    """Stories in every state with all that can hang on one; which, how many and by whom is chance."""
    chance = Random(seed)
    editors = [make_user("ada"), make_user("한글")]
    moscow = make_place("Moscow", geonames_id=524901, aliases=("Москва", "莫斯科"))
    make_source("MP", home_place=moscow)
    academy = make_organisation(wikidata_id="Q83172")
    people = [make_person(f"Cosmonaut {number}", aliases=(f"우주인 {number}",)) for number in range(6)]
    hold_position(person=people[0], title="President", organisation=academy, by=editors[0], at=NOON)
    event = make_event(location=moscow)
    set_participants(event=event, participants=[people[0], academy], by=editors[0], at=NOON)
    run = open_run(origin="a folder", by=editors[1], at=NOON)
    stories = [_make_story(number, chance, run, editors) for number in range(chance.randint(8, 14))]
    for article in stories:
        make_mention(article, moscow, words="Moscow")
        make_mention(article, chance.choice(people), role="quoted", descriptor="the pilot")
        article.refresh_from_db()
        _change(article, chance, editors[0])
    withdraw_article(article=make_article(guid="gone"), reason="Its agency took it back.", by=editors[0], at=NOON)
    step = Step(action="hold", number=2, moment=NOON, guid="held", is_stated=True)
    hold_story(article=make_article(guid="held"), step=step, at=NOON)
    for one, other in pairwise(stories):
        kind = chance.choice([LinkType.FOLLOWS, LinkType.DUPLICATES, LinkType.SAME_STORY])
        link = make_link(one, other, type=kind, reason="why")
        if chance.random() < 0.3:
            unlink_articles(link=link, by=editors[0], at=NOON)
            make_link(one, other, type=kind, reason="after all")
    merged = merge_entities(keep=people[1], merged=[people[2]], by=editors[0], at=NOON)
    if chance.random() < 0.5:
        undo_regrouping(regrouping=merged[0], by=editors[1], at=NOON)
    taken = list(people[5].aliases.all())
    split = split_entity(entity=people[5], name="Another cosmonaut", aliases=taken, by=editors[0], at=NOON)
    if chance.random() < 0.5:
        undo_regrouping(regrouping=split, by=editors[1], at=NOON)  # its number means nobody any more
    declare_different(first=people[3], second=people[4], by=editors[0], at=NOON)
    make_full_dossier(stories[0], event, stories[1], introduction="*See*.")
    close_run(run=run, at=NOON + HOUR)
    _work(stories, editors)
    disputed = {"field": "genre", "here": {"genre": "news"}, "wire": {"genre": "feature"}, "wire_sha256": "0" * 64}
    original = stories[0].ingest_items.all()[0].original
    Disagreement.objects.create(article=stories[0], original=original, said_at=NOON, by=editors[0], **disputed)
    for sent in (stories[0], None):
        WireStep.objects.create(source=stories[0].source, article=sent, guid="w", action="hold", moment=NOON)


def _work(stories: list[Article], editors: list[User]) -> None:
    """What the desk keeps of its own work."""
    ada, other = editors
    accept_link(
        article=stories[0],
        target=stories[3],
        type="background",
        is_forward=True,
        reason="so",
        by=ada,
        at=NOON,
        score=0.5,
    )
    reject_link(article=stories[1], target=stories[4], type="follows", by=ada, at=NOON, explanation="alike")
    DismissedCheck.objects.create(article=stories[0], kind="weekday", fingerprint="f" * 64, by=ada, at=NOON)
    assign_story(article=stories[0], assignee=other, by=ada, at=NOON, due_on=NOON.date(), comment="please")
    draft = make_draft(guid="in-review", by=ada)
    move_article(article=draft, name="send_to_review", by=ada, at=NOON, comment="ready")


def _make_story(number: int, chance: Random, run: IngestRun, editors: list[User]) -> Article:
    by, at = chance.choice(editors), NOON + number * HOUR
    make = chance.choice([make_article, make_article, make_draft])
    headline = f"Story {number}: “quoted” 인공위성 \u2028 \U0001f680 <b>&amp;"
    article = make(by=by, at=at, headline=headline, text=f"{headline}\n\nMoscow was glad, it said.", guid=f"g{number}")
    set_topics(article=article, topics=("space", "spage"[: chance.randint(2, 4)]), by=by, at=at)
    content = File(BytesIO(chance.randbytes(chance.randint(1, 300))))
    original = keep_original(content=content, received_at=at, run=run, file_name=f"{number}.txt")
    record_items(
        [
            ItemRecord(
                run_id=run.pk, original_id=original.pk, path="f", index=number, outcome="created", article_id=article.pk
            )
        ]
    )
    receive_media([(article.pk, [ReceivedMedium(kind="picture", caption="A rocket", original_id=original.pk)])])
    rights = RightsStatement(holder="Meridian Press", year=1961, display_policy=chance.choice(["full", "excerpt"]))
    set_rights(article=article, statement=rights, by=by, at=at)
    note = make_note(article, "glad", visibility=chance.choice(["public", "internal"]))
    reply_to_annotation(annotation=note, body="Really?", by=by, at=at)
    _change_note(note, chance, by, at)
    return article


def _change_note(note: Annotation, chance: Random, by: User, at: datetime) -> None:
    match chance.randint(0, 2):
        case 0:
            edit_annotation(
                annotation=note, body="Better.", visibility=note.visibility, motivation="questioning", by=by, at=at
            )
        case 1:
            resolve_annotation(annotation=note, by=by, at=at)
        case _:
            trash_annotation(annotation=note, by=by, at=at)


def _change(article: Article, chance: Random, by: User) -> None:
    """What may become of a story that stands where this one does; sometimes nothing."""
    at, deed = NOON + 2 * HOUR, chance.randint(0, 3)
    corrected = make_words(headline="As it should have been", text="Moscow was not glad.")
    if article.status == "draft":
        if deed == 0:
            trash_article(article=article, by=by, at=at)
        elif deed == 1:
            save_draft(article=article, words=corrected, by=by, at=at)
    elif deed == 0:
        correct_article(article=article, words=corrected, notice="It was not glad.", by=by, at=at, wrong="was glad")
    elif deed == 1:
        withdraw_article(article=article, reason="It was wrong.", by=by, at=at)
    elif deed == 2:
        block_article(article=article, reason="A court said so.", by=by, at=at)
    else:
        save_draft(article=article, words=corrected, by=by, at=at)  # readers still have the words of before
