"""The layers and the code as Lambda gets them."""

import json
import platform
import re
import subprocess
import sys
from pathlib import Path

import pytest

from infra_cdk.function_plans import FUNCTION_PLANS, FunctionPlan
from layers.build import LAMBDA, LayerBuildError, Target, build_layer, digest, size_of, trim
from layers.export import export_requirements
from layers.names import LAYER_NAMES, PROVIDED_BY_RUNTIME, requirements_file
from layers.stage_code import stage_code
from tests.infra.lambda_process import packages_of, run_with_layers
from tests.infra.template import Template

LIMIT = 250 * 1024 * 1024
"""What Lambda accepts unzipped, code and layers together."""

_PLANS = pytest.mark.parametrize("plan", FUNCTION_PLANS, ids=lambda plan: plan.name)


@pytest.mark.parametrize("name", LAYER_NAMES)
def test_requirements_are_those_of_the_lock(name: str) -> None:
    assert requirements_file(name).read_text(encoding="utf-8") == _exported()[name], (
        "run `python -m layers.export`"
    )


_cache: dict[str, str] = {}


def _exported() -> dict[str, str]:
    _cache.update(_cache or export_requirements())
    return _cache


@pytest.mark.parametrize("name", LAYER_NAMES)
def test_every_package_is_pinned_with_hashes_and_carried_once(name: str) -> None:
    assert packages_of(name)
    blocks = re.split(r"^(?=[a-z0-9])", requirements_file(name).read_text("utf-8"), flags=re.MULTILINE)[1:]
    assert all("--hash=sha256:" in block for block in blocks)
    assert not packages_of(name) & set(PROVIDED_BY_RUNTIME)
    if name != "core":
        assert not packages_of(name) & packages_of("core")


def test_the_cache_of_a_layer_is_good_for_one_target_only() -> None:
    assert digest("core") == digest("core", LAMBDA)
    assert digest("core") != digest("core", Target("x86_64-manylinux_2_28", "3.13"))
    assert digest("core") != digest("reading")


def test_trimming_removes_what_no_import_needs(tmp_path: Path) -> None:
    kept = [
        "pandas/core.py",
        "pandas/_libs/a.so",
        "pandas/py.typed",
        "x-1.dist-info/METADATA",
        "contest/a.py",
    ]
    gone = [
        "pandas/tests/test_a.py",
        "pandas/a.pyi",
        "numpy/a.h",
        "bin/tool",
        "a-stubs/b.pyi",
        "x-1.dist-info/RECORD",
    ]
    for name in (*kept, *gone):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("content", encoding="utf-8")
    trim(tmp_path)
    left = {path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*") if path.is_file()}
    assert left == set(kept)


def test_staged_code_is_the_same_whatever_was_there_before(tmp_path: Path) -> None:
    fresh = stage_code(tmp_path / "fresh")
    used = stage_code(tmp_path / "used")
    (used / "functions" / "gone").mkdir()
    (used / "functions" / "gone" / "handler.py").write_text("raise SystemExit", encoding="utf-8")
    (used / "datainsight" / "errors.py").write_text("changed", encoding="utf-8")
    stage_code(used)
    assert _content(used) == _content(fresh)


def _content(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()
    }


def test_compiled_files_stay_only_where_code_runs_again(tmp_path: Path) -> None:
    compiled = stage_code(tmp_path) / "datainsight" / "__pycache__" / "errors.cpython-313.pyc"
    compiled.parent.mkdir()
    compiled.write_bytes(b"compiled")
    stage_code(tmp_path, keep_compiled=True)
    assert compiled.read_bytes() == b"compiled"
    stage_code(tmp_path)
    assert not compiled.parent.exists()


def test_staged_code_has_no_compiled_files_and_no_command_line(tmp_path: Path) -> None:
    names = _content(stage_code(tmp_path))
    assert "datainsight/errors.py" in names
    assert "datainsight/cli.py" not in names
    assert not [name for name in names if "__pycache__" in name]


@pytest.fixture(scope="module")
def staged(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The functions' code, compiled by the first that imports it."""
    return stage_code(tmp_path_factory.mktemp("staged"))


@_PLANS
def test_a_handler_imports_nothing_that_its_layers_lack(
    template: Template, plan: FunctionPlan, staged: Path
) -> None:
    function = template.functions()[plan.name]
    environment = {
        key: value if isinstance(value, str) else "arn:aws:x"
        for key, value in function["Environment"]["Variables"].items()
    }
    environment["DATAINSIGHT_LOCAL_WORKSPACE"] = "00000000-0000-4000-8000-000000000001"
    module = function["Handler"].rsplit(".", 1)[0]
    run_with_layers(plan, staged, f"import {module}", environment=environment)


def _built(name: str, target: Target = LAMBDA, folder: Path | None = None) -> Path:
    try:
        return build_layer(name, target, folder) if folder else build_layer(name, target)
    except LayerBuildError as error:
        if re.search(r"error sending request|dns error|Failed to fetch|timed out", str(error)):
            pytest.skip(f"the package registry cannot be reached, so layers cannot be built: {error}")
        raise


@pytest.mark.slow
@_PLANS
def test_a_function_with_its_layers_fits_into_lambda(plan: FunctionPlan, tmp_path: Path) -> None:
    sizes = {name: size_of(_built(name)) for name in plan.layers}
    sizes["code"] = size_of(stage_code(tmp_path))
    assert sum(sizes.values()) <= LIMIT, sizes


@pytest.mark.slow
@pytest.mark.parametrize("name", LAYER_NAMES)
def test_a_layer_is_built_for_graviton(name: str) -> None:
    libraries = [path.name for path in (_built(name) / "python").rglob("*.so")]
    assert not [each for each in libraries if "x86_64" in each]
    assert not [each for each in libraries if "cpython-" in each and "cpython-313-aarch64" not in each]


_IMPORTED = {
    "core": [
        "aws_lambda_powertools.utilities.idempotency",
        "aws_lambda_powertools.utilities.parser",
        "aws_xray_sdk.core",
    ],
    "reading": ["zstandard", "charset_normalizer", "python_calamine", "flatbuffers", "thrift.protocol"],
    "polars": [
        "polars",
        "numpy.testing",
        "zstandard",
        "charset_normalizer",
        "python_calamine",
        "flatbuffers",
        "thrift.protocol",
    ],
    "frames": ["polars"],
    "statistics": ["scipy.stats", "scipy.special", "scipy.spatial", "numpy", "zstandard"],
    "api": [
        "authlib.integrations.httpx_client",
        "fastapi",
        "mangum",
        "bcrypt",
        "jwt",
        "cryptography",
        "zxcvbn",
    ],
    "database": ["alembic.command", "sqlalchemy.orm", "sqlalchemy_aurora_data_api"],
    "insight": ["anthropic", "openai"],
    "reporting": ["jinja2", "yaml"],
    "report": ["typst"],
    "billing": ["stripe"],
    "connectors": ["httpx", "psycopg", "pymongo"],
}


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="layers are made of Linux packages")
@pytest.mark.parametrize("name", LAYER_NAMES)
def test_a_trimmed_layer_still_imports(name: str, tmp_path: Path) -> None:
    """The same layer, built for the machine at hand, because its own cannot run here."""
    version = f"{sys.version_info.major}.{sys.version_info.minor}"
    here = Target(platform=f"{platform.machine()}-manylinux_2_28", python_version=version)
    folders = [_built(each, here, tmp_path) / "python" for each in dict.fromkeys(["core", name])]
    # The layers come first; the environment behind them stands for what the runtime brings (boto3).
    script = f"import sys; sys.path[:0] = {[str(each) for each in folders]!r}\n"
    script += "".join(f"import {module}\n" for module in _IMPORTED[name])
    script += (
        f"import {_IMPORTED[name][0].split('.')[0]} as first; assert {str(tmp_path)!r} in first.__file__"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


@pytest.mark.slow
def test_the_template_does_not_depend_on_whether_layers_were_built(
    template: Template, tmp_path: Path
) -> None:
    from infra_cdk.app import synthesize

    for plan in FUNCTION_PLANS:
        for name in plan.layers:
            _built(name)
    built = Template(json.loads(synthesize("acme", tmp_path, build_layers=True).read_text(encoding="utf-8")))
    assert built.of_type("AWS::Lambda::LayerVersion") == template.of_type("AWS::Lambda::LayerVersion")
    assets = json.loads((tmp_path / "DataInsight-acme.assets.json").read_text(encoding="utf-8"))["files"]
    folders = {each["source"]["path"] for each in assets.values() if "Layers" in each["displayName"]}
    assert all((tmp_path / folder / "python").is_dir() for folder in folders)
