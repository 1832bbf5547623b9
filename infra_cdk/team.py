"""What may differ from team to team; read from the context `teams` of cdk.json."""

from collections.abc import Mapping
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError


class TeamSettings(BaseModel):
    """One team's stack.

    Attributes:
        name: Part of the stack's name; lower-case letters, digits and dashes.
        maximum_acu: Upper limit of the database in Aurora capacity units (1 ACU is about 2 GiB of memory);
            the lower limit is 0.
        auto_pause_minutes: Idle minutes after which the database sleeps.
        backup_days: How long the database can be set back.
        log_retention_days: How long every log group keeps its lines; a length that CloudWatch offers.
        alarm_email: Who is told when an alarm goes off; None sends nobody a mail.
        keep_data: Whether bucket, table and database survive the deletion of the stack, and table and
            database refuse to be deleted.
        map_concurrency: Shards measured at once.
        allowed_origins: Origins of web pages that may call the API and upload.
        allowed_networks: Private networks (CIDR) that webhooks and connections may reach.
        requests_per_second: Steady rate at which the API is throttled.
        burst: Requests accepted at once before throttling.
        insight_providers: Language models that are asked for words, first to last; none asks nobody.
        model_keys_secret_arn: The secret with their keys, {"anthropic": …, "openai": …}; Bedrock needs none.
        providers_secret_arn: The secret with the clients at Google and GitHub, {"google": {"client_id": …,
            "client_secret": …}, "github": …}; without one people sign in by password only.
        mail_sender: Address that mails to users come from, or whose domain is verified in SES; the deployed
            API does not start without one.
        stripe_secret_arn: The secret with the account at Stripe, {"api_key": …, "event_name": …}, which is
            told what use costs; without one nothing is told to anybody.
        site_url: Where the web app is, for links in mails.
        site_certificate_arn: Certificate of the host of `site_url` (ACM in us-east-1, where CloudFront
            looks); without one the app is at CloudFront's own address.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str = Field(pattern=r"^[a-z][a-z0-9-]{0,30}$")
    maximum_acu: float = Field(default=2, ge=1, le=256)
    auto_pause_minutes: int = Field(default=10, ge=5, le=1440)
    backup_days: int = Field(default=7, ge=1, le=35)
    log_retention_days: int = 30
    alarm_email: str | None = None
    keep_data: bool = True
    map_concurrency: int = Field(default=20, ge=1, le=1000)
    allowed_origins: tuple[str, ...] = ()
    allowed_networks: tuple[str, ...] = ()
    requests_per_second: int = Field(default=50, ge=1)
    burst: int = Field(default=100, ge=1)
    insight_providers: tuple[Literal["anthropic", "bedrock", "openai"], ...] = ()
    model_keys_secret_arn: str | None = None
    providers_secret_arn: str | None = None
    mail_sender: str | None = Field(default=None, pattern=r"^[^@\s]+@[^@\s]+\.[^@\s]+$")
    stripe_secret_arn: str | None = None
    site_url: str | None = Field(default=None, pattern=r"^https://[^\s?#]+$")
    site_certificate_arn: str | None = Field(
        default=None, pattern=r"^arn:aws[a-z-]*:acm:us-east-1:\d{12}:certificate/[\w-]+$"
    )


class UnknownTeamError(Exception):
    """The team has no (valid) settings; the message says which teams there are."""


def team_settings(teams: Mapping[str, Any], name: str | None) -> TeamSettings:
    """Find and check a team's settings.

    Args:
        teams: Team name to its settings, as in cdk.json.
        name: The wanted team.

    Returns:
        The checked settings.

    Raises:
        UnknownTeamError: There is no such team, or its settings are wrong.
    """
    known = ", ".join(sorted(teams)) or "none"
    if not name:
        raise UnknownTeamError(f"no team given: use --team NAME or `cdk -c team=NAME`; known teams: {known}")
    if name not in teams:
        raise UnknownTeamError(
            f"unknown team {name!r}; known teams: {known}. Add it to context.teams in cdk.json"
        )
    try:
        return TeamSettings(name=name, **teams[name])
    except ValidationError as error:
        raise UnknownTeamError(f"the settings of team {name!r} in cdk.json are wrong: {error}") from error
