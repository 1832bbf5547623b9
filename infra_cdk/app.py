"""Writes a team's CloudFormation template: `python -m infra_cdk.app --team acme --output cdk.out`.

Works offline and without the cdk command line; it is also the `app` of cdk.json, for
`cdk deploy -c team=acme`.
"""

import argparse
import json
import os
import sys
from pathlib import Path

# jsii reads it when it starts Node, that is at the first import of aws_cdk; Node 20 works, it only warns.
os.environ.setdefault("JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION", "20")

import aws_cdk as cdk
from cdk_nag import AwsSolutionsChecks

from infra_cdk.stack import DataInsightStack
from infra_cdk.team import UnknownTeamError, team_settings

CDK_JSON = Path(__file__).resolve().parent.parent / "cdk.json"


def team_app(
    team: str | None = None, output: Path | None = None, *, build_layers: bool = True
) -> tuple[cdk.App, DataInsightStack]:
    """The app with a team's stack in it, watched by cdk-nag, not yet written.

    Args:
        team: Name of a team of cdk.json; None takes it from the context that the cdk command line hands over.
        output: Folder for the assembly; None leaves it to the cdk command line.
        build_layers: False skips building the layers: same template, but the layer assets are not usable.

    Returns:
        The app and its one stack.

    Raises:
        UnknownTeamError: No such team.
    """
    # `synth()` knows nothing of cdk.json: only the command line reads it.
    context = json.loads(CDK_JSON.read_text(encoding="utf-8"))["context"]
    if team:
        context["team"] = team
    if not build_layers:
        context["aws:cdk:bundling-stacks"] = []
    app = cdk.App(outdir=str(output) if output else None, context=context, analytics_reporting=False)
    name = app.node.try_get_context("team")
    settings = team_settings(app.node.try_get_context("teams"), name)
    stack = DataInsightStack(app, team=settings)
    cdk.Validations.of(app).add_plugins(AwsSolutionsChecks(app))
    return app, stack


def synthesize(team: str | None = None, output: Path | None = None, *, build_layers: bool = True) -> Path:
    """Write the template and its assets.

    Args:
        team: As in `team_app`.
        output: As in `team_app`.
        build_layers: As in `team_app`.

    Returns:
        Path of the team's template.

    Raises:
        UnknownTeamError: No such team.
        RuntimeError: cdk-nag has findings that nobody acknowledged, or the model is wrong.
    """
    app, stack = team_app(team, output, build_layers=build_layers)
    return Path(app.synth().get_stack_by_name(stack.stack_name).template_full_path)


def main(arguments: list[str] | None = None) -> int:
    """Command line.

    Args:
        arguments: Without the program's name; None reads `sys.argv`.

    Returns:
        Exit code: 0 done, 2 unknown team.
    """
    parser = argparse.ArgumentParser(prog="python -m infra_cdk.app", description=__doc__)
    parser.add_argument("--team", help="a team of context.teams in cdk.json")
    parser.add_argument("--output", type=Path, help="folder for the assembly")
    parser.add_argument("--skip-layers", action="store_true", help="same template, layers not built")
    options = parser.parse_args(arguments)
    try:
        template = synthesize(options.team, options.output, build_layers=not options.skip_layers)
    except UnknownTeamError as error:
        print(f"error: {error}", file=sys.stderr)  # noqa: T201  # the command line's own output
        return 2
    print(template, file=sys.stderr)  # noqa: T201  # stdout belongs to the cdk command line
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
