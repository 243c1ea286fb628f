r"""The patterns of the Indonesian tokenizer: what is split off, what stays whole.

The rules follow Universal Dependencies v2 for Indonesian, with the stated difference that a hyphen
between two capitalised parts is a token of its own (annotation guidelines, section 3):

    Nagorno-Karabakh  ->  Nagorno | - | Karabakh        negara-negara  ->  negara-negara
    pro-Turki         ->  pro | - | Turki               COVID-19       ->  COVID-19
    Aliyev-lah        ->  Aliyev | -lah                 al-Qaeda       ->  al-Qaeda
    #Azerbaijan       ->  # | Azerbaijan                detik.com/x    ->  detik.com/x

The '#' of a hashtag is split off, although section 3 calls a hashtag one token: section 1, decision
12 marks the name without it, and every gold span must fit the tokens.

spaCy asks `KEEP` first at every step; only what it does not match is split at affixes and infixes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from spacy.lang import char_classes
from spacy.lang.char_classes import LIST_ELLIPSES, LIST_ICONS
from spacy.lang.id.punctuation import (
    TOKENIZER_INFIXES,
    TOKENIZER_PREFIXES,
    TOKENIZER_SUFFIXES,
)

from nusaner import lexicon

#: Hyphenated clitics and particles; split off before the hyphen.
CLITICS = ("nya", "lah", "kah", "pun", "tah", "ku", "mu")
#: Free prefixes after which a hyphen and a capitalised name are tokens of their own.
NAME_PREFIXES = (
    "pro", "anti", "pasca", "pra", "eks", "ex", "non", "kontra", "neo", "pan", "se", "antar",
    "inter", "trans", "lintas", "semi", "ultra", "sub", "post", "bekas", "mantan", "wakil",
)  # fmt: skip
#: Openings and closings of UTF-8 quotation marks that were read as cp1252.
MOJIBAKE = ("â€œ", "â€\u009d", "â€˜", "â€™", "â€“", "â€”", "â€¦", "â€", "Â")

# spaCy's lists of letters are thousands of characters long and stand sixty times in its rules, and
# Python reads a pattern character by character; these tell the same letters apart, but for rare scripts,
# and take in `_` where a word may have digits (file_2020-11 is one token).
_UNCASED = "\u0590-\u0dff\u0e00-\u0eff\u3040-\u9fff\uac00-\ud7af"
_LETTERS = [chr(code) for code in (*range(0x41, 0x588), *range(0x10A0, 0x1100), *range(0x1E00, 0x1F00))]
ALPHA_LOWER = "".join(letter for letter in _LETTERS if letter.islower()) + _UNCASED
ALPHA_UPPER = "".join(letter for letter in _LETTERS if letter.isupper()) + _UNCASED
_LETTER = r"[^\W\d_]"

_WORD = r"[\w'’]"
_CLITIC = "|".join(CLITICS)
_PREFIX = "|".join(NAME_PREFIXES)
_JOINED = "|".join(sorted(lexicon.words("joined_names")))
#: Endings of domain names; a full stop before any other lower-case word has lost its blank.
_DOMAINS = (
    "com|net|org|info|id|az|am|ge|ru|tr|ir|ua|uk|us|eu|tv|io|co|me|my|sg|gov|edu|int|mil|biz|news|online|"
    "press|media|app|dev|xyz|live|link|ly|be|de|fr|nl|in|pk|kz|uz|sa|qa|ae"
)
_RHYMES = "|".join(sorted(lexicon.words("rhymes")))

#: Characters; longer runs of signs at the end of a word are found as infixes.
_LONGEST_SUFFIX = 8
_MONTHS = "|".join(sorted(lexicon.words("months")))
_NUMBER = r"[0-9]+(?:[.,][0-9]+)*"
#: A range of numbers or days is three tokens (60-70 persen, 15 April-14 Mei); a score (2-1) is one.
_RANGE = rf"(?!(?![0-9]-[0-9]$)(?:{_NUMBER}-{_NUMBER}|(?:{_MONTHS})-[0-9]+)$)"

_HYPHENATED = "|".join(
    (
        # reduplication, whatever the case: negara-negara, Undang-Undang, BERSAMA-SAMA, kota-kotanya
        rf"(?i:{_WORD}*?({_WORD}{{2,}})-\1(?:an|kan|i|nya|lah|ku|mu|annya|kannya|inya)?)",
        rf"(?i:{_RHYMES})(?i:nya|an)?",
        # a later part in lower case or a number, but for a clitic: mengejek-ejek, Su-25, ke-44
        rf"{_RANGE}(?!(?:{_JOINED})-(?:{_JOINED})\b){_WORD}+(?:-(?!(?i:{_CLITIC})$)[{ALPHA_LOWER}0-9]{_WORD}*)+",
        # an affix before an acronym or a number before a word: di-PHK, 17-Mar, e-KTP
        rf"(?!(?:{_PREFIX})-)[{ALPHA_LOWER}]+-[{ALPHA_UPPER}]{{2,}}(?:-kan|-an|-i)?",
        rf"{_RANGE}(?:[0-9]+|e)-{_WORD}+",
        # a clitic of reverence or of the speaker's on a common word: hamba-Ku, kopian-ku
        rf"[{ALPHA_LOWER}]+-(?:Nya|Ku|Mu|ku|mu)",
        # an Arabic article: al-Qaeda, asy-Syafi'i
        rf"(?:al|an|ar|as|asy|at|az|ad|adh|ash|el|ul|ed|ber)-[{ALPHA_UPPER}]{_WORD}*",
        # a draft or revised budget, a rating: APBN-P, idA-
        rf"[{ALPHA_UPPER}]{{3,}}-[{ALPHA_UPPER}]",
        r"id[A-D]{1,3}-",
    )
)
_ADDRESSES = "|".join(
    (
        # https://..., www...., detik.com/berita, nama@situs.id
        r"(?i:https?://|www\.)[^\s<>\"“”]*[^\s<>\"“”.,;:!?()\[\]]",
        rf"[A-Za-z0-9][\w.+-]*(?:@[\w-]+)?(?:\.[\w-]+)*\.(?i:{_DOMAINS})(?:/(?![{ALPHA_UPPER}])[^\s<>\"“”]*[^\s<>\"“”.,;:!?()\[\]])?",
        # handles
        r"@\w[\w.]*\w",
        # verses, parts, numbers of documents: 19:4-6, C/O, 34/PMK.011/2007
        r"[0-9]+:[0-9]+(?:-[0-9]+)?",
        r"[A-Z]/[A-Z]",
        r"(?:[A-Z][a-z]+-)?[0-9]+/[A-Z][\w.]*(?:/\w[\w.]*)*(?<=\w)",
    )
)

#: Plain words, addresses and hyphenated words that stay whole.
KEEP = re.compile(rf"(?:[^\W\d_]+|(?!['’])(?=[^-]*-)(?:{_HYPHENATED})|(?!['’])(?=[^.:/@]*[.:/@].)(?:{_ADDRESSES}))$")


def _short(rules: Iterable[str]) -> Iterator[str]:
    """spaCy's rules with the short lists of letters."""
    anywhere = char_classes.ALPHA
    shorter = {
        f"[{anywhere}]": _LETTER,
        f"[{anywhere}0-9]": r"[^\W_]",
        f"[0-9{anywhere}]": r"[^\W_]",
        char_classes.ALPHA_LOWER: ALPHA_LOWER,
        char_classes.ALPHA_UPPER: ALPHA_UPPER,
    }
    for rule in rules:
        for long, short in shorter.items():
            rule = rule.replace(long, short)
        yield rule


#: Signs that stand several in a row and make one token: -- == __ `` and the two halves of a flag.
_RUNS = r"--+|==+|__+|``|[\U0001f1e6-\U0001f1ff]{2}"
_prefixes = [r"US(?=\$)", *_short(TOKENIZER_PREFIXES), *MOJIBAKE, r"\|", r"-(?=[^\W\d])", "•", "#"]
#: Full stops after KfW and /TASS/, which spaCy's rules leave on.
_STOPS = (rf"(?<=[{ALPHA_LOWER}][{ALPHA_UPPER}])\.", r"(?<=/)\.", rf"(?<=[{ALPHA_UPPER}]{{3}}-[{ALPHA_UPPER}])\.")
_suffixes = [
    *_short(TOKENIZER_SUFFIXES),
    *MOJIBAKE,
    rf"(?<=[\w\)\"”’])-(?i:{_CLITIC})",
    r"\|",
    rf"(?<={_LETTER})/",
    r"(?<=[0-9])[′″]",
    *_STOPS,
]
#: spaCy's rule that splits dates (27/6/2022), and what is listed before the others.
_REPLACED = (*LIST_ELLIPSES, *LIST_ICONS, r"(?<=[0-9])[\\/](?=[0-9%-])")
_infixes = [
    *LIST_ELLIPSES,
    *LIST_ICONS,
    *(rule for rule in _short(TOKENIZER_INFIXES) if rule not in _REPLACED),
    # full stops and commas that lost their blank: Aghdam.Tentara, (20/11/2020).Kami
    rf"(?<=[0-9\)\"”’])[.,;](?=[{ALPHA_UPPER}])",
    rf"(?<=[{ALPHA_UPPER}][{ALPHA_UPPER}])\.(?=[{ALPHA_UPPER}]{_LETTER}{{2}})",
    rf"(?<=[{ALPHA_LOWER}][{ALPHA_LOWER}])\.(?=[{ALPHA_LOWER}][{ALPHA_LOWER}])(?!(?:{_DOMAINS})\b)",
    # ranges and rates: 60-70, Rp9.100/9.105
    r"(?<=[0-9])[-–](?=[0-9])",
    rf"(?<=[{ALPHA_LOWER}])-(?=[0-9])",
    r"(?<=\.[0-9]{3})/(?=[0-9]+[.,][0-9])",
    # names that a lower-case text joins
    rf"(?<=[{ALPHA_LOWER}])-(?=[{ALPHA_LOWER}])",
    *MOJIBAKE[:-1],
    # punctuation before an opening or a closing: kata:"Kami, dia,"Saya, pergi."kata
    rf"(?<={_LETTER})[:;,](?=[\"“(])",
    rf"(?<=[{ALPHA_LOWER}][{ALPHA_LOWER}])[.!?](?=[\"“”]{_LETTER})",
    # two signs without a blank, as scrapers join paragraphs: pemain.,Armenia, UFC.,Dia, S.H.,M.H.
    rf"(?<=[{ALPHA_UPPER}]{{3}})\.(?=[,;]{_LETTER})",
    rf"(?<=\.)[,;](?={_LETTER})",
    # brackets and double quotation marks inside: Amerika(AS)
    r"[()\[\]{}\"“”«»|•]",
]


def _either(pieces: Sequence[str]) -> str:
    """One pattern for all, those that are a single character gathered in a set."""
    signs = {piece for piece in pieces if len(piece.removeprefix("\\")) == 1}
    others = dict.fromkeys(piece for piece in pieces if piece and piece not in signs)
    return "|".join((f"[{''.join(sorted(map(_in_set, signs)))}]", *others))


def _in_set(sign: str) -> str:
    return re.escape(sign.removeprefix("\\"))


# Most chunks are plain words, at most with a sign at their end, and Python tries the alternatives of a
# pattern one by one; so a glance at the first character, or at the distance to the end, comes first.
PREFIXES = re.compile(rf"^(?=[\W_âÂ]|Rp|USD|IDR|RMB|SGD|[A-Z]{{1,2}}\$)(?:{_RUNS}|{_either(_prefixes)})")
SUFFIXES = re.compile(rf"(?!.{{{_LONGEST_SUFFIX + 1}}})(?:{_RUNS}|{_either(_suffixes)})$")
INFIXES = re.compile(rf"(?=[\W_âÂ])(?:{_RUNS}|{_either(_infixes)})")
