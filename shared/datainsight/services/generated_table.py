"""A generated table like the ones people profile: keys, names, codes, messy numbers and dates, free text."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import numpy.typing as npt
import polars as pl

SEED = 730_421
BLOCK_ROWS = 250_000

_FIRST = "Ana Ben Cleo Dan Eva Finn Gia Hugo Iris Jon Kai Lea Max Nia Otto Pia Quinn Rosa Sam Tess Uma"
_LAST = "Abel Brandt Costa Duarte Eriks Falk Gomez Horn Ivers Jansen Koch Lund Moreau Novak Orsini Park Ruiz"
_TOWNS = (
    "Aston Brook Carlow Dover Elgin Fulda Genk Hamm Irun Jever Kiel Lorca Metz Namur Olten Parma Reims Soria"
)
_WORDS = (
    "the part came late and box was torn but staff were kind so we would order again with less hope of luck"
)

Random = np.random.Generator
Codes = npt.NDArray[np.int64]


def ensure_table(path: Path, rows: int) -> None:
    """Writes a CSV file with that many rows where there is none; the same bytes every time."""
    if path.exists():
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_suffix(".part")
    with unfinished.open("wb") as stream:
        for start in range(0, rows, BLOCK_ROWS):
            block = _block(start, min(BLOCK_ROWS, rows - start))
            block.write_csv(stream, include_header=start == 0)
    unfinished.replace(path)


def _block(start: int, count: int) -> pl.DataFrame:
    random = np.random.default_rng((SEED, start))
    columns = {name: make(random, start, count) for name, make in _COLUMNS.items()}
    frame = pl.DataFrame(columns)
    # One row in two hundred is an exact copy of an earlier one.
    copies = random.integers(0, count, count // 200)
    places = random.integers(0, count, count // 200)
    order = np.arange(count)
    order[np.maximum(copies, places)] = np.minimum(copies, places)
    return frame[order]


def _pick(words: str | list[str], codes: Codes) -> pl.Series:
    known = words.split() if isinstance(words, str) else words
    return pl.Series(known, dtype=pl.String).gather(codes % len(known))


def _text(numbers: npt.NDArray[np.generic]) -> pl.Series:
    return pl.Series(numbers).cast(pl.String)


def _digits(random: Random, count: int, width: int) -> pl.Series:
    return _text(random.integers(0, 10**width, count)).str.zfill(width)


def _with_nulls(values: pl.Series, random: Random, spellings: dict[str, float]) -> pl.Series:
    """Replaces shares of the values by spellings of null."""
    place = pl.Series(random.random(len(values)))
    expression = pl.lit(values)
    bound = 0.0
    for spelling, share in spellings.items():
        is_here = pl.lit(place).is_between(bound, bound + share, closed="left")
        expression = pl.when(is_here).then(pl.lit(spelling or None, dtype=pl.String)).otherwise(expression)
        bound += share
    return pl.select(expression.alias("values")).to_series()


def _days(random: Random, count: int, format_: str, spread: int = 4000) -> pl.Series:
    days = pl.Series(random.integers(14_000, 14_000 + spread, count)).cast(pl.Int32).cast(pl.Date)
    return days.dt.strftime(format_)


def _mixed_days(random: Random, _: int, count: int) -> pl.Series:
    kind = random.random(count)
    texts = [_days(random, count, each) for each in ("%Y-%m-%d", "%d.%m.%Y", "%b %d, %Y")]
    is_first, is_second = pl.lit(pl.Series(kind < 0.6)), pl.lit(pl.Series(kind < 0.9))
    choice = pl.when(is_first).then(texts[0]).when(is_second).then(texts[1]).otherwise(texts[2])
    return pl.select(choice.alias("day")).to_series()


def _moments(random: Random, _: int, count: int) -> pl.Series:
    milliseconds = pl.Series(1_600_000_000_000 + random.integers(0, 10**11, count))
    return milliseconds.cast(pl.Datetime("ms")).dt.strftime("%Y-%m-%dT%H:%M:%S%.3fZ")


def _hex(random: Random, _: int, count: int) -> pl.Series:
    halves = [_text(random.integers(0, 2**62, count)) for _ in range(2)]
    return halves[0].str.zfill(19) + "-" + halves[1].str.zfill(19)


def _price(random: Random, _: int, count: int) -> pl.Series:
    cents = np.exp(random.normal(9, 1.4, count)).astype(np.int64)
    whole = _text(cents // 100)
    grouped = whole.str.replace(r"^(\d{1,3})(\d{3})$", "$1,$2")
    return "$" + grouped + "." + _text(cents % 100).str.zfill(2)


def _comment(random: Random, _: int, count: int) -> pl.Series:
    words = [_pick(_WORDS, random.integers(0, 1 << 30, count)) for _ in range(7)]
    return pl.select(pl.concat_str([pl.lit(each) for each in words], separator=" ").alias("text")).to_series()


def _email(random: Random, _: int, count: int) -> pl.Series:
    first, last = (_pick(words, random.integers(0, 1 << 30, count)) for words in (_FIRST, _LAST))
    number = _text(random.integers(1, 100_000, count))
    return first.str.to_lowercase() + "." + last.str.to_lowercase() + number + "@example.com"


def _skewed(random: Random, count: int, size: int) -> Codes:
    return np.minimum(random.geometric(0.15, count), size) - 1


_COLUMNS: dict[str, Callable[[Random, int, int], pl.Series]] = {
    "id": lambda _, start, count: _text(np.arange(start + 1, start + count + 1)),
    "token": _hex,
    "name": lambda random, _, count: (
        _pick(_FIRST, random.integers(0, 1 << 30, count))
        + " "
        + _pick(_LAST, random.integers(0, 1 << 30, count))
    ),
    "email": lambda random, start, count: _with_nulls(_email(random, start, count), random, {"": 0.02}),
    "phone": lambda random, _, count: _with_nulls(
        "+49 " + _digits(random, count, 3) + " " + _digits(random, count, 7), random, {"": 0.03, "N/A": 0.02}
    ),
    "account": lambda random, _, count: _digits(random, count, 4) + "-" + _digits(random, count, 6),
    "street": lambda random, _, count: (
        _pick(_TOWNS, random.integers(0, 1 << 30, count))
        + " Road "
        + _text(random.integers(1, 40_000, count))
    ),
    "town": lambda random, _, count: _pick(_TOWNS, _skewed(random, count, 18)),
    "region": lambda random, _, count: _pick("N NE E SE S SW W NW", _skewed(random, count, 8)),
    "postcode": lambda random, _, count: _text(random.integers(0, 30_000, count)).str.zfill(5),
    "country": lambda _random, _, count: pl.Series(["DE"], dtype=pl.String).gather(np.zeros(count, np.int64)),
    "joined": lambda random, _, count: _days(random, count, "%Y-%m-%d"),
    "born": lambda random, _, count: _days(random, count, "%d/%m/%Y", spread=20_000),
    "ordered": lambda random, _, count: _with_nulls(
        _days(random, count, "%d-%b-%Y"), random, {"": 0.1, "null": 0.05}
    ),
    "seen": _moments,
    "due": _mixed_days,
    "age": lambda random, _, count: _with_nulls(
        _text(np.clip(random.normal(42, 14, count), 0, 99).astype(np.int64)), random, {"NA": 0.03, "": 0.01}
    ),
    "income": lambda random, _, count: _with_nulls(
        _text(np.round(np.exp(random.normal(10.5, 0.6, count)), 2)), random, {"NA": 0.02, "": 0.02, "-": 0.02}
    ),
    "balance": lambda random, _, count: _text(np.round(random.standard_t(2.5, count) * 800 + 1000, 2)),
    "score": lambda random, _, count: _text(np.round(random.normal(600, 60, count), 1)),
    "quantity": lambda random, _, count: _text(random.poisson(1.6, count)),
    "price": _price,
    "discount": lambda random, _, count: _text(np.round(random.exponential(5, count), 1)) + "%",
    "active": lambda random, _, count: _pick("true false", random.integers(0, 4, count) // 3),
    "agreed": lambda random, _, count: _with_nulls(
        _pick("Y N", random.integers(0, 2, count)), random, {"": 0.05}
    ),
    "plan": lambda random, _, count: _pick(
        ["Free", "Basic", "Gold", "gold", "Gold "], _skewed(random, count, 5)
    ),
    "comment": lambda random, start, count: _with_nulls(_comment(random, start, count), random, {"": 0.2}),
    "address": lambda random, _, count: pl.select(
        pl.concat_str([pl.lit(_text(random.integers(1, 255, count))) for _ in range(4)], separator=".").alias(
            "ip"
        )
    ).to_series(),
    "sku": lambda random, _, count: (
        _pick("AB CD EF", random.integers(0, 3, count)) + "-" + _text(random.integers(10_000, 30_000, count))
    ),
    "legacy": lambda random, _, count: _with_nulls("L" + _digits(random, count, 4), random, {"": 0.97}),
}
