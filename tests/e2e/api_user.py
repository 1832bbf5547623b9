"""A user of the API, as a script would be one: plain HTTP, nothing of the product imported."""

import time
from typing import Any

import httpx

_WAIT_SECONDS = 300.0
"""A bound for a test that hangs, not a promise of speed."""


class ApiUser:
    """Uploads, waits and reads.

    Args:
        api_url: Address of the product, without a slash at the end.
    """

    def __init__(self, api_url: str) -> None:
        self.http = httpx.Client(base_url=f"{api_url}/api/v1", timeout=60)

    def upload(self, name: str, content: bytes) -> str:
        """Puts a file into storage; returns the dataset's id."""
        ticket = self.post("/datasets/upload", {"name": name, "size_bytes": len(content)})
        upload = ticket["upload"]
        reply = httpx.request(
            upload["method"], upload["url"], content=content, headers=upload["headers"], timeout=60
        )
        reply.raise_for_status()
        return str(ticket["dataset_id"])

    def start(self, dataset_id: str, goal: str | None = None) -> str:
        """Starts, or finds, the analysis of a dataset; returns its id."""
        body = {"dataset_id": dataset_id} | ({"goal": goal} if goal else {})
        return str(self.post("/analysis/start", body)["analysis_id"])

    def wait(self, analysis_id: str) -> dict[str, Any]:
        """The status once it has ended."""
        deadline = time.monotonic() + _WAIT_SECONDS
        pause = 0.1
        while time.monotonic() < deadline:
            status = self.get(f"/analysis/{analysis_id}/status")
            if status["status"] in ("completed", "failed"):
                return status
            time.sleep(pause)
            pause = min(1.0, pause * 1.2)  # who asks all the time slows down what is waited for
        raise AssertionError(f"still not ended: {status}")

    def analyse(self, name: str, content: bytes) -> dict[str, Any]:
        """Uploads and waits; returns the final status."""
        return self.wait(self.start(self.upload(name, content)))

    def results(self, analysis_id: str) -> dict[str, Any]:
        """The profile document."""
        return self.get(f"/analysis/{analysis_id}/results")

    def get(self, path: str) -> dict[str, Any]:
        """A JSON answer."""
        reply = self.http.get(path, follow_redirects=True)
        assert reply.is_success, reply.text
        answer: dict[str, Any] = reply.json()
        return answer

    def post(self, path: str, body: dict[str, Any]) -> dict[str, Any]:
        """A JSON answer to a JSON question."""
        reply = self.http.post(path, json=body)
        assert reply.is_success, reply.text
        answer: dict[str, Any] = reply.json()
        return answer
