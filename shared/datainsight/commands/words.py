"""Words by a language model, for `datainsight profile --insight`."""

import sys
from collections.abc import Sequence
from dataclasses import replace

from datainsight.adapters.language_models import language_models
from datainsight.commands.analysing import Analysed
from datainsight.errors import UsageError
from datainsight.insight.language_model import LanguageModel
from datainsight.insight.writing import write_insight
from datainsight.reporting.privacy import mask
from datainsight.settings import ModelSettings


def chosen_models(providers: str) -> tuple[LanguageModel, ...]:
    """The models a user named.

    Raises:
        UsageError: There is no such provider, its key is missing, or its SDK is not installed.
    """
    try:
        return language_models(ModelSettings.of_user(providers))
    except ImportError as error:
        raise UsageError(
            f"--insight needs the package {error.name}.",
            remedy="Install it: pip install 'datainsight[models]'.",
        ) from error


def with_words_of(models: Sequence[LanguageModel], analysed: Analysed, *, show_pii: bool) -> Analysed:
    """The same with words of the first model that keeps to the facts; says so on stderr where none does.

    Models see the masked document, whatever is shown to the user.
    """
    document = analysed.document
    insight = write_insight(document, mask(document), models)
    if insight.provider == "rules" and insight.calls:
        tried = "; ".join(f"{call.provider} {call.outcome.value}" for call in insight.calls)
        sys.stderr.write(f"datainsight: no model's text could be used ({tried}); rules wrote the words.\n")
    changed = document.model_copy(update={"insight": insight})
    return replace(analysed, document=changed, shown=mask(changed, show_pii=show_pii))
