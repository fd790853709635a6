"""What agencies print under a story for its colleagues and clients: initials, addresses, credits, promotion.

None of it is text. The lines are told by their form, in the languages of the wires; whoever calls looks only at the
end of a story, where a line that has the form of a sign-off is one.
"""

import re
from typing import Final

from archive.reading.agencies import Agencies

LONGEST_LINE: Final = 400

_INITIALS: Final = re.compile(
    r"(?:burs-)?[a-zà-ÿ]{1,6}(?:[-/.][a-zà-ÿ]{1,6}){0,5}\s?/{1,2}(?:\s?[a-zà-ÿ]{1,6}/?){0,4}"  # abc/def, mro/ jar/
    r"|[A-Z]{2,6}(?:-[A-Z]{2,6})?(?:/[A-Z]{2,6}){1,4}"  # ABC/DEF
    r"|[A-Z]{2,5}(?:\s?\([A-Z/]{2,12}\))?\s?//\s?[A-Z]{2,5}\.?"  # ABC (DEF) // GHI
    r"|[A-Z]{2,4}-[A-Z]{2,4}|[A-Z]{2,3}"
    r"|(?:\((?:con )?(?:fotos?|vídeos?|videos?|photos?|vidéos?|audio|infografía|фото|видео)\)\s?){1,4}"
    r"|[a-z]{2,4}(?: [a-z]{2,4})?"
    r"|\((?:Schluss|Forts\.?|Ende|Fin|Fim)\)(?:\s[a-zà-ÿ]{1,6}(?:[-/][a-zà-ÿ]{1,6}){0,5})?"
    r"|\d{3,5}\*\*\d{3,6}\*{0,2}"
)
_AGENCY_IN_BRACKETS: Final = re.compile(r"(?<=[.!?\"”»।)…])\s*\((?P<name>[^\W\d_][\w .-]{1,20})\)\.?\s*$")
_NOTEBOOK: Final = re.compile(
    r"[#*\s]*(?:dpa[- ])?(?:Notebook|NOTEBOOK|Notizblock)\s*$|"
    r"(?:The following information is not|Die folgenden Informationen sind nicht)\b"
)
_STAMP: Final = re.compile(
    r"[\s(\[（【]*(?:"
    r"\d{1,2}[-/. ](?:\d{1,2}|[A-ZÀ-Þ][A-Za-zÀ-ÿ]{2,3})[-/. ]\d{2,4}\.?[ ,/-]{0,3}\d{1,2}[:.h]?\d{2}"  # 04-SET-25 12:30
    r"|\d{4}[-/.年]\s?\d{1,2}[-/.月]\s?\d{1,2}日?[ ,T/-]{0,3}\d{1,2}[:.h]?\d{2}(?::\d\d)?"  # 2025/09/03 11:20
    r"|\d{6}\s(?:GMT|UTC|[A-Z]{3,4})\s[A-Z][a-z]{2}\s\d{2,4}"  # 131137 GMT Nov 13
    r"|[A-Z]{2,5}-(?:[A-Z]{2}-)?\d\d-\d\d-\d\d\s\d{4}[A-Z]{3}"  # AP-WF-11-03-25 1200GMT
    r"|\d{1,2}[:.h]?\d{2}\s?(?:GMT|UTC|CET|CEST|MSK|KST|JST|IST|ET)"
    r")(?:\s?(?:GMT|UTC|CET|CEST|MSK|KST|JST|IST|ET|hrs|Uhr))?[)\]）】]*\s?(?:N{4}|송고|입력|배포)?[\s<.]*"
)
_CLOSING_ASIDE: Final = re.compile(
    r"(?<=[.!?\"”»。」…])\s*(?:"
    r"[（(](?:編輯|编辑|責任編輯|责任编辑|责编|譯者|译者)[^（）()\n]{1,60}[）)]\s?\d{0,8}"
    r"|[（(]\d{4}[-/.年]\d{1,2}[-/.月]\d{1,2}日?[-  ]?\d{0,2}:?\d{0,2}[）)]"
    r")\s*$"
)
_INITIAL_WORDS: Final = re.compile(r"(?:\s(?:[a-z]{1,5}\d?|[A-Z]{2,5}\d?|[a-z]{1,5}(?:[/-][a-z]{1,5}){1,4})){0,6}")
_DECORATION: Final = " \t()（）[]【】<>-–—=*./|:■◎。"
_ADDRESS: Final = re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63})+")
_LINK: Final = re.compile(r"(?:https?://|www\.)\S+|\b[\w-]+\.(?:com|org|net|co|gov)(?:/\S*)?$", re.IGNORECASE)
_MESSAGING: Final = re.compile(r"\(\(.*\)\)\s*$")
_TELEPHONE: Final = re.compile(
    r"^[\W\d]*(?:Tel|Phone|Contact|E-?mail|Newsroom|Twitter|Mob(?:ile)?|Tfno|Tél)\b.{0,6}[.:+\d]", re.IGNORECASE
)
_PROMOTION: Final = re.compile(
    r"[\s(\[*>•–—-]*(?:Follow\s(?:AP|us|the\sAP|our|\S+\son)\b|Our\sStandards\s?:|Nuestros\s[Ee]stándares|"
    r"Nossos\s[Pp]adrões|More\s(?:AP|on|stories|news|coverage|from)\b|"
    r"(?:Full\s)?AP(?:['’]s)?\scoverage|Read\s(?:more|also|next)\b|See\salso\b|Subscribe\b|Sign\sup\b|Click\shere\b|"
    r"Online\s?:|On\sthe\sNet\s?:|For\s(?:more|the\slatest|related|additional)\b.{0,120}(?:https?:|www\.|[:@]|"
    r"visit|click|\.com|\.org)|"
    r"The\sAssociated\sPress\sreceives|AP\s(?:is\ssolely|receives)|Download\s|Join\sus\b|"
    r"Lire\saussi|À\slire\saussi|Plus\sd['’]informations|Leer\smás|Leia\s(?:também|mais)|Leggi\sanche|Lees\s(?:ook|"
    r"meer)|"
    r"Läs\s(?:mer|också)|Mehr\szum\sThema|Lesen\sSie\sauch|Czytaj\s(?:też|także|więcej)|Więcej\s(?:na|informacji)|"
    r"Baca\s(?:juga|selengkapnya)|Xem\sthêm|Читайте\s(?:также|нас)|Подробнее|Подписывайтесь|Читайте\sтакож|"
    r"Підписуйтесь|İlgili\shaber|اقرأ\sأيضا|관련\s?기사|제보는|카카오톡|▶|☞|◎|関連記事|相关报道|延伸閱讀)",
)
_CREDIT: Final = re.compile(
    r"[\s(\[（【〔*–—-]*(?:"
    r"(?:Additional\s+)?(?:Reporting|Writing|Compiled|Edited|Editing|Reported|Written|Translated|Translation)\s+by\b|"
    r"(?:With\s+)?(?:Additional\s+)?(?:reporting|contributions?)\s+(?:by|from)\s|"
    r"(?:Reportage|Avec\s+la\scontribution|Rédigé|Édité|Edité|Édition|Version\sfrançaise|Service\sfrançais)\s(?:de|"
    r"par|:)|"
    r"(?:Reporte|Reportaje|Información|Editado|Edición|Escrito|Traducido|Redacción)\s(?:de|por|en)\b|"
    r"(?:Reportagem|Edição|Texto|Por)\s(?:de|adicional|por)\b|"
    r"(?:Bericht|Berichte|Geschrieben|Redigiert|Bearbeitet|Redaktion|Mitarbeit)\s(?:von|:)|"
    r"(?:Servizio|A\scura|Redazione)\s(?:di|a\scura)\b|"
    r"(?:Pewarta|Penulis|Penyunting|Penerjemah|Editor|Editors|Redaktur|Reporter|Muhabir|Editör|Redaktör|Redaktor|"
    r"Opracowanie|Autor|Auteur|Redactie|Eindredactie|Redakce|Redigering|Foto|Photo|Cameraman|Autoría|Edición|Edição|"
    r"Edizione|Redacción|Redação|Rédaction|Redaktion|Автор|Редактор|Корреспондент|Biên\stập|Tác\sgiả|"
    r"记者|記者|编辑|編輯|责任编辑|責任編輯|责编|譯者|译者|校对|編輯者|취재|편집|번역|المحرر|تحرير)\s?[:：]|"
    r"(?:编辑|編輯|責任編輯|责任编辑|譯者)\s?[:：/]"
    r")"
)
_CONTRIBUTED: Final = re.compile(
    r"\b(?:contributed\s(?:to\sthis\s(?:report|story|article)|reporting)|a\scontribué\sà|contribuyó\sa|"
    r"trugen?\szu\sdiesem|reported\sfrom\s[A-Z])",
)
_SOURCE_LINE: Final = re.compile(
    r"[\s(\[（*–—-]*(?:Source|Quelle|Fuente|Fonte|Bron|Källa|Sumber|Источник|来源|출처)\s?[:：]\s*\S.{0,60}$"
)


def is_credit(line: str) -> bool:
    """Whether a line only says who reported, wrote, edited or translated."""
    return len(line) < LONGEST_LINE and _CREDIT.match(line) is not None


def is_contribution(line: str) -> bool:
    """Whether a line thanks colleagues: "John Roe in Paris contributed to this report."."""
    return len(line) < LONGEST_LINE and _CONTRIBUTED.search(line) is not None


def is_contact(line: str) -> bool:
    """Whether a line holds an address and little else: a reporter's e-mail, a newsroom's telephone."""
    if len(line) > 240:
        return False
    if _MESSAGING.match(line) or _TELEPHONE.match(line):
        return True
    address = _ADDRESS.search(line)
    if address is None:
        return False
    others = re.findall(r"[^\W\d_]{2,}", _ADDRESS.sub("", line))
    return len(others) <= 8 and not line.rstrip().endswith((". ", "?"))


def is_promotion(line: str) -> bool:
    """Whether a line sends the reader elsewhere: "Follow AP's coverage at …", "Our Standards: …"."""
    return len(line) < LONGEST_LINE and (_PROMOTION.match(line) is not None or _SOURCE_LINE.match(line) is not None)


def is_bare_link(line: str) -> bool:
    """Whether a line is a web address and at most a word or two behind it."""
    return len(line) < 200 and _LINK.match(line.strip(_DECORATION)) is not None and line.strip().count(" ") < 3


def opens_notebook(line: str) -> bool:
    """Whether all that follows a line is for clients only: contacts, links and notes of the newsroom."""
    return len(line) < LONGEST_LINE and _NOTEBOOK.match(line) is not None


def is_stamp(line: str) -> bool:
    """Whether a line is the moment of transmission and nothing else: "04-SET-25 12:30", "2025/09/03 11:20 송고"."""
    return len(line) < 48 and _STAMP.fullmatch(line) is not None


def read_signature(line: str, *, agencies: Agencies) -> str:
    """The author of a closing line such as "Anna Andersson/TT"; empty when the line is none."""
    name, slash, agency = line.strip().rpartition("/")
    words = name.split()
    is_name = 2 <= len(words) <= 4 and all(word[0].isupper() and len(word) > 1 for word in words)
    return name.strip() if slash and is_name and len(line) < 60 and agencies.find(agency) is not None else ""


def is_initials(line: str, *, agencies: Agencies) -> bool:
    """Whether a line signs off: writers' initials, the agency's name, or both ("abc/def", "dpa ct xx n1", "(ANI)")."""
    line = line.strip()
    if not 2 <= len(line) <= 120:
        return False
    if _INITIALS.fullmatch(line):
        return True
    plain = line.strip(_DECORATION)
    if agencies.find(plain) is not None:
        return True
    first, _, rest = plain.partition("/")
    if rest and agencies.find(first) is not None and (len(rest.split()) <= 3 or rest[0] == "("):
        return True
    name, _, rest = plain.partition(" ")
    return (
        bool(rest) and agencies.find(name) is not None and _INITIAL_WORDS.fullmatch(f" {rest.lstrip('/')}") is not None
    )


def find_sign_off(paragraph: str, *, agency: str, agencies: Agencies) -> int:
    """Where the agency signs off after the last sentence ("… al mediodía. EFE"); the length when it does not."""
    aside = _CLOSING_ASIDE.search(paragraph[-90:])
    if aside is not None:
        return max(0, len(paragraph) - 90) + aside.start()
    closing = _AGENCY_IN_BRACKETS.search(paragraph[-40:])
    if closing is not None and agencies.find(closing["name"]) is not None:
        return max(0, len(paragraph) - 40) + closing.start()
    if not agency:
        return len(paragraph)
    tail = paragraph[-60:]
    form = re.compile(
        rf"(?<=[.!?\"”»।)…])\s*(?:--?|[–—/])?\s*[(\[/]?{re.escape(agency)}[)\]/]?\.?"
        r"(?:\s[a-z]{2,4}(?:/[a-z]{2,4}){0,4}|(?:\s[A-Z]{2,4}){0,4}|\s?\((?:www\.)?[\w.-]{4,40}\))?\s*$",
        re.IGNORECASE,
    )
    match = form.search(tail)
    return len(paragraph) - len(tail) + match.start() if match is not None else len(paragraph)
