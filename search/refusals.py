"""The one error of the search room, and its stable names.

Programs match on the name; people read the reason. No input to the query language, the citation
resolver or a cursor raises anything else.
"""

from __future__ import annotations

NAMES: dict[str, str] = {
    # the query
    "query-empty": "nothing is asked for",
    "query-too-long": "the query is longer than is read",
    "query-too-deep": "brackets are nested deeper than is read",
    "quote-not-closed": "a quotation mark opens a phrase that is never closed",
    "bracket-not-closed": "a bracket is opened and never closed",
    "bracket-not-opened": "a bracket is closed that was never opened",
    "operand-missing": "an operator or a field has nothing to work on",
    "field-unknown": "no field of this name",
    "value-not-valid": "the field does not take this value",
    "day-not-valid": "not a day of the calendar (YYYY-MM-DD)",
    "interval-not-valid": "the interval ends before it begins",
    "prefix-too-short": "a prefix needs two letters or more",
    "near-not-words": "NEAR stands between two words or phrases only",
    "said-twice": "asOf or the period is said more than once",
    "said-inside": "asOf and the period hold for the whole query, not for a part of it",
    # paging
    "cursor-not-valid": "the cursor was not made by this index for this query",
    "snapshot-gone": "the state of the index that the cursor walks is no longer held",
    "limit-not-valid": "the number of hits asked for is out of bounds",
    # citations
    "citation-not-understood": "the words name no unit of an act",
    "act-not-held": "no act held answers to this name",
    # the index
    "index-missing": "there is no index at this place",
    "index-in-doubt": "the index was not closed after a change, or is of another make: rebuild it",
    "index-locked": "another process is writing to the index",
}

# The same in Georgian, for people.
GEORGIAN: dict[str, str] = {
    "query-empty": "მოთხოვნა ცარიელია",
    "query-too-long": "მოთხოვნა ზედმეტად გრძელია",
    "query-too-deep": "ფრჩხილები ზედმეტად ღრმად არის ჩადგმული",
    "quote-not-closed": "ბრჭყალი არ არის დახურული",
    "bracket-not-closed": "ფრჩხილი არ არის დახურული",
    "bracket-not-opened": "ფრჩხილი არ არის გახსნილი",
    "operand-missing": "ოპერატორს ან ველს მნიშვნელობა აკლია",
    "field-unknown": "ასეთი ველი არ არის",
    "value-not-valid": "ველი ასეთ მნიშვნელობას არ იღებს",
    "day-not-valid": "ასეთი დღე კალენდარში არ არის (წწწწ-თთ-დდ)",
    "interval-not-valid": "შუალედი დაწყებამდე მთავრდება",
    "prefix-too-short": "თავსართს ორი ასო მაინც სჭირდება",
    "near-not-words": "NEAR მხოლოდ ორ სიტყვას ან ფრაზას შორის დგას",
    "said-twice": "asOf ან პერიოდი ორჯერ არის მითითებული",
    "said-inside": "asOf და პერიოდი მთელ მოთხოვნას ეხება და არა მის ნაწილს",
    "cursor-not-valid": "კურსორი ამ ინდექსისა და მოთხოვნის არ არის",
    "snapshot-gone": "ინდექსის ის მდგომარეობა, რომელსაც კურსორი მიჰყვება, აღარ ინახება",
    "limit-not-valid": "მოთხოვნილი რაოდენობა დაშვებულ საზღვრებს სცდება",
    "citation-not-understood": "სიტყვები აქტის ერთეულს არ ასახელებს",
    "act-not-held": "ასეთი აქტი საცავში არ არის",
    "index-missing": "ინდექსი ამ ადგილას არ არის",
    "index-in-doubt": "ინდექსი სანდო აღარ არის და თავიდან უნდა აიგოს",
    "index-locked": "ინდექსს ამჟამად სხვა პროცესი წერს",
}


class BadSearch(ValueError):
    """What was asked cannot be answered, and why.

    ``name`` is one of :data:`NAMES`; ``place`` is the offset in the query (0 where there is
    none); ``detail`` quotes what is wrong. Nothing else is raised for bad input.

    >>> str(BadSearch("field-unknown", 3, "colour"))
    'field-unknown at 3: no field of this name: colour'
    """

    def __init__(self, name: str, place: int = 0, detail: str = "") -> None:
        self.name, self.place, self.detail = name, place, detail
        reason = f"{NAMES[name]}: {detail}" if detail else NAMES[name]
        super().__init__(f"{name} at {place}: {reason}")
