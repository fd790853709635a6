"""Words that say what a person is, in the languages of the European, Turkish, Malay and Vietnamese wires: data."""

import re
from functools import lru_cache
from typing import Final

from archive.reading.titles import TITLES


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


TITLES_ABROAD: Final = _words(
    # French, Spanish, Italian, Portuguese
    "président présidente premier première ministre chancelier chancelière maire sénateur sénatrice député députée "
    "gouverneur gouverneure ambassadeur ambassadrice secrétaire porte-parole chef cheffe patron patronne dirigeant "
    "dirigeante directeur directrice procureur procureure juge pape cardinal évêque général commissaire préfet "
    "président-directeur entraîneur sélectionneur écrivain chanteur chanteuse acteur actrice réalisateur réalisatrice "
    "avocat avocate économiste analyste chercheur chercheuse spationaute roi reine candidat candidate "
    "presidente presidenta ministro ministra primera canciller alcalde alcaldesa senador senadora diputado diputada "
    "gobernador gobernadora embajador embajadora secretario secretaria portavoz líder director directora fiscal jueza "
    "papa obispo arzobispo comisario comisaria entrenador escritor escritora cantante actor actriz abogado abogada "
    "economista analista astronauta rey reina jefe jefa vicepresidente vicepresidenta candidato candidata exministro "
    "expresidente premier sindaco sindaca senatore senatrice deputato deputata governatore governatrice ambasciatore "
    "ambasciatrice segretario segretaria portavoce leader direttore direttrice procuratore cardinale vescovo "
    "arcivescovo commissario commissaria allenatore scrittore scrittrice cantante attore attrice regista avvocato "
    "vicepremier viceministro vicepresidente cancelliere capogruppo primeiro-ministro primeira-ministra chanceler "
    "prefeito prefeita deputado deputada governador governadora embaixador embaixadora secretário secretária "
    "porta-voz diretor diretora procurador procuradora bispo arcebispo comissário comissária treinador escritor "
    "vice-presidente vice-primeiro-ministro autarca coordenador coordenadora "
    # German, Dutch, Swedish, Danish, Norwegian
    "präsident präsidenten präsidentin ministerpräsident ministerpräsidentin minister ministerin kanzler kanzlerin "
    "senatorin bürgermeister bürgermeisterin abgeordnete abgeordneter sprecher sprecherin vorsitzende vorsitzender "
    "parteichef parteichefin botschafter botschafterin sekretär generalsekretär generalsekretärin staatssekretär "
    "staatssekretärin direktor direktorin leiter leiterin trainer bundestrainer papst kardinal bischof richter "
    "richterin anwalt anwältin schauspieler schauspielerin sänger sängerin autor autorin regisseur regisseurin "
    "ökonom ökonomin experte expertin astronaut könig königin kommissar kommissarin wirtschaftsminister "
    "bondskanselier premier minister staatssecretaris burgemeester woordvoerder woordvoerster voorzitter directeur "
    "minister-president ambassadeur koning koningin paus trainer bondscoach "
    "statsminister utrikesminister finansminister talesperson partiledare ordförande generalsekreterare president "
    "statsråd kung drottning borgmester borgmästare formand leder talsperson utenriksminister udenrigsminister "
    # Polish, Czech, Romanian, Croatian, Turkish, Malay and Indonesian
    "prezydent wicepremier wicepremierka ministra marszałek poseł posłanka senatorka rzecznik rzeczniczka wojewoda "
    "ambasador sekretarz prezes szef szefowa dyrektor dyrektorka trener kanclerz papież burmistrz wiceminister "
    "prezident premiér ministr ministryně předseda předsedkyně starosta mluvčí náměstek velvyslanec "
    "preşedintele președintele premierul ministrul purtătorul predsjednik premijer ministar predsednik glasnogovornik "
    "cumhurbaşkanı başbakanı başbakan bakanı bakan başkanı sözcüsü büyükelçisi müdürü valisi genel-sekreteri "
    "milletvekili lideri prezidenti cumhurbaşkan "
    "presiden menteri gubernur bupati wali-kota ketua jenderal perdana duta wapres panglima direktur kapolri "
    "elnök miniszterelnök miniszter kancellár presidentti pääministeri ministeri ulkoministeri puhemies"
)
"""Titles that stand before (or in commas after) a name. Lower case."""

MODIFIERS_ABROAD: Final = _words(
    "premier première vice ancien ancienne ex nouveau nouvelle primer primera nuevo nueva primo prima nuovo nuova "
    "vice-premier novo nova antigo antiga früherer frühere früheren ehemalige ehemaliger ehemaligen neue neuer neuen "
    "stellvertretende stellvertretender amtierende amtierender damalige damaliger oud-minister oud tidigare förre "
    "vice-minister były była wice eski yeni yardımcısı mantan wakil dışişleri içişleri savunma maliye adalet sağlık "
    "eğitim ticaret enerji abd genel général secrétaire secretario segretario secretário generalny"
)
"""Words that belong to a title before it. Lower case."""

ARTICLES_ABROAD: Final = _words(
    "le la les l' un une der die das den dem des ein eine einen einem el los las una il lo gli i uno o a os as um uma "
    "de het een det en ett et"
)
"""Articles: a title does not begin with one, even where a sentence does. Lower case."""

LINKS: Final = _words(
    "de du des d' del della dello dei degli delle di da do dos das la le les el los las van voor het von der für för "
    "of for the and et e y und och zum zur im in"
)
"""What ties an office to its title: "ministre des Affaires étrangères", "ministro degli Esteri"."""

OFFICE_WORDS: Final = _words(
    "affaires étrangères étranger étrangers intérieur défense économie finances justice santé éducation travail "
    "transports environnement agriculture budget logement conseil république état etat gouvernement général générale "
    "adjoint adjointe délégué déléguée sortant sortante intérimaire nationale national fédéral fédérale régional "
    "exteriores asuntos gobierno interior defensa hacienda economía sanidad educación trabajo república estado "
    "consejo "
    "general adjunto adjunta interino interina saliente electo electa en funciones "
    "esteri interni interno difesa economia giustizia salute istruzione lavoro consiglio repubblica generale uscente "
    "negócios estrangeiros defesa finanças saúde governo administração interna conselho geral cessante "
    "buitenlandse binnenlandse zaken defensie financiën justitie volksgezondheid demissionair "
    "zahraničí vnitra obrany financí zdravotnictví dopravy externe interne apărării auswärtiges inneren spraw "
    "zagranicznych wewnętrznych obrony narodowej finansów zdrowia edukacji sprawiedliwości "
    "rolnictwa sejmu senatu rządu generalny luar dalam negeri pekerjaan umum keuangan pertahanan kesehatan pendidikan "
    "perdagangan koordinator agama hukum pertanian perhubungan energi sosial kabinet tinggi besar "
    "pensions planning transport health education finance trade foreign home works agriculture water information"
)
"""Words of an office's name, wherever they stand in it. Lower case."""

HONORIFICS_ABROAD: Final = _words(
    "mlle mlle. señor señora señorita sr sr. sra sra. srta. doña dott. dott dott.ssa on. sig. sig signora sig.ra "
    "herrn dhr. dhr mevr. mevr mevrouw meneer pani datuk datin dato tun seri bapak ibu shri smt smt. ông bà alhaji "
    "engr "
    "engr. barr barr. haji hajah"
)
"""Forms of address that are no part of a name. Lower case."""

VIETNAMESE_TITLES: Final = (
    "phó thủ tướng", "thủ tướng", "phó chủ tịch nước", "chủ tịch nước", "tổng bí thư", "chủ tịch quốc hội",
    "bộ trưởng",
    "thứ trưởng", "đại sứ", "tổng thống", "người phát ngôn", "giám đốc", "chủ tịch", "bí thư",
)  # fmt: skip
"""Longest first, where one ends another."""

_COMPOUND: Final = re.compile(
    r"[\w-]+(?:präsident(?:in|en)?|minister(?:in|n|en)?|kanzler(?:in|s)?|chef(?:in|s)?|sprecher(?:in)?|"
    r"vorsitzende[rn]?|"
    r"beauftragte[rn]?|sekretär(?:in)?|direktor(?:in)?|leiter(?:in)?|kommissar(?:in)?|bürgermeister(?:in)?|"
    r"abgeordnete[rn]?|botschafter(?:in)?|trainer(?:in)?|bischof|experte|expertin|ökonom(?:in)?|"
    r"ledare|ordförande|sekreterare|ministern|ministeren|president(?:en)?|kanselier|woordvoerder|voorzitter|leider|"
    r"ministro|ministra|presidente|presidenta|président|présidente)"
)
_ADJECTIVE: Final = re.compile(
    r"(?:\w+(?:ais|aise|ois|oise|ien|ienne|éen|éenne|ain|aine|mand|mande|gnol|gnole|ique|aire|"  # French
    r"ñol|ñola|ués|uesa|cés|cesa|glés|glesa|ano|ana|eno|ena|ino|ina|ense|uayo|uaya|ico|ica|iano|iana|"  # Spanish
    r"ese|nese|gnolo|gnola|esco|esca|eco|eca|co|"  # Italian
    r"ês|nhol|nhola|ão|leiro|leira|iense|"  # Portuguese
    r"ische[nrms]?|deutsche[nrms]?)|grec|grecque|turc|turque|russe|suisse|belge|russo|russa|belga|turco|turca|ruso|"
    r"rusa|"
    r"sueco|sueca|croate|serbe|slovaque|tchèque|arabe|árabe|arabo|svizzero|svizzera|tedesco|tedesca)"
)
_VERBS: Final = _words(
    "critica indica comunica replica pubblica spiega significa dimentica ritorna torna sembra vem tem têm também são "
    "estão serão cosa prima oltre vient tient devient revient soutient maintient invita demain main train certain "
    "mañana semana settimana ogni attacca marca rica fica explica dedica aplica busca toca manca parla cerca poco "
    "quan quando"
)
"""Words with an adjective's ending that are none, or are verbs."""


@lru_cache(maxsize=20_000)  # the same words come back story after story
def is_title(lowered: str) -> bool:
    """Whether a word, in small letters, is a strong title in any of our languages, German compounds included."""
    if lowered in TITLES or lowered in TITLES_ABROAD:
        return True
    return len(lowered) > 6 and _COMPOUND.fullmatch(lowered) is not None


@lru_cache(maxsize=20_000)
def is_adjective(word: str) -> bool:
    """Whether a word printed small may say which country's or what kind of officer is meant ("français",
    "español")."""
    return word not in _VERBS and _ADJECTIVE.fullmatch(word) is not None
