"""Settings become real objects here, and only here."""

import json
import secrets
import time
from collections.abc import Mapping
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import boto3
from botocore.config import Config

from datainsight.adapters.dynamodb_store import DynamoDbStore
from datainsight.adapters.s3_store import S3Store
from datainsight.adapters.step_functions import StepFunctionsWorkflow
from datainsight.models.account import Provider
from datainsight.services.account_ports import (
    AccessTokens,
    AccountStore,
    ApiKeyStore,
    AttemptCounter,
    IdentityProvider,
    Mailer,
    MailTokenStore,
    Passwords,
    PendingSignIns,
    SessionStore,
    TraceEraser,
    WorkspaceStore,
)
from datainsight.services.billing_ports import BillingMeter, BillingOutbox
from datainsight.services.choice_ports import ChoiceStore
from datainsight.services.cleaning_ports import CleaningStore
from datainsight.services.connection_ports import (
    ConnectionStore,
    CredentialVault,
    ImportWorkflow,
    SourceBrowser,
)
from datainsight.services.ports import (
    AnalysisHistory,
    AnalysisStore,
    Announcer,
    Catalog,
    Clock,
    ContractChecker,
    ObjectStore,
    ReportPrinter,
    Workflow,
)
from datainsight.services.request_ports import AnswerStore, PlanMemory, RateLimiter
from datainsight.services.usage_ports import UsageLedger
from datainsight.services.webhook_ports import (
    DeliveryWorkflow,
    WebhookSecrets,
    WebhookSender,
    WebhookStore,
)
from datainsight.settings import ModelSettings, Settings
from datainsight.version import VERSION

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient
    from mypy_boto3_rds_data import RDSDataServiceClient
    from mypy_boto3_secretsmanager import SecretsManagerClient

    from datainsight.adapters.data_api import DataApi
    from datainsight.insight.language_model import LanguageModel
    from datainsight.services.fetch_import import SourceFetcher

# botocore puts its own name together anew for each call, twice: a tenth of what a read of an item takes.
_NAMED = Config(user_agent=f"DataInsight/{VERSION}")
_RETRIES = _NAMED.merge(
    Config(retries={"mode": "standard", "max_attempts": 5}, connect_timeout=5, read_timeout=60)
)
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
        from datainsight.adapters.dynamodb_plans import RememberingCatalog  # noqa: PLC0415

        return RememberingCatalog(self._data_api, self.plans)

    @cached_property
    def plans(self) -> PlanMemory:
        """Plans as last seen."""
        from datainsight.adapters.dynamodb_plans import DynamoDbPlans  # noqa: PLC0415

        return DynamoDbPlans(self.dynamodb, self._settings.table)

    @cached_property
    def rate_limits(self) -> RateLimiter:
        """Counts requests."""
        from datainsight.adapters.dynamodb_rate_limits import DynamoDbRateLimits  # noqa: PLC0415

        return DynamoDbRateLimits(self.dynamodb, self._settings.table)

    @cached_property
    def answers(self) -> AnswerStore:
        """Answers of requests that must be made once."""
        from datainsight.adapters.dynamodb_answers import DynamoDbAnswers  # noqa: PLC0415

        return DynamoDbAnswers(self.dynamodb, self._settings.table)

    @cached_property
    def history(self) -> AnalysisHistory:
        """Lists of analyses."""
        from datainsight.adapters.data_api_history import DataApiHistory  # noqa: PLC0415 - the api alone lists

        return DataApiHistory(self._data_api)

    @cached_property
    def usage(self) -> UsageLedger:
        """What is used and paid for."""
        from datainsight.adapters.dynamodb_usage import DynamoDbUsage  # noqa: PLC0415 - most stages cost nothing

        return DynamoDbUsage(self.dynamodb, self._settings.table, is_billed=self._settings.is_billed)

    @cached_property
    def billing_outbox(self) -> BillingOutbox:
        """What is still to be told to the billing service."""
        from datainsight.adapters.dynamodb_billing import DynamoDbBilling  # noqa: PLC0415

        return DynamoDbBilling(self.dynamodb, self._settings.table)

    @cached_property
    def billing_meter(self) -> BillingMeter:
        """Stripe; one function tells it."""
        from datainsight.adapters.stripe_meter import StripeAccount, StripeMeter  # noqa: PLC0415

        found = _secrets().get_secret_value(SecretId=self._settings.stripe_secret_arn)
        return StripeMeter(StripeAccount.model_validate_json(found["SecretString"]))

    @cached_property
    def choices(self) -> ChoiceStore:
        """What users decided."""
        from datainsight.adapters.dynamodb_choices import DynamoDbChoices  # noqa: PLC0415 - the api alone asks

        return DynamoDbChoices(self.dynamodb, self._settings.table)

    @cached_property
    def accounts(self) -> AccountStore:
        """Users and memberships."""
        from datainsight.adapters.data_api_accounts import DataApiAccounts  # noqa: PLC0415

        return DataApiAccounts(self._data_api)

    @cached_property
    def workspaces(self) -> WorkspaceStore:
        """Members, invitations, the audit log."""
        from datainsight.adapters.data_api_workspaces import DataApiWorkspaces  # noqa: PLC0415

        return DataApiWorkspaces(self._data_api)

    @cached_property
    def api_keys(self) -> ApiKeyStore:
        """Keys of programs."""
        from datainsight.adapters.dynamodb_api_keys import DynamoDbApiKeys  # noqa: PLC0415

        return DynamoDbApiKeys(self.dynamodb, self._settings.table)

    @cached_property
    def sessions(self) -> SessionStore:
        """Who is signed in."""
        from datainsight.adapters.dynamodb_sessions import DynamoDbSessions  # noqa: PLC0415 - the api alone has it

        return DynamoDbSessions(self.dynamodb, self._settings.table)

    @cached_property
    def mail_tokens(self) -> MailTokenStore:
        """What was sent by mail."""
        from datainsight.adapters.dynamodb_attempts import DynamoDbMailTokens  # noqa: PLC0415

        return DynamoDbMailTokens(self.dynamodb, self._settings.table)

    @cached_property
    def attempts(self) -> AttemptCounter:
        """How often something was tried."""
        from datainsight.adapters.dynamodb_attempts import DynamoDbAttempts  # noqa: PLC0415

        return DynamoDbAttempts(self.dynamodb, self._settings.table)

    @cached_property
    def passwords(self) -> Passwords:
        """The slow hash."""
        from datainsight.adapters.bcrypt_passwords import BcryptPasswords  # noqa: PLC0415

        return BcryptPasswords()

    @cached_property
    def access_tokens(self) -> AccessTokens:
        """Signs and verifies."""
        # 0.2 s of imports that only requests with a token need.
        from datainsight.adapters.signed_tokens import SignedAccessTokens, SigningKeys  # noqa: PLC0415

        keys = SigningKeys(_secrets(), self._settings.signing_secret_arn)
        return SignedAccessTokens(keys, f"datainsight:{self._settings.team}")

    @cached_property
    def identity_providers(self) -> Mapping[Provider, IdentityProvider]:
        """Those that the deployment's secret has clients for."""
        if not self._settings.providers_secret_arn:
            return {}
        from datainsight.adapters.identity_providers import identity_providers  # noqa: PLC0415

        found = _secrets().get_secret_value(SecretId=self._settings.providers_secret_arn)
        return identity_providers(json.loads(found["SecretString"]))

    @cached_property
    def pending_sign_ins(self) -> PendingSignIns:
        """Browsers that are at a provider."""
        from datainsight.adapters.dynamodb_pending_sign_ins import DynamoDbPendingSignIns  # noqa: PLC0415

        return DynamoDbPendingSignIns(self.dynamodb, self._settings.table)

    @cached_property
    def traces(self) -> TraceEraser:
        """Empties parts of the table."""
        from datainsight.adapters.dynamodb_erasing import DynamoDbTraces  # noqa: PLC0415

        return DynamoDbTraces(self.dynamodb, self._settings.table)

    @cached_property
    def mailer(self) -> Mailer:
        """Amazon SES, or the outbox of a local stack."""
        from datainsight.adapters.mailers import OutboxMailer, SesMailer  # noqa: PLC0415

        if not self._settings.mail_sender:
            return OutboxMailer(self.objects, self.now)
        return SesMailer(boto3.client("sesv2", config=_RETRIES), self._settings.mail_sender)

    @cached_property
    def origin_key(self) -> str:
        """What CloudFront proves itself with."""
        if not self._settings.origin_secret_arn:
            return secrets.token_urlsafe(32)  # nobody can send it
        return _secrets().get_secret_value(SecretId=self._settings.origin_secret_arn)["SecretString"]

    @property
    def site_url(self) -> str:
        """Where the web app is."""
        return self._settings.site_url

    @cached_property
    def workflow(self) -> Workflow:
        """The state machine."""
        client = boto3.client("stepfunctions", config=_RETRIES)
        return StepFunctionsWorkflow(client, self._settings.state_machine_arn)

    @cached_property
    def cleanings(self) -> CleaningStore:
        """How far files are that are cleaned."""
        from datainsight.adapters.dynamodb_cleanings import DynamoDbCleanings  # noqa: PLC0415

        return DynamoDbCleanings(self.dynamodb, self._settings.table)

    @cached_property
    def cleaning_workflow(self) -> Workflow:
        """The state machine that cleans."""
        client = boto3.client("stepfunctions", config=_RETRIES)
        return StepFunctionsWorkflow(client, self._settings.cleaning_machine_arn)

    @cached_property
    def printer(self) -> ReportPrinter:
        """The function that prints."""
        from datainsight.adapters.lambda_functions import LambdaReportPrinter  # noqa: PLC0415 - the api alone prints

        # One attempt: whoever waits has 30 seconds, and a second PDF would cost as much as the first one.
        config = Config(retries={"total_max_attempts": 1}, connect_timeout=5, read_timeout=28)
        return LambdaReportPrinter(boto3.client("lambda", config=config), self._settings.report_function)

    @cached_property
    def contract_checker(self) -> ContractChecker:
        """The function that runs rules on files."""
        from datainsight.adapters.lambda_functions import LambdaContractChecker  # noqa: PLC0415

        # One attempt: what takes longer than a request goes on, and is asked for again.
        config = Config(retries={"total_max_attempts": 1}, connect_timeout=5, read_timeout=20)
        return LambdaContractChecker(boto3.client("lambda", config=config), self._settings.contract_function)

    @cached_property
    def announcer(self) -> Announcer:
        """The event bus."""
        from datainsight.adapters.webhook_delivery import EventBridgeAnnouncer  # noqa: PLC0415

        return EventBridgeAnnouncer(boto3.client("events", config=_RETRIES), self._settings.team)

    @cached_property
    def webhooks(self) -> WebhookStore:
        """Endpoints and deliveries."""
        from datainsight.adapters.dynamodb_webhooks import DynamoDbWebhooks  # noqa: PLC0415

        return DynamoDbWebhooks(self.dynamodb, self._settings.table)

    @cached_property
    def webhook_secrets(self) -> WebhookSecrets:
        """What deliveries are signed with."""
        from datainsight.adapters.webhook_delivery import DerivedWebhookSecrets  # noqa: PLC0415

        return DerivedWebhookSecrets(_secrets(), self._settings.webhook_secret_arn)

    @cached_property
    def webhook_sender(self) -> WebhookSender:
        """HTTP to the public internet."""
        from datainsight.connectors.webhooks import HttpWebhookSender  # noqa: PLC0415

        return HttpWebhookSender(self._settings.host_policy)

    @cached_property
    def delivery_workflow(self) -> DeliveryWorkflow:
        """The machine that delivers."""
        from datainsight.adapters.webhook_delivery import StepFunctionsDeliveries  # noqa: PLC0415

        client = boto3.client("stepfunctions", config=_RETRIES)
        return StepFunctionsDeliveries(client, self._settings.delivery_machine_arn)

    @cached_property
    def connections(self) -> ConnectionStore:
        """Connections and imports."""
        from datainsight.adapters.dynamodb_connections import DynamoDbConnections  # noqa: PLC0415

        return DynamoDbConnections(self.dynamodb, self._settings.table)

    @cached_property
    def vault(self) -> CredentialVault:
        """Credentials of connections."""
        from datainsight.adapters.credential_vault import SecretsManagerVault  # noqa: PLC0415

        return SecretsManagerVault(_secrets(), self._settings.team)

    @cached_property
    def source_browser(self) -> SourceBrowser:
        """Looks at what is behind a connection."""
        from datainsight.connectors.browsing import Browser  # noqa: PLC0415

        return Browser(self._settings.host_policy, self._settings.bucket)

    @cached_property
    def source_fetcher(self) -> "SourceFetcher":
        """Fetches; one function does this."""
        from datainsight.connectors.fetching import Fetcher  # noqa: PLC0415

        return Fetcher(self._settings.host_policy, self._settings.bucket)

    @cached_property
    def import_workflow(self) -> ImportWorkflow:
        """The machine that fetches."""
        from datainsight.adapters.credential_vault import StepFunctionsImports  # noqa: PLC0415

        client = boto3.client("stepfunctions", config=_RETRIES)
        return StepFunctionsImports(client, self._settings.import_machine_arn)

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

    def pause(self, seconds: float) -> None:
        """Waits."""
        time.sleep(seconds)

    @property
    def now(self) -> Clock:
        """The time."""
        return utc_now

    @cached_property
    def _data_api(self) -> "DataApi":
        from datainsight.adapters.data_api import DataApi, Database  # noqa: PLC0415 - most stages have no database

        settings = self._settings
        database = Database(settings.database_arn, settings.database_secret_arn, settings.database_name)
        return DataApi(_rds_data(), database)

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


def rotate_secret(step: str, secret_id: str, version_id: str) -> None:
    """One step of a secret's rotation."""
    from datainsight.adapters.secret_rotation import SecretRotation  # noqa: PLC0415 - one function does this

    SecretRotation(_secrets()).run(step, secret_id, version_id)


def _secrets() -> "SecretsManagerClient":
    return boto3.client("secretsmanager", config=_RETRIES)


def _rds_data() -> "RDSDataServiceClient":
    return boto3.client("rds-data", config=_RETRIES)
