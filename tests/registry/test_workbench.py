"""The workbench: proposals, decisions beside them, checks, four eyes, and the law."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from sqlalchemy import update

from acts.akn_reader import read_akn
from registry import approval, audit, bundles, deciding, preview, tables
from registry.deciding import Fields, corrected, missed, refused
from registry.office import Office, OfficeError
from registry.orders import orders_on
from registry.preview import Effect
from registry.records import get as record_of
from registry.store import Store
from registry.verify import verify
from schemas.model import text_of
from tests.registry.flow import LAW, decided, everyone, published


@pytest.fixture
def first(office_store: Store, office: Office, examples: Path) -> int:
    everyone(office)
    published(office_store, office, examples, "1-law.txt")
    published(office_store, office, examples, "3-amending-law.txt")
    return 1


@pytest.fixture
def second(office_store: Store, office: Office, examples: Path, first: int) -> int:
    decide_all(office, first)
    approved(office_store, office, first)
    published(office_store, office, examples, "5-amending-law.txt")
    return 2


def numbers(office: Office, bundle: int) -> list[int]:
    with office.reading() as db:
        return [entry.operation.n for entry, _ in bundles.proposed(db, bundle)]


def decide_all(office: Office, bundle: int, by: str = "nino") -> None:
    for n in numbers(office, bundle):
        decided(office, bundle, n, "accept", by)


def approved(store: Store, office: Office, bundle: int, by: str = "giorgi") -> None:
    with office.decision() as db:
        approval.submit(store, db, bundles.get(db, bundle), "nino")
    with office.decision() as db:
        held = sorted(deciding.current(db, bundle))
        approval.confirm(db, bundles.get(db, bundle), held, by)
        approval.approve(store, db, bundles.get(db, bundle), by)


def entry_of(office: Office, bundle: int, n: int):  # type: ignore[no-untyped-def]
    with office.reading() as db:
        return next(e for e, _ in deciding.decided(db, bundle) if e.operation.n == n)


def effect_of(store: Store, office: Office, bundle: int, n: int) -> Effect:
    with office.reading() as db:
        one = bundles.get(db, bundle)
        assert one.target is not None
        work = store.work(one.target, db)
        assert work is not None
        ours = [entry for entry, _ in deciding.decided(db, bundle)]
        base = preview.intake_of(store, db, work).act
        return preview.effect(base, list(orders_on(db, work.iri).values()), ours, n)


def judged(store: Store, office: Office, bundle: int) -> dict[str, bool | None]:
    with office.reading() as db:
        checks = approval.judge(store, db, bundles.get(db, bundle)).checks
    return {check.name: check.ok for check in checks}


def law(store: Store) -> str:
    return text_of(read_akn(store.expressions(LAW)[-1].akn).root)


def amending_text(store: Store, office: Office, iri: str) -> str:
    with office.reading() as db:
        work = store.work(iri, db)
        assert work is not None
        return preview.intake_of(store, db, work).source.text


def test_publication_proposes_at_once_and_changes_nothing(
    office_store: Store, office: Office, first: int
) -> None:
    with office.reading() as db:
        (bundle,) = bundles.queue(db)
    assert (bundle.id, bundle.target, bundle.due.isoformat()) == (first, LAW, "2022-05-27")
    assert bundle.evidence == ("date", "number", "kind", "title")
    assert numbers(office, first) == [1, 2, 3, 4]
    assert "14 დღე" in law(office_store)
    assert len(office_store.expressions(LAW)) == 1


def test_an_effect_shows_before_and_after_with_the_petit(
    office_store: Store, office: Office, first: int
) -> None:
    effect = effect_of(office_store, office, first, 2)
    assert effect.before == "2. წიგნის დაბრუნების ვადაა 14 დღე."
    assert ("delete", "14") in effect.changes
    assert effect.petits == [
        "საქართველოს 2022 წლის 20 მაისის კანონი №1502 – ვებგვერდი, 24.05.2022წ."
    ]
    assert effect.sure
    assert effect_of(office_store, office, first, 4).before == ""


def test_approval_makes_the_law(office_store: Store, office: Office, first: int) -> None:
    decide_all(office, first)
    assert False not in judged(office_store, office, first).values()
    approved(office_store, office, first)
    assert "21 დღე" in law(office_store)
    with office.reading() as db:
        assert bundles.queue(db) == []
        assert [b.state for b in bundles.queue(db, closed=True)] == ["approved"]
        record = record_of(db, LAW)
    assert record is not None
    assert record.changed == ("2022-05-25",)
    assert audit.broken_at(office) is None


def test_an_undecided_bundle_is_not_submitted(
    office_store: Store, office: Office, first: int
) -> None:
    decided(office, first, 1, "accept", "nino")
    with pytest.raises(OfficeError, match="decided"), office.decision() as db:
        approval.submit(office_store, db, bundles.get(db, first), "nino")


def test_who_decided_does_not_approve(office_store: Store, office: Office, first: int) -> None:
    decide_all(office, first)
    for who in ("giorgi", "nino"):
        with office.decision() as db:
            bundles.take(db, bundles.get(db, first), who, over=True)
        decided(office, first, 1, "accept", who)
    with office.decision() as db:
        approval.submit(office_store, db, bundles.get(db, first), "nino")
    for who in ("nino", "giorgi"):
        with pytest.raises(OfficeError, match="does not approve"), office.decision() as db:
            approval.confirm(db, bundles.get(db, first), [1], who)
        with pytest.raises(OfficeError, match="does not approve"), office.decision() as db:
            approval.approve(office_store, db, bundles.get(db, first), who)


def test_each_operation_is_confirmed(office_store: Store, office: Office, first: int) -> None:
    decide_all(office, first)
    with office.decision() as db:
        approval.submit(office_store, db, bundles.get(db, first), "nino")
        approval.confirm(db, bundles.get(db, first), [1, 2, 3], "giorgi")
    with pytest.raises(OfficeError, match="4"), office.decision() as db:
        approval.approve(office_store, db, bundles.get(db, first), "giorgi")


def test_sent_back_a_bundle_is_decided_again_and_confirmed_again(
    office_store: Store, office: Office, first: int
) -> None:
    decide_all(office, first)
    with office.decision() as db:
        approval.submit(office_store, db, bundles.get(db, first), "nino")
        approval.confirm(db, bundles.get(db, first), [1, 2, 3, 4], "giorgi")
        approval.send_back(db, bundles.get(db, first), "ნახეთ მე-2", "giorgi")
        assert approval.confirmed(db, first) == set()
        assert [c["text"] for c in bundles.comments(db, first)] == ["ნახეთ მე-2"]
        assert bundles.get(db, first).state == "open"


def test_a_submitted_bundle_is_not_decided_on(
    office_store: Store, office: Office, first: int
) -> None:
    decide_all(office, first)
    with office.decision() as db:
        approval.submit(office_store, db, bundles.get(db, first), "nino")
    with pytest.raises(OfficeError, match="submitted"):
        decided(office, first, 1, "undo", "nino")


def test_an_impossible_operation_is_refused_with_its_petit(
    office_store: Store, office: Office, second: int
) -> None:
    effect = effect_of(office_store, office, second, 2)
    assert (effect.status, effect.refusal) == ("refused", "target-not-found")
    decide_all(office, second)
    assert judged(office_store, office, second)["carried-out"] is False
    no = refused(entry_of(office, second, 2), "target-not-found", "მე-4 მუხლს მე-7 პუნქტი არ აქვს")
    decided(office, second, 2, "refuse", "nino", entry=no, reason="მე-7 პუნქტი არ არის")
    assert False not in judged(office_store, office, second).values()
    approved(office_store, office, second)
    last = read_akn(office_store.expressions(LAW)[-1].akn)
    petits = [p.printed for u in last.walk() for p in u.petits if p.style == "refusal"]
    assert [d for _, found in verify(office_store) for d in found] == []
    assert petits == [
        "სისტემატიზაცია ვერ განხორციელდა – საქართველოს 2026 წლის 15 სექტემბრის კანონი №3077 – "
        "ვებგვერდი, 18.09.2026წ."
    ]


def test_a_refusal_needs_a_ground_and_a_reason(office: Office, second: int) -> None:
    entry = entry_of(office, second, 2)
    for name, reason in (("mood", "x"), ("target-not-found", " ")):
        with pytest.raises(OfficeError):
            refused(entry, name, reason)
    with pytest.raises(OfficeError, match="reason"):
        decided(office, second, 2, "refuse", "nino")


def test_a_correction_cuts_its_text_from_the_amending_act(
    office_store: Store, office: Office, second: int
) -> None:
    entry = entry_of(office, second, 2)
    text = amending_text(office_store, office, entry.amending_iri)
    assert "მე-7" in text
    start = text.index("ბ) ერთდროულად")
    end = text.index("წიგნისა.") + len("წიგნისა.")
    right = Fields("substitute", (("article", "3"), ("point", "1"), ("subpoint", "ბ")),
                   new_text=(start, end))  # fmt: skip
    new = corrected(entry, right, text)
    assert new.operation.new_text == text[start:end]
    for bad in ((0, 0), (5, 4), (0, len(text) + 1), (-1, 5)):
        with pytest.raises(OfficeError, match="no such place"):
            corrected(entry, Fields("substitute", right.units, new_text=bad), text)
    with pytest.raises(OfficeError, match="no such action"):
        Fields("rewrite", right.units)
    with pytest.raises(OfficeError, match="kind of unit"):
        Fields("repeal", (("law", "1"),))
    target = Fields("repeal", (("article", "4"), ("point", "2")))
    fixed = corrected(entry, target, text)
    decided(office, second, 2, "correct", "nino", entry=fixed, reason="მისამართი სხვაა")
    assert effect_of(office_store, office, second, 2).after.startswith("2. (ამოღებულია")
    decided(office, second, 2, "undo", "nino")
    assert effect_of(office_store, office, second, 2).status == "refused"


def test_a_missed_order_is_added_and_taken_back(
    office_store: Store, office: Office, second: int
) -> None:
    like = entry_of(office, second, 1)
    text = amending_text(office_store, office, like.amending_iri)
    order = (text.index("2. მე-4"), text.index("ამოღებულ იქნეს.") + 15)
    with office.reading() as db:
        n = deciding.next_number(db, like.amending_iri)
    assert n == 4
    fields = Fields("repeal", (("article", "4"), ("point", "2")))
    new = missed(like, n, order, fields, text)
    assert new.operation.source.quote == text[order[0] : order[1]]
    decided(office, second, n, "add", "nino", entry=new, reason="გამოტოვებულია")
    assert effect_of(office_store, office, second, n).status == "applied"
    decided(office, second, n, "undo", "nino")
    with office.reading() as db:
        assert n not in [e.operation.n for e, _ in deciding.decided(db, second)]


def test_deferred_operations_go_on_in_a_bundle_of_their_own(
    office_store: Store, office: Office, second: int
) -> None:
    decide_all(office, second)
    decided(office, second, 2, "defer", "nino", reason="ვკითხავთ გამომცემს")
    approved(office_store, office, second)
    with office.reading() as db:
        (rest,) = bundles.queue(db)
    assert numbers(office, rest.id) == [2]
    assert rest.due.isoformat() == "2026-09-21"
    assert rest.target == LAW


def test_a_colleague_s_bundle_is_taken_over_openly(office: Office, first: int) -> None:
    with office.decision() as db:
        bundles.take(db, bundles.get(db, first), "nino")
    with pytest.raises(OfficeError, match="nino works"):
        decided(office, first, 1, "accept", "lasha")
    with pytest.raises(OfficeError, match="nino works"), office.decision() as db:
        bundles.take(db, bundles.get(db, first), "lasha")
    with office.decision() as db:
        bundles.take(db, bundles.get(db, first), "lasha", over=True)
    decided(office, first, 1, "accept", "lasha")
    assert "bundle-taken-over" in [line.action for line in audit.lines(office)]


def test_two_people_at_once_do_not_lose_a_decision(office: Office, first: int) -> None:
    with office.decision() as db:
        stale = bundles.get(db, first)
        deciding.decide(db, stale, 1, "accept", None, "", "nino")
        with pytest.raises(OfficeError, match="look again"):
            deciding.decide(db, stale, 1, "defer", None, "x", "nino")


def test_an_imperative_nobody_read_stops_approval(
    office_store: Store, office: Office, first: int
) -> None:
    amending = entry_of(office, first, 1).amending_iri
    with office.decision() as db:
        work = office_store.work(amending, db)
        assert work is not None
        span = {"start": 10, "end": 40, "quote": "მე-5 მუხლი გაუმჯობესდეს"}
        reading = json.dumps(work.reading | {"unclaimed": [span, span | {"start": 90, "end": 99}]})
        here = tables.works.c.iri == amending
        db.execute(update(tables.works).where(here).values(reading=reading))
    decide_all(office, first)
    assert judged(office_store, office, first)["covered"] is False
    decided(office, first, -1, "no-effect", "nino", reason="ცვლილება არ არის")
    assert judged(office_store, office, first)["covered"] is False
    text = amending_text(office_store, office, amending)
    fields = Fields("repeal", (("article", "4"), ("point", "2")))
    new = missed(entry_of(office, first, 1), 5, (85, 95), fields, text)
    decided(office, first, 5, "add", "nino", entry=new, reason="გამოტოვებულია")
    assert judged(office_store, office, first)["covered"] is True
    decided(office, first, -1, "undo", "nino")
    assert judged(office_store, office, first)["covered"] is False
