"""What goes wrong, told as RFC 9457 problem details with stable names and helpful members.

>>> Problem("no-such-act", "no act …/1", iri="/akn/ge/act/matsne/1").body("/akn/ge/act/matsne/1")[
...     "type"]
'/problems/no-such-act'
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from fastapi.responses import Response

from api.problem_words import georgian_detail

MEDIA_TYPE = "application/problem+json"


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of problem: HTTP status, titles for people, and what may be done about it."""

    status: int
    title: str
    georgian: str
    advice: str
    advice_ka: str


KINDS: dict[str, Kind] = {
    "bad-iri": Kind(
        400,
        "This is no IRI of an act, a version or a unit",
        "მისამართი არ შეესაბამება აქტის იდენტიფიკატორის წესს",
        "IRIs look like /akn/ge/act/{kind}/{issuer}/{date}/{number}/kat:{day}/!main~{unit}.",
        "აქტის მისამართია /akn/ge/act/სახე/მიმღები/თარიღი/ნომერი; დღისა – …/kat:დღე.",
    ),
    "bad-parameter": Kind(
        400,
        "A parameter cannot be read",
        "პარამეტრი არასწორია",
        "`parameter` names it and `expected` says what it may hold.",
        "`parameter` მისი სახელია, `expected` – დასაშვები მნიშვნელობები.",
    ),
    "no-such-act": Kind(
        404,
        "No such act is held",
        "ასეთი აქტი არ მოიძებნა",
        "Look it up by number, registration code, Matsne id or title with /api/v1/acts.",
        "მოძებნეთ ნომრით, სარეგისტრაციო კოდით, მაცნეს ნომრით ან სათაურით: /api/v1/acts.",
    ),
    "no-such-version": Kind(
        404,
        "The act has no such version",
        "აქტს ასეთი ვერსია არ აქვს",
        "`versions` lists those it has; with kat:{day} the version of any day is found.",
        "`versions` არსებული ვერსიებია; მისამართი kat:დღე იმ დღის ვერსიას პოულობს.",
    ),
    "not-in-force-on-date": Kind(
        404,
        "The act was not in force on that day",
        "ამ დღეს აქტი ძალაში არ იყო",
        "`nearest` names the nearest days on which it was.",
        "`nearest` უახლოესი დღეებია, როცა აქტი მოქმედებდა.",
    ),
    "not-known-then": Kind(
        404,
        "Nothing was known of the act on that day",
        "ამ დღეს აქტის შესახებ არაფერი იყო ცნობილი",
        "`recorded` says when the act was registered here.",
        "`recorded` აქტის აქ რეგისტრაციის დროა.",
    ),
    "no-such-unit": Kind(
        404,
        "The version has no such unit",
        "ამ ვერსიაში ასეთი ერთეული არ არის",
        "`stands_in` lists versions that have it; `near` lists units with a like name.",
        "`stands_in` ვერსიებია, რომლებშიც ერთეული არის; `near` – მსგავსი ერთეულები.",
    ),
    "no-future-version": Kind(
        404,
        "No future version of the act is known",
        "აქტის მომავალი ვერსია ცნობილი არ არის",
        "Ask for `current` instead.",
        "მოითხოვეთ `current`.",
    ),
    "no-such-publication": Kind(
        404,
        "It is not recorded which version this publication number means",
        "პუბლიკაციის ეს ნომერი აღრიცხული არ არის",
        "`versions` lists the versions with their days.",
        "`versions` ვერსიებია თავიანთი დღეებით.",
    ),
    "no-such-page": Kind(
        404,
        "There is nothing at this address",
        "ასეთი გვერდი არ არის",
        "See /api/v1/.",
        "იხილეთ /api/v1/.",
    ),
    "not-acceptable": Kind(
        406,
        "The text is not held in any format that you accept",
        "ტექსტი ასეთ ფორმატში არ არის",
        "`formats` lists the media types there are.",
        "`formats` არსებული ფორმატებია.",
    ),
    "method-not-allowed": Kind(
        405,
        "This address is for reading only",
        "მხოლოდ წაკითხვაა შესაძლებელი",
        "Use GET.",
        "გამოიყენეთ GET.",
    ),
    "too-many-requests": Kind(
        429,
        "Too many requests",
        "მოთხოვნების რაოდენობა გადაჭარბებულია",
        "Wait for as many seconds as Retry-After says, or take the bulk files.",
        "დაელოდეთ Retry-After-ში მითითებულ წამებს ან გადმოწერეთ სრული ასლი.",
    ),
    "bad-query": Kind(
        400,
        "The search query cannot be read",
        "საძიებო მოთხოვნა არასწორია",
        "`place` says where in the query; see docs/query-language.md.",
        "`place` შეცდომის ადგილია მოთხოვნაში; იხილეთ docs/query-language.md.",
    ),
    "no-such-citation": Kind(
        404,
        "The citation leads to nothing that is held",
        "ციტატა ვერ დადგინდა",
        "`reason` says whether the words or the act are not known.",
        "`reason` ამბობს, სიტყვები ვერ იკითხება თუ აქტი არ არის საცავში.",
    ),
    "snapshot-gone": Kind(
        410,
        "The state of the index that the cursor walks is no longer held",
        "ინდექსის ეს მდგომარეობა აღარ ინახება",
        "Ask anew without the cursor.",
        "მოითხოვეთ თავიდან, კურსორის გარეშე.",
    ),
    "not-offered": Kind(
        501,
        "This service is not set up here",
        "ეს სერვისი აქ ჩართული არ არის",
        "`needs` says what it lacks.",
        "`needs` ამბობს, რა აკლია.",
    ),
    "busy": Kind(
        503,
        "The store is busy: somebody else writes to it",
        "საცავი დაკავებულია: მასში სხვა წერს",
        "`Retry-After` says after how many seconds to try again.",
        "სცადეთ რამდენიმე წამში (`Retry-After`).",
    ),
    "internal": Kind(
        500,
        "The server failed",
        "სერვერის შეცდომა",
        "It is our defect, and it is recorded.",
        "შეცდომა ჩვენია და ჩაიწერა.",
    ),
}


class Problem(Exception):
    """A request that is answered with problem details. ``name`` is one of :data:`KINDS`;
    ``members`` are extension members."""

    def __init__(self, name: str, detail: str, **members: Any) -> None:
        super().__init__(f"{name}: {detail}")
        self.name, self.detail, self.members = name, detail, members
        self.kind = KINDS[name]

    def body(self, instance: str) -> dict[str, Any]:
        """The JSON object."""
        return {
            "type": f"/problems/{self.name}",
            "title": self.kind.title,
            "title_ka": self.kind.georgian,
            "status": self.kind.status,
            "detail": self.detail,
            "detail_ka": georgian_detail(self.name, self.members),
            "instance": instance,
            **self.members,
        }

    def response(self, instance: str) -> Response:
        data = json.dumps(self.body(instance), ensure_ascii=False, indent=1)
        return Response(data, self.kind.status, media_type=MEDIA_TYPE)
