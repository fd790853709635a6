"""What a page says of its story in microdata and in meta elements (OpenGraph, Dublin Core), in schema.org's terms."""

from typing import Any, Final

from archive.ingest.formats.xml_tree import Element, words_of

_META: Final = {
    "og:title": "headline", "twitter:title": "headline", "dc.title": "headline", "og:description": "description",
    "description": "description", "dc.description": "description", "og:url": "url", "author": "author",
    "article:author": "author", "dc.creator": "author", "parsely-author": "author", "sailthru.author": "author",
    "article:published_time": "datePublished", "datepublished": "datePublished", "dc.date": "datePublished",
    "date": "datePublished", "pubdate": "datePublished", "article:modified_time": "dateModified",
    "og:updated_time": "dateModified", "og:site_name": "publisher", "dc.publisher": "publisher",
    "og:locale": "inLanguage", "og:image": "image", "article:section": "articleSection", "article:tag": "keywords",
    "news_keywords": "keywords", "keywords": "keywords", "copyright": "copyrightNotice", "dc.rights": "copyrightNotice",
}  # fmt: skip
_SEVERAL: Final = frozenset({"keywords", "author", "image"})
_LEVELS: Final = 12


def read_meta(page: Element) -> dict[str, Any]:
    """The meta elements, the canonical address and the title of a page."""
    said: dict[str, Any] = {}
    for element in page.iter("meta"):
        name = str(element.get("property") or element.get("name") or element.get("itemprop") or "").lower()
        content = " ".join(str(element.get("content") or "").split())
        term = _META.get(name)
        if term is None or not content:
            continue
        if term in _SEVERAL:
            known = said.setdefault(term, [])
            words = [word.strip() for word in content.split(",")] if term == "keywords" else [content]
            known += [word for word in words if word and word not in known]
        else:
            said.setdefault(term, content)
    if "inLanguage" in said:
        said["inLanguage"] = said["inLanguage"].replace("_", "-")
    elif page.get("lang"):
        said["inLanguage"] = str(page.get("lang"))
    for link in page.iter("link"):
        if str(link.get("rel") or "").lower() == "canonical" and link.get("href"):
            said["url"] = str(link.get("href"))
        elif str(link.get("rel") or "").lower() == "license" and link.get("href"):
            said.setdefault("license", str(link.get("href")))
    if "headline" not in said:
        title = words_of(next(page.iter("h1"), None)) or words_of(next(page.iter("title"), None))
        if title:
            said["headline"] = title
    if isinstance(said.get("author"), list):
        said["author"] = [name for name in said["author"] if not name.startswith("http")]
    return said


def read_microdata(page: Element) -> dict[str, Any]:
    """The properties of the first article that a page marks with itemscope and itemprop."""
    for element in page.iter():
        if isinstance(element.tag, str) and "Article" in str(element.get("itemtype") or "").rpartition("/")[2]:
            said = _properties(element, 0)
            said.pop("articleBody", None)  # its markup is read as the page's words
            return said
    return {}


def _properties(scope: Element, level: int) -> dict[str, Any]:
    said: dict[str, Any] = {}
    if level > _LEVELS:
        return said
    waiting = list(scope)
    while waiting:
        element = waiting.pop(0)
        name = str(element.get("itemprop") or "")
        is_scope = element.get("itemscope") is not None
        if name:
            value: Any = _properties(element, level + 1) if is_scope else _value_of(element)
            if is_scope and not value:
                value = words_of(element)
            for one in name.split():
                said.setdefault(one, []).append(value)
        if not is_scope:
            waiting = [*element, *waiting]
    return said


def _value_of(element: Element) -> str:
    for attribute in ("content", "datetime", "href", "src"):
        if element.get(attribute):
            return str(element.get(attribute))
    return words_of(element)
