"""The schema that `migrate` makes: tenants are kept apart by the database itself."""

import uuid
from uuid import UUID

import psycopg
import pytest
from botocore.exceptions import ClientError

from datainsight.adapters.data_api import DataApi
from datainsight.adapters.data_api_catalog import DataApiCatalog
from datainsight.adapters.schema_migrations import upgrade
from tests.integration.database import NAME, SCRIPTS, LocalDatabase
from tests.integration.test_catalog_contract import AT, analysis_of, dataset
from tests.unit.sample_document import sample_document
from tests.unit.services.fakes import OTHER_WORKSPACE, WORKSPACE

pytestmark = pytest.mark.xdist_group("database")

TABLES = {
    "users",
    "credentials",
    "invitations",
    "audit_log",
    "workspaces",
    "memberships",
    "datasets",
    "analyses",
    "insights",
    "column_profiles",
}


def rows(database: LocalDatabase, query: str) -> list[tuple[object, ...]]:
    with psycopg.connect(database.conninfo, user="postgres", dbname=NAME) as connection:
        return connection.execute(query.encode()).fetchall()


def test_every_table_is_forced_under_row_level_security(database: LocalDatabase) -> None:
    found = rows(
        database,
        "SELECT relname, relrowsecurity AND relforcerowsecurity,"
        " EXISTS (SELECT FROM pg_policy WHERE polrelid = pg_class.oid) FROM pg_class"
        " WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace AND relname <> 'alembic_version'",
    )
    assert {name for name, *_ in found} == TABLES
    assert all(is_forced and has_policy for _, is_forced, has_policy in found)


def test_the_role_has_no_way_around(database: LocalDatabase) -> None:
    assert rows(
        database,
        "SELECT rolsuper, rolbypassrls, rolcanlogin, rolcreaterole FROM pg_roles"
        " WHERE rolname = 'datainsight_app'",
    ) == [(False, False, False, False)]


def test_without_a_workspace_nothing_is_seen(database: LocalDatabase) -> None:
    stored = dataset()
    DataApiCatalog(DataApi(database.client, database.database)).add_dataset(stored)
    reply = database.client.execute_statement(
        **database.database.arguments(), sql="SELECT count(*) FROM datasets"
    )
    assert reply["records"] == [[{"longValue": 0}]]


def test_rows_of_another_workspace_cannot_be_written(database: LocalDatabase) -> None:
    data_api = DataApi(database.client, database.database)
    with (
        pytest.raises(ClientError, match="row-level security"),
        data_api.transaction(OTHER_WORKSPACE) as transaction,
    ):
        transaction.execute(
            "INSERT INTO datasets (id, workspace_id, name, object_key, status, goal, created_at)"
            " VALUES (:id, :workspace_id, 'x', 'x', 'uploaded', 'analytics', now())",
            id=uuid.uuid4(),
            workspace_id=UUID(WORKSPACE),
        )


def test_the_setting_ends_with_its_transaction(database: LocalDatabase) -> None:
    data_api = DataApi(database.client, database.database)
    for workspace_id in (WORKSPACE, OTHER_WORKSPACE, WORKSPACE):
        with data_api.transaction(workspace_id) as transaction:
            assert transaction.execute("SELECT id, current_user AS role FROM workspaces") == [
                {"id": workspace_id, "role": "datainsight_app"}
            ]


def test_migrating_again_changes_nothing(database: LocalDatabase) -> None:
    first = upgrade(database.client, database.database, scripts=SCRIPTS, local_workspace=UUID(WORKSPACE))
    again = upgrade(database.client, database.database, scripts=SCRIPTS, local_workspace=None)
    assert first == again != ""
    assert rows(database, f"SELECT plan FROM workspaces WHERE id = '{WORKSPACE}'") == [("free",)]


def test_the_outcome_is_stored_by_column(database: LocalDatabase) -> None:
    catalog = DataApiCatalog(DataApi(database.client, database.database))
    stored, document = dataset(), sample_document()
    analysis = analysis_of(stored)
    catalog.add_dataset(stored)
    catalog.begin_analysis(analysis, 0, AT)
    catalog.complete_analysis(analysis, document, AT)
    assert document.insight is not None
    where = f"WHERE analysis_id = '{analysis.analysis_id}'"
    assert rows(database, f"SELECT name, data_type FROM column_profiles {where} ORDER BY position") == [
        (column.name, column.data_type.value) for column in document.columns
    ]
    assert rows(database, f"SELECT headline, provider FROM insights {where}") == [
        (document.insight.headline.text, "rules")
    ]
    assert rows(
        database,
        "SELECT status, quality_score, row_count, issue_count, started_at, completed_at FROM analyses"
        f" WHERE id = '{analysis.analysis_id}'",
    ) == [("completed", document.quality.score, document.dataset.row_count, len(document.issues), AT, AT)]
