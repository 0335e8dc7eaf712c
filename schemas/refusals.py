"""Stable names of refusals: one list for reading, applying and publishing.

A refusal never changes any text. Programs match on the name; people read the reason beside it.
Documented in docs/refusals.md; a test keeps the two lists equal.
"""

from __future__ import annotations

NAMES: dict[str, str] = {
    # reading an amending act
    "not-understood": "the sentence is imperative but no rule of the grammar reads it whole",
    "ambiguous-quotes": "the marks around the new text allow more than one reading",
    "ambiguous-target": "the words allow more than one target, or the text has two such units",
    "payload-missing": "the new text is not in the source (lost, or only attached)",
    "different-kind": "the new text is not of the kind or number of the unit it should replace",
    "act-not-identified": "no amended act is named, or its particulars match no act held",
    # applying
    "target-not-found": "the unit does not exist in the text in force on that day",
    "target-removed": "the unit stands only as a placeholder on that day",
    "old-text-not-found": "the words to be replaced or removed do not stand in the unit",
    "count-mismatch": "the words stand there another number of times than ordered",
    "number-taken": "a unit of that number already stands in the place",
    "place-not-found": "the place ordered for the new text does not exist",
    "structure-not-readable": "the new text cannot be read into units without loss",
    "already-in-text": "the base text is a consolidated copy that carries this act's petit already",
    "base-is-later": "the base text is a consolidated copy of a later day than the change",
    "kind-may-not-amend": "only an act of the same kind amends (Law 1876 art. 20(4))",
    "action-not-supported": "this change cannot be carried out on this kind of unit",
    "commencement-pending": "entry into force is tied to an event that is not recorded",
    "commencement-unknown": "no clause and no default can be proved for the start",
    "conflict-same-day": "two operations of one day claim the same unit",
    "systematization-refused": "a person refused to systematize it (Order 158 art. 8(6))",
    "not-adopted": "the amending act is a bill, no law until it is adopted",
    "overtaken": "an act published later changed the same place from an earlier day",
    "unit-not-settled": "an earlier order on this place was not carried out",
    "term-ended": "a change of limited term is over, and nothing says what reads in its place",
    "amending-act-changed": "the amending act was changed and the order as changed is not proved",
    "order-repealed": "the order was repealed in its own act before it took effect",
    "not-editorial": "a correction that is more than spelling or punctuation (Order 158 art. 8(5))",
    "before-judgment": "a judgment takes nothing from the law before its day (Law 1876 art. 25)",
    "unclaimed-imperative": "an order in the act was neither read nor marked as without effect",
}

# The same in Georgian, for people.
GEORGIAN: dict[str, str] = {
    "not-understood": "მითითება ვერ იქნა წაკითხული",
    "ambiguous-quotes": "ახალი ტექსტის საზღვრები ერთმნიშვნელოვანი არ არის",
    "ambiguous-target": "შესაცვლელი ერთეული ერთმნიშვნელოვნად არ არის განსაზღვრული",
    "payload-missing": "ახალი ტექსტი წყაროში არ არის",
    "different-kind": "ახალი ტექსტი სხვა სახის ან ნომრის ერთეულია",
    "act-not-identified": "შესაცვლელი აქტი ვერ დადგინდა",
    "target-not-found": "ასეთი ერთეული იმ დღეს მოქმედ ტექსტში არ არის",
    "target-removed": "ერთეული უკვე ამოღებულია",
    "old-text-not-found": "შესაცვლელი სიტყვები ერთეულში არ არის",
    "count-mismatch": "სიტყვები სხვა რაოდენობით გვხვდება",
    "number-taken": "ასეთი ნომერი უკვე დაკავებულია",
    "place-not-found": "ახალი ტექსტის ადგილი ვერ მოიძებნა",
    "structure-not-readable": "ახალი ტექსტის სტრუქტურა ვერ იქნა წაკითხული",
    "already-in-text": "ეს ცვლილება ტექსტში უკვე ასახულია",
    "base-is-later": "საწყისი ტექსტი ამ ცვლილებაზე გვიანდელია",
    "kind-may-not-amend": "ცვლილება სხვა სახის აქტით არის შეტანილი",
    "action-not-supported": "ასეთი ცვლილება ამ ერთეულზე ჯერ ვერ სრულდება",
    "commencement-pending": "ამოქმედება დამოკიდებულია სხვა მოვლენაზე",
    "commencement-unknown": "ამოქმედების დღე ვერ დადგინდა",
    "conflict-same-day": "ერთ დღეს ორი ცვლილება ერთსა და იმავე ერთეულს ეხება",
    "systematization-refused": "სისტემატიზაციაზე უარი თქვა უფლებამოსილმა პირმა",
    "not-adopted": "ცვლილება კანონპროექტშია, რომელიც მიღებული არ არის",
    "overtaken": "უფრო გვიან გამოქვეყნებულმა აქტმა იგივე ადგილი უფრო ადრე ამოქმედებით შეცვალა",
    "unit-not-settled": "ამ ადგილზე ადრინდელი ცვლილება არ ასახულა",
    "term-ended": "ცვლილების ვადა გავიდა და არ არის ნათქვამი, რა მოქმედებს მის ნაცვლად",
    "amending-act-changed": "ცვლილების შემტანი აქტი შეცვლილია და მითითების ახალი სახე ვერ დადგინდა",
    "order-repealed": "მითითება თავის აქტში ამოქმედებამდე გაუქმდა",
    "not-editorial": "სწორება სცდება მართლწერასა და პუნქტუაციას",
    "before-judgment": "გადაწყვეტილებით ნორმა თავად გადაწყვეტილების დღემდე ძალას ვერ დაკარგავს",
    "unclaimed-imperative": "აქტში არის მითითება, რომელიც ვერ იქნა წაკითხული",
}
