"""What a plan means, carried out in the plainest way on a few documents."""

from __future__ import annotations

from search.fields import Record
from search.plan import (
    AllOf,
    AnyOf,
    Beginning,
    Everything,
    Plan,
    Range,
    Sequence,
    Term,
    Whole,
    Without,
)


def answers(plan: Whole, one: Record) -> bool:
    return all(holds(part, one) for part in (plan.selects, *plan.narrows))


def holds(plan: Plan, one: Record) -> bool:
    match plan:
        case Term(field, term):
            return term in _terms(one, field)
        case Beginning(field, prefix):
            return any(term.startswith(prefix) for term in _terms(one, field))
        case Sequence(field, terms, slop):
            return _in_order(_terms(one, field), terms, slop)
        case Range("changed_on", low, high):
            return any(low <= day <= high for day in one.changed_on)
        case Range(column, low, high):
            return low <= getattr(one, column) <= high
        case Everything():
            return True
        case AllOf(parts):
            return all(holds(part, one) for part in parts)
        case AnyOf(parts):
            return any(holds(part, one) for part in parts)
        case Without(part):
            return not holds(part, one)


def _terms(one: Record, field: str) -> list[str]:
    if field in one.texts:
        return one.texts[field].split()
    return list(one.names[field])


def _in_order(words: list[str], terms: tuple[str, ...], slop: int) -> bool:
    if slop == 0:
        size = len(terms)
        return any(tuple(words[at : at + size]) == terms for at in range(len(words)))
    first, second = terms
    places = [at for at, word in enumerate(words) if word == first]
    return any(second in words[at + 1 : at + 2 + slop] for at in places)
