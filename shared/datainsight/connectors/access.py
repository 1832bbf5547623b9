"""From a stored connection to what the connectors take: URLs, credentials, bounds."""

from collections.abc import Mapping
from dataclasses import replace
from urllib.parse import quote, urlencode, urlsplit

from datainsight.connectors.limits import ConnectorLimits
from datainsight.connectors.locations import SourceUrl
from datainsight.connectors.web import WebSecret
from datainsight.errors import RefusedError, UsageError
from datainsight.hosts import HostPolicy
from datainsight.models.connection import (
    Credentials,
    MongoTarget,
    PostgresTarget,
    S3Target,
    Target,
    WebTarget,
)

_LONGEST_STATEMENT = 800
"""Seconds; a function ends after 900."""

FOR_BROWSING = ConnectorLimits(connect_seconds=5, statement_seconds=15)
"""Somebody waits."""

FOR_FETCHING = ConnectorLimits(statement_seconds=_LONGEST_STATEMENT)


def judge(target: Target, hosts: HostPolicy, own_bucket: str) -> None:
    """Refuses what could never be connected to; names are resolved and judged at each connection.

    Raises:
        RefusedError: An address is not public, or the bucket is the service's own.
    """
    match target:
        case S3Target(bucket=bucket):
            if bucket == own_bucket:
                raise RefusedError("this bucket may not be connected to.", where=bucket)
        case WebTarget(url=url):
            _judge_address(urlsplit(url).hostname or "", hosts)
            if urlsplit(url).username or urlsplit(url).password:
                raise RefusedError("an address holds no credentials: give them apart.", where="url")
            if SourceUrl.of(url, ()).secrets():
                raise RefusedError("this address holds a secret: give it apart, as `query`.", where="url")
        case PostgresTarget(host=host, tls=tls) | MongoTarget(host=host, tls=tls):
            _judge_address(host, hosts if tls != "off" else hosts.allowed_only())


def _judge_address(host: str, hosts: HostPolicy) -> None:
    """Only what is an address already; a name may mean something else a moment later."""
    plain = host.strip("[]")
    if plain.replace(".", "").isdecimal() or ":" in plain:
        try:
            hosts.require(plain, host)
        except ValueError as error:
            raise RefusedError("this is no address.", where="host") from error


def postgres_url(target: PostgresTarget, credentials: Credentials, **own: str) -> str:
    """As libpq reads it, and our own parameters."""
    password = credentials.plain().get("password")
    user = quote(target.user, safe="") + (f":{quote(password, safe='')}" if password else "")
    modes = {"require": "require", "verify-full": "verify-full", "off": "disable"}
    parameters = urlencode({"sslmode": modes[target.tls], **own}, quote_via=quote)
    where = f"{_host(target.host)}:{target.port}/{quote(target.database, safe='')}"
    return f"postgresql://{user}@{where}?{parameters}"


def mongodb_url(target: MongoTarget, credentials: Credentials, **own: str) -> str:
    """As MongoDB's drivers read it, and our own parameters."""
    password = credentials.plain().get("password")
    user = ""
    if target.user:
        user = quote(target.user, safe="") + (f":{quote(password, safe='')}" if password else "") + "@"
    given = {"tls": "false" if target.tls == "off" else "true"}
    if target.auth_source:
        given["authSource"] = target.auth_source
    scheme, port = ("mongodb+srv", "") if target.is_srv else ("mongodb", f":{target.port}")
    parameters = urlencode({**given, **own}, quote_via=quote)
    return f"{scheme}://{user}{_host(target.host)}{port}/{quote(target.database, safe='')}?{parameters}"


def s3_options(
    target: S3Target, credentials: Credentials, external_id: str
) -> tuple[Mapping[str, str], Mapping[str, str] | None]:
    """Options and credentials of a client; never those of the service itself, unless to assume a role.

    Raises:
        UsageError: Credentials are missing.
    """
    plain = credentials.plain()
    options = {"region": target.region}
    if target.access == "public":
        return {**options, "unsigned": "true"}, None
    if target.access == "role" and target.role_arn:
        return {**options, "role_arn": target.role_arn, "external_id": external_id}, None
    if not {"access_key_id", "secret_access_key"} <= plain.keys():
        raise UsageError("This connection has no credentials.", remedy="Give them again.")
    return options, plain


def web_address(target: WebTarget, credentials: Credentials, path: str | None) -> tuple[str, WebSecret]:
    """The address of a file, and what proves who asks.

    Raises:
        UsageError: The path leads elsewhere.
    """
    plain = credentials.plain()
    url = target.url if path is None else target.address_of(path)
    if url is None:
        raise UsageError("This path leads away from the connection's address.")
    if "user" in plain:
        parts = urlsplit(url)
        user = f"{quote(plain['user'], safe='')}:{quote(plain.get('password', ''), safe='')}"
        url = parts._replace(netloc=f"{user}@{parts.netloc}").geturl()
    return url, WebSecret(token=plain.get("token", ""), query=plain.get("query", ""))


def bounded(limits: ConnectorLimits, hosts: HostPolicy, most_bytes: int | None = None) -> ConnectorLimits:
    """Bounds of the service."""
    return replace(limits, hosts=hosts, most_bytes=most_bytes or limits.most_bytes)


def _host(host: str) -> str:
    return f"[{host}]" if ":" in host else host
