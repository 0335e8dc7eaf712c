"""Names of issuers: from the genitive of a heading block to the nominative of the data.

>>> nominative("საქართველოს იუსტიციის მინისტრის")
'საქართველოს იუსტიციის მინისტრი'
>>> nominative("მცხეთის მუნიციპალიტეტის საკრებულოს")
'მცხეთის მუნიციპალიტეტის საკრებულო'
"""

from __future__ import annotations

import re

# Head nouns whose nominative is not the genitive with -ის turned to -ი.
_NOMINATIVE = {
    "საქართველოს": "საქართველო",
    "თავმჯდომარის": "თავმჯდომარე",
    "მოადგილის": "მოადგილე",
    "კომისიის": "კომისია",
    "ინსპექციის": "ინსპექცია",
    "ადმინისტრაციის": "ადმინისტრაცია",
    "კოლეგიის": "კოლეგია",
    "კანცელარიის": "კანცელარია",
    "ხელისუფლების": "ხელისუფლება",
    "სამინისტროს": "სამინისტრო",
    "მთავრობის": "მთავრობა",
    "გამგეობის": "გამგეობა",
    "კრების": "კრება",
    "დებულების": "დებულება",
    "წესდების": "წესდება",
    "ინსტრუქციის": "ინსტრუქცია",
    "პროგრამის": "პროგრამა",
    "პოლიციის": "პოლიცია",
    "რესპუბლიკის": "რესპუბლიკა",
    "უწყების": "უწყება",
    "უშიშროების": "უშიშროება",
    "ორგანიზაციის": "ორგანიზაცია",
    "ასოციაციის": "ასოციაცია",
    "სამმართველოს": "სამმართველო",
    "აკადემიის": "აკადემია",
    "მერიის": "მერია",
    "პრეფექტურის": "პრეფექტურა",
    "პროკურატურის": "პროკურატურა",
    "პალატის": "პალატა",
    "გამგებლის": "გამგებელი",
    "მდივნის": "მდივანი",
}
_GENITIVE = re.compile(r"(?P<stem>[ა-ჰ]+?)(?P<end>ისა?|ოსა?|ას|ეს)")


_WHOLE = frozenset(_NOMINATIVE) | {
    "პრეზიდენტის", "პარლამენტის", "მინისტრის", "მინისტრთა", "კაბინეტის", "საბჭოს", "საკრებულოს",
    "მუნიციპალიტეტის", "დეპარტამენტის", "კომიტეტის", "სახელმწიფო", "უმაღლესი", "სასამართლოს",
    "საკონსტიტუციო", "ეროვნული", "ბანკის", "სამსახურის", "სააგენტოს", "უფროსის", "მერის",
    "ავტონომიური", "ქალაქის", "რაიონის", "საარჩევნო", "ცენტრალური", "გენერალური", "პროკურორის",
    "სახელმწიფოს", "მეთაურის", "პრემიერ-მინისტრის", "საგარეო", "შინაგან", "საქმეთა", "ფინანსთა",
    "იუსტიციის", "ჯანმრთელობის", "დაცვის", "განათლების", "ეკონომიკის", "ეკონომიკური",
    "შემოსავლების", "სოფლის", "მეურნეობის", "გარემოს", "კულტურის", "თავდაცვის",
}  # fmt: skip
_MAX_PIECES = 4


def whole_words(name: str) -> str:
    """The name, words that a copy set in pieces put together: „რესპუბლიკ ის მინისტრ ის“.

    >>> whole_words("ს აქ ართველოს მთავ რ ობის")
    'საქართველოს მთავრობის'
    """
    pieces = name.split()
    words: list[str] = []
    at = 0
    while at < len(pieces):
        reach = range(min(_MAX_PIECES, len(pieces) - at), 1, -1)
        length = next((n for n in reach if "".join(pieces[at : at + n]) in _WHOLE), 1)
        words.append("".join(pieces[at : at + length]))
        at += length
    return " ".join(words)


def nominative(name: str) -> str:
    """The name with its last word in the nominative; unchanged where no rule reads it."""
    head, _, last = " ".join(name.split()).rpartition(" ")
    last = last.rstrip(".,")
    word = _NOMINATIVE.get(last)
    if word is None:
        match = _GENITIVE.fullmatch(last)
        if match is None:
            return name
        end = match["end"]
        word = match["stem"] + ("ი" if end.startswith("ის") else end[0])
    return f"{head} {word}" if head else word
