"""Puts the sample file into the workspace, the way a user would: over HTTP, through a presigned URL."""

import json
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from infra_cdk.local.errors import LocalStackError

_POLL_SECONDS = 0.2
_WAIT_SECONDS = 300.0
Found = TypeVar("Found")


class SampleError(LocalStackError):
    """The sample could not be analysed; the stack runs all the same."""


@dataclass(frozen=True)
class SampleUpload:
    """Uploads one file once and waits for its analysis.

    Attributes:
        api_url: Address of the API.
        path: The file.
        progress: Is told what is being waited for.
    """

    api_url: str
    path: Path
    progress: Callable[[str], None]

    def report_url(self) -> str:
        """Address of the report of the finished analysis.

        Raises:
            SampleError: The API refused something, or the analysis failed.
        """
        dataset_id = self._existing()
        if dataset_id is None:
            dataset_id = self._upload()
            analysis_id = self._started_by_event(dataset_id)
        else:
            analysis_id = self._call("POST", "/analysis/start", {"dataset_id": dataset_id})["analysis_id"]
        self._await(analysis_id)
        return f"{self.api_url}/api/v1/analysis/{analysis_id}/report"

    def _existing(self) -> str | None:
        cursor = ""
        while True:
            page = self._call("GET", f"/datasets?limit=100{cursor}")
            for dataset in page["datasets"]:
                if dataset["name"] == self.path.name and dataset["status"] == "uploaded":
                    return str(dataset["dataset_id"])
            if not page["next_cursor"]:
                return None
            cursor = f"&cursor={page['next_cursor']}"

    def _upload(self) -> str:
        self.progress(f"uploading the sample {self.path.name}")
        content = self.path.read_bytes()
        ticket = self._call("POST", "/datasets/upload", {"name": self.path.name, "size_bytes": len(content)})
        upload = ticket["upload"]
        request(upload["method"], upload["url"], content, upload["headers"])
        return str(ticket["dataset_id"])

    def _started_by_event(self, dataset_id: str) -> str:
        def started() -> str | None:
            analysis_id: str | None = self._call("GET", f"/datasets/{dataset_id}")["latest_analysis_id"]
            return analysis_id

        return self._poll(started, "the upload event")

    def _await(self, analysis_id: str) -> None:
        self.progress("waiting for the sample's analysis")

        def ended() -> dict[str, Any] | None:
            found: dict[str, Any] = self._call("GET", f"/analysis/{analysis_id}/status")
            return found if found["status"] in ("completed", "failed") else None

        found = self._poll(ended, "the sample's analysis")
        if found["status"] == "failed":
            raise SampleError(
                f"the sample's analysis failed: {(found['failure'] or {}).get('message', 'no cause')}"
            )

    def _poll(self, look: Callable[[], Found | None], what: str) -> Found:
        deadline = time.monotonic() + _WAIT_SECONDS
        while time.monotonic() < deadline:
            found = look()
            if found is not None:
                return found
            time.sleep(_POLL_SECONDS)
        raise SampleError(f"{what} took longer than {_WAIT_SECONDS:.0f} s")

    def _call(self, method: str, path: str, body: Mapping[str, Any] | None = None) -> dict[str, Any]:
        content = None if body is None else json.dumps(body).encode()
        headers = {"content-type": "application/json"} if content else {}
        answer: dict[str, Any] = json.loads(request(method, f"{self.api_url}/api/v1{path}", content, headers))
        return answer


def request(method: str, url: str, body: bytes | None, headers: Mapping[str, str]) -> bytes:
    """One HTTP request.

    Raises:
        SampleError: The answer is an error, or there is none.
    """
    prepared = urllib.request.Request(url, data=body, headers=dict(headers), method=method)  # noqa: S310 - our own address
    try:
        with urllib.request.urlopen(prepared, timeout=60) as reply:  # noqa: S310 - same
            content: bytes = reply.read()
            return content
    except urllib.error.HTTPError as error:
        raise SampleError(
            f"{method} {url.split('?', maxsplit=1)[0]} answered {error.code}: {error.read()[:500].decode()}"
        ) from None
    except urllib.error.URLError as error:
        raise SampleError(f"{method} {url.split('?', maxsplit=1)[0]} failed: {error.reason}") from None
