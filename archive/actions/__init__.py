"""Every write to the record, one deed a module: `verb_noun`, keyword only, `by=` who and `at=` when.

Each deed is atomic, takes the article's row first, refuses with a sentence (`Refused`, `Clash`), keeps a
person's decision above a machine's, leaves a deed (`record_deed`: who,
what, when, before and after), and ends by telling the outbox. Start at `save_draft` and
`publish_article` for an editor's path, at `receive_stories` for a wire's.
"""

from .annotate_version import annotate_version, reply_to_annotation
from .attach_annotation import attach_annotation
from .block_article import block_article
from .correct_article import correct_article
from .create_article import create_article
from .create_entities import NewEntity, create_entities
from .decide_mention import confirm_mention, mention_entity, reject_mention
from .deliveries import (
    claim_delivery,
    finish_delivery,
    open_delivery_run,
    receive_delivery,
    release_delivery,
)
from .disagree import keep_our_value, reopen_disagreement, take_wire_value
from .dossiers import (
    add_to_dossier,
    edit_dossier,
    make_dossier,
    move_in_dossier,
    note_in_dossier,
    order_dossier,
    publish_dossier,
    remove_from_dossier,
    unpublish_dossier,
)
from .edit_annotation import edit_annotation, resolve_annotation
from .edit_details import Details, edit_details
from .feeds import claim_feed, disable_feed, note_answer, note_failure, save_feed
from .hold_position import hold_position, remove_position
from .hold_story import hold_story, repeat_story
from .import_annotations import import_annotations
from .judge_resemblance import ask_about_resemblance_again, declare_different, propose_resemblances
from .keep_order import follow_order, keep_order
from .keep_original import keep_bytes, keep_original
from .kill_story import kill_story
from .link_articles import link_articles, restore_link, unlink_articles
from .link_phrase import link_phrase
from .merge_entities import merge_entities
from .note_mentions import mark_mentions_read
from .publish_article import publish_article
from .push_tokens import find_push_token, make_push_token, revoke_push_token, rotate_push_token
from .receive_media import ReceivedMedium
from .receive_stories import ReceivedMention, ReceivedStory, Stored, receive_stories
from .record_deed import name_record, record_deed
from .record_ingest import ItemRecord, close_run, open_run, record_items
from .refusals import Clash, NoRoom, Refused
from .removals import is_held, keep_report
from .restore_article import restore_article
from .restore_rows import Restored, Restorer
from .review_article import send_back, send_to_review
from .revise_story import revise_story
from .save_draft import save_draft
from .save_entity import add_alias, remove_alias, save_entity
from .save_source import save_source
from .set_participants import set_participants
from .set_rights import RightsStatement, set_rights
from .set_topics import set_topics
from .split_entity import split_entity
from .tell_colleague import wish_mail
from .trash_annotation import restore_annotation, trash_annotation
from .trash_article import trash_article, untrash_article
from .undo_regrouping import undo_regrouping
from .unschedule_article import unschedule_article
from .upload_work import (
    Superseded,
    begin_plan,
    claim_upload,
    finish_plan,
    finish_upload,
    forget_uploads,
    keep_planned,
    release_upload,
    renew_upload,
)
from .uploads import (
    HowToRead,
    KeptUpload,
    approve_upload,
    discard_upload,
    drop_bytes,
    keep_upload,
    plan_anew,
    receive_upload,
)
from .wire_order import Step
from .withdraw_article import withdraw_article
from .words import Words

__all__ = [
    "Clash",
    "Details",
    "HowToRead",
    "ItemRecord",
    "KeptUpload",
    "NewEntity",
    "NoRoom",
    "ReceivedMedium",
    "ReceivedMention",
    "ReceivedStory",
    "Refused",
    "Restored",
    "Restorer",
    "RightsStatement",
    "Step",
    "Stored",
    "Superseded",
    "Words",
    "add_alias",
    "add_to_dossier",
    "annotate_version",
    "approve_upload",
    "ask_about_resemblance_again",
    "attach_annotation",
    "begin_plan",
    "block_article",
    "claim_delivery",
    "claim_feed",
    "claim_upload",
    "close_run",
    "confirm_mention",
    "correct_article",
    "create_article",
    "create_entities",
    "declare_different",
    "disable_feed",
    "discard_upload",
    "drop_bytes",
    "edit_annotation",
    "edit_details",
    "edit_dossier",
    "find_push_token",
    "finish_delivery",
    "finish_plan",
    "finish_upload",
    "follow_order",
    "forget_uploads",
    "hold_position",
    "hold_story",
    "import_annotations",
    "is_held",
    "keep_bytes",
    "keep_order",
    "keep_original",
    "keep_our_value",
    "keep_planned",
    "keep_report",
    "keep_upload",
    "kill_story",
    "link_articles",
    "link_phrase",
    "make_dossier",
    "make_push_token",
    "mark_mentions_read",
    "mention_entity",
    "merge_entities",
    "move_in_dossier",
    "name_record",
    "note_answer",
    "note_failure",
    "note_in_dossier",
    "open_delivery_run",
    "open_run",
    "order_dossier",
    "plan_anew",
    "propose_resemblances",
    "publish_article",
    "publish_dossier",
    "receive_delivery",
    "receive_stories",
    "receive_upload",
    "record_deed",
    "record_items",
    "reject_mention",
    "release_delivery",
    "release_upload",
    "remove_alias",
    "remove_from_dossier",
    "remove_position",
    "renew_upload",
    "reopen_disagreement",
    "repeat_story",
    "reply_to_annotation",
    "resolve_annotation",
    "restore_annotation",
    "restore_article",
    "restore_link",
    "revise_story",
    "revoke_push_token",
    "rotate_push_token",
    "save_draft",
    "save_entity",
    "save_feed",
    "save_source",
    "send_back",
    "send_to_review",
    "set_participants",
    "set_rights",
    "set_topics",
    "split_entity",
    "take_wire_value",
    "trash_annotation",
    "trash_article",
    "undo_regrouping",
    "unlink_articles",
    "unpublish_dossier",
    "unschedule_article",
    "untrash_article",
    "wish_mail",
    "withdraw_article",
]
