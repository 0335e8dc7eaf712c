"""Every form of the office: carried out for whom it is, refused for everybody else and when forged.

The cases are checked against the routes themselves, so a new form without a case fails here.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from api.workbench import RULES
from registry import entered, login, people, records, recovery
from registry.rights import Role
from registry.secret import SecretPart
from tests.registry.flow import EXAMPLES, LAW, PARLIAMENT
from tests.registry.people import PASSWORD, code
from tests.workbench.authority import Authority
from tests.workbench.provider import CLIENT, provided
from tests.workbench.test_routes import ALL, ANY, TABLE
from tests.workbench.test_safety import SECRET
from tests.workbench.world import BUNDLE, LOST_BUNDLE, TEXT, WORDS_BUNDLE, World

SIGNED = ("sign", "sign", {"number": "1", "date": "2026-11-02"})
VISA, SEND = ("visa", "visa", {}), ("send", "send", {})
RECEIVE = ("receive", "registrar", {"signature": "ქაღალდი"})


@dataclass(slots=True)
class Form:
    """What is sent. ``changes``: tables whose rows must differ afterwards; none: nothing may."""

    role: str
    changes: tuple[str, ...]
    data: dict[str, Any] = field(default_factory=dict)
    path: dict[str, object] = field(default_factory=dict)
    files: dict[str, tuple[str, bytes]] = field(default_factory=dict)
    says: str = ""


Case = Callable[[World], Form]
CASES: dict[str, Case] = {}


def case(route: str) -> Callable[[Case], Case]:
    def add(function: Case) -> Case:
        CASES[f"POST {route}"] = function
        return function

    return add


def simple(route: str, role: str, *changes: str, says: str = "", **data: Any) -> None:
    """A form that needs nothing but what :class:`World` holds."""
    CASES[f"POST {route}"] = lambda _: Form(role, changes, data, says=says)


def bundled(name: str, role: str, *changes: str, bundle: int = BUNDLE, **data: Any) -> None:
    """A form of a bundle on which nobody decided yet."""
    CASES[f"POST /office/bundles/{{bundle:int}}/{name}"] = lambda _: Form(
        role, changes, data, {"bundle": bundle}
    )


DRAFTED = {
    "title": "ხეების შესახებ", "kind": "კანონი", "issuers": PARLIAMENT, "force": "publication",
    "text": TEXT,
}  # fmt: skip
simple("/dry-run", "", says="მუხლი", text=(EXAMPLES / "3-amending-law.txt").read_text("utf-8"))
simple("/office/apply", "", "users", "recovery_codes", "audit", says='id="secret"',
       name="lika", person="ლიკა მ.", email="l@example.ge", position="ს", body="",
       password=PASSWORD)  # fmt: skip
simple("/office/login", "", "sessions", name="p-auditor", password=PASSWORD)
simple("/office/logout", "draft", "sessions")
simple("/office/terms", "draft", "audit")
simple("/office/me", "draft", "users", "audit", person="ახალი სახელი", email="n@example.ge",
       position="უფროსი")  # fmt: skip
simple("/office/me/keys", "draft", "users", **{"key-accept": "7"})
simple("/office/me/password", "draft", "users", "sessions", "audit", current=PASSWORD,
       new="სულ სხვა გრძელი სიტყვა", again="სულ სხვა გრძელი სიტყვა")  # fmt: skip
simple("/office/me/recovery", "draft", "recovery_codes", "audit", says='id="codes"',
       current=PASSWORD)  # fmt: skip
simple("/office/openid/unlink", "draft", "audit")
simple("/office/openid/link", "draft", "oidc_logins", says="refresh")
simple("/office/drafts/new", "draft", "drafts", "draft_events", **DRAFTED)
simple("/office/drafts/look", "draft", says="მუხლი", **DRAFTED)
simple("/office/drafts/shape", "draft", says="მუხლი", **{**DRAFTED, "do": "look"})
simple("/office/tables", "administrator", "code_changes", "audit", table="organ", part="country",
       code="022", name="ახალი სახელი", since="2026-12-01", ground="№1")  # fmt: skip
simple("/office/clocks", "administrator", "clock_changes", "audit", step="publish", whose="any",
       amount="4", unit="day", since="2027-01-01", ground="№2")  # fmt: skip
simple("/office/clocks/days", "administrator", "days_changed", "audit", day="2026-12-31",
       working="0", ground="№3")  # fmt: skip
simple("/office/differences", "systematizer")
simple("/office/events", "systematizer", "office_events", "audit", kind="correct", act=LAW,
       unit="art_1", old="წიგნისა და ცოდნის", new="წიგნისა და, ცოდნის", day="2023-05-01",
       reason="მძიმე")  # fmt: skip

bundled("take", "systematizer", "bundles")
bundled("decide", "systematizer", "decisions", "bundles", "audit", n="1", kind="accept")
bundled("accept-sure", "systematizer", "decisions")
bundled("refuse", "systematizer", "decisions", n=["2", "3"], ground="target-not-found",
        reason="ვერ აისახება")  # fmt: skip
bundled("split", "systematizer", "decisions", "proposals", n="1", parts="2", reason="ორია")
bundled("merge", "systematizer", "decisions", "proposals", bundle=WORDS_BUNDLE, n=["1", "2"],
        reason="ერთია")  # fmt: skip
bundled("places", "systematizer", "decisions", bundle=WORDS_BUNDLE, n="3", of="2", place=["1"],
        reason="მეორე სხვაა")  # fmt: skip
bundled("aim", "systematizer", "bundles", "audit", bundle=LOST_BUNDLE, act=LAW, reason="ის არის",
        sure="1")  # fmt: skip
bundled("comment", "systematizer", "comments", n="1", text="შეხედე")


@case("/office/bundles/{bundle:int}/affirm")
def _(world: World) -> Form:
    world.misaimed()
    data = {"n": "1", "reason": "მაინც ასეა"}
    return Form("systematizer", ("decisions", "bundles", "audit"), data, {"bundle": BUNDLE})


@case("/office/differences")
def _(world: World) -> Form:
    text = (EXAMPLES / "1-law.txt").read_bytes()
    return Form("systematizer", ("official_texts",), {"act": LAW, "day": "2022-01-01"},
                files={"file": ("law.txt", text)})  # fmt: skip


@case("/office/differences/{difference:int}")
def _(world: World) -> Form:
    data = {"class": "official", "reason": "გაზეთში სხვა წერია"}
    return Form("systematizer", ("official_differences",), data,
                {"difference": world.difference(EXAMPLES)})  # fmt: skip


@case("/office/events/{event:int}/carry-out")
def _(world: World) -> Form:
    return Form("approver", ("office_events", "ledger", "versions"), {}, {"event": world.event()})


@case("/office/events/{event:int}/reject")
def _(world: World) -> Form:
    return Form("approver", ("office_events",), {"text": "არა"}, {"event": world.event()})


@case("/office/bundles/{bundle:int}/submit")
def _(world: World) -> Form:
    world.decided()
    return Form("systematizer", ("bundles", "audit"), {}, {"bundle": BUNDLE})


@case("/office/bundles/{bundle:int}/confirm")
def _(world: World) -> Form:
    numbers = world.decided(to="submitted")
    return Form("approver", ("confirmations",), {"n": list(map(str, numbers))}, {"bundle": BUNDLE})


@case("/office/bundles/{bundle:int}/approve")
def _(world: World) -> Form:
    world.decided(to="confirmed")
    changes = ("bundles", "ledger", "targets", "versions", "register_records", "audit")
    return Form("approver", changes, {}, {"bundle": BUNDLE})


@case("/office/bundles/{bundle:int}/send-back")
def _(world: World) -> Form:
    world.decided(to="submitted")
    return Form("approver", ("bundles", "comments"), {"text": "ნახე"}, {"bundle": BUNDLE})


@case("/office/bundles/{bundle:int}/corrective")
def _(world: World) -> Form:
    world.decided(to="approved")
    changes = ("bundles", "corrective_events", "proposals")
    return Form("systematizer", changes, {"reason": "სხვა მუხლი"}, {"bundle": BUNDLE})


@case("/office/register/{entry:int}/corrective")
def _(world: World) -> Form:
    with sqlite3.connect(world.path) as raw:
        query = "SELECT entry FROM register_records WHERE origin = 'imported'"
        (entry,) = raw.execute(query).fetchone()
    changes = ("bundles", "corrective_events", "proposals", "audit")
    return Form("systematizer", changes, {"target": LAW, "reason": "სხვა"}, {"entry": entry})


@case("/office/drafts/{draft:int}/edit")
def _(world: World) -> Form:
    data = {**DRAFTED, "version": "1"}
    return Form("draft", ("drafts", "draft_events"), data, {"draft": world.draft()})


@case("/office/drafts/{draft:int}/file")
def _(world: World) -> Form:
    return Form("draft", ("draft_files",), {}, {"draft": world.draft()},
                {"file": ("map.png", b"\x89PNG\r\n")})  # fmt: skip


@case("/office/drafts/{draft:int}/step")
def _(world: World) -> Form:
    return Form("visa", ("drafts", "draft_events"), {"step": "visa"}, {"draft": world.draft()})


@case("/office/drafts/{draft:int}/signature")
def _(world: World) -> Form:
    pytest.importorskip("pyhanko", reason="the extra „signatures“ is not installed")
    data = Authority.made().signer("სპიკერი").beside(TEXT.encode())
    return Form("sign", ("draft_files",), {}, {"draft": world.draft(VISA)},
                {"file": ("act.p7s", data)})  # fmt: skip


@case("/office/incoming/{draft:int}/receive")
def _(world: World) -> Form:
    data = {"form": "paper", "signer": "სპიკერი", "evidence": "ბეჭედი", "good": "yes"}
    number = world.draft(VISA, SIGNED, SEND)
    return Form("registrar", ("drafts", "draft_events"), data, {"draft": number})


@case("/office/incoming/{draft:int}/publish")
def _(world: World) -> Form:
    data = {"sector": "200000000", "kind": "05", "organ": "001"}
    number = world.draft(VISA, SIGNED, SEND, RECEIVE)
    changes = ("works", "codes_given", "register_records", "drafts", "versions", "audit")
    return Form("registrar", changes, data, {"draft": number})


@case("/office/people/{name}")
def _(world: World) -> Form:
    data = {"roles": ["approver"], "ground": "ბრძანება №9"}
    return Form("administrator", ("users", "rights_log", "audit"), data, {"name": "p-auditor"})


@case("/office/people/{name}/close")
def _(world: World) -> Form:
    return Form("administrator", ("users", "rights_log", "sessions"), {"ground": "წავიდა"},
                {"name": "p-auditor"})  # fmt: skip


@case("/office/people/{name}/device")
def _(world: World) -> Form:
    return Form("administrator", ("device_requests", "audit"), {"ground": "პირადად მოვიდა"},
                {"name": "p-auditor"})  # fmt: skip


def _asked(world: World) -> dict[str, object]:
    with world.office() as (_, office), office.decision() as db:
        recovery.propose(db, "p-auditor", "პირადად მოვიდა", "p-colleague")
    return {"name": "p-auditor"}


@case("/office/people/{name}/device/confirm")
def _(world: World) -> Form:
    changes = ("device_requests", "recovery_codes", "users", "sessions", "audit")
    return Form("administrator", changes, {}, _asked(world), says='id="codes"')


@case("/office/people/{name}/device/reject")
def _(world: World) -> Form:
    return Form("administrator", ("device_requests", "audit"), {"text": "ვერ იცნეს"}, _asked(world))


PARTICULARS = {"organ": "ვებგვერდი"}
HELD = "/office/register/{entry:int}/particulars"


def _entry(world: World) -> tuple[int, str]:
    """The imported act, which prints no organ of publication."""
    with world.office() as (_, office), office.reading() as db:
        held = next(h for n in range(9, 0, -1) if (h := records.at(db, n)) is not None)
    return held.entry, held.iri


def _given(world: World) -> dict[str, object]:
    entry, iri = _entry(world)
    with world.office() as (_, office), office.decision() as db:
        number = entered.propose(db, iri, PARTICULARS, "№158", "წყარო", "p-keeper", "2026-11-22")
    return {"entry": entry, "number": number}


@case(HELD)
def _(world: World) -> Form:
    data = {"given_organ": "ვებგვერდი", "ground": "№158, 7(5)", "source": "მაცნეს საიტი"}
    path: dict[str, object] = {"entry": _entry(world)[0]}
    return Form("registrar", ("particulars_entered", "audit"), data, path)


@case(HELD + "/{number:int}/confirm")
def _(world: World) -> Form:
    changes = ("particulars_entered", "register_records", "audit")
    return Form("registrar", changes, {}, _given(world))


@case(HELD + "/{number:int}/reject")
def _(world: World) -> Form:
    data = {"text": "სხვა ორგანოა"}
    return Form("registrar", ("particulars_entered", "audit"), data, _given(world))


def _forgotten(world: World) -> dict[str, object]:
    with world.office() as (_, office), office.decision() as db:
        recovery.propose(db, "p-auditor", "პირადად მოვიდა", "p-colleague", "password")
    return {"name": "p-auditor"}


@case("/office/people/{name}/password")
def _(world: World) -> Form:
    return Form("administrator", ("password_requests", "audit"), {"ground": "პირადად მოვიდა"},
                {"name": "p-auditor"})  # fmt: skip


@case("/office/people/{name}/password/confirm")
def _(world: World) -> Form:
    changes = ("password_requests", "recovery_codes", "sessions", "audit")
    return Form("administrator", changes, {}, _forgotten(world), says='id="codes"')


@case("/office/people/{name}/password/reject")
def _(world: World) -> Form:
    data = {"text": "ვერ იცნეს"}
    return Form("administrator", ("password_requests", "audit"), data, _forgotten(world))


@case("/office/reset")
def _(world: World) -> Form:
    with world.office() as (_, office), office.decision() as db:
        codes = recovery.new_codes(db, world.person(office, "auditor"))
    new = "სულ სხვა გრძელი სიტყვა"
    later = code(world.secrets["auditor"], datetime.now(UTC) + timedelta(seconds=30))
    data = {"name": "p-auditor", "code": codes[0], "device": later, "password": new, "again": new}
    return Form("", ("users", "sessions", "recovery_codes", "audit"), data, says="სესია")


@case("/office/code")
def _(world: World) -> Form:
    world.first_step("auditor")
    later = code(world.secrets["auditor"], datetime.now(UTC) + timedelta(seconds=30))
    return Form("auditor", ("sessions", "users", "audit"), {"code": later})


@case("/office/recover")
def _(world: World) -> Form:
    with world.office() as (_, office), office.decision() as db:
        codes = recovery.new_codes(db, world.person(office, "auditor"))
    world.first_step("auditor")
    changes = ("users", "sessions", "recovery_codes", "audit")
    return Form("auditor", changes, {"code": codes[0]}, says='id="secret"')


@case("/office/secret")
def _(world: World) -> Form:
    return Form("keeper", (), SECRET)


def test_every_form_has_a_case_and_no_case_is_without_a_form() -> None:
    forms = {f"{method} {path}" for method, path in RULES if method == "POST"}
    assert forms == set(CASES)


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> World:
    return World.made(tmp_path_factory.mktemp("world") / "store.sqlite", EXAMPLES)


@pytest.mark.parametrize("route", sorted(CASES))
def test_a_form_is_carried_out_for_whom_it_is_and_for_nobody_else(
    first: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, route: str
) -> None:
    world = first.copy(tmp_path / "store.sqlite")
    secret = tmp_path / "secret.sqlite"
    monkeypatch.setenv("MATSNE_SECRET_STORE", str(secret))
    with provided() as provider:
        monkeypatch.setenv("MATSNE_OIDC_ISSUER", provider.issuer)
        monkeypatch.setenv("MATSNE_OIDC_CLIENT", CLIENT)
        form = CASES[route](world)
        address = route.removeprefix("POST ")
        for name, value in form.path.items():
            address = address.replace(f"{{{name}:int}}", str(value)).replace(
                f"{{{name}}}", str(value)
            )
        sent: dict[str, Any] = {"files": form.files} if form.files else {}
        allowed = TABLE[route]
        wrong = [] if allowed == ANY else ["", *sorted(ALL - set(allowed))]
        assert form.role in allowed or allowed == ANY
        before = world.state()
        with world.web() as web:
            for role in wrong:
                answer = world.client(web, role).post(address, form.data, **sent)
                refused = 404 if "secret" in route else 403 if role else 401
                assert answer.status_code == refused, (role, answer.text[:300])
                assert world.state() == before, f"{role or 'nobody'} changed something"
            for token in ("", "forged", world.csrf["colleague"]):
                client = world.client(web, form.role)
                answer = client.post(address, {**form.data, "csrf": token}, **sent)
                assert answer.status_code == 403, (token, answer.text[:300])
                assert world.state() == before, "a forged form changed something"
            answer = world.client(web, form.role).post(address, form.data, **sent)
        assert answer.status_code < 400, answer.text[:2000]
        assert form.says in answer.text
        after = world.state()
        changed = {name for name in after if after[name] != before[name]}
        if form.changes:
            assert set(form.changes) <= changed
        else:
            assert changed <= {"requests_seen", "sqlite_sequence"}
    if "secret" in route:
        part = SecretPart(secret)
        assert [one.act.number for one in part.listed("p-keeper")] == [SECRET["act_number"]]
        part.close()
    assert os.environ["MATSNE_SECRET_STORE"] == str(secret)


def test_the_same_person_once_admitted_otherwise_is_refused(first: World, tmp_path: Path) -> None:
    """What a session may do is looked up anew with every form."""
    world = first.copy(tmp_path / "store.sqlite")
    with world.office() as (_, office), office.decision() as db:
        people.admit(db, "p-systematizer", (), (Role.AUDITOR,), "p-administrator", "გადავიდა")
        assert login.session(db, world.tokens["systematizer"]) is not None
    before = world.state()
    with world.web() as web:
        client = world.client(web, "systematizer")
        answer = client.post(f"/office/bundles/{BUNDLE}/decide", {"n": "1", "kind": "accept"})
    assert answer.status_code == 403
    assert world.state() == before
