"""Everything that creators need of the running stack."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from infra_cdk.local.aws_front import AwsFront
from infra_cdk.local.database.data_api import DataApi
from infra_cdk.local.database.postgres import EmbeddedPostgres
from infra_cdk.local.database.sessions import Sessions
from infra_cdk.local.http_api import HttpApi
from infra_cdk.local.lambdas.pool import LambdaPool
from infra_cdk.local.names import Place
from infra_cdk.local.persistence.items import ItemRows
from infra_cdk.local.persistence.objects import ObjectFiles
from infra_cdk.local.persistence.secrets import SecretRows
from infra_cdk.local.persistence.triggers import TriggerRows
from infra_cdk.local.template import Resolver, Template


@dataclass
class Deployment:
    """The stack under construction.

    Attributes:
        place: Names and ARNs.
        template: What is being created.
        resolver: Knows what exists so far.
        client: boto3 client for a service, pointing to the local endpoint.
        pool: Where functions are registered.
        front: Where the Data API is plugged in.
        http_api: Where routes are added.
        api_url: Public address of the HTTP API.
        code: Staged code, the task root of all functions.
        environment: Variables that every function gets on top of the template's.
        objects: Kept objects.
        items: Kept items.
        secrets: Kept secrets.
        triggers: Which triggers ran already.
        progress: Is told what takes long.
        start_postgres: Gives the running server of a major version.
        resumes: How many calls the database answers as if it were waking up.
        database_users: Secret ARN -> role.
        on_stop: Registers what has to be closed at the end.
        integrations: Logical id of an HTTP API integration -> function ARN.
        aws_endpoint: Where storage is.
        bucket_domains: What the template calls the addresses of buckets.
        response_headers: Logical id of a policy of CloudFront -> the headers.
    """

    place: Place
    template: Template
    resolver: Resolver
    client: Callable[[str], Any]
    pool: LambdaPool
    front: AwsFront
    http_api: HttpApi
    api_url: str
    code: Path
    environment: Mapping[str, str]
    objects: ObjectFiles
    items: ItemRows
    secrets: SecretRows
    triggers: TriggerRows
    progress: Callable[[str], None]
    start_postgres: Callable[[int], EmbeddedPostgres]
    on_stop: Callable[[Callable[[], object]], object]
    resumes: int = 0
    database_users: dict[str, str] = field(default_factory=dict)
    integrations: dict[str, str] = field(default_factory=dict)
    aws_endpoint: str = ""
    bucket_domains: list[str] = field(default_factory=list)
    response_headers: dict[str, list[tuple[str, str]]] = field(default_factory=dict)

    def open_data_api(self, conninfo: str) -> None:
        """Plugs the Data API into the front."""
        sessions = Sessions(conninfo)
        self.on_stop(sessions.close)
        self.front.data_api = DataApi(sessions, self.database_users.__getitem__, resumes=self.resumes)
