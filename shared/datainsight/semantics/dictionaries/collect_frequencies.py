"""Makes the packaged word frequencies anew; README.md beside this file says how.

From the lists of wordfreq (Robyn Speer, CC BY-SA 4.0; the README carries the notices), and the names of the
lists beside this file. Of other languages than English the rarer words are left out: with them
the table would be twice as large, and they are mostly inflected forms.
"""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

import numpy as np
import zstandard

from datainsight.semantics.lexicon import HASH_BYTES, LONGEST, SHORTEST, ZIPF_STEPS, hashes_of

LANGUAGES = (
    "en", "de", "fr", "es", "it", "pt", "nl", "sv", "nb", "da", "fi", "pl", "cs", "sk", "sl", "sh", "hu",
    "ro", "lv", "lt", "is", "ca", "tr", "id", "ms", "fil", "vi", "ru", "uk", "bg", "mk", "el",
)  # fmt: skip
LEAST_ZIPF, LEAST_ENGLISH_ZIPF = 2.2, 1.4
NAMES = (
    "first_names",
    "last_names",
    "cities",
    "countries",
    "subdivisions",
    "languages",
    "nationalities",
)


def main() -> None:
    """Writes `word_frequencies.zst` beside this module."""
    folder = Path(__file__).parent
    anywhere, english = _frequencies()
    words = {word for word, zipf in anywhere.items() if zipf >= LEAST_ZIPF}
    words |= {word for word, zipf in english.items() if zipf >= LEAST_ENGLISH_ZIPF}
    words |= {word for word in _names(folder) if _is_kept(word)}
    ordered = sorted(words)
    hashes = hashes_of(ordered)
    unique, first = np.unique(hashes, return_index=True)
    columns = [
        np.array([round(ZIPF_STEPS * known.get(ordered[place], 0.0)) for place in first], np.uint8)
        for known in (anywhere, english)
    ]
    steps = np.diff(unique, prepend=np.uint64(0))
    if steps.max() >> np.uint64(8 * HASH_BYTES):
        raise ValueError(f"two neighbouring hashes are further apart than {HASH_BYTES} bytes can say")
    planes = steps.astype("<u8").view(np.uint8).reshape(-1, 8)[:, :HASH_BYTES].T
    raw = planes.tobytes() + b"".join(column.tobytes() for column in columns)
    (folder / "word_frequencies.zst").write_bytes(zstandard.ZstdCompressor(level=22).compress(raw))


def _frequencies() -> tuple[dict[str, float], dict[str, float]]:
    """Zipf frequencies in the language that uses a word most, and in English."""
    from wordfreq import freq_to_zipf, get_frequency_dict  # noqa: PLC0415  a tool of developers

    anywhere: dict[str, float] = {}
    english: dict[str, float] = {}
    for language in LANGUAGES:
        for spelling, frequency in get_frequency_dict(language, "best").items():
            word = spelling.casefold()
            if _is_kept(word):
                zipf = freq_to_zipf(frequency)
                anywhere[word] = max(zipf, anywhere.get(word, 0.0))
                if language == "en":
                    english[word] = max(zipf, english.get(word, 0.0))
    return anywhere, english


def _names(folder: Path) -> Iterator[str]:
    for name in NAMES:
        yield from _parts((folder / f"{name}.txt").read_text("utf-8").splitlines())


def _parts(names: Iterable[str]) -> Iterator[str]:
    for name in names:
        yield from re.split(r"[\s'-]+", name.casefold())


def _is_kept(word: str) -> bool:
    return word.isalpha() and SHORTEST <= len(word) <= LONGEST


if __name__ == "__main__":
    main()
