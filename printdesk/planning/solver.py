"""A mixed-integer programme for HiGHS: columns and rows are added by their coefficients, the answer says its bound.

The library is loaded when the first programme is solved. One thread and a fixed seed, so that the same programme
gives the same answer on every desk; the user can cancel it within a fraction of a second.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from math import inf
from typing import Any

_POLL_SECONDS = 0.05
_FEASIBLE = 1e-6


class SolvingCancelledError(Exception):
    """The user wants no answer any more."""


@dataclass(frozen=True, slots=True)
class Answer:
    """The best that was found.

    Attributes:
        values: of the columns.
        objective: of these values. bound: nothing is below it. proven: within the gap that was asked for.
    """

    values: Sequence[float]
    objective: float
    bound: float
    proven: bool

    def whole(self, column: int) -> int:
        """A column's value as the whole number that it means."""
        return round(self.values[column])


@dataclass
class Programme:
    """Minimise the costs of the columns, within their bounds and those of the rows."""

    costs: list[float] = field(default_factory=list)
    _lower: list[float] = field(default_factory=list)
    _upper: list[float] = field(default_factory=list)
    _whole: list[int] = field(default_factory=list)
    _row_lower: list[float] = field(default_factory=list)
    _row_upper: list[float] = field(default_factory=list)
    _starts: list[int] = field(default_factory=list)
    _index: list[int] = field(default_factory=list)
    _value: list[float] = field(default_factory=list)

    def parts(self) -> tuple[list[Any], ...]:
        """Copies of all but the costs, to make another programme on the same columns and rows."""
        return tuple(
            list(each)
            for each in (
                self._lower, self._upper, self._whole, self._row_lower, self._row_upper, self._starts, self._index,
                self._value,
            )
        )  # fmt: skip

    def column(self, cost: float, upper: float = inf, lower: float = 0.0, *, whole: bool = False) -> int:
        """Add a column; its number."""
        self.costs.append(cost)
        self._lower.append(lower)
        self._upper.append(upper)
        self._whole.append(int(whole))
        return len(self.costs) - 1

    def row(self, terms: Mapping[int, float], lower: float = -inf, upper: float = inf) -> int:
        """Add a row: the sum of columns times coefficients lies between the bounds. Its number."""
        self._starts.append(len(self._index))
        self._index.extend(terms)
        self._value.extend(terms.values())
        self._row_lower.append(lower)
        self._row_upper.append(upper)
        return len(self._starts) - 1

    def solve(
        self,
        gap: float = 0.0,
        seconds: float = 5.0,
        start: Mapping[int, float] | None = None,
        cancelled: Callable[[], bool] = lambda: False,
    ) -> Answer | None:
        """The cheapest values found; None when there are none (or none in time).

        Args:
            gap: stop when the answer is proven to lie within this part of the bound.
            start: values of some columns to begin from.
            cancelled: asked all the time; the solver stops when it says so.

        Raises:
            SolvingCancelledError: it was cancelled.
        """
        highs = self._passed(gap, seconds)
        if start:
            import numpy as np

            columns = np.fromiter(start.keys(), dtype=np.int32, count=len(start))
            values = np.fromiter(start.values(), dtype=np.float64, count=len(start))
            highs.setSolution(len(start), columns, values)
        _run(highs, cancelled)
        return self._answer(highs)

    def _passed(self, gap: float, seconds: float) -> Any:
        import highspy
        import numpy as np

        highs: Any = highspy.Highs()  # type: ignore[no-untyped-call]
        for name, value in (
            ("output_flag", False), ("threads", 1), ("random_seed", 1), ("mip_rel_gap", gap), ("time_limit", seconds),
        ):  # fmt: skip
            highs.setOptionValue(name, value)
        lp = highspy.HighsLp()
        lp.num_col_, lp.num_row_ = len(self.costs), len(self._starts)
        lp.col_cost_ = np.array(self.costs, dtype=np.float64)
        lp.col_lower_, lp.col_upper_ = np.array(self._lower), np.array(self._upper)
        lp.row_lower_, lp.row_upper_ = np.array(self._row_lower), np.array(self._row_upper)
        lp.integrality_ = [highspy.HighsVarType(kind) for kind in self._whole]
        lp.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
        lp.a_matrix_.start_ = np.array([*self._starts, len(self._index)], dtype=np.int32)
        lp.a_matrix_.index_ = np.array(self._index, dtype=np.int32)
        lp.a_matrix_.value_ = np.array(self._value, dtype=np.float64)
        highs.passModel(lp)
        return highs

    def _answer(self, highs: Any) -> Answer | None:
        import highspy

        info, status = highs.getInfo(), highs.getModelStatus()
        if info.primal_solution_status != highspy.SolutionStatus.kSolutionStatusFeasible:
            return None
        optimal = status == highspy.HighsModelStatus.kOptimal
        objective = info.objective_function_value
        bound = info.mip_dual_bound if any(self._whole) else objective
        return Answer(list(highs.getSolution().col_value), objective, min(bound, objective), optimal)


def _run(highs: Any, cancelled: Callable[[], bool]) -> None:
    """Solve in a thread of the library's own; only then, and with this switch, can it be cancelled."""
    highs.HandleUserInterrupt = True
    highs.startSolve()
    stop = False
    while not highs.wait(_POLL_SECONDS)[0]:
        if not stop and cancelled():
            highs.cancelSolve()
            stop = True
    if stop or cancelled():
        raise SolvingCancelledError
