"""The only reader of the environment: typed, validated once, with an error that lists all that is wrong."""

import os
import uuid
from collections.abc import Iterable, Mapping
from enum import StrEnum
from pathlib import Path
from typing import Literal, get_args

from pydantic import Field, SecretStr, ValidationError

from datainsight.errors import DataInsightError, UsageError
from datainsight.hosts import HostPolicy
from datainsight.models.base import Frozen

PREFIX = "DATAINSIGHT_"

DEFAULT_SHARD_BYTES = 64 * 1024 * 1024
"""As `reading.split.TARGET_BYTES`, so that a deployment cuts a file where the command line does."""


class SettingsError(DataInsightError):
    """The environment lacks variables or holds impossible ones; nothing may start."""


class Need(StrEnum):
    """What a function uses beyond the bucket and the table."""

    DATABASE = "database"
    STATE_MACHINE = "state_machine"
    ACCOUNTS = "accounts"
    REPORT = "report"
    CONTRACT = "contract"
    WEBHOOKS = "webhooks"
    DELIVERIES = "deliveries"
    IMPORTS = "imports"
    CLEANINGS = "cleanings"
    BILLING = "billing"


_REQUIRED: tuple[str, ...] = ("team", "bucket", "table")
_REQUIRED_BY: dict[Need, tuple[str, ...]] = {
    Need.DATABASE: ("database_arn", "database_secret_arn", "database_name"),
    Need.STATE_MACHINE: ("state_machine_arn",),
    Need.ACCOUNTS: ("signing_secret_arn",),
    Need.REPORT: ("report_function",),
    Need.CONTRACT: ("contract_function",),
    Need.WEBHOOKS: ("webhook_secret_arn",),
    Need.DELIVERIES: ("delivery_machine_arn",),
    Need.IMPORTS: ("import_machine_arn",),
    Need.CLEANINGS: ("cleaning_machine_arn",),
    Need.BILLING: ("stripe_secret_arn",),
}


class Settings(Frozen):
    """What a deployment tells its functions.

    Attributes:
        team: Whose stack it is.
        bucket: Name of the one bucket.
        table: Name of the one DynamoDB table.
        database_arn: Of the cluster; empty where a function has no business with it.
        database_secret_arn: Of its credentials.
        database_name: Of the database in it.
        state_machine_arn: Of the pipeline; empty where a function does not start it.
        report_function: Name of the function that prints; empty where nothing is printed.
        contract_function: Name of the function that runs rules on files; empty where none are run.
        providers_secret_arn: Of the clients at Google and GitHub; empty offers neither.
        origin_secret_arn: Of what CloudFront proves itself with; empty where nothing is behind CloudFront.
        webhook_secret_arn: Of what the secrets of webhooks follow from.
        delivery_machine_arn: Of the machine that delivers webhooks; empty where nothing is replayed.
        import_machine_arn: Of the machine that fetches from connections; empty where nothing is imported.
        cleaning_machine_arn: Of the machine that cleans; empty where nothing is cleaned.
        allowed_networks: As in "10.1.0.0/16,10.2.0.0/16": private ones that may be connected to for users.
        signing_secret_arn: Of what access tokens are signed with.
        mail_sender: Address that mails come from; without one they go to an outbox, on a local stack only.
        site_url: Where the web app is, for links in mails; empty where there is none.
        local_workspace: On a local stack, where whoever is not signed in acts.
        shard_bytes: About how large a shard is; small ones let tests cut small files.
        insight_providers: Who is asked for words, first to last, as in "anthropic,openai"; empty asks nobody.
        model_keys_secret_arn: Of the providers' keys, a JSON object {"anthropic": …, "openai": …}.
        anthropic_model: Instead of the default; so are the two that follow.
        bedrock_model: Its name has the prefix "anthropic.".
        openai_model: As OpenAI calls it.
        is_billed: Whether what costs something is written down to be told to Stripe.
        stripe_secret_arn: Of the account there, for the function that tells it.
        is_traced: Whether an X-Ray daemon listens: only Lambda itself names one.
    """

    team: str
    bucket: str
    table: str
    database_arn: str = ""
    database_secret_arn: str = ""
    database_name: str = ""
    state_machine_arn: str = ""
    report_function: str = ""
    contract_function: str = ""
    webhook_secret_arn: str = ""
    providers_secret_arn: str = ""
    origin_secret_arn: str = ""
    delivery_machine_arn: str = ""
    import_machine_arn: str = ""
    cleaning_machine_arn: str = ""
    allowed_networks: str = ""
    signing_secret_arn: str = ""
    mail_sender: str = ""
    site_url: str = ""
    local_workspace: uuid.UUID | None = None
    insight_providers: str = ""
    model_keys_secret_arn: str = ""
    anthropic_model: str = ""
    bedrock_model: str = ""
    openai_model: str = ""
    shard_bytes: int = Field(default=DEFAULT_SHARD_BYTES, ge=1024)
    is_billed: bool = False
    stripe_secret_arn: str = ""
    is_traced: bool = False

    @property
    def host_policy(self) -> HostPolicy:
        """What may be connected to on behalf of users."""
        return HostPolicy.guarded([each for each in self.allowed_networks.split(",") if each.strip()])

    @classmethod
    def from_environment(
        cls, needs: Iterable[Need] = (), environment: Mapping[str, str] | None = None
    ) -> "Settings":
        """Reads and checks the variables `DATAINSIGHT_<FIELD>`.

        Args:
            needs: What must be there beyond the bucket and the table.
            environment: Instead of that of the process.

        Raises:
            SettingsError: Variables are missing or impossible; all of them are named.
        """
        variables = os.environ if environment is None else environment
        given = {
            field: variables[PREFIX + field.upper()]
            for field in cls.model_fields
            if field != "is_traced" and variables.get(PREFIX + field.upper())
        }
        required = (*_REQUIRED, *(field for need in needs for field in _REQUIRED_BY[need]))
        missing = [PREFIX + field.upper() for field in required if field not in given]
        if missing:
            raise SettingsError(f"These environment variables are missing: {', '.join(missing)}.")
        try:
            return cls.model_validate({**given, "is_traced": is_traced(variables)})
        except ValidationError as error:
            wrong = "; ".join(
                f"{PREFIX}{str(each['loc'][0]).upper()}: {each['msg']}" for each in error.errors()
            )
            raise SettingsError(f"These environment variables are impossible: {wrong}.") from error


Provider = Literal["anthropic", "bedrock", "openai"]


class ModelSettings(Frozen):
    """Which language models are asked for words, and how.

    Attributes:
        providers: First to last; without any, words follow from rules.
        anthropic_api_key: None where Anthropic cannot be asked.
        anthropic_model: Its name there; so are those of the others.
        anthropic_url: Empty for the public endpoint; so are those of the others.
        aws_region: Where Bedrock is asked; it knows the caller by its AWS credentials.
        openai_api_key: None where OpenAI cannot be asked.
    """

    providers: tuple[Provider, ...] = ()
    anthropic_api_key: SecretStr | None = None
    anthropic_model: str = "claude-haiku-5-5"
    anthropic_url: str = ""
    aws_region: str = ""
    bedrock_model: str = "anthropic.claude-haiku-5-5"
    bedrock_url: str = ""
    openai_api_key: SecretStr | None = None
    openai_model: str = "gpt-6-luna"
    openai_url: str = ""

    @classmethod
    def of_user(cls, providers: str, environment: Mapping[str, str] | None = None) -> "ModelSettings":
        """For the command line, with the keys that the providers' own tools use.

        Args:
            providers: As in "anthropic,openai".
            environment: Instead of that of the process.

        Raises:
            UsageError: There is no such provider, or its key is missing.
        """
        variables = os.environ if environment is None else environment
        wanted = _providers(providers)
        required: dict[Provider, tuple[str, ...]] = {
            "anthropic": ("ANTHROPIC_API_KEY",),
            "bedrock": ("AWS_REGION", "AWS_DEFAULT_REGION"),
            "openai": ("OPENAI_API_KEY",),
        }
        for provider in wanted:
            if not any(variables.get(name) for name in required[provider]):
                raise UsageError(
                    f"--insight {provider} needs {required[provider][0]} in the environment.",
                    remedy="Set it, or leave --insight out: words are written without any model then.",
                )
        given = {
            "anthropic_api_key": variables.get("ANTHROPIC_API_KEY"),
            "anthropic_url": variables.get("ANTHROPIC_BASE_URL"),
            "anthropic_model": variables.get("DATAINSIGHT_ANTHROPIC_MODEL"),
            "aws_region": variables.get("AWS_REGION") or variables.get("AWS_DEFAULT_REGION"),
            "bedrock_url": variables.get("ANTHROPIC_BEDROCK_MANTLE_BASE_URL"),
            "bedrock_model": variables.get("DATAINSIGHT_BEDROCK_MODEL"),
            "openai_api_key": variables.get("OPENAI_API_KEY"),
            "openai_url": variables.get("OPENAI_BASE_URL"),
            "openai_model": variables.get("DATAINSIGHT_OPENAI_MODEL"),
        }
        return cls.model_validate(
            {"providers": wanted, **{name: value for name, value in given.items() if value}}
        )

    @classmethod
    def of_deployment(
        cls, settings: Settings, keys: Mapping[str, str], environment: Mapping[str, str] | None = None
    ) -> "ModelSettings":
        """For a function.

        Args:
            settings: The function's.
            keys: Provider to key, from the secret.
            environment: Instead of that of the process; only the region is read.

        Raises:
            UsageError: The settings name an unknown provider.
        """
        variables = os.environ if environment is None else environment
        given = {
            "anthropic_api_key": keys.get("anthropic"),
            "openai_api_key": keys.get("openai"),
            "anthropic_model": settings.anthropic_model,
            "bedrock_model": settings.bedrock_model,
            "openai_model": settings.openai_model,
            "aws_region": variables.get("AWS_REGION"),
        }
        return cls.model_validate(
            {
                "providers": _providers(settings.insight_providers),
                **{name: value for name, value in given.items() if value},
            }
        )


def _providers(text: str) -> tuple[Provider, ...]:
    known: dict[str, Provider] = {each: each for each in get_args(Provider)}
    names = [name.strip() for name in text.split(",") if name.strip()]
    unknown = [name for name in names if name not in known]
    if unknown:
        raise UsageError(f"There is no provider {unknown[0]!r}.", remedy=f"Choose from {', '.join(known)}.")
    return tuple(dict.fromkeys(known[name] for name in names))


def is_traced(environment: Mapping[str, str] | None = None) -> bool:
    """Whether traces have somewhere to go."""
    variables = os.environ if environment is None else environment
    is_off = variables.get("POWERTOOLS_TRACE_DISABLED", "").lower() in {"1", "true", "yes", "on"}
    return "AWS_XRAY_DAEMON_ADDRESS" in variables and not is_off


def user_folder(environment: Mapping[str, str] | None = None) -> Path:
    """Where the command line keeps what its user asked it to remember (XDG base directories)."""
    variables = os.environ if environment is None else environment
    configured = variables.get("XDG_CONFIG_HOME") or ""
    base = Path(configured) if Path(configured).is_absolute() else Path.home() / ".config"
    return base / "datainsight"
