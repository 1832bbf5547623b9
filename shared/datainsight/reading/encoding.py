"""Which characters the bytes of a text file stand for."""

import codecs
import re
from functools import lru_cache

from datainsight.reading.alphabets import is_eastern, language_encoding

_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_FALLBACK = "cp1252"
"""What browsers assume (WHATWG) for western text that is no UTF-8."""

_CANDIDATES = (
    "cp1252", "cp1250", "cp1251", "cp1253", "cp1254", "cp1255", "cp1256", "cp1257", "cp1258", "iso8859_2",
    "iso8859_15", "koi8_r", "koi8_u", "cp437", "cp850", "cp852", "cp866", "mac_roman", "shift_jis", "cp932",
    "euc_jp", "gb18030", "big5", "euc_kr", "cp949",
)  # fmt: skip
_KOREAN = ("cp949", "euc_kr", "johab")
_EVIDENCE_BYTES = 32_768
_LEAST_EVIDENCE = 12
"""Fewer non-ASCII bytes tell languages apart no better than a coin."""

_ASCII_BYTES = bytes(range(128))
_NOT_ASCII = re.compile(rb"[\x80-\xff]")
_NOT_ASCII_CHARACTER = re.compile("[^\x00-\x7f]")
_ESCAPED_BYTE = re.compile("[\udc80-\udcff]")


def detect_encoding(sample: bytes, *, is_whole: bool = False) -> tuple[str, int]:
    """The encoding of a text file from a sample of its beginning.

    A byte order mark decides; then UTF-16 and UTF-32 by their zero bytes; then UTF-8 where the sample is
    valid (or nearly so: a few bad bytes among many good sequences); then the letters of languages, see
    `alphabets`; then what charset-normalizer finds most plausible among the usual encodings; with too little
    evidence, cp1252.

    Args:
        sample: Bytes from the beginning.
        is_whole: Whether nothing follows the sample, so that a sequence cut at its end is an error.

    Returns:
        Python codec name, and the length of the byte order mark.
    """
    for mark, encoding in _BYTE_ORDER_MARKS:
        if sample.startswith(mark):
            return encoding, len(mark)
    if (wide := _wide_encoding(sample)) is not None:
        return wide, 0
    if sample.isascii() or _is_nearly_utf8(sample, is_whole=is_whole):
        return "utf-8", 0
    return _legacy_encoding(sample), 0


@lru_cache
def is_byte_superset_of_ascii(encoding: str) -> bool:
    """Whether each byte is one character and ASCII means itself, so that any byte range can be read alone."""
    try:
        return len(bytes(range(256)).decode(encoding, "replace")) == 256 and _ASCII_BYTES.decode(
            encoding
        ) == _ASCII_BYTES.decode("ascii")
    except (UnicodeDecodeError, LookupError):
        return False


def decode_reversibly(data: bytes, encoding: str, *, is_whole: bool = False) -> str:
    """Text whose `encoded_length` is that of its bytes, also where they are not valid.

    Without `is_whole`, a character that is cut at the end is left out.
    """
    errors = "surrogateescape" if not encoding.startswith("utf-16") and "32" not in encoding else "replace"
    return codecs.getincrementaldecoder(encoding)(errors).decode(data, final=is_whole)


def encoded_length(text: str, encoding: str) -> int:
    """How many bytes the text from `decode_reversibly` takes up in its file."""
    errors = "surrogateescape" if not encoding.startswith("utf-16") and "32" not in encoding else "replace"
    return len(text.encode(encoding, errors))


def _wide_encoding(sample: bytes) -> str | None:
    """UTF-16 or UTF-32 without a mark: mostly ASCII text has its zero bytes at fixed places."""
    sample = sample[: 4096 // 4 * 4]
    if len(sample) < 8 or b"\0" not in sample:
        return None
    zeros = [sample[offset::4].count(0) / (len(sample) / 4) for offset in range(4)]
    full, none = 0.7, 0.3
    match tuple("z" if share >= full else "x" if share <= none else "?" for share in zeros):
        case ("x", "z", "z", "z"):
            return "utf-32-le"
        case ("z", "z", "z", "x"):
            return "utf-32-be"
        case ("x", "z", "x", "z"):
            return "utf-16-le"
        case ("z", "x", "z", "x"):
            return "utf-16-be"
    return None


def _is_nearly_utf8(sample: bytes, *, is_whole: bool) -> bool:
    """Valid UTF-8, or at most one bad byte for twenty good multi-byte characters."""
    decoder = codecs.getincrementaldecoder("utf-8")
    try:
        decoder("strict").decode(sample, final=is_whole)
    except UnicodeDecodeError:
        text = decoder("surrogateescape").decode(sample, final=is_whole)
        bad = len(_ESCAPED_BYTE.findall(text))
        return len(_NOT_ASCII_CHARACTER.findall(text)) - bad >= 20 * bad
    return True


def _legacy_encoding(sample: bytes) -> str:
    """The most plausible single- or double-byte encoding of text that is no UTF-8."""
    known = language_encoding(sample[: _EVIDENCE_BYTES * 4])
    if known is not None:
        return known
    if len(_NOT_ASCII.findall(sample, 0, _EVIDENCE_BYTES * 4)) < _LEAST_EVIDENCE:
        return _FALLBACK
    from charset_normalizer import from_bytes  # noqa: PLC0415 - slow to import, seldom needed

    lines = [line for line in sample.split(b"\n") if not line.isascii()]
    evidence = b"\n".join(lines)[:_EVIDENCE_BYTES]
    best = from_bytes(evidence, cp_isolation=list(_CANDIDATES), enable_fallback=False).best()
    found = best.encoding if best is not None else _FALLBACK
    if found in _KOREAN and not is_eastern(evidence, "euc_kr") and is_eastern(evidence, "shift_jis"):
        return "shift_jis"
    return found
