"""Whose town is whose, in the words of copy: data, written by us; codes are ISO 3166."""

from __future__ import annotations

from typing import Final

DEMONYMS: Final[dict[str, str]] = {
    demonym: pair.split(":")[0]
    for pair in (
        "US:american GB:british,english,scottish,welsh IE:irish FR:french DE:german,west-german "
        "IT:italian ES:spanish "
        "PT:portuguese NL:dutch BE:belgian CH:swiss AT:austrian DK:danish SE:swedish NO:norwegian "
        "FI:finnish IS:icelandic "
        "PL:polish CZ:czech SK:slovak HU:hungarian RO:romanian BG:bulgarian GR:greek TR:turkish RU:russian SU:soviet "
        "UA:ukrainian BY:belarusian,belarussian LT:lithuanian LV:latvian EE:estonian RS:serbian "
        "HR:croatian BA:bosnian "
        "SI:slovenian AL:albanian CY:cypriot IL:israeli LB:lebanese SY:syrian JO:jordanian IQ:iraqi IR:iranian "
        "KW:kuwaiti SA:saudi YE:yemeni OM:omani EG:egyptian LY:libyan TN:tunisian DZ:algerian "
        "MA:moroccan SD:sudanese "
        "ET:ethiopian SO:somali KE:kenyan UG:ugandan TZ:tanzanian RW:rwandan NG:nigerian GH:ghanaian SN:senegalese "
        "AO:angolan ZM:zambian ZW:zimbabwean MZ:mozambican AF:afghan PK:pakistani IN:indian "
        "BD:bangladeshi NP:nepalese,nepali "
        "CN:chinese TW:taiwanese JP:japanese MN:mongolian VN:vietnamese KH:cambodian LA:laotian TH:thai MM:burmese "
        "MY:malaysian ID:indonesian PH:philippine AU:australian CA:canadian MX:mexican CU:cuban "
        "CO:colombian VE:venezuelan "
        "PE:peruvian BO:bolivian CL:chilean AR:argentine,argentinian BR:brazilian UY:uruguayan "
        "PY:paraguayan AM:armenian "
        "AZ:azerbaijani,azeri KZ:kazakh UZ:uzbek TM:turkmen KG:kyrgyz MD:moldovan"
    ).split()
    for demonym in pair.split(":")[1].split(",")
}
"""Demonym → country. "Korean", "Georgian" and "Congolese" are left out: they may mean either of two."""

_OF_OLD: Final = {
    "SU": "RU UA BY KZ UZ TM KG TJ AM AZ GE MD EE LV LT", "DD": "DE", "YU": "RS HR SI BA MK ME XK", "CS": "CZ SK",
    "VS": "VN", "VD": "VN",
}  # fmt: skip
_BEYOND: Final = {
    "CN": "HK MO TW", "US": "PR GU VI AS MP", "GB": "GI BM KY FK GG JE IM VG TC MS AI SH", 
    "FR": "GP MQ RE GF YT PF NC PM MC",
    "NL": "CW AW SX BQ", "DK": "GL FO", "NO": "SJ", "FI": "AX", "RS": "XK", "MA": "EH", "IL": "PS", "PS": "IL", 
    "TW": "CN", "KP": "KR", "KR": "KP", "CY": "TR", "SD": "SS", "AU": "NF CX",
}  # fmt: skip
WIDER: Final[dict[str, frozenset[str]]] = {
    code: frozenset((*_OF_OLD.get(code, "").split(), *_BEYOND.get(code, "").split())) for code in {**_OF_OLD, **_BEYOND}
}
"""Country → countries whose towns copy may also call its own: once, from afar, or in dispute."""

_DISPUTED: Final = (
    "sevastopol simferopol yalta kerch feodosia yevpatoriya evpatoria donetsk luhansk lugansk "
    "mariupol kherson zaporizhzhia "
    "zaporizhia melitopol berdyansk jerusalem bethlehem hebron ramallah gaza pristina sukhumi "
    "tskhinvali tiraspol stepanakert "
    "khankendi nicosia famagusta kyrenia taipei srinagar"
)
DISPUTED: Final = frozenset(_DISPUTED.split())
"""Towns that two countries call their own: which copy says so is the desk's policy, not a slip."""

SETTLERS: Final = tuple(
    frozenset(codes.split())
    for codes in (
        "ES PT MX AR CO VE PE CL EC BO PY UY CR PA NI HN SV GT CU DO PR PH BR AO MZ GQ US TT",
        "GB IE US CA AU NZ ZA JM BS BB TT GY BZ ZW ZM KE NG GH LK IN MY SG BM FK MT",
        "FR BE CH CA US LU HT MG SN CI DZ GP MQ RE",
    )
)
"""Countries whose towns bear each other's names: a small Córdoba may lie in any of the first line."""

DISTRICTS: Final = "region|province|oblast|prefecture|district|governorate|department|county|state|city|town|port|area"
SIDES: Final = (
    r"(?:(?:north|south|east|west)(?:ern)?|(?:north|south)[- ]?(?:east|west)(?:ern)?|central|far|"
    r"border|capital|coastal|port|"
    r"occupied|embattled|war-torn|industrial|mountainous|remote|restive|second|largest|main)"
)
