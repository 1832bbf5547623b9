"""Finds what is written badly in a column: garbled, in several ways, or several things in one."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from heapq import nsmallest

from datainsight.models.writing import ContactFacts, ContactKind, GarbledFacts, PartFacts
from datainsight.profiling.values import Pairs, Values
from datainsight.semantics.addresses import ADDRESS, DOMAIN, E164, PHONE_SIGNS, SCHEME, calling_code

_EXAMPLES = 5
_LOOKED_AT = 100
"""Most frequent values that say whether it is worth looking at all of them."""
_MOST_TEXTS = 20_000
_LEAST_SHARE = 0.8
"""Share of the values that have to be addresses, or numbers, of one kind."""
_LONGEST = 2_000

_FOLLOWING = "".join(
    dict.fromkeys([*map(chr, range(0x80, 0xC0)), *bytes(range(0x80, 0xC0)).decode("cp1252", errors="ignore")])
)
_GARBLED = re.compile(f"[\u00c2-\u00f4][{re.escape(_FOLLOWING)}]+")
"""What the first byte of a character in UTF-8 and those after it look like in Windows-1252 or Latin-1."""
_LOST = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ufffd]")
"""Controls, which no text is meant to hold, and the sign for what could not be read: what it was is gone."""
_MOST_CHARACTERS = 150
"""Different characters that are told; texts of other alphabets would need a replacement for each letter."""

_WRAPPED = re.compile(rf"^<?(?:mailto:)?({ADDRESS})\.?>?$", re.IGNORECASE)
_WEB = re.compile(rf"^({SCHEME})?({DOMAIN})(:[0-9]{{1,5}})?(?:[/?#][!-~]*)?$")
_PHONE = re.compile(rf"^(?:[+]|00)?{PHONE_SIGNS}[0-9](?:{PHONE_SIGNS}[0-9]){{6,14}}{PHONE_SIGNS}$")
_E164 = re.compile(E164)
_LOOSE_TRUNK = re.compile(r"^([+][0-9]+) *[(]0[)]")
_LETTERS = re.compile("[0-9]+")
_NINES = dict.fromkeys(map(ord, "012345678"), "9")
_ONLY_DIGITS = dict.fromkeys(map(ord, "+ ()./-"))
"""What is left out of a telephone number's text: see `PHONE_SIGNS`."""

_SEPARATORS = ("; ", ", ", " / ", " | ", "|", ";", "/")


def writing_facts(values: Values) -> dict[str, GarbledFacts | ContactFacts | PartFacts | None]:
    """The fields of a column's profile that this module finds, for a column of text."""
    return {"garbled": garbled(values), "contacts": contacts(values), "parts": parts(values)}


def garbled(values: Values) -> GarbledFacts | None:
    """Texts that are UTF-8 read as Windows-1252 or Latin-1, as far as the whole text can be read so."""
    if values.typical.texts.is_ascii:
        return None
    found: Counter[str] = Counter()
    characters: Counter[str] = Counter()
    is_clear = True
    for text, count in values.typical_pairs():
        if text.isascii() or not _GARBLED.search(text):
            continue
        meant = _meant(text[:_LONGEST])
        if meant is None:
            continue
        found[text] += count
        characters.update(each for each in meant if not each.isascii())
        is_clear = is_clear and _is_clear(text)
    if not found:
        return None
    return GarbledFacts(
        count=round(sum(found.values()) * values.scale),
        characters="".join(each for each, _ in characters.most_common(_MOST_CHARACTERS)),
        is_clear=is_clear,
        examples=_examples(found),
    )


def _meant(text: str) -> str | None:
    """The text before it was read wrongly; None where it cannot have been."""
    try:
        meant = b"".join(map(_byte, text)).decode("utf-8")
    except UnicodeError:
        return None
    return None if _LOST.search(meant) else meant


def _byte(character: str) -> bytes:
    """What was read as this character. Browsers read the bytes that Windows-1252 leaves open as Latin-1."""
    try:
        return character.encode("cp1252")
    except UnicodeEncodeError:
        return character.encode("latin-1")


def _is_clear(text: str) -> bool:
    """Whether a sequence stands within a word, is of three signs, or is an accented A before a sign."""
    for match in _GARBLED.finditer(text):
        before, after = text[: match.start()][-1:], text[match.end() :][:1]
        is_sign = match[0].startswith("\u00c2") and not match[0].endswith("\u00bb")
        if len(match[0]) > 2 or before.islower() or after.islower() or is_sign:
            return True
    return False


def contacts(values: Values) -> ContactFacts | None:
    """How e-mail addresses, web addresses or telephone numbers are written."""
    kind = _kind(values.shown[:_LOOKED_AT])
    if kind is None or len(values.typical) > _MOST_TEXTS:
        return None
    pairs = [(text.strip(), count) for text, count in values.typical_pairs() if len(text) <= _LONGEST]
    facts = {"email": _emails, "url": _urls, "phone": _phones}[kind](pairs)
    if facts is None or not facts.odd_count:
        return None
    scale = values.scale
    return facts.model_copy(
        update={"count": round(facts.count * scale), "odd_count": round(facts.odd_count * scale)}
    )


def _kind(shown: Pairs) -> ContactKind | None:
    """What most of the frequent values look like."""
    texts = [text.strip() for text, _ in shown]
    if not texts:
        return None
    least = _LEAST_SHARE * len(texts)
    if sum("@" in text for text in texts) >= least:
        return "email"
    if sum("." in text and _WEB.match(text) is not None for text in texts) >= least:
        return "url"
    return "phone" if sum(_PHONE.match(text) is not None for text in texts) >= least else None


def _emails(pairs: Pairs) -> ContactFacts | None:
    odd: Counter[str] = Counter()
    count = 0
    for text, rows in pairs:
        if _is_plain_address(text):
            count += rows
            continue
        found = _WRAPPED.match(text)
        if found is None:
            continue
        count += rows
        if found[1] != text or not found[1].rpartition("@")[2].islower():
            odd[text] += rows
    return _facts("email", pairs, count, odd)


def _is_plain_address(text: str) -> bool:
    """A quick look, for the many addresses with nothing around them."""
    local, sign, domain = text.rpartition("@")
    return (
        bool(sign) and local[:1].isalnum() and ":" not in local and domain.islower() and domain[-1].isalpha()
    )


def _urls(pairs: Pairs) -> ContactFacts | None:
    plain = sum(rows for text, rows in pairs if _is_plain_page(text))
    others = ((text, rows) for text, rows in pairs if not _is_plain_page(text))
    matched = [(text, rows, found) for text, rows in others if (found := _WEB.match(text)) is not None]
    count = plain + sum(rows for _, rows, _ in matched)
    has_schemes = 2 * (plain + sum(rows for _, rows, found in matched if found[1])) > count
    odd: Counter[str] = Counter()
    for text, rows, found in matched:
        host = (found[1] or "") + found[2]
        port = {"http://:80", "https://:443"} & {f"{(found[1] or '').lower()}{found[3] or ''}"}
        if host != host.lower() or port or (has_schemes and not found[1] and _has_path_or_www(text)):
            odd[text] += rows
    return _facts("url", pairs, count, odd)


def _is_plain_page(text: str) -> bool:
    """A quick look, for the many addresses with a scheme, a host in small letters and no port."""
    scheme, mark, rest = text.partition("://")
    host = rest.partition("/")[0]
    return bool(mark) and scheme in {"http", "https"} and host.islower() and not set(host) & set(":?#@ ")


def _has_path_or_www(text: str) -> bool:
    """Whether a text without a scheme can be nothing but a web address."""
    return text.lower().startswith("www.") or "/" in text


def _phones(pairs: Pairs) -> ContactFacts | None:
    odd: Counter[str] = Counter()
    forms: dict[str, _Form] = {}
    codes: Counter[str] = Counter()
    lengths: defaultdict[str, set[int]] = defaultdict(set)
    count = trunk = 0
    for (text, rows), shape in zip(pairs, _shapes([text for text, _ in pairs]), strict=True):
        form = forms.get(shape)
        if form is None:
            form = forms[shape] = _form(text)
        if not form.is_phone:
            continue
        count += rows
        digits = (_LOOSE_TRUNK.sub(r"\1", text) if form.has_brackets else text).translate(_ONLY_DIGITS)
        if form.is_international:
            digits = digits.lstrip("0")
            code = calling_code(digits)
            codes[code] += rows
            lengths[code].add(len(digits) - len(code))
        else:
            trunk += rows * digits.startswith("0")
        if not form.is_plain:
            odd[text] += rows
    ways = {form.way for form in forms.values() if form.is_phone}
    facts = _facts("phone", pairs, count, odd)
    if facts is None:
        return None
    usual = max(codes, key=lambda code: (codes[code], code), default=None)
    return facts.model_copy(
        update={
            "ways": len(ways),
            "calling_codes": dict(codes.most_common(20)),
            "national_digits": (min(lengths[usual]), max(lengths[usual])) if usual else None,
            "trunk_count": trunk,
        }
    )


@dataclass(frozen=True, slots=True)
class _Form:
    """What all texts say of themselves that differ in digits alone, but for zeros they begin with."""

    is_phone: bool
    is_international: bool
    is_plain: bool
    has_brackets: bool
    way: str


def _form(text: str) -> _Form:
    return _Form(
        is_phone=_PHONE.match(text) is not None,
        is_international=text.startswith(("+", "00")),
        is_plain=_E164.match(text) is not None,
        has_brackets="(" in text,
        way=_LETTERS.sub("9", text),
    )


def _shapes(texts: Sequence[str]) -> Iterator[str]:
    """The texts with 9 for each digit, but for the zeros that a number or its code begins with."""
    together = "\n".join(texts).translate(_NINES).split("\n")
    if len(together) != len(texts):  # some have line breaks
        together = [text.translate(_NINES) for text in texts]
    for text, shape in zip(texts, together, strict=True):
        yield text[:2] + shape[2:] if "0" in text[:2] else shape


def _facts(kind: ContactKind, pairs: Pairs, count: int, odd: Counter[str]) -> ContactFacts | None:
    if count < _LEAST_SHARE * sum(rows for _, rows in pairs):
        return None
    return ContactFacts(kind=kind, count=count, odd_count=sum(odd.values()), examples=_examples(odd))


def parts(values: Values) -> PartFacts | None:
    """Texts that hold several things, each with the same separators and with far fewer texts in each part."""
    shown = [text for text, _ in values.shown[:_LOOKED_AT]]
    separator = next((each for each in _SEPARATORS if _splits(shown, each)), None)
    if separator is None or len(values.typical) > _MOST_TEXTS:
        return None
    pairs = values.typical_pairs()
    split = [text.split(separator) for text, _ in pairs if len(text) <= _LONGEST]
    count = Counter(map(len, split)).most_common(1)[0][0]
    alike = [each for each in split if len(each) == count and all(part.strip() for part in each)]
    return PartFacts(
        separator=separator,
        parts=count,
        share=len(alike) / len(pairs),
        distinct_counts=tuple(len({each[place] for each in alike}) for place in range(count)),
        examples=tuple(text for text, _ in values.shown[:_EXAMPLES]),
    )


def _splits(texts: Sequence[str], separator: str) -> bool:
    """Whether nearly all texts hold the separator, and equally often."""
    counts = Counter(text.count(separator) for text in texts)
    times, share = counts.most_common(1)[0] if counts else (0, 0)
    return 0 < times <= 5 and share >= _LEAST_SHARE * len(texts)


def _examples(counts: Counter[str]) -> tuple[str, ...]:
    first = nsmallest(_EXAMPLES, counts.items(), key=lambda pair: (-pair[1], pair[0]))
    return tuple(text for text, _ in first)
