"""Fourth stage, beside insight: run the repairs on the data, and write the scripts."""

import json

from datainsight.codegen.runtimes import DUCKDB, installed
from datainsight.codegen.verify import verify
from datainsight.models.analysis import Stage
from datainsight.models.document import ProfileDocument
from datainsight.models.events import StageRequest, StageResult
from datainsight.services import object_keys
from datainsight.services.known_trials import to_json
from datainsight.services.other_goals import tried_for_other_goals
from datainsight.services.planned_reading import planned_reading
from datainsight.services.ports import AnalysisStore, Clock, ObjectStore
from datainsight.services.stage_progress import stage_of
from datainsight.services.write_script import SCRIPTS, script_for


def generate_code(
    request: StageRequest, *, objects: ObjectStore, analyses: AnalysisStore, now: Clock
) -> StageResult:
    """Verifies each recommendation on the data, those of other goals too, and writes the scripts."""
    analysis = request.analysis
    with stage_of(analysis, Stage.CODEGEN, analyses=analyses, now=now):
        assessed = ProfileDocument.model_validate_json(objects.get(object_keys.assessed_key(analysis)))
        reading = planned_reading(analysis, objects=objects)
        seconds: dict[str, float] = {}
        runtimes = installed(DUCKDB)
        document = verify(assessed, reading.batches, runtimes=runtimes, timed=seconds.__setitem__)
        others = tried_for_other_goals(document, reading.batches, runtimes=runtimes)
        objects.put(object_keys.other_trials_key(analysis), to_json(others), "application/json")
        objects.put(object_keys.trial_seconds_key(analysis), json.dumps(seconds).encode(), "application/json")
        objects.put(
            object_keys.verified_key(analysis), document.model_dump_json().encode(), "application/json"
        )
        for language, file_name in SCRIPTS.items():
            key = object_keys.written_code_key(analysis, file_name)
            objects.put(key, script_for(document, language).code.encode(), "text/plain; charset=utf-8")
    return StageResult(analysis_id=analysis.analysis_id)
