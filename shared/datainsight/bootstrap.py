"""Settings become real objects here, and only here."""

import json
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import boto3
from botocore.config import Config

from datainsight.adapters.dynamodb_store import DynamoDbStore
from datainsight.adapters.s3_store import S3Store
from datainsight.adapters.step_functions import StepFunctionsWorkflow
from datainsight.services.ports import AnalysisStore, Catalog, Clock, ObjectStore, Workflow
from datainsight.settings import ModelSettings, Settings

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient
    from mypy_boto3_rds_data import RDSDataServiceClient

    from datainsight.insight.language_model import LanguageModel

_RETRIES = Config(retries={"mode": "standard", "max_attempts": 5}, connect_timeout=5, read_timeout=60)
# Presigned URLs need version 4 in every region.
_S3 = _RETRIES.merge(Config(signature_version="s3v4"))


def utc_now() -> datetime:
    """Now, in whole milliseconds: what every store keeps exactly."""
    now = datetime.now(UTC)
    return now.replace(microsecond=now.microsecond // 1000 * 1000)


class AwsPorts:
    """Implements `services.ports.Ports`; each client is made when it is first used, and once."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings

    @property
    def table(self) -> str:
        """Name of the single table, for what keeps its own items there."""
        return self._settings.table

    @property
    def shard_bytes(self) -> int:
        """About how large a shard is to be."""
        return self._settings.shard_bytes

    @cached_property
    def objects(self) -> ObjectStore:
        """The bucket."""
        return S3Store(boto3.client("s3", config=_S3), self._settings.bucket)

    @cached_property
    def analyses(self) -> AnalysisStore:
        """Progress."""
        return DynamoDbStore(self.dynamodb, self._settings.table, self.objects)

    @cached_property
    def catalog(self) -> Catalog:
        """What lasts."""
        from datainsight.adapters.data_api import DataApi, Database  # noqa: PLC0415 - most stages have no database
        from datainsight.adapters.data_api_catalog import DataApiCatalog  # noqa: PLC0415

        settings = self._settings
        database = Database(settings.database_arn, settings.database_secret_arn, settings.database_name)
        return DataApiCatalog(DataApi(_rds_data(), database))

    @cached_property
    def workflow(self) -> Workflow:
        """The state machine."""
        client = boto3.client("stepfunctions", config=_RETRIES)
        return StepFunctionsWorkflow(client, self._settings.state_machine_arn)

    @cached_property
    def language_models(self) -> "tuple[LanguageModel, ...]":
        """Who is asked for words, first to last; their keys come from the secret."""
        if not self._settings.insight_providers:
            return ()
        from datainsight.adapters.language_models import language_models  # noqa: PLC0415 - one stage asks

        return language_models(ModelSettings.of_deployment(self._settings, self._model_keys()))

    def _model_keys(self) -> dict[str, str]:
        arn = self._settings.model_keys_secret_arn
        if not arn:
            return {}
        secret = boto3.client("secretsmanager", config=_RETRIES).get_secret_value(SecretId=arn)
        keys: dict[str, str] = json.loads(secret["SecretString"])
        return keys

    @property
    def now(self) -> Clock:
        """The time."""
        return utc_now

    @cached_property
    def dynamodb(self) -> "DynamoDBClient":
        """For what keeps its own items in the table, as idempotency does."""
        return boto3.client("dynamodb", config=_RETRIES)


def migrate(settings: Settings, scripts: Path) -> str:
    """Brings the schema up to date; returns its revision."""
    from datainsight.adapters.data_api import Database  # noqa: PLC0415 - SQLAlchemy is in one function's layer only
    from datainsight.adapters.schema_migrations import upgrade  # noqa: PLC0415

    database = Database(settings.database_arn, settings.database_secret_arn, settings.database_name)
    return upgrade(_rds_data(), database, scripts=scripts, local_workspace=settings.local_workspace)


def _rds_data() -> "RDSDataServiceClient":
    return boto3.client("rds-data", config=_RETRIES)
