"""How many slips lie between two words.

Pure.
"""

from __future__ import annotations


def distance(first: str, second: str, most: int) -> int:
    """Return how many slips lie between two words: a letter more, less, other, or two swapped.

    Anything above ``most`` comes back as ``most + 1``.
    """
    if abs(len(first) - len(second)) > most:
        return most + 1
    older: list[int] = []
    previous = list(range(len(second) + 1))
    for row, letter in enumerate(first, 1):
        current = [row]
        for column, other in enumerate(second, 1):
            cost = min(
                previous[column] + 1, current[-1] + 1, previous[column - 1] + (letter != other)
            )
            if row > 1 and column > 1 and letter == second[column - 2] and first[row - 2] == other:
                cost = min(cost, older[column - 2] + 1)
            current.append(cost)
        if min(current) > most:
            return most + 1
        older, previous = previous, current
    return min(previous[-1], most + 1)
