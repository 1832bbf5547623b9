"""`datainsight profile`."""

import argparse
import importlib
import sys

from datainsight.commands.analysing import analyse_arguments
from datainsight.commands.output import write_bytes, write_text
from datainsight.reporting.json_report import to_json
from datainsight.reporting.terminal import to_terminal


def run(arguments: argparse.Namespace) -> None:
    """Profiles a source; a summary on stdout where no output is asked for."""
    # The SDKs are worth importing only for those who ask for a model, and a missing key is told at once.
    words = importlib.import_module("datainsight.commands.words") if arguments.insight is not None else None
    models = words.chosen_models(arguments.insight) if words else ()
    # Another language takes as long as all else does of a small table: its verdict is for those who read
    # reports, and for `code` and `clean`, which run it themselves.
    is_read = arguments.html is not None or arguments.pdf is not None
    analysed = analyse_arguments(arguments, runtimes=None if is_read else ())
    if words:
        analysed = words.with_words_of(models, analysed, show_pii=arguments.show_pii)
    if arguments.json is not None:
        write_text(arguments.json, to_json(analysed.shown))
    if arguments.html is not None:
        # Jinja and code generation are worth importing only for those who want a page.
        page = importlib.import_module("datainsight.commands.page")
        write_text(arguments.html, page.write_page(analysed, show_pii=arguments.show_pii))
    if arguments.pdf is not None:
        printed = importlib.import_module("datainsight.reporting.pdf_report")
        write_bytes(arguments.pdf, printed.to_pdf(analysed.shown))
    if arguments.json is None and arguments.html is None and arguments.pdf is None:
        sys.stdout.write(to_terminal(analysed.shown))
