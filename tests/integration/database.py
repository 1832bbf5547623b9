"""A real PostgreSQL behind the local Data API endpoint, with the schema that `migrate` makes."""

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

import boto3
import psycopg

from datainsight.adapters.data_api import Database
from datainsight.adapters.schema_migrations import upgrade
from infra_cdk.local.database.data_api import DataApi as DataApiEndpoint
from infra_cdk.local.database.postgres import EmbeddedPostgres
from infra_cdk.local.database.sessions import Sessions
from infra_cdk.local.database.values import DataApiError
from tests.listening import QuietHandler, listening
from tests.unit.adapters.aws import REGION
from tests.unit.services.fakes import OTHER_WORKSPACE, WORKSPACE

if TYPE_CHECKING:
    from mypy_boto3_rds_data import RDSDataServiceClient

SCRIPTS = Path(__file__).parents[2] / "functions" / "migrate"
NAME = "datainsight"


@dataclass
class LocalDatabase:
    """Where it listens, how to reach it as the service does, and behind the service's back."""

    endpoint: str
    client: "RDSDataServiceClient"
    database: Database
    conninfo: str

    def sql(self, statement: str) -> None:
        """As the superuser, whom no policy binds."""
        with psycopg.connect(self.conninfo, user="postgres", dbname=NAME, autocommit=True) as connection:
            connection.execute(statement.encode())


@contextmanager
def local_database(folder: Path) -> Iterator[LocalDatabase]:
    server = EmbeddedPostgres(folder / "postgres", 16)
    server.start()
    try:
        role = server.ensure(user="datainsight_master", database=NAME)
        sessions = Sessions(server.conninfo)
        with _listening(DataApiEndpoint(sessions, lambda _: role)) as endpoint:
            client = boto3.client(
                "rds-data",
                endpoint_url=endpoint,
                region_name=REGION,
                aws_access_key_id="local",
                aws_secret_access_key="local",
            )
            database = Database(
                f"arn:aws:rds:{REGION}:1:cluster:c", f"arn:aws:secretsmanager:{REGION}:1:secret:s", NAME
            )
            local = LocalDatabase(endpoint, client, database, server.conninfo)
            upgrade(client, database, scripts=SCRIPTS, local_workspace=UUID(WORKSPACE))
            local.sql(f"INSERT INTO workspaces (id, name, plan) VALUES ('{OTHER_WORKSPACE}', 'Other', 'pro')")
            yield local
        sessions.close()
    finally:
        server.stop()


@contextmanager
def _listening(data_api: DataApiEndpoint) -> Iterator[str]:
    class Handler(QuietHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            request = json.loads(self.body() or b"{}")
            status, headers = 200, dict[str, str]()
            try:
                reply: Mapping[str, object] = data_api.call(self.path, request)
            except DataApiError as error:
                status, headers, reply = _refusal(error)
            self.answer(status, json.dumps(reply).encode(), {"content-type": "application/json", **headers})

    with listening(Handler) as url:
        yield url


def _refusal(error: DataApiError) -> tuple[int, dict[str, str], dict[str, str]]:
    return error.status, {"x-amzn-ErrorType": error.code}, {"message": error.message}
