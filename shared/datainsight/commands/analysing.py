"""What the commands that need a profile share: understand the source, analyse it, hide personal data."""

import argparse
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from datainsight.commands.configuration import load_configuration
from datainsight.commands.progress import TerminalProgress
from datainsight.commands.sources import open_table
from datainsight.kernel.memory import keep_freed_memory
from datainsight.models.document import ProfileDocument
from datainsight.models.issue import Goal
from datainsight.reporting.privacy import mask
from datainsight.services.profile_source import analyse_reading
from datainsight.services.reading import Reading

if TYPE_CHECKING:
    from datainsight.codegen.runtimes import Runtime


@dataclass(frozen=True)
class Analysed:
    """A source with its profile.

    Attributes:
        reading: The source as understood, to be read again.
        document: Everything that is known: for working on the table, never for showing.
        shown: The same as it may be shown.
    """

    reading: Reading
    document: ProfileDocument
    shown: ProfileDocument


def analyse_arguments(
    arguments: argparse.Namespace, *, runtimes: "Sequence[Runtime] | None" = None
) -> Analysed:
    """Analyses what a command line with `source`, `sheet`, `goal`, `show_pii` and perhaps more means.

    Issues that `datainsight.toml` mutes are left out. Repairs are also run in the given languages, where they
    are installed; by default in DuckDB.
    """
    keep_freed_memory()
    configuration = load_configuration()
    longest = getattr(arguments, "max_lhs", None)
    with TerminalProgress() as progress:
        reading = open_table(arguments.source, sheet=arguments.sheet, progress=progress)
        document = analyse_reading(
            reading,
            Goal(arguments.goal),
            longest_determinant=longest,
            mutes=configuration.mute,
            runtimes=runtimes,
            tries_all_rows=getattr(arguments, "all_rows", False),
            progress=progress,
        )
    return Analysed(reading, document, mask(document, show_pii=arguments.show_pii))
