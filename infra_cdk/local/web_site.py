"""CloudFront with the web app's bucket behind it: files of a folder, with the headers of the template."""

import gzip
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from infra_cdk.site_files import PACKED_SUFFIX, PAGE, SiteFile, site_file

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse

Headers = Sequence[tuple[str, str]]

_SMALLEST, _LARGEST = 1_000, 10_000_000
_PACKED_TYPES = frozenset({"application/javascript", "application/json", "application/wasm", "image/svg+xml"})


@dataclass(frozen=True)
class WebSite:
    """A built app.

    Attributes:
        folder: Where it lies; without a page in it there is no site.
        headers: Of every page.
        elsewhere: Patterns of paths that belong to other origins.
        compresses: Whether texts are packed for browsers that take that.
    """

    folder: Path
    headers: Headers
    elsewhere: Sequence[str]
    compresses: bool = False

    def find(self, method: str, path: str) -> SiteFile | None:
        """The file for a request; None where another origin answers.

        Addresses of the app, whose last part has no dot, lead to its page.
        """
        if method not in {"GET", "HEAD"} or any(fnmatchcase(path, each) for each in self.elsewhere):
            return None
        is_route = "." not in path.rsplit("/", 1)[-1]
        return site_file(self.folder, PAGE if is_route else path.lstrip("/"))

    def answer(
        self, file: SiteFile, environ: dict[str, Any], start_response: "StartResponse"
    ) -> Iterable[bytes]:
        """Sends a file."""
        body, headers = file.path.read_bytes(), list(self.headers)
        if self.compresses and _is_worth_packing(file.content_type, len(body)):
            headers.append(("Vary", "Accept-Encoding"))
            body, encoding = _packed(file.path, body, environ.get("HTTP_ACCEPT_ENCODING", ""))
            headers.extend([("Content-Encoding", encoding)] if encoding else [])
        start_response(
            "200 OK",
            [
                ("Content-Type", file.content_type),
                ("Cache-Control", file.cache_control),
                ("Content-Length", str(len(body))),
                *headers,
            ],
        )
        return [] if environ["REQUEST_METHOD"] == "HEAD" else [body]


def _is_worth_packing(content_type: str, size: int) -> bool:
    """What CloudFront packs: docs.aws.amazon.com, "Serve compressed files"."""
    kind = content_type.split(";", maxsplit=1)[0]
    return _SMALLEST <= size <= _LARGEST and (kind.startswith("text/") or kind in _PACKED_TYPES)


def _packed(path: Path, body: bytes, accepted: str) -> tuple[bytes, str]:
    """The body as the browser likes it best, and the name of that encoding; empty where it takes none.

    Brotli's copies lie beside the files since the build, as Python does not make them.
    """
    encodings = {each.split(";", maxsplit=1)[0].strip() for each in accepted.split(",")}
    brotli = path.with_name(path.name + PACKED_SUFFIX)
    if "br" in encodings and brotli.is_file():
        return brotli.read_bytes(), "br"
    return (_zipped(body), "gzip") if "gzip" in encodings else (body, "")


@lru_cache(maxsize=64)
def _zipped(body: bytes) -> bytes:
    return gzip.compress(body, compresslevel=6, mtime=0)
