"""What a URL of a source says, and how it may be shown: never with its credentials."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from urllib.parse import SplitResult, parse_qsl, quote, unquote, urlencode, urlsplit

from datainsight.errors import UsageError

_HIDDEN = "***"
# With a password that was not encoded, everything up to the last @ may be part of it.
_USER_INFO = re.compile(r"(?<=://)(?:[^/\s:@]*:\S*@|[^/?#\s@]*@)")
_SECRET_PARAMETERS = re.compile(
    r"(?i)((?:password|sslpassword|token|signature|secret|key|credential|sig|api[-_]?key)[\w-]*=)[^&\s\"']+"
)


@dataclass(frozen=True)
class SourceUrl:
    """A URL taken apart.

    Attributes:
        scheme: In lower case.
        parts: As split by the standard library.
        own: The parameters that are ours and no server's: `table`, `collection`, ….
        others: All other parameters, in order, to be passed on.
    """

    scheme: str
    parts: SplitResult
    own: Mapping[str, str]
    others: tuple[tuple[str, str], ...]

    @classmethod
    def of(cls, url: str, own: Iterable[str]) -> "SourceUrl":
        """Takes a URL apart.

        Args:
            url: As the user wrote it.
            own: Names of our parameters.

        Raises:
            UsageError: It is no URL.
        """
        names = frozenset(own)
        try:
            parts = urlsplit(url)
            _ = parts.port  # is checked only when it is asked for
            pairs = parse_qsl(parts.query, keep_blank_values=True, strict_parsing=bool(parts.query))
        except ValueError as error:
            raise UsageError(
                "this is no valid URL.",
                where=masked(url),
                remedy="Encode special characters, as in %40 for @.",
            ) from error
        return cls(
            parts.scheme.lower(),
            parts,
            {name: value for name, value in pairs if name in names},
            tuple((name, value) for name, value in pairs if name not in names),
        )

    @property
    def shown(self) -> str:
        """The URL as it may be shown."""
        return masked(self._with(self.parts.query))

    def without_own(self) -> str:
        """The URL without our parameters, as a database's library takes it."""
        return self._with(urlencode(self.others, quote_via=quote))

    def _with(self, query: str) -> str:
        """The standard library would drop the slashes of an empty host, as in `postgresql:///db`."""
        return f"{self.parts.scheme}://{self.parts.netloc}{self.parts.path}{'?' if query else ''}{query}"

    def secrets(self) -> tuple[str, ...]:
        """What must not be told, in every way it may be written."""
        given = self.parts.password or ""
        also = [value for name, value in self.others if _SECRET_PARAMETERS.match(f"{name}=x")]
        found = {given, unquote(given), *also}
        return tuple(sorted((each for each in found if each), key=len, reverse=True))


def masked(text: str) -> str:
    """The text with the credentials of every URL in it hidden: `postgresql://***@host/…`."""
    return _SECRET_PARAMETERS.sub(rf"\1{_HIDDEN}", _USER_INFO.sub(f"{_HIDDEN}@", text))


def without_secrets(message: str, secrets: Iterable[str]) -> str:
    """A library's message on one line, without the secrets it may have quoted."""
    line = " ".join(message.split())
    for secret in secrets:
        line = line.replace(secret, _HIDDEN)
    return masked(line)[:300]
