"""A bounded memory of things that are dear to make: the least lately used goes first.

>>> kept: Kept[str, bytes] = Kept(limit=4, weigh=len)
>>> kept.get("a", lambda: b"11"), kept.get("b", lambda: b"22"), kept.get("a", lambda: b"never")
(b'11', b'22', b'11')
>>> kept.get("c", lambda: b"33"), "b" in kept, "a" in kept
(b'33', False, True)
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Generic, TypeVar

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")


class Kept(Generic[K, V]):
    """``limit`` is the greatest sum of the weights. Safe between threads; two threads that miss
    at once both make the value."""

    def __init__(self, limit: int, weigh: Callable[[V], int]) -> None:
        self._limit, self._weigh = limit, weigh
        self._items: OrderedDict[K, tuple[V, int]] = OrderedDict()
        self._weight = 0
        self._lock = Lock()

    def __contains__(self, key: K) -> bool:
        return key in self._items

    def peek(self, key: K) -> V | None:
        """The value if it is held; using it keeps it longer."""
        with self._lock:
            held = self._items.get(key)
            if held is None:
                return None
            self._items.move_to_end(key)
            return held[0]

    def put(self, key: K, value: V) -> None:
        """Keep a value. One heavier than the whole limit is not kept."""
        weight = self._weigh(value)
        if weight > self._limit:
            return
        with self._lock:
            old = self._items.pop(key, None)
            self._weight += weight - (old[1] if old else 0)
            self._items[key] = (value, weight)
            while self._weight > self._limit:
                _, (_, gone) = self._items.popitem(last=False)
                self._weight -= gone

    def get(self, key: K, make: Callable[[], V]) -> V:
        """The value held, or made and kept now."""
        held = self.peek(key)
        if held is None:
            held = make()
            self.put(key, held)
        return held

    def clear(self) -> None:
        with self._lock:
            self._items.clear()
            self._weight = 0
