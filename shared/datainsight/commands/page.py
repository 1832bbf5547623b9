"""The HTML page of `datainsight profile --html`."""

from datainsight.commands.analysing import Analysed
from datainsight.models.language import Language
from datainsight.reporting.html_report import to_html
from datainsight.services.write_script import script_for


def write_page(analysed: Analysed, *, show_pii: bool) -> str:
    """The report with the cleaning script in every language."""
    scripts = {
        language.value: script_for(analysed.document, language, show_pii=show_pii).code
        for language in Language
    }
    return to_html(analysed.shown, scripts)
