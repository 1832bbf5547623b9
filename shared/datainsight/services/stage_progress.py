"""What every stage does around its work: say that it began, and say why it failed."""

from collections.abc import Iterator
from contextlib import contextmanager

from datainsight.models.analysis import AnalysisReference, Stage
from datainsight.services.failure_causes import cause_of
from datainsight.services.ports import AnalysisStore, Clock


@contextmanager
def stage_of(
    analysis: AnalysisReference, stage: Stage, *, analyses: AnalysisStore, now: Clock
) -> Iterator[None]:
    """Marks a stage's work; an error is noted for people and goes on to the state machine, which decides."""
    analyses.enter_stage(analysis.workspace_id, analysis.analysis_id, stage, now())
    with noting_cause(analysis, stage, analyses=analyses):
        yield


@contextmanager
def noting_cause(analysis: AnalysisReference, stage: Stage, *, analyses: AnalysisStore) -> Iterator[None]:
    """Only notes an error: for the shards, which are too many to announce each."""
    try:
        yield
    except Exception as error:
        analyses.note_cause(analysis.workspace_id, analysis.analysis_id, cause_of(error, stage))
        raise
