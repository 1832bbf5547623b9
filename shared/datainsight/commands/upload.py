"""`datainsight upload`."""

import argparse
import sys
from pathlib import Path

import httpx

from datainsight.client.replies import AnalysisState
from datainsight.client.sending import Sender
from datainsight.client.service import PREFIX
from datainsight.commands.progress import TerminalProgress
from datainsight.commands.service_access import signed_in_service, user_files
from datainsight.errors import AnalysisFailedError


def run(arguments: argparse.Namespace) -> None:
    """Sends a file to the service; with --wait also waits for its analysis.

    Raises:
        AnalysisFailedError: The analysis failed.
    """
    files = user_files()
    with (
        signed_in_service(arguments.server, files) as (service, server),
        httpx.Client(timeout=httpx.Timeout(300, connect=10)) as storage,
        TerminalProgress() as progress,
    ):
        sender = Sender(service, storage, files, server)
        dataset_id = sender.send(
            Path(arguments.file), arguments.goal, lambda done, total: progress("Uploading", done, total)
        )
        if not arguments.wait:
            sys.stdout.write(f"dataset {dataset_id}\n")
            return
        state = service.wait(service.start(dataset_id).analysis_id, lambda each: _tell(progress, each))
    if state.status != "completed":
        why = state.failure.message if state.failure else state.status
        raise AnalysisFailedError(f"the analysis failed: {why}", where=arguments.file)
    sys.stdout.write(f"dataset {dataset_id}\nanalysis {state.analysis_id}\n")
    sys.stdout.write(f"report {server}{PREFIX}/analysis/{state.analysis_id}/report\n")


def _tell(progress: TerminalProgress, state: AnalysisState) -> None:
    progress(state.stage or state.status, state.shards_done or 0, state.shards_total or 0)
