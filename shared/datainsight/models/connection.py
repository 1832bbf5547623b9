"""Tables that stay elsewhere: how to get there, what is there, and what is brought over from there."""

from datetime import datetime
from enum import StrEnum
from typing import Annotated, Literal
from urllib.parse import urljoin, urlsplit

from pydantic import Field, SecretStr

from datainsight.models.analysis import FailureCause
from datainsight.models.base import Frozen
from datainsight.models.issue import Goal

Host = Annotated[
    str,
    Field(
        min_length=1,
        max_length=253,
        pattern=r"^[A-Za-z0-9._:\-]+$",
        description="A name or an address on the public internet.",
    ),
]
Port = Annotated[int, Field(ge=1, le=65535)]
Name = Annotated[str, Field(min_length=1, max_length=128)]


_ROLE = r"^arn:aws[a-z-]*:iam::\d{12}:role/DataInsight[A-Za-z0-9_+=,.@-]{0,53}$"
"""Only roles of that name can be assumed: `infra_cdk.functions` says so too."""


class PostgresTarget(Frozen):
    """A database of PostgreSQL, read in a read-only transaction.

    Attributes:
        tls: `verify-full` also checks the server's certificate against public authorities; `off` is taken
            in networks only that the service's owner allows.
    """

    kind: Literal["postgresql"]
    host: Host
    port: Port = 5432
    database: Name
    user: Name
    tls: Literal["require", "verify-full", "off"] = "require"

    @property
    def receiver(self) -> tuple[str, ...]:
        """Who is sent the credentials, and how safely."""
        return (self.kind, self.host, str(self.port), self.tls)


class MongoTarget(Frozen):
    """A database of MongoDB.

    Attributes:
        is_srv: Whether the host's name stands for several servers (`mongodb+srv`); there is no port then.
        auth_source: The database that knows the user, where that is another one.
        tls: Certificates are checked against public authorities; `off` as for PostgreSQL.
    """

    kind: Literal["mongodb"]
    host: Host
    port: Port = 27017
    is_srv: bool = False
    database: Annotated[str, Field(min_length=1, max_length=63, pattern=r'^[^/\\. "$*<>:|?%#\x00]+$')]
    user: Name | None = None
    auth_source: Annotated[str, Field(pattern=r"^\$?[A-Za-z0-9_-]{1,63}$")] | None = None
    tls: Literal["require", "off"] = "require"

    @property
    def receiver(self) -> tuple[str, ...]:
        """Who is sent the credentials, and how safely."""
        return (self.kind, self.host, str(self.port), str(self.is_srv), self.tls)


class S3Target(Frozen):
    """A bucket of Amazon S3, or what lies below a prefix of it.

    Attributes:
        access: `role`: the service assumes a role of yours, which trusts it with the workspace's id as
            external id; `keys`: an access key; `public`: nobody in particular.
        role_arn: For `role`; its name begins with "DataInsight".
    """

    kind: Literal["s3"]
    bucket: Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$")]
    prefix: Annotated[str, Field(max_length=1000)] = ""
    region: Annotated[str, Field(pattern=r"^[a-z]{2}(-[a-z]+)+-\d$")] = "us-east-1"
    access: Literal["role", "keys", "public"] = "role"
    role_arn: (
        Annotated[
            str, Field(pattern=r"^arn:aws[a-z-]*:iam::\d{12}:role/(?:[\w+=,.@-]+/)*DataInsight[\w+=,.@-]*$")
        ]
        | None
    ) = None

    @property
    def receiver(self) -> tuple[str, ...]:
        """Who is sent what the credentials sign: AWS, whatever the bucket."""
        return (self.kind,)

    def holds(self, key: str) -> bool:
        """Whether a key lies below the prefix."""
        return key.startswith(self.prefix)


class WebTarget(Frozen):
    """A file behind an address, or several below it.

    Attributes:
        url: Without credentials: those are given apart.
    """

    kind: Literal["http"]
    url: Annotated[str, Field(min_length=8, max_length=2000, pattern=r"^https?://[^\s]+$")]

    @property
    def receiver(self) -> tuple[str, ...]:
        """Who is sent the credentials, and how safely."""
        address = urlsplit(self.url)
        return (self.kind, address.scheme, address.netloc)

    def address_of(self, path: str) -> str | None:
        """Where a path below the address leads; None for one that leads away from it."""
        found = urljoin(self.url, path)
        is_below = found.startswith(self.url.rpartition("/")[0] + "/")
        return found if is_below and "://" not in path and "\\" not in path else None


Target = Annotated[PostgresTarget | MongoTarget | S3Target | WebTarget, Field(discriminator="kind")]

Secret = Annotated[SecretStr, Field(max_length=4000)]


class Credentials(Frozen):
    """What proves who asks; kept in Secrets Manager and never shown again.

    Attributes:
        password: Of the user of PostgreSQL or MongoDB, or of `user` for HTTP.
        user: For HTTP Basic authentication.
        token: For HTTP, sent as `Authorization: Bearer …`.
        query: For HTTP, put behind the address, as a signature is.
        access_key_id: For S3 with `keys`, with …
        secret_access_key: … its secret, and …
        session_token: … where the key is a temporary one.
    """

    password: Secret | None = None
    user: Secret | None = None
    token: Secret | None = None
    query: Secret | None = None
    access_key_id: Secret | None = None
    secret_access_key: Secret | None = None
    session_token: Secret | None = None

    def plain(self) -> dict[str, str]:
        """For the vault and the libraries only: what is given, readable."""
        found: dict[str, SecretStr | None] = {name: getattr(self, name) for name in type(self).model_fields}
        return {name: each.get_secret_value() for name, each in found.items() if each is not None}


class Connection(Frozen):
    """A way to tables elsewhere.

    Attributes:
        connection_id: UUID.
        workspace_id: Whose.
        name: For people.
        target: Where to, without credentials.
        has_credentials: Whether the vault holds some.
        created_by: Who made it; None on a local stack.
        created_at: When.
    """

    connection_id: str
    workspace_id: str
    name: str
    target: Target
    has_credentials: bool
    created_by: str | None = None
    created_at: datetime


class SourceAccess(Frozen):
    """Everything that it takes to connect; travels nowhere.

    Attributes:
        target: Where to.
        credentials: As whom.
        external_id: What a role of S3 asks for: the workspace.
    """

    target: Target
    credentials: Credentials
    external_id: str


class ImportSource(Frozen):
    """What is brought over: one of these; nothing for an address that is a file.

    Attributes:
        table: Of PostgreSQL, as `schema.name`; names with points or quotes in double quotes.
        query: Of PostgreSQL: one SELECT.
        collection: Of MongoDB.
        key: Of S3: an object, or with `/` at its end all objects below it as one table.
        path: For HTTP: behind the connection's address.
        sheet: Which part of a file, where it has several.
    """

    table: Annotated[str, Field(min_length=1, max_length=300)] | None = None
    query: Annotated[str, Field(min_length=1, max_length=100_000)] | None = None
    collection: Annotated[str, Field(min_length=1, max_length=255)] | None = None
    key: Annotated[str, Field(max_length=1024)] | None = None
    path: Annotated[str, Field(min_length=1, max_length=1000)] | None = None
    sheet: Annotated[str, Field(min_length=1, max_length=255)] | None = None


class EntryKind(StrEnum):
    """What can be found behind a connection."""

    SCHEMA = "schema"
    TABLE = "table"
    VIEW = "view"
    COLLECTION = "collection"
    PREFIX = "prefix"
    OBJECT = "object"
    FILE = "file"


class Entry(Frozen):
    """Something behind a connection.

    Attributes:
        name: Its own name.
        kind: What it is.
        path: To look into it; None where there is nothing to look into.
        size_bytes: As stored there; None where that is not known.
        row_count: About; None where that is not known.
        modified_at: None where that is not known.
        source: To bring it over; None where that cannot be done.
    """

    name: str
    kind: EntryKind
    path: str | None = None
    size_bytes: int | None = None
    row_count: int | None = None
    modified_at: datetime | None = None
    source: ImportSource | None = None


class EntryPage(Frozen):
    """Some entries, and where to go on (None at the end)."""

    entries: tuple[Entry, ...]
    next_cursor: str | None = None


class ImportStatus(StrEnum):
    """Life of an import."""

    QUEUED = "queued"
    RUNNING = "running"
    COMPLETED = "completed"
    FAILED = "failed"

    @property
    def is_open(self) -> bool:
        """Whether the outcome is still to come."""
        return self in {ImportStatus.QUEUED, ImportStatus.RUNNING}


class ImportJob(Frozen):
    """A table on its way over.

    Attributes:
        import_id: UUID; the dataset has the same one once it is there.
        workspace_id: Whose.
        connection_id: Where from.
        source: What.
        name: What the dataset is to be called; empty takes the name that it has there.
        goal: What the analysis is for.
        most_bytes: More are not fetched.
        status: How far it is.
        size_bytes: What was fetched; None before.
        analysis_id: The analysis that began; None before.
        failure: Why it failed.
        created_at: When it was asked for.
        updated_at: When something changed last.
        created_by: Id of the user who asked for it; None where no person did.
    """

    import_id: str
    workspace_id: str
    connection_id: str
    source: ImportSource
    name: str = ""
    goal: Goal = Goal.GENERAL_AUDIT
    most_bytes: int
    status: ImportStatus = ImportStatus.QUEUED
    size_bytes: int | None = None
    analysis_id: str | None = None
    failure: FailureCause | None = None
    created_at: datetime
    updated_at: datetime
    created_by: str | None = None


class ImportRequest(Frozen):
    """Names an import; all that travels through the machine that fetches.

    Attributes:
        workspace_id: Whose.
        import_id: Which.
        error: What the machine says where fetching broke off.
        cause: More of that.
    """

    workspace_id: str
    import_id: str
    error: str = ""
    cause: str = ""


class ImportResult(Frozen):
    """How an import ended."""

    import_id: str
    status: ImportStatus
