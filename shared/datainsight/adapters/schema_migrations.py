"""Brings the database's schema up to date: Alembic over the RDS Data API."""

from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

import sqlalchemy_aurora_data_api
from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from sqlalchemy import create_engine

from datainsight.adapters.data_api import DataApi, Database

if TYPE_CHECKING:
    from mypy_boto3_rds_data import RDSDataServiceClient


def upgrade(
    client: "RDSDataServiceClient", database: Database, *, scripts: Path, local_workspace: UUID | None
) -> str:
    """Runs all outstanding migrations; nothing happens the second time.

    Args:
        client: Of the RDS Data API.
        database: What to bring up to date.
        scripts: Alembic's folder, with env.py and versions/.
        local_workspace: The fixed workspace of a local stack; made where it is missing.

    Returns:
        The revision that the schema has afterwards.

    Raises:
        UnavailableError: The database does not wake up.
    """
    data_api = DataApi(client, database, patience_seconds=60.0)
    data_api.wake()
    sqlalchemy_aurora_data_api.register_dialects()
    engine = create_engine(
        f"postgresql+auroradataapi://:@/{database.name}",
        connect_args={
            "aurora_cluster_arn": database.cluster_arn,
            "secret_arn": database.secret_arn,
            "rds_data_client": client,
        },
    )
    config = Config()
    config.set_main_option("script_location", str(scripts).replace("%", "%%"))
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
        revision = MigrationContext.configure(connection).get_current_revision()
    if local_workspace is not None:
        _add_local_workspace(data_api, local_workspace)
    return revision or ""


def _add_local_workspace(data_api: DataApi, workspace_id: UUID) -> None:
    with data_api.transaction(str(workspace_id)) as transaction:
        transaction.execute(
            "INSERT INTO workspaces (id, name, plan) VALUES (:id, 'Local', 'free')"
            " ON CONFLICT (id) DO NOTHING",
            id=workspace_id,
        )
