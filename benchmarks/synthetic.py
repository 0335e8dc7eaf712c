"""A synthetic code and its amending acts: always valid orders, the same for the same seed.

660 articles in 40 chapters, 600 amending acts with 10,000 operations of every usual action. The
generator keeps its own small picture of the text, so that an order never asks for what is not
there; nothing of the engine is used to make it.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta

from amendments.operations import Operation, Path, Span
from consolidation.ledger import Entry
from schemas.letters import ALPHABET
from schemas.model import Particulars
from schemas.numbers import int_to_roman

WORDS = (
    "პირი უფლება ვალდებულება ხელშეკრულება სასამართლო ორგანო ვადა დღე თვე გადასახადი საქმე "
    "მხარე განცხადება გადაწყვეტილება საკუთრება ქონება შეთანხმება მოთხოვნა შესრულება "
    "პასუხისმგებლობა დადგენილი კანონით წესით გათვალისწინებული შემთხვევაში არანაკლებ "
    "არაუმეტეს შესაბამისი სახელმწიფო"
).split()
ARTICLES, CHAPTERS, ACTS, OPERATIONS = 660, 40, 600, 10_000


@dataclass(slots=True)
class _Article:
    number: str
    points: dict[str, str] = field(default_factory=dict)  # number: its first words, a mark
    letters: dict[str, int] = field(default_factory=dict)  # number of a point: subpoints it has
    prims: int = 0


class SyntheticCode:
    """The code as text, and the entries that change it, oldest first.

    >>> small = SyntheticCode(articles=3, chapters=1, acts=2, operations=4)
    >>> len(list(small.entries()))
    4
    """

    def __init__(
        self,
        articles: int = ARTICLES,
        chapters: int = CHAPTERS,
        acts: int = ACTS,
        operations: int = OPERATIONS,
        seed: int = 1,
    ) -> None:
        self.random = random.Random(seed)
        self.acts, self.operations = acts, operations
        self.marks = 0
        self.changed: set[str] = set()  # articles that the act has changed
        self.held: list[_Article] = []
        self.text = "\n".join(self._lines(articles, chapters)) + "\n"

    def _lines(self, articles: int, chapters: int) -> Iterator[str]:
        yield "საქართველოს კანონი\n\nსაცდელი კოდექსის შესახებ\n"
        per_chapter = -(-articles // chapters)
        for number in range(1, articles + 1):
            if (number - 1) % per_chapter == 0:
                yield f"თავი {int_to_roman((number - 1) // per_chapter + 1)}\n{self._words(3)}"
            yield f"მუხლი {number}. {self._words(3)}"
            article = _Article(str(number))
            self.held.append(article)
            for point in range(1, self.random.randint(3, 6)):
                yield self._point(article, str(point))

    def _words(self, count: int) -> str:
        return " ".join(self.random.choice(WORDS) for _ in range(count))

    def _mark(self) -> str:
        """Words that stand once in the whole code."""
        self.marks += 1
        return f"ნიშანი{self.marks}ა"

    def _point(self, article: _Article, number: str) -> str:
        """A point as printed, remembered: its words, and sometimes its subpoints."""
        mark = self._mark()
        article.points[number] = mark
        text = f"{number}. {mark} {self._words(self.random.randint(10, 30))}"
        if self.random.random() < 0.3:
            article.letters[number] = 3
            parts = [f"{letter}) {self._words(8)}" for letter in ALPHABET[:3]]
            return text + ":\n" + ";\n".join(parts) + "."
        article.letters.pop(number, None)
        return text + "."

    def entries(self) -> Iterator[Entry]:
        """Every operation as a ledger entry, a week between acts."""
        start = date(2001, 1, 1)
        done = 0
        for act in range(1, self.acts + 1):
            adopted = start + timedelta(days=7 * act)
            published, effect = adopted + timedelta(days=2), adopted + timedelta(days=16)
            particulars = self.particulars(act, adopted, published)
            wanted = act * self.operations // self.acts - done
            self.changed.clear()
            for n in range(1, wanted + 1):
                operation = self._operation(n, effect.isoformat())
                iri = f"/akn/ge/act/kanoni/parlamenti/{adopted.isoformat()}/{act}"
                yield Entry(act, particulars, iri, "", operation, provision="art_1")
            done += wanted

    @staticmethod
    def particulars(number: int, adopted: date, published: date) -> Particulars:
        return Particulars(
            title="საცდელ კოდექსში ცვლილების შეტანის შესახებ", kind="კანონი",
            issuer="საქართველოს პარლამენტი", date=adopted.isoformat(), number=str(number),
            published=published.isoformat(), organ="ვებგვერდი",
        )  # fmt: skip

    def _operation(self, n: int, day: str) -> Operation:
        """One order on a random article, another for each order of an act, as two might contradict
        each other; span numbers tell the orders of an act apart."""
        source = Span(n * 1000, n * 1000 + 80, "ჩამოყალიბდეს შემდეგი რედაქციით")
        while True:
            article = self.random.choice(self.held)
            if article.number in self.changed and len(self.changed) < len(self.held):
                continue
            made = self._change(article, self.random.random())
            if made is not None:
                self.changed.add(article.number)
                action, units, values = made
                return Operation(
                    n=n, act=1, action=action, units=units, source=source, valid_from=day, **values
                )

    def _change(self, article: _Article, dice: float):  # type: ignore[no-untyped-def]
        path: Path = (("article", article.number),)
        if dice < 0.04:
            return self._new_article(article)
        if dice < 0.10:
            return "substitute", path, {"new_text": self._whole(article)}
        if dice < 0.12:
            heading = self._words(4)
            return "substitute", path, {"facet": "heading", "new_text": heading}
        if dice < 0.20:
            number = str(max(int(p) for p in article.points) + 1) if article.points else "1"
            if int(number) > 40:
                return None
            return (
                "insert", (*path, ("point", number)), {"new_text": self._point(article, number)},
            )  # fmt: skip
        if len(article.points) < 2:
            return None
        number = self.random.choice(list(article.points))
        place = (*path, ("point", number))
        if dice < 0.26:
            if number == max(article.points, key=int):
                return None
            del article.points[number]
            return "repeal", place, {}
        if dice < 0.60:
            return "substitute", place, {"new_text": self._point(article, number)}
        if dice < 0.72 and number in article.letters:
            letter = self.random.choice(ALPHABET[: article.letters[number]])
            new = f"{letter}) {self._words(9)};"
            return "substitute", (*place, ("subpoint", letter)), {"new_text": new}
        if dice < 0.76 and article.letters.get(number, 99) < 20:
            letter = ALPHABET[article.letters[number]]
            article.letters[number] += 1
            new = f"{letter}) {self._words(9)}."
            return "insert", (*place, ("subpoint", letter)), {"new_text": new}
        old, new = article.points[number], self._mark()
        if dice < 0.90:
            article.points[number] = new
            return "substitute-text", place, {"old_text": old, "new_text": new}
        return "insert-text", place, {"new_text": self._words(2), "position": {"after": old}}

    def _whole(self, article: _Article) -> str:
        numbers = list(article.points)[:6]
        article.points, article.letters = {}, {}
        lines = [f"მუხლი {article.number}. {self._words(3)}"]
        lines.extend(self._point(article, str(place)) for place in range(1, len(numbers) + 1))
        return "\n".join(lines) if numbers else "\n".join([lines[0], self._point(article, "1")])

    def _new_article(self, after: _Article):  # type: ignore[no-untyped-def]
        base = after.number.split("^", 1)[0]
        first = next(article for article in self.held if article.number == base)
        first.prims += 1
        new = _Article(f"{base}^{first.prims}")
        place = self.held.index(first) + first.prims
        self.held.insert(place, new)
        lines = [f"მუხლი {new.number}. {self._words(3)}"]
        lines.extend(self._point(new, str(point)) for point in range(1, 4))
        return "insert", (("article", new.number),), {"new_text": "\n".join(lines)}
