"""From draft to law, for tests: drafts of the example acts, published and systematized."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from registry import bundles, deciding, desk
from registry.drafts import Draft
from registry.office import Office
from registry.people import User, by_name
from registry.publishing import Publication, publish_draft
from registry.rights import Right, Role
from registry.store import Store
from tests.registry.people import admitted

EXAMPLES = Path(__file__).parents[2] / "examples"
PARLIAMENT = "საქართველოს პარლამენტი"
LAW = "/akn/ge/act/kanoni/parlamenti/2021-02-10/410"
DAYS = {
    "1-law.txt": "2021-02-15",
    "3-amending-law.txt": "2022-05-24",
    "5-amending-law.txt": "2026-09-18",
}
TITLES = {
    "1-law.txt": ("საჯარო ბიბლიოთეკების შესახებ", "410", "2021-02-10"),
    "3-amending-law.txt": (
        "„საჯარო ბიბლიოთეკების შესახებ“ საქართველოს კანონში ცვლილების შეტანის შესახებ", "1502",
        "2022-05-20",
    ),
    "5-amending-law.txt": (
        "„საჯარო ბიბლიოთეკების შესახებ“ საქართველოს კანონში ცვლილების შეტანის შესახებ", "3077",
        "2026-09-15",
    ),
}  # fmt: skip
# A change of words wherever they occur in the example law, and one in an article.
WORDS = """საქართველოს კანონი

„საჯარო ბიბლიოთეკების შესახებ“ საქართველოს კანონში ცვლილების შეტანის შესახებ

მუხლი 1
„საჯარო ბიბლიოთეკების შესახებ“ საქართველოს 2021 წლის 10 თებერვლის №410 კანონში \
(www.matsne.gov.ge, 15.02.2021, სარეგისტრაციო კოდი: 200000000.05.001.016001) შეტანილ იქნეს \
შემდეგი ცვლილება:
1. მე-3 მუხლში სიტყვა „მკითხველი“ შეიცვალოს სიტყვით „მომხმარებელი“.
2. მე-4 მუხლის მე-2 პუნქტი ჩამოყალიბდეს შემდეგი რედაქციით:
„2. ბიბლიოთეკა ღიაა კვირაში არანაკლებ ექვსი დღისა.“.
3. მე-4 მუხლში სიტყვა „ბიბლიოთეკა“ შეიცვალოს სიტყვით „წიგნსაცავი“.

მუხლი 2
ეს კანონი ამოქმედდეს გამოქვეყნებისთანავე.

საქართველოს პრეზიდენტი ს. მაგალითაძე
თბილისი,
2023 წლის 1 მარტი.
№2100
"""
WORDS_OF = (TITLES["3-amending-law.txt"][0], "2100", "2023-03-01", "2023-03-03")
CHOICE = Publication("200000000", "05", "001", (PARLIAMENT,))


def user(office: Office, name: str) -> User:
    with office.reading() as db:
        found = by_name(db, name)
    assert found is not None
    return found


def everyone(office: Office) -> dict[str, str]:
    """One person for each part. Returns the secrets of their devices."""
    rights = (Right.DRAFT, Right.VISA, Right.EXPERTISE, Right.SEND, Right.SIGN)
    return {
        "drafter": admitted(office, "drafter", rights=rights, body=PARLIAMENT),
        "registrar": admitted(office, "registrar", roles=[Role.REGISTRAR], body=""),
        "nino": admitted(office, "nino", roles=[Role.SYSTEMATIZER], body=""),
        "giorgi": admitted(office, "giorgi", roles=[Role.APPROVER], body=""),
    }


def drafted(office: Office, title: str, text: bytes) -> int:
    draft = Draft(title=title, kind="კანონი", issuers=(PARLIAMENT,), force="publication",
                  sector="200000000")  # fmt: skip
    with office.decision() as db:
        return desk.create(db, draft, text, "text", user(office, "drafter"))


def moved(office: Office, draft: int, name: str, who: str, **detail: str) -> str:
    with office.decision() as db:
        return desk.move(db, desk.get(db, draft), name, user(office, who), detail).to


def received(office: Office, draft: int, act_number: str, date: str) -> None:
    moved(office, draft, "visa", "drafter")
    moved(office, draft, "sign", "drafter", number=act_number, date=date)
    moved(office, draft, "send", "drafter")
    moved(office, draft, "receive", "registrar", signature="paper: seal and signature")


def published(store: Store, office: Office, examples: Path, name: str) -> str:
    """An example act from draft to publication on its day. Returns its IRI."""
    title, number, date = TITLES[name]
    return brought(store, office, (examples / name).read_text("utf-8"), title, number, date,
                   DAYS[name])  # fmt: skip


def brought(
    store: Store, office: Office, text: str, title: str, number: str, date: str, day: str
) -> str:
    """Any law from draft to publication on a day. Returns its IRI."""
    draft = drafted(office, title, text.encode())
    received(office, draft, number, date)
    noon = datetime.fromisoformat(f"{day}T08:00:00").replace(tzinfo=UTC)
    return publish_draft(store, office, draft, CHOICE, user(office, "registrar"), noon)


def decided(
    office: Office, bundle: int, n: int, kind: deciding.Kind, by: str, **more: object
) -> None:
    with office.decision() as db:
        one = bundles.get(db, bundle)
        entry = more.get("entry")
        reason = str(more.get("reason", ""))
        deciding.decide(db, one, n, kind, entry, reason, by)  # type: ignore[arg-type]
