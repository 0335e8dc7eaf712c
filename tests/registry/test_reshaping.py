"""Operations split, merged, ticked place by place, pointed out; acts found by a person."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from registry import approval, bundles, deciding, own_words, preview, reshaping
from registry.corrections import corrections
from registry.deciding import Fields, corrected, missed, only_at
from registry.office import Office, OfficeError
from registry.preview import Effect
from registry.store import Store
from registry.verify import verify
from schemas.model import text_of
from tests.registry.flow import LAW, WORDS, WORDS_OF, brought, decided, everyone, published

ARTICLE_4 = ("article", "4")


@pytest.fixture
def bundle(office_store: Store, office: Office, examples: Path) -> int:
    everyone(office)
    published(office_store, office, examples, "1-law.txt")
    brought(office_store, office, WORDS, *WORDS_OF)
    return 1


def standing(office: Office, bundle: int) -> list[int]:
    with office.reading() as db:
        return [entry.operation.n for entry, _ in deciding.decided(db, bundle)]


def entry(office: Office, bundle: int, n: int):  # type: ignore[no-untyped-def]
    with office.reading() as db:
        return next(e for e, _ in deciding.decided(db, bundle) if e.operation.n == n)


def text(store: Store, office: Office, bundle: int) -> str:
    with office.reading() as db:
        work = store.work(bundles.get(db, bundle).amending, db)
        assert work is not None
        return preview.intake_of(store, db, work).source.text


def effect(store: Store, office: Office, bundle: int, n: int) -> Effect:
    with office.reading() as db:
        work = store.work(LAW, db)
        assert work is not None
        ours = deciding.carried(deciding.decided(db, bundle))
        held = approval.apart(db, bundles.get(db, bundle), LAW)
        return preview.effect(preview.intake_of(store, db, work).act, held, ours, n)


def split(office: Office, bundle: int, n: int, parts: int = 2) -> list[int]:
    with office.decision() as db:
        one = bundles.get(db, bundle)
        return reshaping.split(db, one, n, parts, "ორი მითითებაა", "nino")


def merge(store: Store, office: Office, bundle: int, *numbers: int) -> int:
    words = text(store, office, bundle)
    with office.decision() as db:
        one = bundles.get(db, bundle)
        return reshaping.merge(db, one, list(numbers), words, "ერთი მითითებაა", "nino")


def approve(store: Store, office: Office, bundle: int) -> None:
    with office.decision() as db:
        approval.submit(store, db, bundles.get(db, bundle), "nino")
        numbers = [e.operation.n for e, _ in deciding.decided(db, bundle)]
        approval.confirm(db, bundles.get(db, bundle), numbers, "giorgi", "აქტს შევადარე")
        approval.approve(store, db, bundles.get(db, bundle), "giorgi")


def law(store: Store) -> str:
    return text_of(store.expressions(LAW)[-1].act.root)


def test_the_places_of_words_are_listed_with_their_surroundings(
    office_store: Store, office: Office, bundle: int
) -> None:
    places = effect(office_store, office, bundle, 1).places
    meant = [(p.number, p.label, p.words) for p in places if p.number]
    assert meant == [(1, "თავი II, მუხლი 3., 3.", "მკითხველი")]
    assert [p.words for p in places if not p.number] == ["მკითხველის"]
    assert [p.after[:14] for p in places if p.number] == [" იხდის ჯარიმას"]


def test_only_the_places_ticked_are_changed_and_the_reason_is_kept(
    office_store: Store, office: Office, bundle: int
) -> None:
    places = [p for p in effect(office_store, office, bundle, 3).places if p.number]
    assert [p.number for p in places] == [1, 2]
    one = entry(office, bundle, 3)
    for bad, why in (([1], " "), ([], "x"), ([3], "x")):
        with pytest.raises(OfficeError):
            only_at(one, bad, 2, why)
    ticked = only_at(one, [1], 2, "მეორე ადგილას საკუთარი სახელია")
    decided(office, bundle, 3, "correct", "nino", entry=ticked, reason="საკუთარი სახელია")
    decided(office, bundle, 1, "accept", "nino")
    decided(office, bundle, 2, "accept", "nino")
    approve(office_store, office, bundle)
    now = law(office_store)
    assert "1. წიგნსაცავი ვალდებულია" in now
    assert "2. ბიბლიოთეკა ღიაა კვირაში არანაკლებ ექვსი დღისა." in now  # new text, as printed
    assert [d for _, found in verify(office_store) for d in found] == []
    entries = office_store.entries_by(ticked.amending_iri)
    assert any("საკუთარი სახელია" in (e.operation.note or "") for e in entries.values())


def test_a_split_operation_gives_its_place_to_parts_that_must_be_corrected(
    office_store: Store, office: Office, bundle: int
) -> None:
    parts = split(office, bundle, 2)
    assert (parts, standing(office, bundle)) == ([4, 5], [1, 4, 5, 3])
    with pytest.raises(OfficeError, match="correct it first"):
        decided(office, bundle, 4, "accept", "nino")
    with pytest.raises(OfficeError, match="stand in the place"):
        decided(office, bundle, 2, "accept", "nino")
    words = text(office_store, office, bundle)
    start = words.index("2. ბიბლიოთეკა ღიაა")
    cut = (start, words.index("დღისა.“") + len("დღისა."))
    whole = Fields("substitute", (ARTICLE_4, ("point", "2")), new_text=cut)
    decided(office, bundle, 4, "correct", "nino", entry=corrected(entry(office, bundle, 4), whole,
            words), reason="ნაწილი")  # fmt: skip
    other = Fields("repeal", (("article", "3"), ("point", "2")))
    decided(office, bundle, 5, "correct", "nino", entry=corrected(entry(office, bundle, 5), other,
            words), reason="ნაწილი")  # fmt: skip
    with pytest.raises(OfficeError, match="own-words"):
        approve(office_store, office, bundle)
    with office.decision() as db:
        own_words.affirm(db, bundles.get(db, bundle), 5, "ასე განიმარტა", "nino")
    decided(office, bundle, 1, "accept", "nino")
    decided(office, bundle, 3, "accept", "nino")
    approve(office_store, office, bundle)
    now = law(office_store)
    assert "2. ბიბლიოთეკა ღიაა კვირაში არანაკლებ ექვსი დღისა." in now
    assert "2. (ამოღებულია" in now
    assert [d for _, found in verify(office_store) for d in found] == []
    with office.reading() as db:
        cases = [line for line in corrections(db) if '"split"' in line]
    assert len(cases) == 1
    assert cases[0].count('"action": "repeal"') == 1


def test_undoing_a_split_puts_back_what_was_there(
    office_store: Store, office: Office, bundle: int
) -> None:
    split(office, bundle, 2)
    split(office, bundle, 4, 3)
    assert standing(office, bundle) == [1, 5, 6, 7, 8, 3]
    decided(office, bundle, 2, "undo", "nino")
    assert standing(office, bundle) == [1, 2, 3]
    assert split(office, bundle, 2) == [9, 10]
    assert standing(office, bundle) == [1, 9, 10, 3]


def test_merged_operations_are_one_in_the_place_of_the_last(
    office_store: Store, office: Office, bundle: int
) -> None:
    number = merge(office_store, office, bundle, 2, 3)
    assert standing(office, bundle) == [1, number]
    one = entry(office, bundle, number).operation
    assert (one.action, one.units) == ("substitute", (ARTICLE_4, ("point", "2")))
    assert one.source.quote.startswith("მე-4 მუხლის მე-2 პუნქტი")
    assert one.source.quote.endswith("„წიგნსაცავი“")
    decided(office, bundle, 3, "undo", "nino")
    assert standing(office, bundle) == [1, 2, 3]
    with office.reading() as db:
        assert deciding.current(db, bundle) == {}


def test_a_merge_that_would_lose_an_order_is_confirmed_by_both(
    office_store: Store, office: Office, bundle: int
) -> None:
    number = merge(office_store, office, bundle, 2, 3)
    decided(office, bundle, 1, "accept", "nino")
    decided(office, bundle, number, "accept", "nino")

    def words() -> preview.Check:
        with office.reading() as db:
            made = approval.judge(office_store, db, bundles.get(db, bundle))
            return next(one for one in made.checks if one.name == "own-words")

    assert words() == preview.Check("own-words", False, f"{number}: merged")
    with pytest.raises(OfficeError, match="own-words"), office.decision() as db:
        approval.submit(office_store, db, bundles.get(db, bundle), "nino")
    with office.decision() as db:
        own_words.affirm(db, bundles.get(db, bundle), number, "მესამე მეორეს იმეორებს", "nino")
    assert words().ok is None
    with office.decision() as db:
        approval.submit(office_store, db, bundles.get(db, bundle), "nino")
    with pytest.raises(OfficeError) as stopped, office.decision() as db:
        approval.confirm(db, bundles.get(db, bundle), [number], "giorgi")
    assert stopped.value.name == "against-words"


def test_a_merged_order_that_holds_both_loses_none(
    office_store: Store, office: Office, bundle: int
) -> None:
    number = merge(office_store, office, bundle, 2, 3)
    whole = Fields("substitute", (ARTICLE_4,), new_text=(0, 9))
    words = corrected(entry(office, bundle, number), whole, text(office_store, office, bundle))
    decided(office, bundle, number, "correct", "nino", entry=words, reason="მუხლი მთლიანად")
    with office.reading() as db:
        one = bundles.get(db, bundle)
        held = own_words.held_to_words(office_store, db, one, deciding.standing(db, one.id))
    assert "merged" not in {part.field for part in held[number].partings}


def test_the_same_correction_sent_twice_confirms_nothing(
    office_store: Store, office: Office, bundle: int
) -> None:
    fields = Fields("repeal", (ARTICLE_4,))
    words = corrected(entry(office, bundle, 2), fields, text(office_store, office, bundle))
    decided(office, bundle, 2, "correct", "nino", entry=words, reason="ასეა")
    with pytest.raises(OfficeError, match="corrected so already"):
        decided(office, bundle, 2, "correct", "nino", entry=words, reason="ასეა")
    with office.reading() as db:
        assert own_words.affirmed(db, bundle) == set()


@pytest.mark.parametrize(
    "act",
    [
        lambda db, one: reshaping.split(db, one, 2, 1, "x", "nino"),
        lambda db, one: reshaping.split(db, one, 2, 2, " ", "nino"),
        lambda db, one: reshaping.split(db, one, 77, 2, "x", "nino"),
        lambda db, one: reshaping.merge(db, one, [2, 2], "", "x", "nino"),
        lambda db, one: deciding.decide(db, one, 2, "split", None, "x", "nino"),
        lambda db, one: deciding.decide(db, one, 2, "no-effect", None, "", "nino"),
    ],
)
def test_what_cannot_be_reshaped_is_told(
    office: Office, bundle: int, act: Callable[..., object]
) -> None:
    with pytest.raises(OfficeError), office.decision() as db:
        act(db, bundles.get(db, bundle))
    assert standing(office, bundle) == [1, 2, 3]


def test_what_is_no_order_is_not_carried_out(
    office_store: Store, office: Office, bundle: int
) -> None:
    decided(office, bundle, 2, "no-effect", "nino", reason="მხოლოდ მაგალითია")
    decided(office, bundle, 1, "accept", "nino")
    decided(office, bundle, 3, "accept", "nino")
    approve(office_store, office, bundle)
    assert "არანაკლებ ხუთი დღისა" in law(office_store)
    assert [d for _, found in verify(office_store) for d in found] == []
    held = office_store.entries_by(entry(office, bundle, 1).amending_iri)
    assert sorted(e.operation.n for e in held.values()) == [1, 3]


def test_a_missed_order_has_its_turn_where_it_stands(
    office_store: Store, office: Office, bundle: int
) -> None:
    words = text(office_store, office, bundle)
    start = words.index("2. მე-4 მუხლის")
    with office.decision() as db:
        one = bundles.get(db, bundle)
        after = deciding.turn_at(db, one.amending, start)
        like = deciding.like(office_store, db, one)
        fields = Fields("repeal", (ARTICLE_4, ("point", "1")))
        new = missed(like, 4, (start, start + 20), fields, words, after)
        deciding.decide(db, one, 4, "add", new, "გამოტოვებულია", "nino")
    assert after == 1
    assert standing(office, bundle) == [1, 4, 2, 3]


def test_a_deferred_order_that_a_person_added_is_not_lost(
    office_store: Store, office: Office, bundle: int
) -> None:
    words = text(office_store, office, bundle)
    fields = Fields("repeal", (("article", "3"), ("point", "2")))
    new = missed(entry(office, bundle, 1), 4, (100, 130), fields, words)
    decided(office, bundle, 4, "add", "nino", entry=new, reason="გამოტოვებულია")
    decided(office, bundle, 4, "defer", "nino", reason="ველოდებით განმარტებას")
    for n in (1, 2, 3):
        decided(office, bundle, n, "accept", "nino")
    approve(office_store, office, bundle)
    assert standing(office, 2) == [4]


def test_an_act_that_nobody_could_read_still_comes_to_a_person(
    office_store: Store, office: Office, examples: Path, bundle: int
) -> None:
    unread = WORDS.partition("1. მე-3")[0].replace(
        "საქართველოს 2021 წლის 10 თებერვლის №410", "საქართველოს 2021 წლის 10 თებერვლის №411"
    )
    brought(
        office_store, office, f"{unread}1. მე-4 მუხლი გაუმჯობესდეს შემდეგნაირად ჩამოყალიბდეს.\n",
        WORDS_OF[0], "2200", "2023-04-01", "2023-04-03",
    )  # fmt: skip
    with office.reading() as db:
        one = bundles.queue(db)[-1]
        assert one.amending.endswith("/2200")
        assert one.target is None
    with office.decision() as db:
        with pytest.raises(OfficeError, match="number"):
            bundles.aim(office_store, db, one, LAW, "სათაური იგივეა", "nino")
        why = "სათაური იგივეა, ნომერში შეცდომაა"
        bundles.aim(office_store, db, one, LAW, why, "nino", sure=True)
        one = bundles.get(db, one.id)
        assert (one.target, one.other_act) == (LAW, True)
        like = deciding.like(office_store, db, one)
        assert like.amending_iri == one.amending
        with pytest.raises(OfficeError, match="found already"):
            bundles.aim(office_store, db, one, LAW, "x", "nino")
