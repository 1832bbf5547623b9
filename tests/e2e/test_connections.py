"""A table of a database is looked at, brought over and analysed, through the real local stack."""

import time
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler
from pathlib import Path
from typing import Any

import psycopg
import pytest

from tests.e2e.api_user import ApiUser
from tests.listening import QuietHandler, listening
from tests.local_stack import LocalStackProcess
from tests.relay import tcp_relay

HUSH = "velvet-kettle-47"
TABLE = b"""
    DROP TABLE IF EXISTS imported_orders;
    CREATE TABLE imported_orders (id bigint PRIMARY KEY, price numeric(10,2), city text);
    INSERT INTO imported_orders SELECT n, n * 1.5, CASE n % 3 WHEN 0 THEN 'Bern' ELSE 'Basel' END
    FROM generate_series(1, 300) AS n;
"""


@pytest.fixture(scope="module")
def user(local_stack: LocalStackProcess) -> ApiUser:
    return ApiUser(local_stack.api_url)


@pytest.fixture(scope="module")
def postgres_port(local_stack: LocalStackProcess) -> Iterator[int]:
    """Of the stack's own server, which has a database of ours beside its own."""
    (pid_file,) = local_stack.data_dir.rglob("postmaster.pid")
    lines = pid_file.read_text("utf-8").splitlines()
    port, folder = lines[3], lines[4]
    with psycopg.connect(
        host=folder, port=port, user="postgres", dbname="postgres", autocommit=True
    ) as found:
        found.execute(TABLE)
    with tcp_relay(Path(folder) / f".s.PGSQL.{port}") as relayed:
        yield relayed


def connect(user: ApiUser, target: dict[str, Any], **credentials: str) -> str:
    body = {"name": "Shop", "target": target, "credentials": credentials}
    return str(user.post("/connections", body)["connection_id"])


def bring(user: ApiUser, connection_id: str, **body: Any) -> dict[str, Any]:
    path = f"/connections/{connection_id}/imports"
    path = f"{path}/{user.post(path, body)['import_id']}"
    for _ in range(400):
        job = user.get(path)
        if job["status"] in {"completed", "failed"}:
            return job
        time.sleep(0.3)
    raise AssertionError(f"still not ended: {job}")


def test_a_table_of_postgresql_is_found_and_analysed(
    local_stack: LocalStackProcess, user: ApiUser, postgres_port: int
) -> None:
    target = {"kind": "postgresql", "host": "127.0.0.1", "port": postgres_port, "database": "postgres"}
    connection_id = connect(user, {**target, "user": "postgres", "tls": "off"}, password=HUSH)
    try:
        tried = user.post(f"/connections/{connection_id}/test", {})
        assert tried["server"].startswith("PostgreSQL"), tried
        entries = user.get(f"/connections/{connection_id}/entries?path=public")["entries"]
        (found,) = [each for each in entries if each["name"] == "imported_orders"]
        assert (found["kind"], found["source"]["table"]) == ("table", "public.imported_orders")

        job = bring(user, connection_id, source=found["source"])

        assert job["status"] == "completed", job
        assert user.wait(job["analysis_id"])["status"] == "completed"
        profile = user.results(job["analysis_id"])
        assert profile["dataset"]["row_count"] == 300
        assert profile["dataset"]["format"] == "postgresql"
        assert profile["columns"][1]["declared_type"] == "numeric(10,2)"
        assert user.get(f"/datasets/{job['dataset_id']}")["name"] == "public.imported_orders"
        script = user.post("/exports/code", {"analysis_id": job["analysis_id"], "language": "pandas"})
        compile(script["code"], "clean.py", "exec")
        secrets = local_stack.client("secretsmanager").list_secrets()["SecretList"]
        assert [each for each in secrets if each["Name"].endswith(connection_id)]
    finally:
        assert user.http.delete(f"/connections/{connection_id}").status_code == 204
    secrets = local_stack.client("secretsmanager").list_secrets(IncludePlannedDeletion=True)["SecretList"]
    assert not [each for each in secrets if each["Name"].endswith(connection_id)]
    items = local_stack.client("dynamodb").scan(TableName=local_stack.outputs["TableName"])["Items"]
    assert HUSH not in str(items)
    logs = "".join(each.read_text("utf-8") for each in (local_stack.data_dir / "logs").glob("*"))
    assert HUSH not in logs


def test_a_query_that_fails_says_why(user: ApiUser, postgres_port: int) -> None:
    target = {"kind": "postgresql", "host": "127.0.0.1", "port": postgres_port, "database": "postgres"}
    connection_id = connect(user, {**target, "user": "postgres", "tls": "off"}, password=HUSH)
    job = bring(user, connection_id, source={"query": "DELETE FROM imported_orders RETURNING *"})
    assert (job["status"], job["dataset_id"]) == ("failed", None)
    assert job["failure"]["code"] == "unreadable"
    job = bring(user, connection_id, source={"query": "SELECT * FROM absent"})
    assert job["failure"]["code"] == "source_not_found"
    assert HUSH not in str(job)


def test_a_file_behind_an_address_is_analysed(user: ApiUser, tmp_path: Path) -> None:
    (tmp_path / "cities.csv").write_text("id,city\n1,Bern\n2,Basel\n")

    class Files(QuietHandler, SimpleHTTPRequestHandler):
        pass

    with listening(partial(Files, directory=str(tmp_path))) as url:
        connection_id = connect(user, {"kind": "http", "url": f"{url}/"})
        job = bring(user, connection_id, source={"path": "cities.csv"}, name="Cities.csv")
        assert job["status"] == "completed", job
        assert user.wait(job["analysis_id"])["status"] == "completed"
        assert user.results(job["analysis_id"])["dataset"]["name"] == "cities.csv"


def test_the_stack_s_own_network_is_not_reached(user: ApiUser) -> None:
    target = {"kind": "http", "url": "http://169.254.169.254/latest/meta-data/"}
    refused = user.http.post("/connections", json={"name": "x", "target": target})
    assert (refused.status_code, refused.json()["errors"][0]["pointer"]) == (400, "#/target")
