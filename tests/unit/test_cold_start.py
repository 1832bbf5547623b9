"""What must not be loaded when a function or the command line starts: a cold start pays for every import."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]

DATA = {"polars", "numpy", "scipy", "pandas", "pyarrow"}
SERVERS = {"fastapi", "starlette", "mangum"}
DATABASE = {"sqlalchemy", "alembic"}
MODELS = {"anthropic", "openai"}
PAGES = {"jinja2", "typst", "yaml"}
SIGNING = {"authlib", "httpx2", "jwt", "cryptography", "bcrypt", "zxcvbn"}

FORBIDDEN = {
    # What signs and verifies is loaded by the first request that has a token.
    "functions.api.handler": DATA | DATABASE | MODELS | PAGES | SIGNING,
    "functions.plan.handler": DATA | SERVERS | DATABASE | MODELS | PAGES,
    "functions.profile.handler": (DATA - {"polars", "numpy"}) | SERVERS | DATABASE | MODELS | PAGES,
    "functions.merge.handler": (DATA - {"numpy"}) | SERVERS | DATABASE | MODELS | PAGES,
    "functions.combine.handler": (DATA - {"numpy", "scipy"}) | SERVERS | DATABASE | MODELS | PAGES,
    "functions.count.handler": (DATA - {"polars", "numpy"}) | SERVERS | DATABASE | MODELS | PAGES,
    "functions.insight.handler": DATA | SERVERS | DATABASE | MODELS | PAGES,
    "functions.codegen.handler": (DATA - {"polars", "numpy"}) | SERVERS | DATABASE | MODELS | PAGES,
    "functions.verify.handler": (DATA - {"polars", "numpy"}) | SERVERS | DATABASE | MODELS | PAGES,
    "functions.conclude.handler": DATA | SERVERS | DATABASE | MODELS | (PAGES - {"jinja2"}),
    "functions.conclude.failure": DATA | SERVERS | DATABASE | MODELS | PAGES,
    "functions.report.handler": DATA | SERVERS | DATABASE | MODELS | (PAGES - {"jinja2"}),
    "functions.contract.handler": (DATA - {"polars", "numpy"})
    | SERVERS
    | DATABASE
    | MODELS
    | SIGNING
    | {"jinja2"},
    "functions.bill.handler": DATA | SERVERS | DATABASE | MODELS | PAGES | SIGNING | {"stripe"},
    "functions.clean.handler": (DATA - {"polars", "numpy"}) | SERVERS | DATABASE | MODELS | PAGES,
    "functions.clean.failure": DATA | SERVERS | DATABASE | MODELS | PAGES | SIGNING,
    "functions.webhooks.address": DATA | SERVERS | DATABASE | MODELS | PAGES | SIGNING,
    "functions.webhooks.handler": DATA | SERVERS | DATABASE | MODELS | PAGES | SIGNING,
    "functions.fetch.handler": (DATA - {"polars", "numpy"}) | SERVERS | DATABASE | MODELS | PAGES | SIGNING,
    "functions.migrate.handler": DATA | SERVERS | MODELS | PAGES | SIGNING,
    "functions.rotate.handler": DATA | SERVERS | DATABASE | MODELS | PAGES | SIGNING,
}

ENVIRONMENT = {
    "DATAINSIGHT_TEAM": "acme",
    "DATAINSIGHT_BUCKET": "bucket",
    "DATAINSIGHT_TABLE": "table",
    "DATAINSIGHT_DATABASE_ARN": "arn:aws:rds:eu-central-1:111122223333:cluster:acme",
    "DATAINSIGHT_DATABASE_SECRET_ARN": "arn:aws:secretsmanager:eu-central-1:111122223333:secret:acme",
    "DATAINSIGHT_DATABASE_NAME": "datainsight",
    "DATAINSIGHT_STATE_MACHINE_ARN": "arn:aws:states:eu-central-1:111122223333:stateMachine:acme",
    "DATAINSIGHT_REPORT_FUNCTION": "DataInsight-acme-report",
    "DATAINSIGHT_CONTRACT_FUNCTION": "DataInsight-acme-contract",
    "DATAINSIGHT_WEBHOOK_SECRET_ARN": "arn:aws:secretsmanager:eu-central-1:111122223333:secret:webhooks",
    "DATAINSIGHT_DELIVERY_MACHINE_ARN": "arn:aws:states:eu-central-1:111122223333:stateMachine:webhooks",
    "DATAINSIGHT_IMPORT_MACHINE_ARN": "arn:aws:states:eu-central-1:111122223333:stateMachine:imports",
    "DATAINSIGHT_CLEANING_MACHINE_ARN": "arn:aws:states:eu-central-1:111122223333:stateMachine:cleaning",
    "DATAINSIGHT_SIGNING_SECRET_ARN": "arn:aws:secretsmanager:eu-central-1:111122223333:secret:signing",
    "DATAINSIGHT_LOCAL_WORKSPACE": "00000000-0000-4000-8000-000000000001",
    "POWERTOOLS_SERVICE_NAME": "test",
    "POWERTOOLS_METRICS_NAMESPACE": "DataInsight",
    "POWERTOOLS_TRACE_DISABLED": "true",
    "AWS_DEFAULT_REGION": "eu-central-1",
    "AWS_ACCESS_KEY_ID": "test",
    "AWS_SECRET_ACCESS_KEY": "test",
}


def modules_after(code: str) -> set[str]:
    """Top-level packages that a fresh interpreter holds after running `code`."""
    result = subprocess.run(
        [sys.executable, "-c", f"{code}\nimport sys\nprint(*sys.modules, file=sys.stderr)"],
        cwd=ROOT,
        env={**os.environ, **ENVIRONMENT, "PYTHONPATH": f"{ROOT}{os.pathsep}{ROOT / 'shared'}"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert result.returncode == 0, result.stderr
    return {name.split(".")[0] for name in result.stderr.split()}


@pytest.mark.parametrize("handler", FORBIDDEN)
def test_a_function_loads_only_what_it_uses(handler: str) -> None:
    assert modules_after(f"import {handler}") & FORBIDDEN[handler] == set()


def test_every_function_is_listed() -> None:
    found = {
        f"functions.{path.parent.name}.{path.stem}"
        for name in ("handler.py", "failure.py", "address.py")
        for path in (ROOT / "functions").glob(f"*/{name}")
    }

    assert found == FORBIDDEN.keys()


@pytest.mark.parametrize("arguments", [["--help"], ["--version"], ["profile", "--help"], ["profile"]])
def test_help_loads_nothing_heavy(arguments: list[str]) -> None:
    code = f"from datainsight.cli import main\nmain({arguments!r})"
    heavy = DATA | SERVERS | DATABASE | MODELS | PAGES | {"pydantic", "boto3", "asyncio", "logging"}

    assert modules_after(code) & heavy == set()


def test_importing_the_package_loads_nothing_heavy() -> None:
    assert modules_after("import datainsight") & (DATA | PAGES | {"pydantic"}) == set()


def test_profiling_a_file_loads_no_server_and_no_cloud(tmp_path: Path) -> None:
    source = tmp_path / "small.csv"
    source.write_text("a,b\n1,2\n3,4\n")
    target = tmp_path / "profile.json"
    arguments = ["profile", str(source), "--json", str(target)]
    code = f"from datainsight.cli import main\nassert main({arguments!r}) == 0"
    unused = SERVERS | DATABASE | MODELS | PAGES | {"boto3", "scipy", "pandas", "pyarrow", "duckdb"}

    assert modules_after(code) & unused == set()
