"""Sends a file to storage: whole, or in parts of which an interrupted upload sends only the missing ones."""

import hashlib
from collections.abc import Callable
from pathlib import Path

import httpx
from pydantic import BaseModel, ConfigDict

from datainsight.client import models
from datainsight.client.operations import Operations
from datainsight.client.user_files import UserFiles
from datainsight.errors import NotFoundError, SourceNotFoundError, UnavailableError

Progress = Callable[[int, int], None]
_ATTEMPTS = 3


class Unfinished(BaseModel):
    """An upload in parts that was begun."""

    model_config = ConfigDict(frozen=True)

    dataset_id: str
    upload_id: str
    part_size_bytes: int


class Sender:
    """Sends files.

    Args:
        client: Where to.
        storage: For the presigned requests, which go to another host.
        files: Where unfinished uploads are remembered.
        server: The service's address, so that two servers are not mixed up.
    """

    def __init__(self, client: Operations, storage: httpx.Client, files: UserFiles, server: str) -> None:
        self._client, self._storage, self._files, self._server = client, storage, files, server

    def send(
        self,
        path: Path,
        goal: models.Goal,
        progress: Progress,
        *,
        sheet: str | None = None,
        max_lhs: int | None = None,
    ) -> str:
        """Sends a file; returns the dataset's id. Sending starts the analysis, with these options.

        Raises:
            SourceNotFoundError: There is no such file.
            RefusedError: It is larger than the plan allows.
            UnavailableError: The connection broke; sending again goes on where it stopped.
        """
        try:
            facts = path.stat()
        except OSError as error:
            raise SourceNotFoundError(
                "there is no such file.", where=str(path), remedy="Check the path."
            ) from error
        identity = f"{self._server}\n{path.resolve()}\n{facts.st_size}\n{facts.st_mtime_ns}\n{goal}"
        if sheet is not None or max_lhs is not None:
            identity += f"\n{sheet}\n{max_lhs}"
        memory = f"upload-{hashlib.sha256(identity.encode()).hexdigest()[:32]}.json"
        unfinished = self._remembered(memory)
        if unfinished is None:
            announced = models.UploadRequest(
                name=path.name, size_bytes=facts.st_size, goal=goal, sheet=sheet, max_lhs=max_lhs
            )
            ticket = self._client.request_upload(announced)
            match ticket.upload:
                case models.SingleUpload():
                    self._put(ticket.upload.url, path.read_bytes(), ticket.upload.headers or {})
                    progress(facts.st_size, facts.st_size)
                    return ticket.dataset_id
                case models.MultipartUpload(upload_id=upload_id, part_size_bytes=part_size_bytes):
                    unfinished = Unfinished(
                        dataset_id=ticket.dataset_id, upload_id=upload_id, part_size_bytes=part_size_bytes
                    )
            self._files.write(memory, unfinished.model_dump_json())
        self._send_parts(path, facts.st_size, unfinished, progress)
        self._files.remove(memory)
        return unfinished.dataset_id

    def _remembered(self, memory: str) -> Unfinished | None:
        """The upload that was begun for this very file, if storage still knows it."""
        text = self._files.read(memory)
        if text is None:
            return None
        unfinished = Unfinished.model_validate_json(text)
        try:
            self._client.list_parts(unfinished.dataset_id, upload_id=unfinished.upload_id)
        except NotFoundError:
            return None
        return unfinished

    def _send_parts(self, path: Path, size_bytes: int, upload: Unfinished, progress: Progress) -> None:
        step = upload.part_size_bytes
        sizes = {
            number: min(step, size_bytes - start)
            for number, start in enumerate(range(0, size_bytes, step), start=1)
        }
        arrived = self._client.list_parts(upload.dataset_id, upload_id=upload.upload_id).parts
        etags = {each.number: each.etag for each in arrived if sizes.get(each.number) == each.size_bytes}
        done = sum(sizes[number] for number in etags)
        progress(done, size_bytes)
        with path.open("rb") as file:
            for number in (each for each in sizes if each not in etags):
                # Signed one by one: a URL expires after an hour, which a slow line may need for a few parts.
                one = models.PartToSign(number=number, size_bytes=sizes[number])
                asked = models.SignRequest(upload_id=upload.upload_id, parts=[one])
                target = self._client.sign_parts(upload.dataset_id, asked).parts[0]
                file.seek((number - 1) * step)
                etags[number] = self._put(target.url, file.read(sizes[number]), {}).strip('"')
                done += sizes[number]
                progress(done, size_bytes)
        parts = [models.CompletedPart(number=number, etag=etag) for number, etag in sorted(etags.items())]
        self._client.complete_upload(
            upload.dataset_id, models.CompleteUploadRequest(upload_id=upload.upload_id, parts=parts)
        )

    def _put(self, url: str, content: bytes, headers: dict[str, str]) -> str:
        """Sends bytes, again where the connection breaks; returns storage's ETag."""
        for attempt in range(1, _ATTEMPTS + 1):
            try:
                reply = self._storage.put(url, content=content, headers=headers)
            except httpx.HTTPError as error:
                if attempt == _ATTEMPTS:
                    raise self._broken() from error
                continue
            if reply.is_success:
                return str(reply.headers.get("etag", ""))
            if reply.status_code < 500 or attempt == _ATTEMPTS:
                break
        raise self._broken()

    @staticmethod
    def _broken() -> UnavailableError:
        return UnavailableError(
            "storage did not take the file.",
            remedy="Run the same command again; it goes on where it stopped.",
        )
