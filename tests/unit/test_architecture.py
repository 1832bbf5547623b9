"""Who may import whom. The rule is in docs/ARCHITECTURE.md; this test keeps it."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PRODUCT = ROOT / "shared" / "datainsight"
FUNCTIONS = ROOT / "functions"

LAYERS = (
    {"functions", "cli"},
    {"bootstrap"},
    {"adapters", "client", "connectors"},
    {"services"},
    {"reporting", "insight", "codegen", "recommending", "comparing"},
    {"checks"},
    {"profiling", "repairs"},
    {"reading", "semantics"},
    {"settings"},
    {"models"},
    {"hosts"},
    {"errors", "kernel", "phrasing", "version"},
)
"""From the outside in. A package imports itself and what stands below; neighbours do not know each other."""

COMMAND_LINE = {"cli", "commands", "__main__"}

RANKS = {name: rank for rank, names in enumerate(LAYERS) for name in names}

ONLY_IN = {
    "bcrypt": {"adapters"},
    "boto3": {"adapters", "bootstrap", "connectors"},
    "cryptography": {"adapters"},
    "jwt": {"adapters"},
    "zxcvbn": {"adapters"},
    "botocore": {"adapters", "bootstrap", "connectors"},
    "sqlalchemy": {"adapters", "bootstrap", "functions.migrate"},
    "alembic": {"adapters", "bootstrap", "functions.migrate"},
    "anthropic": {"adapters", "bootstrap"},
    "stripe": {"adapters"},
    "openai": {"adapters", "bootstrap"},
    "fastapi": {"functions"},
    "starlette": {"functions"},
    "mangum": {"functions"},
    "aws_lambda_powertools": {"functions"},
    "jinja2": {"reporting"},
    "typst": {"reporting"},
    "yaml": {"reporting"},
    "scipy": {"profiling", "comparing"},
    "polars": {"reading", "profiling", "repairs", "checks", "codegen", "services", "cli", "connectors"},
    "psycopg": {"connectors"},
    "pymongo": {"connectors"},
    "authlib": {"adapters"},
    "httpx": {"connectors", "client", "cli"},
    "httpx2": {"adapters"},
    "pandas": {"codegen"},
    "duckdb": {"codegen"},
    "pyarrow": set(),
}
"""Third-party packages and the only places that may import them."""

VAGUE_NAMES = {"utils", "util", "helpers", "helper", "manager", "common", "misc", "core", "base_utils"}


@dataclass(frozen=True)
class Import:
    """One imported module, and where."""

    importer: str
    module: str
    line: int

    @property
    def place(self) -> str:
        return f"{self.importer}:{self.line} imports {self.module}"


def module_name(path: Path) -> str:
    base = PRODUCT.parent if path.is_relative_to(PRODUCT) else ROOT
    parts = path.relative_to(base).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def sources() -> list[Path]:
    return sorted([*PRODUCT.rglob("*.py"), *FUNCTIONS.rglob("*.py")])


def imports() -> Iterator[Import]:
    for path in sources():
        yield from imports_of(path)


@cache
def imports_of(path: Path) -> tuple[Import, ...]:
    return tuple(_imports(module_name(path), ast.parse(path.read_text("utf-8"))))


def _imports(name: str, tree: ast.Module) -> Iterator[Import]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield Import(name, alias.name, node.lineno)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{name}:{node.lineno}: relative imports hide who imports whom"
            for alias in node.names:
                is_package = node.module in {"datainsight", "functions"}
                yield Import(
                    name, f"{node.module}.{alias.name}" if is_package else f"{node.module}", node.lineno
                )


def package(module: str) -> str | None:
    """The package the rule speaks of: "checks" for datainsight.checks.run; None for what is not ours."""
    parts = module.split(".")
    if parts[0] == "functions":
        return "functions"
    if parts[0] == "datainsight":
        name = parts[1] if len(parts) > 1 else "datainsight"
        return "cli" if name in COMMAND_LINE else name
    return None


def test_every_package_has_its_place() -> None:
    found = {package(module_name(path)) for path in sources()} - {"datainsight"}

    assert found <= RANKS.keys()


def test_imports_point_inwards() -> None:
    wrong = []
    for each in imports():
        importer, imported = package(each.importer), package(each.module)
        if importer in {None, "datainsight"} or imported in {None, "datainsight"} or importer == imported:
            continue
        if RANKS[str(imported)] <= RANKS[str(importer)]:
            wrong.append(each.place)

    assert wrong == []


def test_the_public_package_imports_nothing_when_it_is_imported() -> None:
    tree = ast.parse((PRODUCT / "__init__.py").read_text("utf-8"))
    outside = [node for node in tree.body if isinstance(node, ast.Import | ast.ImportFrom)]

    assert {alias.name for node in outside for alias in node.names} <= {"TYPE_CHECKING", "VERSION"}


@pytest.mark.parametrize("library", ONLY_IN)
def test_third_party_packages_stay_where_they_belong(library: str) -> None:
    allowed = ONLY_IN[library]
    wrong = [
        each.place
        for each in imports()
        if each.module.split(".")[0] == library
        and package(each.importer) not in allowed
        and not any(each.importer.startswith(place) for place in allowed if "." in place)
    ]

    assert wrong == []


def test_only_settings_read_the_environment() -> None:
    wrong = []
    for path in sources():
        if path == PRODUCT / "settings.py":
            continue
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            is_read = isinstance(node, ast.Attribute) and node.attr in {"environ", "getenv", "environb"}
            is_named = (
                isinstance(node, ast.ImportFrom)
                and node.module == "os"
                and any(alias.name in {"environ", "getenv"} for alias in node.names)
            )
            if isinstance(node, ast.Attribute | ast.ImportFrom) and (is_read or is_named):
                wrong.append(f"{module_name(path)}:{node.lineno}")

    assert wrong == []


def test_names_say_what_is_inside() -> None:
    assert [str(path) for path in sources() if path.stem in VAGUE_NAMES] == []


def test_the_rule_would_notice_a_wrong_import(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    wrong = tmp_path / "datainsight" / "models" / "wrong.py"
    wrong.parent.mkdir(parents=True)
    wrong.write_text("from datainsight.services import ports\n")
    monkeypatch.setattr(f"{__name__}.PRODUCT", tmp_path / "datainsight")

    with pytest.raises(AssertionError, match=r"datainsight\.models\.wrong:1 imports datainsight\.services"):
        test_imports_point_inwards()
