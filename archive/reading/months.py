"""Month and weekday names as datelines print them, in the languages of the agencies we know."""

from typing import Final

# One row a language, twelve cells, "|" between the spellings of one month. A name that means two different months in
# two languages (Croatian and Polish "listopada") is left out of the smaller wire rather than guessed.
_BY_LANGUAGE: Final[dict[str, str]] = {
    "en": "january|jan february|feb|febr march|mar april|apr may june|jun july|jul august|aug "
    "september|sept|sep october|oct november|nov december|dec",
    "es": "enero|ene febrero marzo abril|abr mayo junio julio agosto|ago septiembre|setiembre|set "
    "octubre noviembre diciembre|dic",
    "fr": "janvier|janv février|fevrier|févr|fév|fevr mars avril|avr mai juin juillet|juil août|aout "
    "septembre octobre novembre décembre|decembre|déc",
    "it": "gennaio|gen febbraio marzo aprile maggio|mag giugno|giu luglio|lug agosto settembre ottobre|ott "
    "novembre dicembre",
    "pt": "janeiro fevereiro|fev março|marco abril maio junho julho agosto setembro outubro|out novembro dezembro|dez",
    "de": "januar|jänner|jän februar|feber märz|maerz|mrz|mär april mai juni juli august september oktober|okt "
    "november dezember",
    "nl": "januari februari maart|mrt april mei juni juli augustus september oktober november december",
    "sv": "januari februari mars april maj juni juli augusti september oktober november december",
    "da": "januar februar marts april maj juni juli august september oktober november december|des|desember",
    "fi": "tammikuuta helmikuuta maaliskuuta huhtikuuta toukokuuta kesäkuuta heinäkuuta elokuuta syyskuuta "
    "lokakuuta marraskuuta joulukuuta",
    "ms": "januari februari mac april mei jun julai ogos september oktober november disember|dis",
    "id": "januari|jan februari|feb maret april mei juni juli agustus|agu september oktober november desember",
    "ru": "января|янв|январь февраля|фев|февр|февраль марта|мар|март апреля|апр|апрель мая|май июня|июн|июнь "
    "июля|июл|июль августа|авг|август сентября|сен|сент|сентябрь октября|окт|октябрь ноября|ноя|нояб|ноябрь "
    "декабря|дек|декабрь",
    "uk": "січня лютого березня квітня травня червня липня серпня вересня жовтня листопада грудня",
    "bg": "януари февруари март април май юни юли август септември октомври ноември декември",
    "pl": "stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października listopada grudnia",
    "cs": "ledna února března dubna května června července srpna září října listopadu prosince",
    "hr": "siječnja veljače ožujka travnja svibnja lipnja srpnja kolovoza rujna listopada-hr studenoga|studenog prosinca",
    "sk": "januára februára marca apríla mája júna júla augusta septembra októbra novembra decembra",
    "sr": "januara februara marta aprila maja juna jula avgusta septembra oktobra novembra decembra",
    "ro": "ianuarie|ian februarie martie aprilie mai iunie|iun iulie|iul august septembrie octombrie noiembrie|noi "
    "decembrie",
    "hu": "január február március április május június július augusztus szeptember október november december",
    "tr": "ocak şubat mart nisan mayıs haziran temmuz ağustos eylül ekim kasım aralık",
    "el": "ιανουαρίου φεβρουαρίου μαρτίου απριλίου μαΐου|μαϊου ιουνίου ιουλίου αυγούστου σεπτεμβρίου οκτωβρίου "
    "νοεμβρίου δεκεμβρίου",
    "ar": "يناير|كانون\u00a0الثاني فبراير|شباط مارس|آذار أبريل|ابريل|إبريل|نيسان مايو|أيار يونيو|يونيه|حزيران "
    "يوليو|يوليه|تموز أغسطس|اغسطس|آب سبتمبر|أيلول أكتوبر|اكتوبر نوفمبر ديسمبر",
    "fa": "ژانویه فوریه مارس آوریل مه ژوئن ژوئیه اوت سپتامبر اکتبر نوامبر دسامبر",
    "hi": "जनवरी फरवरी मार्च अप्रैल मई जून जुलाई अगस्त सितंबर|सितम्बर अक्टूबर|अक्तूबर नवंबर|नवम्बर दिसंबर|दिसम्बर",
    "he": "בינואר בפברואר במרץ|במרס באפריל במאי ביוני ביולי באוגוסט בספטמבר באוקטובר בנובמבר בדצמבר",
}

_WEEKDAYS: Final[tuple[str, ...]] = (
    "monday mon lundi lunes lunedì lunedi segunda-feira montag mandag måndag maanantai понедельник понеділок hétfő "
    "poniedziałek pondělí pazartesi isnin senin",
    "tuesday tue tues mardi martes martedì martedi terça-feira dienstag tirsdag tisdag вторник вівторок kedd "
    "wtorek úterý salı selasa",
    "wednesday wed mercredi miércoles mercoledì quarta-feira mittwoch onsdag среда середа szerda środa středa "
    "çarşamba rabu",
    "thursday thu thurs jeudi jueves giovedì quinta-feira donnerstag torsdag четверг четвер csütörtök czwartek "
    "čtvrtek perşembe khamis kamis",
    "friday fri vendredi viernes venerdì sexta-feira freitag fredag пятница п'ятниця péntek piątek pátek cuma "
    "jumaat jumat",
    "saturday sat samedi sábado sabato samstag sonnabend lørdag lördag суббота субота szombat sobota cumartesi sabtu",
    "sunday sun dimanche domingo domenica sonntag søndag söndag воскресенье неділя vasárnap niedziela neděle "
    "pazar ahad minggu",
)


def _month_numbers() -> dict[str, int]:
    numbers: dict[str, int] = {}
    for row in _BY_LANGUAGE.values():
        for number, cell in enumerate(row.split(" "), start=1):
            for name in cell.split("|"):
                numbers.setdefault(name.replace("\u00a0", " ").casefold(), number)
    return numbers


MONTHS: Final[dict[str, int]] = _month_numbers()
"""Month name, case-folded and without its full stop → 1 to 12."""

WEEKDAYS: Final[dict[str, int]] = {
    name.casefold(): number for number, names in enumerate(_WEEKDAYS) for name in names.split()
}
"""Weekday name, case-folded → 0 (Monday) to 6."""

_SPELLED_OUT: Final = tuple(
    (name, number)
    for number, cell in enumerate(_BY_LANGUAGE["en"].split(" "), start=1)
    for name in (cell.split("|")[0],)
)


def month_number(word: str) -> int | None:
    """The month a word names in any of our languages, or None. Case and a closing full stop do not matter."""
    return MONTHS.get(word.rstrip(".").casefold())


def guess_misprinted_month(word: str) -> int | None:
    """The English month one keying error away from `word` ("Narch", "Marchg", "Mach"), or None.

    Old wires were keyed by hand. Callers must ask for a day and a closing dash around it before they believe this.
    """
    key = word.rstrip(".").casefold()
    for name, number in _SPELLED_OUT:
        if len(name) >= 4 and abs(len(name) - len(key)) <= 1 and _is_one_edit_apart(name, key):
            return number
    return None


def _is_one_edit_apart(left: str, right: str) -> bool:
    if len(left) > len(right):
        left, right = right, left
    for index, letter in enumerate(left):
        if letter != right[index]:
            rest = left[index + 1 :] if len(left) == len(right) else left[index:]
            return rest == right[index + 1 :]
    return len(right) - len(left) == 1
