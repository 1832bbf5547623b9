"""CloudFront with the web app's bucket behind it: files of a folder, with the headers of the template."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path
from typing import TYPE_CHECKING, Any

from infra_cdk.site_files import PAGE, SiteFile, site_file

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse

Headers = Sequence[tuple[str, str]]


@dataclass(frozen=True)
class WebSite:
    """A built app.

    Attributes:
        folder: Where it lies; without a page in it there is no site.
        headers: Of every page.
        elsewhere: Patterns of paths that belong to other origins.
    """

    folder: Path
    headers: Headers
    elsewhere: Sequence[str]

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
        body = file.path.read_bytes()
        start_response(
            "200 OK",
            [
                ("Content-Type", file.content_type),
                ("Cache-Control", file.cache_control),
                ("Content-Length", str(len(body))),
                *self.headers,
            ],
        )
        return [] if environ["REQUEST_METHOD"] == "HEAD" else [body]
