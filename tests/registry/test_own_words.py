"""A person's correction is held to the words of the order: nothing passes unseen."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from consolidation.intake import Intake
from registry import approval, audit, bundles, deciding, own_words, preview
from registry.corrections import corrections
from registry.deciding import Fields, corrected, missed
from registry.office import Office, OfficeError
from registry.store import Store
from tests.registry.flow import decided, everyone, published

POINT_7 = Fields("repeal", (("article", "4"), ("point", "7")))
OTHER_PLACE = Fields("repeal", (("article", "2"), ("subpoint", "ბ")))


@pytest.fixture
def bundle(office_store: Store, office: Office, examples: Path) -> int:
    """The change whose second order says „მე-4 მუხლის მე-7 პუნქტი ამოღებულ იქნეს“."""
    everyone(office)
    published(office_store, office, examples, "1-law.txt")
    published(office_store, office, examples, "5-amending-law.txt")
    for n in (1, 3):
        decided(office, 1, n, "accept", "nino")
    return 1


def intake(store: Store, office: Office) -> Intake:
    with office.reading() as db:
        work = store.work(bundles.get(db, 1).amending, db)
        assert work is not None
        return preview.intake_of(store, db, work)


def correct(store: Store, office: Office, n: int, fields: Fields, reason: str = "ასეა") -> None:
    with office.reading() as db:
        entry = next(e for e, _ in deciding.decided(db, 1) if e.operation.n == n)
    new = corrected(entry, fields, intake(store, office).source.text)
    decided(office, 1, n, "correct", "nino", entry=new, reason=reason)


def held(store: Store, office: Office) -> dict[int, dict[str, bool]]:
    """Of each decided order the fields that part from its words; True: against them."""
    with office.reading() as db:
        one = bundles.get(db, 1)
        found = own_words.held_to_words(store, db, one, deciding.standing(db, 1))
    return {n: {part.field: part.against for part in h.partings} for n, h in found.items()}


def checked(store: Store, office: Office, name: str = "own-words") -> bool | None:
    with office.reading() as db:
        checks = approval.judge(store, db, bundles.get(db, 1)).checks
    return next(check.ok for check in checks if check.name == name)


def confirm(office: Office, reason: str = "", by: str = "giorgi") -> None:
    with office.decision() as db:
        approval.confirm(db, bundles.get(db, 1), [1, 2, 3], by, reason)


def submit(store: Store, office: Office) -> None:
    with office.decision() as db:
        approval.submit(store, db, bundles.get(db, 1), "nino")


def test_what_is_not_corrected_is_not_held_to_anything(
    office_store: Store, office: Office, bundle: int
) -> None:
    assert held(office_store, office) == {}
    assert checked(office_store, office) is True
    assert checked(office_store, office, "cited-act") is True


def test_a_correction_has_its_reason(office_store: Store, office: Office, bundle: int) -> None:
    with pytest.raises(OfficeError, match="reason"):
        correct(office_store, office, 2, OTHER_PLACE, " ")


def test_another_place_than_the_words_cite_is_confirmed_by_both(
    office_store: Store, office: Office, bundle: int
) -> None:
    correct(office_store, office, 2, OTHER_PLACE, "მე-7 პუნქტი არ არის")
    assert held(office_store, office) == {2: {"units": True}}
    assert checked(office_store, office) is False
    with pytest.raises(OfficeError, match="own-words"):
        submit(office_store, office)
    with pytest.raises(OfficeError, match="reason"), office.decision() as db:
        own_words.affirm(db, bundles.get(db, 1), 2, " ", "nino")
    with office.decision() as db:
        own_words.affirm(db, bundles.get(db, 1), 2, "ავტორმა წერილით განმარტა", "nino")
    assert checked(office_store, office) is None
    submit(office_store, office)
    with pytest.raises(OfficeError, match="2") as caught:
        confirm(office)
    assert caught.value.name == "against-words"
    confirm(office, "წერილი ვნახე")
    with office.decision() as db:
        assert [c["text"] for c in bundles.comments(db, 1)] == ["წერილი ვნახე"]
        approval.approve(office_store, db, bundles.get(db, 1), "giorgi")
    assert "confirmed-against-words" in [line.action for line in audit.lines(office)]
    with office.reading() as db:
        (case,) = [json.loads(line) for line in corrections(db)]
    assert case["reason"] == "მე-7 პუნქტი არ არის; ავტორმა წერილით განმარტა"
    assert case["against_words"] is True


def test_undoing_takes_back_the_confirmation_first(
    office_store: Store, office: Office, bundle: int
) -> None:
    correct(office_store, office, 2, OTHER_PLACE)
    with office.decision() as db:
        own_words.affirm(db, bundles.get(db, 1), 2, "ასეა", "nino")
    decided(office, 1, 2, "undo", "nino")
    assert checked(office_store, office) is False
    decided(office, 1, 2, "undo", "nino")
    assert checked(office_store, office) is True
    with pytest.raises(OfficeError, match="not decided otherwise"), office.decision() as db:
        own_words.affirm(db, bundles.get(db, 1), 2, "ასეა", "nino")


@pytest.mark.parametrize(
    ("n", "fields", "found"),
    [
        (2, POINT_7, {}),
        (2, Fields("repeal", (("article", "4"),)), {"units": True}),  # wider than the words
        (2, Fields("repeal", (*POINT_7.units, ("subpoint", "ა"))), {"units": True}),  # narrower
        (2, Fields("repeal", (("article", "3"), ("point", "7"))), {"units": True}),
        (2, Fields("repeal", POINT_7.units, document="წესი"), {"document": True}),
        (2, Fields("repeal", POINT_7.units, valid_from="2026-10-01"), {"valid_from": True}),
        (2, Fields("renumber", POINT_7.units, new_units=(("article", "4"), ("point", "8"))),
         {"action": True, "new_units": False}),
        (2, Fields("repeal", POINT_7.units, facet="heading"), {"facet": False}),
    ],
)  # fmt: skip
def test_every_field_is_held_to_the_words(
    office_store: Store, office: Office, bundle: int, n: int, fields: Fields,
    found: dict[str, bool],
) -> None:  # fmt: skip
    correct(office_store, office, n, fields)
    assert held(office_store, office).get(n, {}) == found


def test_new_text_of_another_order_is_told(
    office_store: Store, office: Office, bundle: int
) -> None:
    words = intake(office_store, office).source.text
    place = (("article", "3"), ("point", "1"), ("subpoint", "ბ"))
    for cut, found in (
        ("ბ) ერთდროულად გაიტანოს", {"new_text": False}),  # of its own text, cut otherwise
        ("2. ელექტრონული ფონდით", {"new_text": True}),
    ):
        start = words.index(cut)
        span = (start, start + len(cut))
        correct(office_store, office, 1, Fields("substitute", place, new_text=span))
        assert held(office_store, office)[1] == found


def test_an_added_order_is_held_to_the_words_that_were_selected(
    office_store: Store, office: Office, bundle: int
) -> None:
    read = intake(office_store, office)
    words = read.source.text
    order = (words.index("მე-4 მუხლის"), words.index("ამოღებულ იქნეს.") + 15)
    with office.reading() as db:
        like = deciding.like(office_store, db, bundles.get(db, 1))
    for units, found in (
        ((("article", "4"), ("point", "7")), {}),
        ((("article", "4"), ("point", "2")), {"units": True}),
    ):
        new = missed(like, 4, order, Fields("repeal", units), words)
        with office.decision() as db:
            one = bundles.get(db, 1)
            deciding.decide(db, one, 4, "add", new, "გამოტოვებულია", "nino")
        assert held(office_store, office).get(4, {}) == found
        with office.decision() as db:
            for decision in [d for d in deciding.all_of(db, 1) if d.n == 4][:1]:
                deciding.decide(db, bundles.get(db, 1), 4, "undo", None, "", decision.by)
            db.exec_driver_sql("DELETE FROM proposals WHERE n = 4")


def test_an_act_that_contradicts_its_citation_is_seen_by_the_approver(
    office_store: Store, office: Office, bundle: int
) -> None:
    with office.decision() as db:
        one = bundles.get(db, 1)
        cited = {**one.cited, "number": "411", "title": None}
        said = ["nino: სხვა აქტია", f"{bundles.OTHER_ACT}number"]
        bundles.change(db, one, cited=json.dumps(cited), evidence=json.dumps(said))
        decision = deciding.current(db, 1)[1]
        assert decision.kind == "accept"
    assert checked(office_store, office, "cited-act") is None
    decided(office, 1, 2, "no-effect", "nino", reason="მე-7 პუნქტი არ არის")
    submit(office_store, office)
    with pytest.raises(OfficeError) as caught:
        confirm(office)
    assert caught.value.name == "against-words"
    confirm(office, "ნომერი აქტში შეცდომით წერია")


def test_what_is_cited_side_by_side_is_not_one_inside_the_other(
    office_store: Store, office: Office, bundle: int
) -> None:
    read = intake(office_store, office)
    (first, *_) = read.reading.operations
    inside = (*first.units, first.units[-1])
    found = own_words.partings(replace(first, units=inside), read)
    assert [(part.field, part.against) for part in found] == [("units", True)]


def test_the_machine_s_own_reading_never_parts_from_the_words(
    office_store: Store, office: Office, bundle: int
) -> None:
    read = intake(office_store, office)
    for op in read.reading.operations:
        apart = own_words.partings(op, read)
        alone = own_words.partings(replace(op, n=99), read)
        assert (apart, [part for part in alone if part.against]) == ([], [])
