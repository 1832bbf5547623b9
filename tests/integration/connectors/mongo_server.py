"""A server that speaks MongoDB's wire protocol: NX-27017, documents in SQLite in memory."""

import logging
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from pymongo import MongoClient
from pymongo.errors import PyMongoError

from tests.local_stack import free_port

_START_SECONDS = 60


@contextmanager
def mongo_server(folder: Path) -> Iterator[str]:
    """Yields its URL."""
    port = free_port()
    command = [sys.executable, "-m", "nx_27017.nx_27017", "--data-dir", "memory", "-p", str(port)]
    command += ["--log-file", str(folder / "mongo.log"), "--pid-file", str(folder / "mongo.pid")]
    process = subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    url = f"mongodb://127.0.0.1:{port}"
    try:
        _wait(url)
        yield url
    finally:
        process.terminate()
        process.wait(10)


def _wait(url: str) -> None:
    end = time.monotonic() + _START_SECONDS
    while True:
        try:
            with MongoClient(url, serverSelectionTimeoutMS=500) as client:  # type: ignore[var-annotated]
                client.admin.command("ping")
                return
        except PyMongoError:
            if time.monotonic() > end:
                raise
            logging.getLogger(__name__).debug("not ready")
            time.sleep(0.1)
