"""The score as a waterfall from 100 to what is left."""

from dataclasses import dataclass

from datainsight.models.document import ProfileDocument
from datainsight.models.issue import Issue
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
    points = document.quality.points_by_issue()
    ranked = [
        (sum(points.get(issue.id, 0.0) for issue in group), rank, group)
        for rank, group in enumerate(document.issue_groups())
    ]
    ranked.sort(key=lambda each: -each[0])
    total = sum(points.values())
    scale = 100 / total if total else 0.0
    steps: list[Step] = []
    gone = 0.0
    for lost, rank, group in ranked[:MAXIMUM_STEPS]:
        if lost:
            steps.append(
                Step(
                    label=kind_words(group[0].kind),
                    column=_where(group),
                    points=_lost(lost),
                    left=round(gone * scale, 2),
                    width=round(lost * scale, 2),
                    anchor=f"issue-{rank}",
                )
            )
            gone += lost
    not_listed = points.keys() - {issue.id for issue in document.issues}
    rest = sum(1 for each in ranked[MAXIMUM_STEPS:] if each[0]) + len(not_listed)
    if rest:
        lost = total - gone
        label = f"{number_text(rest)} smaller deductions"
        steps.append(Step(label, "", _lost(lost), round(gone * scale, 2), round(lost * scale, 2), "issues"))
    return tuple(steps)


def _where(group: tuple[Issue, ...]) -> str:
    if len(group) > 1:
        return f"{number_text(len(group))} columns"
    return shorten(group[0].columns[0], 40) if group[0].columns else ""


def _lost(points: float) -> str:
    return f"−{number_text(round(points, 2))}"
