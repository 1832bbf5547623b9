"""Things to take away."""

from uuid import UUID

from fastapi import APIRouter, Request, Response
from pydantic import BaseModel, ConfigDict, Field

from datainsight.models.account import Principal
from datainsight.models.language import Language, SqlDialect
from datainsight.services import export_code as exporting
from datainsight.services.budget_notices import telling_of_budget
from datainsight.services.export_contract import Contract, ContractFormat
from datainsight.services.export_contract import export_contract as write_contract
from datainsight.services.export_report import ReportFormat
from datainsight.services.export_report import export_report as fetch_report
from datainsight.services.metering import charge_export
from datainsight.services.ports import Ports
from datainsight.services.write_script import Script
from functions.api.dependencies import OutsideWorld, Viewer
from functions.api.direct_route import DirectRoute
from functions.api.examples import CONTRACT, SCRIPT, reply_example
from functions.api.problems import problem_responses
from functions.api.request_id import request_id_of
from functions.api.routes.analysis import ELSEWHERE, REPORT_POLICY, reply_with

router = APIRouter(prefix="/exports", tags=["exports"], route_class=DirectRoute)


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
        default=None,
        max_length=10_000,
        description="Left out: the default ones that were not dismissed, and those that were accepted.",
    )
    keep_order: bool | None = Field(
        default=None,
        description="Whether the repairs are made in the order of `recommendation_ids`. Where that "
        "contradicts itself, a repair is made earlier, which `moved` says.",
    )


@router.post(
    "/code",
    summary="A cleaning script",
    responses=problem_responses(400, 401, 404, 409, 422, 503) | reply_example(200, "The script.", SCRIPT),
)
def export_code(body: CodeRequest, principal: Viewer, request: Request, world: OutsideWorld) -> Script:
    """A script that runs as `python fix.py INPUT OUTPUT` or `Rscript fix.R INPUT OUTPUT`.

    SQL reads a table `dataset` of texts and creates a table `cleaned`.
    """
    script = exporting.export_code(
        str(body.analysis_id),
        body.language,
        body.dialect,
        tuple(body.recommendation_ids) if body.recommendation_ids is not None else None,
        keeps_order=body.keep_order is True,
        workspace_id=principal.workspace_id,
        ports=world,
    )
    _count(request, f"code {body.language}", principal, world)
    return script


class ReportRequest(BaseModel):
    """Which report."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "example": {"analysis_id": "5f0f7a54-0f4e-5b0e-a2cf-6a1c5e0f6f3d", "format": "pdf"}
        },
    )

    analysis_id: UUID
    format: ReportFormat = ReportFormat.PDF


_REPORT_TYPES = {ReportFormat.HTML: "text/html; charset=utf-8", ReportFormat.PDF: "application/pdf"}


@router.post(
    "/report",
    summary="The report as PDF or HTML",
    response_class=Response,
    responses=problem_responses(401, 402, 404, 409, 422, 503)
    | {
        200: {
            "description": "The file, as an attachment.",
            "content": {
                "application/pdf": {"schema": {"type": "string", "contentMediaType": "application/pdf"}},
                "text/html": {"schema": {"type": "string"}},
            },
        },
        303: ELSEWHERE,
    },
)
def export_report(body: ReportRequest, principal: Viewer, request: Request, world: OutsideWorld) -> Response:
    """The whole report to be read, printed or passed on; personal values are masked.

    A PDF is printed when it is first asked for, which takes a few seconds, and kept with the analysis.
    """
    found = fetch_report(str(body.analysis_id), body.format, workspace_id=principal.workspace_id, ports=world)
    is_printed = body.format is ReportFormat.PDF
    _count(request, f"report {body.format}", principal, world, is_printed=is_printed)
    headers = {
        "content-disposition": f'attachment; filename="report.{body.format.value}"',
        "content-security-policy": REPORT_POLICY,
    }
    return reply_with(found, _REPORT_TYPES[body.format], headers)


class ContractRequest(BaseModel):
    """Which contract."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "example": {"analysis_id": "5f0f7a54-0f4e-5b0e-a2cf-6a1c5e0f6f3d", "format": "odcs"}
        },
    )

    analysis_id: UUID
    format: ContractFormat


@router.post(
    "/contract",
    summary="A data contract",
    responses=problem_responses(401, 404, 409, 422, 503) | reply_example(200, "The contract.", CONTRACT),
)
def export_contract(
    body: ContractRequest, principal: Viewer, request: Request, world: OutsideWorld
) -> Contract:
    """A contract in one of eight languages that the table passes today, to hold its next version to.

    Its rules are run on the whole file first (up to 2 GB), as `datainsight contract` does: what rows would
    break is not promised, and a remark says how many. While they are run it is a `409` with `code`
    `contract_running` and `Retry-After`; what holds is kept, so further formats are there at once.
    """
    contract = write_contract(
        str(body.analysis_id), body.format, workspace_id=principal.workspace_id, ports=world
    )
    _count(request, f"contract {body.format}", principal, world)
    return contract


def _count(
    request: Request, detail: str, principal: Principal, world: Ports, *, is_printed: bool = False
) -> None:
    """An export that could be made is counted before it is handed out."""
    workspace_id = principal.workspace_id
    with telling_of_budget(workspace_id, ledger=world.usage, announcer=world.announcer, now=world.now):
        charge_export(
            request_id_of(request.scope),
            detail,
            is_printed=is_printed,
            workspace_id=workspace_id,
            key_id=principal.key_id,
            ledger=world.usage,
            now=world.now,
        )
