"""Relations between columns for the page: a heat map, and lists of what follows from what."""

from collections.abc import Iterable
from dataclasses import dataclass

from datainsight.models.document import ProfileDocument
from datainsight.models.profile import Correlation, Dependency, DerivedColumn
from datainsight.phrasing import number_text, percent_text, rows_text, shorten

MAXIMUM_SIDE = 16
MAXIMUM_LINES = 10
CELL = 26
LABELS = 170

METHODS = {
    "pearson": "Pearson",
    "spearman": "Spearman",
    "cramers_v": "Cramér's V",
    "correlation_ratio": "correlation ratio",
}
KINDS = {
    "equal": "equals",
    "equal_but_notation": "equals, but for case, spaces and punctuation,",
    "prefix": "is the beginning of",
    "suffix": "is the end of",
    "part": "is a part of",
    "sum": "is the sum of",
    "product": "is the product of",
}


@dataclass(frozen=True)
class CellView:
    """A square of the heat map; `strength` is its opacity."""

    x: int
    y: int
    kind: str
    strength: float
    title: str


@dataclass(frozen=True)
class HeatMapView:
    """Columns against columns.

    Attributes:
        size: Units in width and height.
        names: (number, name, place) of each row and column.
        cells: The squares.
        left_out: Columns that have no room.
    """

    width: int
    height: int
    names: tuple[tuple[int, str, int], ...]
    cells: tuple[CellView, ...]
    left_out: int


@dataclass(frozen=True)
class RelationsView:
    """What is said about columns together; lists are (names, sign, name, remark)."""

    heat_map: HeatMapView | None
    keys: tuple[tuple[str, ...], ...]
    keys_left_out: int
    dependencies: tuple[tuple[tuple[str, ...], str, str], ...]
    dependencies_left_out: int
    derived: tuple[str, ...]
    missing: tuple[tuple[tuple[str, ...], str], ...]
    near_duplicates: str
    note: str


def view_relations(document: ProfileDocument) -> RelationsView | None:
    """The relations, those that tell most first; None where there are none."""
    dependencies = _worth_telling(document)
    missing = document.missing_together
    patterns = [each for each in missing.patterns if len(each.columns) > 1] if missing else []
    view = RelationsView(
        heat_map=_heat_map(document),
        keys=tuple(_names(key.columns) for key in document.keys[:MAXIMUM_LINES]),
        keys_left_out=max(len(document.keys) - MAXIMUM_LINES, 0),
        dependencies=tuple(
            (_names(each.determinant), shorten(each.dependent, 40), _remark(each))
            for each in dependencies[:MAXIMUM_LINES]
        ),
        dependencies_left_out=max(len(document.dependencies) - MAXIMUM_LINES, 0),
        derived=tuple(_sentence(each) for each in document.derived_columns[:MAXIMUM_LINES]),
        missing=tuple((_names(each.columns), rows_text(each.row_count)) for each in patterns[:MAXIMUM_LINES]),
        near_duplicates=_near_duplicates(document),
        note=document.relation_search.reason or "" if document.relation_search else "",
    )
    lists = (view.heat_map, view.keys, view.dependencies, view.derived, view.missing, view.near_duplicates)
    return view if any(lists) else None


def _names(columns: Iterable[str]) -> tuple[str, ...]:
    return tuple(shorten(name, 40) for name in columns)


def _worth_telling(document: ProfileDocument) -> list[Dependency]:
    """Dependencies that no key explains, short determinants and broken ones first."""
    keys = {key.columns for key in document.keys}
    telling = [each for each in document.dependencies if each.determinant not in keys]
    return sorted(telling, key=lambda each: (not each.determinant, len(each.determinant), not each.error))


def _remark(dependency: Dependency) -> str:
    if dependency.error:
        rows = rows_text(dependency.violating_row_count)
        return f"but for {percent_text(100 * dependency.error)}: {rows}"
    return "always" if dependency.is_exact else "always in the sample"


def _sentence(derived: DerivedColumn) -> str:
    name, sources = shorten(derived.column, 40), [shorten(each, 40) for each in derived.sources]
    if derived.kind == "linear":
        formula = f"a multiple of “{sources[0]}” plus a constant"
        if derived.slope is not None and derived.intercept is not None:
            formula = f"{number_text(derived.slope)} × “{sources[0]}” + {number_text(derived.intercept)}"
        return f"“{name}” is {formula}"
    return f"“{name}” {KINDS.get(derived.kind, derived.kind)} " + " and ".join(
        f"“{each}”" for each in sources
    )


def _near_duplicates(document: ProfileDocument) -> str:
    found = document.near_duplicates
    if found is None or not found.row_count:
        return ""
    where = ", ".join(f"“{shorten(name, 40)}”" for name in list(found.differing_columns)[:3])
    return f"{rows_text(found.row_count)} repeat another one in other notation, most often in {where}."


def _heat_map(document: ProfileDocument) -> HeatMapView | None:
    """The strongest measure of each pair; columns with strong relations first where not all have room."""
    best: dict[tuple[str, str], Correlation] = {}
    strength: dict[str, float] = {}
    for each in document.correlations:
        if each.value is None:
            continue
        pair = (each.left, each.right)
        if pair not in best or abs(each.value) > abs(best[pair].value or 0):
            best[pair] = each
        for name in pair:
            strength[name] = max(strength.get(name, 0), abs(each.value))
    if not best:
        return None
    chosen = set(sorted(strength, key=lambda name: -strength[name])[:MAXIMUM_SIDE])
    names = [column.name for column in document.columns if column.name in chosen]
    places = {name: place for place, name in enumerate(names)}
    cells: list[CellView] = []
    for (left, right), each in best.items():
        if left in places and right in places and left != right:
            cells.extend(_squares(each, places[left], places[right]))
    return HeatMapView(
        width=LABELS + CELL * len(names),
        height=CELL * (len(names) + 1),
        names=tuple((place + 1, shorten(name, 22), CELL * place) for name, place in places.items()),
        cells=tuple(cells),
        left_out=len(strength) - len(names),
    )


def _squares(each: Correlation, left: int, right: int) -> Iterable[CellView]:
    value = each.value or 0.0
    title = f"{shorten(each.left, 40)} × {shorten(each.right, 40)}: {METHODS[each.method]} {value:.2f}"
    if each.p_value is not None:
        title += f", p {'< 0.001' if each.p_value < 0.001 else f'= {each.p_value:.3f}'}"
    kind = "minus" if value < 0 else "plus"
    for x, y in ((left, right), (right, left)):
        yield CellView(LABELS + CELL * x, CELL * (y + 1), kind, round(max(abs(value), 0.03), 2), title)
