"""What the columns of a table mean: our fields by their own names, by IPTC's and by plain words for them."""

import re
from collections.abc import Mapping, Sequence
from typing import Final

_NAMES: Final = {
    "guid": "guid id uri identifier newsid itemid article_id articleid",
    "headline": "headline title heading hl1 titre titel titulo título titolo "
    "überschrift 标题 標題 제목 見出し заголовок",
    "subheadline": "subheadline subtitle subhead deck standfirst alternativeheadline untertitel 副标题 부제",
    "text": "text body content articlebody story body_text body_html fulltext "
    "full_text texte corpo cuerpo inhalt 正文 内容 "
    "本文 본문 내용 текст",
    "abstract": "abstract summary description teaser lede lead description_text zusammenfassung 摘要 요약",
    "slugline": "slugline slug keywordline",
    "byline": "byline author authors by creator reporter writer journalist autor "
    "auteur autore 作者 记者 기자 記者 автор",
    "language": "language lang locale langue sprache 语言 언어",
    "source": "source provider agency publisher publication newspaper creditline "
    "source_name quelle 来源 來源 출처 매체 источник",
    "published": "published date pubdate publication_date published_at datepublished "
    "issued created_at time datetime timestamp "
    "datum fecha data 日期 时间 날짜 발행일 日付 дата",
    "version_created": "version_created versioncreated updated updated_at modified datemodified last_modified",
    "first_created": "first_created firstcreated created datecreated contentcreated",
    "dateline": "dateline located place location city lieu ort lugar luogo 地点 장소",
    "copyright": "copyright copyrightnotice copyright_notice rights",
    "copyright_holder": "copyrightholder copyright_holder rightsholder",
    "usage_terms": "usageterms usage_terms license licence",
    "embargo": "embargo embargoed embargoeduntil",
    "urgency": "urgency",
    "version": "version revision",
    "genre": "genre",
    "topics": "topics tags section category categories rubrique ressort 栏目 분류",
    "keywords": "keywords keyword 关键词 키워드",
    "ednote": "ednote editors_note editorsnote note_to_editors",
    "pubstatus": "pubstatus status",
    "media": "image image_url picture photo media",
    "link": "url link href permalink",
    "people": "people persons person",
    "organisations": "organisations organizations companies",
    "places": "places",
}
COLUMNS: Final = {name: field for field, names in _NAMES.items() for name in names.split()}
"""A column's name, in small letters without spaces → the field it fills."""

_SPACES: Final = re.compile(r"[\s_-]+")
_JOINED: Final = {_SPACES.sub("", name): field for name, field in COLUMNS.items()}


def field_of(name: str, mapping: Mapping[str, str] | None = None) -> str:
    """The field that a column fills; "" when it has none. A mapping counts before the names known here."""
    if mapping is not None and name in mapping:
        return mapping[name]
    return _JOINED.get(_SPACES.sub("", name.strip().lower()), "")


def is_story_table(names: Sequence[str]) -> bool:
    """Whether columns of these names hold stories: two known at least, one of them the headline or the words."""
    fields = [field for name in names if (field := field_of(name))]
    return len(set(fields)) > 1 and not {"headline", "text"}.isdisjoint(fields)
