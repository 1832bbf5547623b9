"""`datainsight contract`."""

import argparse

from datainsight.commands.output import STANDARD_OUTPUT, write_text
from datainsight.commands.progress import TerminalProgress
from datainsight.commands.sources import open_table
from datainsight.models.issue import Goal
from datainsight.recommending.assess import assess
from datainsight.reporting.contracts import write_contract
from datainsight.reporting.contracts.promises import promises_of
from datainsight.reporting.privacy import mask
from datainsight.services.check_promises import checked
from datainsight.services.profile_source import measure_reading


def run(arguments: argparse.Namespace) -> None:
    """Writes a contract that the table passes today."""
    with TerminalProgress() as progress:
        reading = open_table(arguments.source, sheet=arguments.sheet, progress=progress)
        document = assess(measure_reading(reading, progress=progress), Goal.GENERAL_AUDIT)
        shown = mask(document, show_pii=arguments.show_pii)
        frames = (batch.frame for batch in reading.batches(progress, "Checking"))
        promises, remarks = checked(promises_of(shown), frames)
    contract = write_contract(promises, arguments.format, remarks)
    write_text(arguments.output or STANDARD_OUTPUT, contract)
