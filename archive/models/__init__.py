"""The record: what the archive holds, one module a noun, each QuerySet beside its model.

Start at `article.py` (identity and standing) and `version.py` (the words). Nothing here writes on its
own: every change to a record goes through `archive.actions`, and what readers may see is decided in one
place, `ArticleQuerySet.readable` with `Article.standing_at`.
"""

from .annotation import Annotation, AnnotationQuerySet
from .arrival import Arrival, ArrivalQuerySet
from .article import Article, ArticleQuerySet, make_ref
from .correction import Correction, CorrectionQuerySet
from .deed import Deed, DeedQuerySet
from .delivery import Delivery, DeliveryQuerySet, PushToken, PushTokenQuerySet
from .disagreement import Disagreement, DisagreementQuerySet
from .dossier import Dossier, DossierItem, DossierQuerySet
from .entity import Alias, Entity, EntityQuerySet
from .event import Event
from .feed import Feed, FeedQuerySet
from .follow import Asking, Follow, FollowQuerySet
from .ingest import IngestItem, IngestRun
from .likeness import Likeness, LikenessBand
from .link import Link, LinkQuerySet
from .media import Media
from .mention import Mention, MentionQuerySet
from .name_word import NameWord
from .note_change import NoMentionMail, NoteChange, NoteMention, NoteMentionQuerySet
from .organisation import Organisation
from .original import Original
from .outbox import OutboxRow
from .person import Person
from .place import Place
from .position import Position
from .regrouping import Regrouping, RegroupingQuerySet
from .removal import Removal, RemovalQuerySet
from .resemblance import Resemblance, ResemblanceQuerySet
from .rights import Rights
from .source import Source
from .topic import ArticleTopic, Topic
from .upload import Upload, UploadItem, UploadQuerySet
from .version import ArticleVersion
from .wire_step import WireStep, WireStepQuerySet

__all__ = [
    "Alias",
    "Annotation",
    "AnnotationQuerySet",
    "Arrival",
    "ArrivalQuerySet",
    "Article",
    "ArticleQuerySet",
    "ArticleTopic",
    "ArticleVersion",
    "Asking",
    "Correction",
    "CorrectionQuerySet",
    "Deed",
    "DeedQuerySet",
    "Delivery",
    "DeliveryQuerySet",
    "Disagreement",
    "DisagreementQuerySet",
    "Dossier",
    "DossierItem",
    "DossierQuerySet",
    "Entity",
    "EntityQuerySet",
    "Event",
    "Feed",
    "FeedQuerySet",
    "Follow",
    "FollowQuerySet",
    "IngestItem",
    "IngestRun",
    "Likeness",
    "LikenessBand",
    "Link",
    "LinkQuerySet",
    "Media",
    "Mention",
    "MentionQuerySet",
    "NameWord",
    "NoMentionMail",
    "NoteChange",
    "NoteMention",
    "NoteMentionQuerySet",
    "Organisation",
    "Original",
    "OutboxRow",
    "Person",
    "Place",
    "Position",
    "PushToken",
    "PushTokenQuerySet",
    "Regrouping",
    "RegroupingQuerySet",
    "Removal",
    "RemovalQuerySet",
    "Resemblance",
    "ResemblanceQuerySet",
    "Rights",
    "Source",
    "Topic",
    "Upload",
    "UploadItem",
    "UploadQuerySet",
    "WireStep",
    "WireStepQuerySet",
    "make_ref",
]
