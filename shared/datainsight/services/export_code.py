"""A cleaning script for chosen repairs, in the user's language."""

from datainsight.errors import UsageError
from datainsight.models.language import Language, SqlDialect
from datainsight.services.muted_results import muted_document
from datainsight.services.ports import Ports
from datainsight.services.recommendation_choices import chosen_ids, wished_order
from datainsight.services.write_script import Script, order_is_missing, script_for


def export_code(
    analysis_id: str,
    language: Language,
    dialect: SqlDialect | None,
    recommendation_ids: tuple[str, ...] | None,
    *,
    keeps_order: bool = False,
    workspace_id: str,
    ports: Ports,
) -> Script:
    """Writes a script for the chosen repairs; else for those that are wanted by default and by decision.

    The latter are made in the order that was wished. What the workspace muted is left out,
    unless it is chosen.

    Raises:
        NotFoundError: The workspace has no such analysis.
        ConflictError: It is not ready, or failed.
        UsageError: There is no such recommendation, a dialect for a language that has none, or an order is
            to be kept that nobody gave.
    """
    if keeps_order and recommendation_ids is None:
        raise order_is_missing()
    rules = ports.choices.mutes(workspace_id) if recommendation_ids is None else ()
    document = muted_document(analysis_id, rules=rules, workspace_id=workspace_id, ports=ports)
    if recommendation_ids is None:
        decisions = ports.choices.decisions(workspace_id, analysis_id)
        order = ports.choices.order(workspace_id, analysis_id)
        recommendation_ids = wished_order(chosen_ids(document.recommendations, decisions), order)
        keeps_order = bool(order)
    known = {each.id for each in document.recommendations}
    for unknown in (each for each in recommendation_ids if each not in known):
        raise UsageError(
            f"There is no recommendation {unknown!r} in this analysis.", where="#/recommendation_ids"
        )
    return script_for(document, language, dialect, recommendation_ids, keeps_order=keeps_order)
