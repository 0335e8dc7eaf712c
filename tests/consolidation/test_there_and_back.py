"""Properties of single changes: undone they give the text back, and they keep to their place."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from acts.read import read_source
from acts.structure import recognize
from amendments.operations import Operation, Path, Span
from consolidation.apply import apply_operation
from consolidation.fingerprints import unit_from_json, unit_hash, unit_to_json
from schemas.eid import assign_eids
from schemas.model import Act, Particulars, text_of

TEXT = "საქართველოს კანონი\n\nსაცდელი აქტის შესახებ\n\n" + "\n".join(
    f"მუხლი {a}. სათაური {a}\n"
    + "\n".join(
        f"{p}. წესი {a}-{p} ასეთია:\nა) პირველი {a}{p};\nბ) მეორე {a}{p}." for p in range(1, 4)
    )
    for a in range(1, 4)
)
ONE = Particulars(kind="კანონი", date="2020-01-01", number="7", published="2020-01-02")


def act() -> Act:
    made = recognize(read_source(TEXT.encode(), "law.txt"))
    assign_eids(made)
    return made


def order(action: str, path: Path, **values: object) -> Operation:
    return Operation(1, 1, action, path, Span(0, 1), **values)  # type: ignore[arg-type]


points = st.builds(
    lambda a, p: (("article", str(a)), ("point", str(p))), st.integers(1, 3), st.integers(1, 3)
)
letters = points.flatmap(
    lambda path: st.sampled_from("აბ").map(lambda letter: (*path, ("subpoint", letter)))
)
words = st.text(alphabet="აბგდევზ ", min_size=1, max_size=30).map(str.strip).filter(bool)


@settings(max_examples=150, deadline=None)
@given(letters, words)
def test_given_anew_and_given_back(path: Path, new: str) -> None:
    made = act()
    before = text_of(made.root)
    letter = path[-1][1]
    old = next(text_of(unit) for unit in made.walk() if unit.eid == _eid(path))
    apply_operation(made, order("substitute", path, new_text=f"{letter}) ახალი {new};"), ONE)
    assert text_of(made.root) != before
    apply_operation(made, order("substitute", path, new_text=old), ONE)
    assert text_of(made.root) == before


def _eid(path: Path) -> str:
    names = {"article": "art", "point": "para", "subpoint": "point"}
    latin = {"ა": "a", "ბ": "b"}
    return "__".join(f"{names[k]}_{latin.get(n or '', n)}" for k, n in path)


@settings(max_examples=100, deadline=None)
@given(points, words)
def test_words_put_in_and_taken_out(path: Path, new: str) -> None:
    made = act()
    before = text_of(made.root)
    added = f"ჩართული {new}"
    apply_operation(
        made, order("insert-text", path, new_text=added, position={"after": "წესი"}), ONE
    )
    assert added in text_of(made.root)
    apply_operation(made, order("repeal-text", path, old_text=added), ONE)
    assert text_of(made.root) == before


@settings(max_examples=100, deadline=None)
@given(points, words)
def test_a_change_keeps_every_other_unit_byte_for_byte(path: Path, new: str) -> None:
    made, start = act(), act()
    number = path[-1][1]
    apply_operation(made, order("substitute", path, new_text=f"{number}. {new}"), ONE)
    own = _eid(path)
    untouched = [u for u in start.walk() if u.eid and not u.eid.startswith(own)]
    after = {unit.eid: unit for unit in made.walk()}
    for unit in untouched:
        if not own.startswith(unit.eid) and unit.eid != "body":
            assert unit_to_json(after[unit.eid]) == unit_to_json(unit)


@given(st.sampled_from([unit.eid for unit in act().walk() if unit.eid]))
def test_a_unit_comes_back_from_its_json_with_its_hash(eid: str) -> None:
    unit = act().find(eid)
    assert unit is not None
    again = unit_from_json(unit_to_json(unit))
    assert again == unit
    assert unit_hash(again) == unit_hash(unit)
