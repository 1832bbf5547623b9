"""`datainsight upload`."""

import argparse
import sys
from collections.abc import Callable
from pathlib import Path

import httpx

from datainsight.client import models
from datainsight.client.api import Client
from datainsight.client.sending import Sender
from datainsight.commands.progress import TerminalProgress
from datainsight.commands.service_access import signed_in_client, user_files
from datainsight.errors import AnalysisFailedError, ConflictError

Tell = Callable[[str, int, int], None]
"""Hears of a stage, how much of it is done, and of how much."""


def run(arguments: argparse.Namespace) -> None:
    """Sends a file to the service; with --wait also waits for its analysis.

    Raises:
        AnalysisFailedError: The analysis failed.
    """
    files = user_files()
    with (
        signed_in_client(arguments.server, files) as (client, server),
        httpx.Client(timeout=httpx.Timeout(300, connect=10)) as storage,
        TerminalProgress() as progress,
    ):
        sender = Sender(client, storage, files, server)
        dataset_id = sender.send(
            Path(arguments.file),
            arguments.goal,
            lambda done, total: progress("Uploading", done, total),
            sheet=arguments.sheet,
            max_lhs=arguments.max_lhs,
        )
        analysis_id = _analysis(client, dataset_id, arguments)
        told = f"dataset {dataset_id}\n" + (f"analysis {analysis_id}\n" if analysis_id else "")
        if not arguments.wait or analysis_id is None:
            sys.stdout.write(told)
            return
        found = wait_or_cancel(client, analysis_id, progress)
    if found.status != "completed":
        why = found.failure.message if found.failure else found.status
        raise AnalysisFailedError(f"the analysis failed: {why}", where=arguments.file)
    sys.stdout.write(f"{told}report {server}/api/v1/analysis/{analysis_id}/report\n")


def _analysis(client: Client, dataset_id: str, arguments: argparse.Namespace) -> str | None:
    """The one that the upload started, with its options; None where nobody asks for it."""
    if arguments.sheet is None and arguments.max_lhs is None and not arguments.wait:
        return None
    return client.start_analysis(models.StartRequest.model_validate({"dataset_id": dataset_id})).analysis_id


def wait_or_cancel(client: Client, analysis_id: str, progress: Tell) -> models.Analysis:
    """The analysis once it has ended; it is cancelled where whoever waits is interrupted."""

    def tell(state: models.Analysis) -> None:
        progress(state.stage or state.status, state.shards_done, state.shards_total or 0)

    try:
        return client.wait_for_analysis(analysis_id, tell=tell)
    except KeyboardInterrupt:
        # Nobody waits for it any more, and it would be charged.
        _cancel(client, analysis_id)
        raise


def _cancel(client: Client, analysis_id: str) -> None:
    try:
        client.cancel_analysis(analysis_id)
    except ConflictError:
        return  # it has ended by itself
