"""The part of a long amending act that one page shows."""

from __future__ import annotations

from api.workbench_bundle import _WINDOW, _window


def test_the_parts_of_a_long_act_follow_one_another_and_leave_nothing_out() -> None:
    text = "".join(f"{n:06d}" for n in range(15_000))
    seen, at = "", 0
    while True:
        pieces, source, base = _window(text, None, [(100, 106)], at)
        assert "".join(piece.text for piece in pieces) == source == text[base : base + len(source)]
        assert len(source) <= 2 * _WINDOW
        seen = seen[:base] + source
        if base + len(source) == len(text):
            break
        at = base + len(source)
    assert seen == text
