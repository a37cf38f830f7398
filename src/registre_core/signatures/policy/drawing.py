"""Whether what was drawn can be a signature."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from registre_core.kernel.reasons import Reason
from registre_core.kernel.verdicts import YES, Verdict
from registre_core.signatures.drawings import Drawing
from registre_core.signatures.limits import THE_LIMITS, DrawingLimits
from registre_core.signatures.tables import EVIDENCE


def may_be_signature(drawing: Drawing, limits: DrawingLimits = THE_LIMITS) -> Verdict:
    """Whether a hand may have drawn it to sign; where there is next to nothing, that is all that is told."""
    few = list(islice(drawing.points, 2))
    if not few:
        return Verdict.no(Reason("drawing-empty", "nothing was drawn", EVIDENCE))
    if len(few) == 1:
        return Verdict.no(Reason("drawing-of-one-point", "one point is a slip of the hand", EVIDENCE))
    return Verdict(tuple(_shortcomings(drawing, limits)))


def may_be_new(drawn_before: object | None) -> Verdict:
    """Whether nobody has drawn the very same before: two drawings of a hand differ, and what is the same was pasted.

    Args:
        drawn_before: the signature that bears a drawing of this shape, as storage finds it (`drawn_alike`).
    """
    if drawn_before is None:
        return YES
    said = "this very drawing stands under another signature already: it was pasted, not drawn"
    return Verdict.no(Reason("drawing-already-used", said, EVIDENCE, {"signature": str(drawn_before)}))


def _shortcomings(drawing: Drawing, limits: DrawingLimits) -> Iterator[Reason]:
    side = min(drawing.width, drawing.height)
    if _overshoots(drawing, limits.overshoot * side):
        yield Reason("drawing-off-canvas", "some of it lies off the canvas", EVIDENCE)
    least = limits.least_length * side
    if drawing.length < least:
        facts = {"pixels": round(drawing.length), "least": round(least)}
        yield Reason("drawing-too-short", "the pen went hardly anywhere", EVIDENCE, facts)
    if drawing.duration < limits.least_duration:
        facts = {"milliseconds": drawing.duration, "least": limits.least_duration}
        yield Reason("drawing-too-quick", "no hand signs so fast", EVIDENCE, facts)


def _overshoots(drawing: Drawing, margin: float) -> bool:
    right, bottom = drawing.width + margin, drawing.height + margin
    return any(not (-margin <= point.x <= right and -margin <= point.y <= bottom) for point in drawing.points)
