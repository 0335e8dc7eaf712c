"""What went wrong, said in Georgian with the particulars of the case.

>>> georgian_detail("no-such-version", {"day": "2022-06-01"})
'ახალი ვერსია არ იწყება დღეს: 2022 წლის 1 ივნისი.'
>>> georgian_detail("not-offered", {"needs": "matsne index"})
'სერვერზე ჩართული არ არის: matsne index.'
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from api.days import georgian_day, since_day
from api.names import place_name

_PLAIN = {
    "bad-iri": "ასეთი სახის მისამართი არ არსებობს. აქტის მისამართია "
    "/akn/ge/act/სახე/მიმღები/თარიღი/ნომერი, დღისა – …/kat:2022-06-01, ერთეულისა – …/!main~art_3.",
    "no-such-act": "ეს აქტი საცავში არ არის. მოძებნეთ სათაურით, ნომრით ან სარეგისტრაციო კოდით.",
    "no-future-version": "ამ აქტის ცვლილება, რომელიც მომავალში ამოქმედდება, ცნობილი არ არის.",
    "no-such-publication": "არ არის აღრიცხული, რომელ ვერსიას ნიშნავს პუბლიკაციის ეს ნომერი.",
    "no-such-page": "ამ მისამართზე გვერდი არ არის.",
    "method-not-allowed": "ეს მისამართი მხოლოდ წასაკითხია.",
    "bad-query": "საძიებო მოთხოვნა ვერ იკითხება.",
    "no-such-citation": "ციტატა ვერ დადგინდა.",
    "snapshot-gone": "ძიების ეს გვერდები აღარ ინახება; დაიწყეთ თავიდან.",
    "busy": "საცავში სხვა წერს; სცადეთ რამდენიმე წამში.",
    "internal": "შეცდომა სერვერისაა და ჩაიწერა.",
}


def georgian_detail(name: str, members: Mapping[str, Any]) -> str:
    """The detail of a problem; ``members`` are those of :class:`api.problems.Problem`."""
    if isinstance(own := members.get("georgian"), str):  # the search room's own words
        return f"{own}."
    match name:
        case "bad-parameter":
            allowed = ", ".join(map(str, members["expected"]))
            return f"პარამეტრი „{members['parameter']}“ ვერ იკითხება. დასაშვებია: {allowed}."
        case "no-such-version":
            return f"ახალი ვერსია არ იწყება დღეს: {georgian_day(members['day'])}."
        case "not-in-force-on-date":
            return _not_in_force(members)
        case "not-known-then":
            day = since_day(members["recorded"][:10])
            return f"აქტი ამ სისტემაშია {day}; მანამდე მის შესახებ არაფერი იყო ცნობილი."
        case "no-such-unit":
            return f"ამ ვერსიაში არ არის: {place_name(members['unit'])}."
        case "not-acceptable":
            offered = ", ".join(members["formats"])
            return f"ტექსტი ამ ფორმატში არ არის. არის: {offered}."
        case "too-many-requests":
            wait = members["retry_after"]
            return f"მოთხოვნების რაოდენობა გადაჭარბებულია; სცადეთ {wait} წამის შემდეგ."
        case "not-offered":
            return f"სერვერზე ჩართული არ არის: {members['needs']}."
        case _:
            return _PLAIN[name]


def _not_in_force(members: Mapping[str, Any]) -> str:
    said = f"აქტი ძალაში არ იყო დღეს: {georgian_day(members['day'])}."
    nearest = members["nearest"]
    if nearest["after"]:
        return f"{said} ტექსტი არის {since_day(nearest['after'])}."
    return f"{said} მან ძალა დაკარგა {since_day(nearest['before'])}."
