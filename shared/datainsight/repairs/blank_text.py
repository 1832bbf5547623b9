"""White space and characters that cannot be seen: which they are, and text without them."""

import re

BLANKS = "\t\x0b\x0c \x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000"
"""Everything blank in Unicode except the line breaks \\n and \\r; the inside of a character class."""

INVISIBLE = "\x01-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\xad\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff"
"""Control characters, zero-width space, direction marks, soft hyphen, byte order mark; the inside of a class.

The zero-width joiner and non-joiner (U+200C, U+200D) are not among them: words of Persian or Hindi and joined
emoji are spelled with them.
"""

NEEDS_TRIMMING = (
    f"[{INVISIBLE}]|^[{BLANKS}\n\r]|[{BLANKS}\n\r]$|[{BLANKS}][{BLANKS}]|[{BLANKS.replace(' ', '')}]"
)
"""Finds exactly the texts that `squish` changes (Rust and Python syntax; for a `Matching` selector)."""


def squish(text: str) -> str:
    """Text without invisible characters and outer white space, each run of blanks being one space.

    Line breaks inside the text stay.
    """
    visible = re.sub(f"[{INVISIBLE}]", "", text)
    return re.sub(f"[{BLANKS}]+", " ", visible).strip(" \n\r")
