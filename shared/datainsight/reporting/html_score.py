"""The score as a waterfall from 100 to what is left."""

from dataclasses import dataclass

from datainsight.models.document import ProfileDocument
from datainsight.phrasing import kind_words, number_text, shorten

MAXIMUM_STEPS = 10


@dataclass(frozen=True)
class Step:
    """One deduction; `left` and `width` are percent of the scale that runs from 100 points to the score."""

    label: str
    column: str
    points: str
    left: float
    width: float
    anchor: str | None


@dataclass(frozen=True)
class ScoreView:
    """The score, its dimensions and the steps that lead to it."""

    score: float
    text: str
    verdict: str
    dimensions: tuple[tuple[str, str, float], ...]
    steps: tuple[Step, ...]


def view_score(document: ProfileDocument) -> ScoreView:
    """All deductions: the largest one by one, the rest together, so that the steps always sum up."""
    quality = document.quality
    return ScoreView(
        score=quality.score,
        text=number_text(round(quality.score, 2)),
        verdict=_verdict(quality.score),
        dimensions=tuple(
            (dimension.value.capitalize(), number_text(round(points, 2)), points)
            for dimension, points in quality.dimensions.items()
        ),
        steps=_steps(document),
    )


def _verdict(score: float) -> str:
    return next(
        word
        for least, word in ((95, "Excellent"), (85, "Good"), (70, "Fair"), (50, "Poor"), (-1, "Bad"))
        if score >= least
    )


def _steps(document: ProfileDocument) -> tuple[Step, ...]:
    deductions = document.quality.deductions
    ranks = {issue.id: rank for rank, issue in enumerate(document.ranked_issues())}
    issues = {issue.id: issue for issue in document.issues}
    scale = 100 / total if (total := sum(each.points for each in deductions)) else 0.0
    steps: list[Step] = []
    gone = 0.0
    for deduction in deductions[:MAXIMUM_STEPS]:
        issue = issues.get(deduction.issue_id)
        steps.append(
            Step(
                label=kind_words(issue.kind) if issue else shorten(deduction.issue_id),
                column=shorten(issue.columns[0], 40) if issue and issue.columns else "",
                points=_lost(deduction.points),
                left=round(gone * scale, 2),
                width=round(deduction.points * scale, 2),
                anchor=f"issue-{ranks[issue.id]}" if issue else None,
            )
        )
        gone += deduction.points
    rest = deductions[MAXIMUM_STEPS:]
    if rest:
        lost = sum(each.points for each in rest)
        label = f"{number_text(len(rest))} smaller deductions"
        steps.append(Step(label, "", _lost(lost), round(gone * scale, 2), round(lost * scale, 2), "issues"))
    return tuple(steps)


def _lost(points: float) -> str:
    return f"−{number_text(round(points, 2))}"
