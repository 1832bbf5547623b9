"""`datainsight simulate-scale`."""

import argparse
import sys
import tempfile
from pathlib import Path

from datainsight.commands.output import write_text
from datainsight.commands.progress import TerminalProgress
from datainsight.commands.sources import open_source
from datainsight.models.scale import ScaleAssumptions, ScaleMeasurement
from datainsight.reporting.scale_report import scale_text
from datainsight.services.scale_measurement import generated_source, measure_scale
from datainsight.services.scale_model import scale_report

_MIB = 1024 * 1024


def run(arguments: argparse.Namespace) -> None:
    """Measures a few shards here, and says what large files would take and cost on AWS."""
    with TerminalProgress() as progress:
        measurement = _measure(arguments, progress)
    report = scale_report(measurement, ScaleAssumptions(concurrency=arguments.concurrency))
    if arguments.json is not None:
        write_text(arguments.json, report.model_dump_json(indent=2) + "\n")
    if arguments.json != "-":
        sys.stdout.write(scale_text(report))


def _measure(arguments: argparse.Namespace, progress: TerminalProgress) -> ScaleMeasurement:
    shard_bytes, shards = arguments.shard_mebibytes * _MIB, arguments.shards
    if arguments.source is not None:
        source = open_source(arguments.source)
        return measure_scale(source, shard_bytes=shard_bytes, shards=shards, progress=progress)
    with tempfile.TemporaryDirectory(prefix="datainsight-") as folder:
        progress("Generating a table")
        source = generated_source(Path(folder), (shards + 1) * shard_bytes)
        return measure_scale(source, shard_bytes=shard_bytes, shards=shards, progress=progress)
