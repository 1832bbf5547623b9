"""`datainsight profile`."""

import argparse
import importlib
import sys

from datainsight.commands.analysing import analyse_arguments
from datainsight.commands.output import write_text
from datainsight.errors import UsageError
from datainsight.models.language import Language
from datainsight.reporting.json_report import to_json
from datainsight.reporting.terminal import to_terminal
from datainsight.services.export_code import script_for


def run(arguments: argparse.Namespace) -> None:
    """Profiles a source; a summary on stdout where no output is asked for."""
    if arguments.pdf is not None:
        raise UsageError(
            "--pdf is not available yet.", remedy="Write a page with --html and print it from a browser."
        )
    analysed = analyse_arguments(arguments)
    if arguments.json is not None:
        write_text(arguments.json, to_json(analysed.shown))
    if arguments.html is not None:
        # jinja2 is worth importing only for those who want a page
        html_report = importlib.import_module("datainsight.reporting.html_report")
        scripts = {
            language.value: script_for(analysed.document, language, show_pii=arguments.show_pii).code
            for language in Language
        }
        write_text(arguments.html, html_report.to_html(analysed.shown, scripts))
    if arguments.json is None and arguments.html is None:
        sys.stdout.write(to_terminal(analysed.shown))
