"""How the columns of a table share its width: nothing is cut while another column has room that it does not need."""

from collections.abc import Sequence
from typing import NamedTuple

_YIELD = 0.3
"""The share of its width that a stretching column gives up before the table scrolls sideways."""
_MOST = 2.5
"""A column grows to so many times its own width at most: one long remark is not to push the others about."""


class Share(NamedTuple):
    """What one column asks for, in pixels.

    Attributes:
        width: its own width. want: what its longest cell would need, 0 where that is not known or not to count.
        stretch: its share of what is left over.
    """

    width: int
    want: int = 0
    stretch: int = 0

    @property
    def lack(self) -> int:
        """How much it would have to grow for nothing in it to be cut."""
        return max(0, min(self.want, round(self.width * _MOST)) - self.width)


def shared(columns: Sequence[Share], room: int) -> list[int]:
    """The width of each column.

    Where there is room, as many columns as possible come to show everything; the rest goes to those that stretch.
    Where there is not, those that stretch give up some of theirs before the table scrolls sideways.
    """
    widths = [each.width for each in columns]
    spare = room - sum(widths)
    for at in sorted(range(len(columns)), key=lambda at: columns[at].lack):
        grown = columns[at].lack
        if 0 < grown <= spare:
            widths[at] += grown
            spare -= grown
    stretches = sum(each.stretch for each in columns)
    yields = sum(each.width for each in columns if each.stretch) * _YIELD
    if -spare > yields or not stretches:
        return widths
    return [
        width + (spare * each.stretch // stretches if each.stretch else 0)
        for width, each in zip(widths, columns, strict=True)
    ]
