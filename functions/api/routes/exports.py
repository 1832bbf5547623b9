"""Things to take away."""

from uuid import UUID

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict, Field

from datainsight.models.language import Language, SqlDialect
from datainsight.services import export_code as exporting
from datainsight.services.export_code import Script
from functions.api.dependencies import OutsideWorld, ReadableWorkspace
from functions.api.examples import SCRIPT, reply_example
from functions.api.problems import problem_responses

router = APIRouter(prefix="/exports", tags=["exports"])


class CodeRequest(BaseModel):
    """Which script."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [
                {"analysis_id": "5f0f7a54-0f4e-5b0e-a2cf-6a1c5e0f6f3d", "language": "polars"},
                {
                    "analysis_id": "5f0f7a54-0f4e-5b0e-a2cf-6a1c5e0f6f3d",
                    "language": "sql",
                    "dialect": "postgres",
                },
            ]
        },
    )

    analysis_id: UUID
    language: Language
    dialect: SqlDialect | None = Field(default=None, description="For SQL only; left out: duckdb.")
    recommendation_ids: list[str] | None = Field(
        default=None, max_length=10_000, description="Left out: all that are recommended by default."
    )


@router.post(
    "/code",
    summary="A cleaning script",
    responses=problem_responses(400, 401, 404, 409, 422, 503) | reply_example(200, "The script.", SCRIPT),
)
def export_code(body: CodeRequest, workspace_id: ReadableWorkspace, world: OutsideWorld) -> Script:
    """A script that runs as `python fix.py INPUT OUTPUT` or `Rscript fix.R INPUT OUTPUT`.

    SQL reads a table `dataset` of texts and creates a table `cleaned`.
    """
    return exporting.export_code(
        str(body.analysis_id),
        body.language,
        body.dialect,
        tuple(body.recommendation_ids) if body.recommendation_ids is not None else None,
        workspace_id=workspace_id,
        analyses=world.analyses,
        objects=world.objects,
    )
