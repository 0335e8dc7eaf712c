"""Reading one act: lines, items, sentences, new text, and what each sentence orders.

The act is read from top to bottom once. A line's label says under which stem it stands
(:mod:`amendments.frames`); a sentence is cut into clauses (:mod:`amendments.clauses`) and each
clause goes to the rule of its verb; new text is taken out before anything reads it as an order.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import replace

from amendments import lexicon
from amendments.acts_cited import Cited, CitedToken, fold_citations
from amendments.citation import RANK, SAME, Phrase, Target, read_phrase
from amendments.clauses import Clause, split
from amendments.drafts import Draft, NotRead
from amendments.folding import Folded, fold
from amendments.frames import Frame, enter, place
from amendments.operations import Path
from amendments.outline import Line, Stack, follows, is_signature, lines_of
from amendments.payload import Payload, find_payload
from amendments.rules import Order, Rule
from amendments.rules import renumber as renumber_rule
from amendments.rules import repeal as repeal_rule
from amendments.rules import suspend as suspend_rule
from amendments.rules import units as unit_rules
from amendments.rules import words as word_rules
from amendments.tokens import Token, tokenize

_ANY_VERB = re.compile(
    r"(?<![ა-ჰ])(?:" + "|".join(lexicon.VERBS.values()) + r")(?![ა-ჰ])"
)
_AMENDING = re.compile(
    r"(?<![ა-ჰ])(?:"
    + "|".join(lexicon.VERBS[n] for n in ("substitute", "insert", "remove", "change", "frame"))
    + r"|ძალადაკარგულად|გაუქმდეს|ჩაითვალოს)(?![ა-ჰ])"
)
_CITES = re.compile(
    r"მუხლ|პუნქტ|ნაწილ|ქვეპუნქტ|აბზაც|დანართ|თავი|თავს|სიტყვ|სათაურ|ტექსტ|კანონ|დადგენილებ|"
    r"განკარგულებ|ბრძანებ|დებულებ|კოდექს|წეს|ცხრილ|გრაფ|პრეამბულ|შენიშვნ|სტრიქონ|სვეტ"
)
_START = re.compile(
    r"(?:ეს |ამ |წინამდებარე )?(?:[ა-ჰ]+ )?(?:კანონი|ბრძანება|დადგენილება|განკარგულება|ბრძანებულება|"
    r"გადაწყვეტილება|კოდექსი)[^\n„]{0,80}(?:ამოქმედდეს|ძალაში|ძალაშია|შემოღებულ)"
)
_BROKEN_END = re.compile(r"(?:[,„(№-]|№ ?[\d/ა-ჰ -]{1,12}|(?:წლის|საქართველოს|და|თვის)) ?$")
_BROKEN_START = re.compile(
    r" ?(?:[)“,.;]|(?:" + "|".join(w[:-1] for w in lexicon.ACT_WORDS) + r")[ა-ჰ]{0,6}[ ,;.(]"
    r"|\d{4} ?წლის|(?:იანვრ|თებერვლ|მარტ|აპრილ|მაის|ივნის|ივლის|აგვისტო|სექტემბრ|ოქტომბრ|ნოემბრ"
    r"|დეკემბრ)[ის]{1,2} |№ ?\d)"
)
_UNIT_END = re.compile(
    r"(?:მუხლ|პუნქტ|ნაწილ|დანართ|თავ|აბზაც|დებულებ|კოდექს|კანონ|დადგენილებ|ბრძანებ|განკარგულებ)"
    r"(?:ის|ში|იდან|ს|ების|ებში|ებიდან|აში|ულების|ულებაში) ?$"
)
_SUFFIX_LINE = re.compile(r" ?- ?ე ")
_STEM_END = re.compile(r"[:–-] ?$")
_END = re.compile(r" ?(?:გ ?ა ?ნ ?მ ?ა ?რ ?ტ ?ე ?ბ ?ი ?თ ?ი ?ბ ?ა ?რ ?ა ?თ ?ი|შეტანილი ცვლილებები ?:)")
_AMENDS_TITLE = re.compile(
    r"ცვლილებ|დამატებ|ძალადაკარგულ|გაუქმებ|შესწორებ"
)
RULES: dict[str, Rule] = {
    "substitute": unit_rules.substitute,
    "insert": unit_rules.insert,
    "remove": unit_rules.remove,
    "change": word_rules.change,
    "repeal": repeal_rule.repeal,
    "renumber": renumber_rule.renumber,
    "suspend": suspend_rule.suspend,
}


class ActReader:
    """One pass over a folded act. Results: ``drafts`` and ``left`` (clauses not read)."""

    def __init__(self, view: Folded, title: str = "") -> None:
        self.view = view
        self.text = view.text
        self.lines = lines_of(view.text)
        self.starts = [line.start for line in self.lines]
        self.end_line = self._end_of_orders()
        self.copied = self._copied_labels()
        if not title and self.lines:
            title = self.text[self.lines[0].start : self.lines[0].end]
        self.title_amends = _AMENDS_TITLE.search(title) is not None
        self.title_act = _title_act(title) if self.title_amends else None
        self.stack: Stack[Frame] = Stack(Frame(act=self.title_act))
        self.left: list[NotRead] = []
        self.groups: list[tuple[list[Draft], Payload | None]] = []
        self.recent: Target | None = None  # the unit last changed
        self.item_recent: Target | None = None  # the unit last cited in the same item
        self.read_spans: list[tuple[int, int]] = []  # lead-ins and frames: said, not orders
        self.dashed = False  # the sentence read stands behind a dash
        self.orphans: list[int] = []  # groups that change an act nobody named

    # -- the shape of the act ------------------------------------------------------------

    def _end_of_orders(self) -> int:
        """Index of the first line after the orders: signature, explanatory note, end list."""
        last_article = 0
        for index, line in enumerate(self.lines):
            if line.label == "article":
                last_article = index
        for index, line in enumerate(self.lines[1:], 1):
            if _END.match(self.text, line.start, line.end):
                return index
            if index > last_article and is_signature(self.text, line) and index > 3:
                return index
        return len(self.lines)

    def _copied_labels(self) -> set[int]:
        """Lines that only repeat the beginning of a later one (labels made in copying)."""
        out = set()
        for index, line in enumerate(self.lines[:12]):
            words = self.text[line.start : line.end].replace(" ", "").replace("\n", "")
            if len(words) < 60:
                continue
            for other in self.lines[index + 1 : index + 12]:
                if other.end - other.start <= line.end - line.start:
                    continue
                rest = self.text[other.start : other.start + 2 * len(words) + 80].replace(" ", "")
                if rest[:40] == words[:40] and rest.startswith(words[:-6]):
                    out.add(index)
                    break
        return out

    # -- the pass ------------------------------------------------------------------------

    def read(self) -> None:
        index = place = 0
        while index < self.end_line:
            line = self.lines[index]
            if index in self.copied:
                index += 1
                continue
            if line.body >= line.end and self._is_stray(index):
                index += 1
                continue
            begin = max(line.start, place)
            if begin == line.start:
                begin = self._enter(line)
            after = self._sentence(index, begin)
            if after is None:
                index += 1
                continue
            place = after
            index = max(index, bisect_right(self.starts, after) - 1)
            if index >= len(self.lines) or after >= self.lines[index].end or not self.text[after : self.lines[index].end].strip(" .;,:“"):
                index += 1

    def _is_stray(self, index: int) -> bool:
        """A label without words before a letter that goes on with the list above it („20.“, „ბ)“):
        the numbering of the copy, not of the act."""
        line = self.lines[index]
        following = self.lines[index + 1] if index + 1 < len(self.lines) else None
        if line.label not in ("arabic", "paren") or following is None:
            return False
        last = self.stack.last(following.label)
        return (
            following.label.startswith("letter")
            and last is not None
            and follows(following.label, following.value, last)
        )

    def _settle_orphans(self) -> None:
        """Changes of an act that is not named: real where new text says so, else only a norm.

        Copies lose the first instruction with the act's name; what follows it still orders.
        """
        amends = any(payload is not None for _, payload in self.groups)
        if amends or not self.orphans:
            return
        for at in reversed(self.orphans):
            drafts, _ = self.groups.pop(at)
            if drafts:
                self.left.append(NotRead(drafts[0].source, "no act is named", False))

    def _enter(self, line: Line) -> int:
        """Open the level of the line's label; where its words begin."""
        if not line.label or line.label in ("heading", "dash"):
            return line.body if line.label == "dash" else line.start
        self.item_recent = None
        self.stack.close_for(line.label, line.value)
        self.stack.push(line.label, line.value, self.stack.top)
        return line.body

    def _sentence(self, index: int, begin: int) -> int | None:
        """Read the rest of a line from ``begin``; where reading goes on, None: the next line."""
        line = self.lines[index]
        self.dashed = line.label == "dash"
        if begin >= line.end:
            return None
        last = self._wrapped_to(index)
        if last > index:
            line = replace(line, end=self.lines[last].end)
        has_verb = _ANY_VERB.search(self.text, begin, line.end) is not None
        inherits = bool(self.stack.top.verb) and (
            line.label not in ("", "article") or self.stack.plain_lead
        )
        if not has_verb and not inherits and not self._may_be_stem(begin, line.end):
            return None
        tokens = tokenize(self.text, begin, line.end)
        cut, where = _payload_place(tokens, self.text, line.end)
        payload = None
        after: int | None = None
        if cut is not None:
            tokens = tokens[:cut]
            start = where
            at = index
            if start >= line.end:
                at = last + 1
                if at >= len(self.lines) or self._resume_strength(at) == 2:
                    start = -1
                else:
                    start = self.lines[at].start
                    if self.text[start] == " ":
                        start += 1
            if start >= 0:
                quoted = self.text[start] == "„"
                payload = find_payload(
                    self.text,
                    self.lines,
                    at,
                    start,
                    lambda i: self._resume_strength(i, quoted),
                    self._resumes_inline,
                )
                after = payload.after
        self._orders(fold_citations(tokens, self.view), payload, line, inherits)
        if after is None and last > index:
            return line.end
        return after

    def _wrapped_to(self, index: int) -> int:
        """The last of the lines that one sentence was broken into by hard line breaks."""
        last, text = index, self.text
        while last + 1 < self.end_line and last < index + 12:
            line, following = self.lines[last], self.lines[last + 1]
            ends = text[line.start : line.end]
            begins = text[following.start : following.end]
            suffix = ends[-1:].isdigit() and _SUFFIX_LINE.match(begins) is not None
            if (following.label and not suffix) or following.start != line.end + 1:
                break
            if not (suffix or _UNIT_END.search(ends) or _BROKEN_END.search(ends) or _BROKEN_START.match(begins) or _unclosed(ends)):
                break
            if ends[-1:] in ";:" or is_signature(text, following):
                break
            last += 1
        return last

    def _may_be_stem(self, begin: int, end: int) -> bool:
        return (
            end - begin < 1200
            and (
                _STEM_END.search(self.text, max(begin, end - 3), end) is not None
                or (end - begin < 200 and _UNIT_END.search(self.text, begin, end) is not None)
            )
            and _CITES.search(self.text, begin, end) is not None
        )

    # -- where the instruction is taken up again -------------------------------------------

    def _resume_strength(self, index: int, quoted_text: bool = True) -> int:
        """How surely a line takes up the instruction again. ``quoted_text``: the new text before
        it stands in marks; without them an article heading may well belong to the new text."""
        if index >= self.end_line:
            return 2
        line, text = self.lines[index], self.text
        head = text[line.start : line.body]
        quoted = "„" in head or (text[line.body : line.body + 1] == "„" and not line.label)
        if quoted:
            return 0
        if line.label == "article":
            last = self.stack.last("article")
            if last is None or not follows("article", line.value, last):
                return 0
            return 2 if quoted_text or self._is_own_article(index) else 0
        words = _unquoted(text, line.body, line.end)
        orders = _AMENDING.search(words) is not None and _CITES.search(words) is not None
        starts = _START.search(words) is not None and len(words) < 400
        if not line.label:
            return 2 if orders or starts else 0
        last = self.stack.last(line.label)
        if line.label == "dash":
            return 2 if orders and self.dashed else 0
        if last is None or not follows(line.label, line.value, last):
            return 2 if orders else 0
        if orders or starts or (words.rstrip().endswith(":") and _CITES.search(words)):
            return 2
        return 1

    def _is_own_article(self, index: int) -> bool:
        """Whether an article orders, or says when this act starts: then it is none of the new text."""
        for line in self.lines[index : index + 3]:
            words = _unquoted(self.text, line.body, line.end)
            if _ANY_VERB.search(words) or _START.search(words) or "გასაჩივრ" in words:
                return True
        return False

    def _resumes_inline(self, begin: int, end: int) -> bool:
        """Whether the rest of a line after a closing mark is instruction again."""
        rest = self.text[begin:end]
        lead = re.match(r"[ .;,“]*(?:ხოლო|და|ასევე|აგრეთვე|ამასთან)?[ ,]*", rest)
        body = rest[lead.end() :] if lead else rest
        if not body:
            return False
        if lead and not lead.group().strip():
            return False
        window = body.split("„", 1)[0][:300]
        return _AMENDING.search(window) is not None and _CITES.search(window) is not None

    # -- what a sentence orders ------------------------------------------------------------

    def _orders(
        self, tokens: list[Token], payload: Payload | None, line: Line, inherits: bool
    ) -> None:
        frame = self.stack.top
        tokens = _without_basis(tokens)
        clauses = split(tokens)
        if not clauses:
            if inherits and tokens:
                words = _content(tokens)
                start = words[0].start if words else tokens[0].start
                clause = Clause(Token("verb", start, start, frame.verb), left=words)
                if _names_something(clause.left) and self._run(clause, frame, payload, []):
                    return
                if self.stack.plain_lead:
                    self.stack.close_lead("")
                elif not _names_something(words) and any(t.kind == "cited" for t in words):
                    source = (words[0].start, words[-1].end)
                    self.left.append(NotRead(source, "an item of the list is not read", True))
            self._stem(tokens, frame)
            return
        done: list[Draft] = []
        position = 0
        while position < len(clauses):
            clause = clauses[position]
            following = clauses[position + 1] if position + 1 < len(clauses) else None
            is_last = position + 1 == len(clauses)
            if clause.verb.value == "frame":
                frame = self._frame(clause, frame, payload if is_last else None)
                self.stack.replace_top(frame)
            elif following is not None and _restates(clause, following):
                merged = _merged(clause, following)
                self._run(merged, frame, payload if position + 2 == len(clauses) else None, done)
                position += 1
            elif following is not None and _renumbers_and_restates(clause, following):
                if self._run(clause, frame, None, done):
                    self._restate(done, following, payload)
                position += 1
            elif is_last and payload is None and _is_lead_of_change(clause, self.text, line):
                self._stem(clause.left or clause.right, frame)
            elif is_last and payload is None and self._leads(clause, line):
                self._lead_in(clause, frame)
            else:
                self._run(clause, frame, payload if is_last else None, done)
            position += 1

    def _leads(self, clause: Clause, line: Line) -> bool:
        """Whether the clause ends in a colon that opens a list of items."""
        if not _STEM_END.search(self.text, max(line.start, line.end - 3), line.end):
            return False
        at = bisect_right(self.starts, line.start)
        following = self.lines[at] if at < len(self.lines) else None
        if following is None or following.label in ("", "article", "heading"):
            return clause.verb.value == "repeal"
        last = self.stack.last(following.label)
        return last is None or not follows(following.label, following.value, last)

    def _run(
        self, clause: Clause, frame: Frame, payload: Payload | None, done: list[Draft]
    ) -> bool:
        left, right = read_phrase(clause.left, self.view), read_phrase(clause.right, self.view)
        recent = done[-1].target if done else self.recent
        for phrase in (left, right):
            for found in (phrase.anchor, phrase.targets):
                found[:] = [_resolved(t, frame, recent, self.item_recent) for t in found]
                if found:
                    recent = self.item_recent = _beneath(frame, found[-1])
        order = Order(self.view, clause, left, right, frame, payload is not None, done)
        result = RULES[clause.verb.value](order)
        if not isinstance(result, NotRead):
            result = self._acceptable(order, result)
        if isinstance(result, NotRead):
            in_context = frame.act is not None or frame.amending or self.title_amends
            in_context = in_context or (result.target is not None and _foreign(result.target))
            self.left.append(replace(result, amending=result.amending and in_context))
            return False
        done.extend(result)
        if result:
            self.recent = result[-1].target
        self.groups.append((result, payload))
        return True

    def _acceptable(self, order: Order, drafts: list[Draft]) -> list[Draft] | NotRead:
        """The drafts, unless they change this very act or no act is named anywhere."""
        if order.conditional and not order.payload:
            return NotRead(order.source, "a condition of a norm, not an order", False)
        if any(d.target.act is not None and d.target.act.own for d in drafts):
            if order.payload or (order.frame.act is not None and order.frame.amending):
                for draft in drafts:
                    draft.target = replace(draft.target, act=order.frame.act)
                return drafts
            return NotRead(order.source, "the act speaks of itself", True, drafts[0].target)
        if all(d.target.act is None or d.target.act.local for d in drafts):
            if not (order.frame.amending or self.title_amends):
                self.orphans.append(len(self.groups))
        return drafts

    def _restate(self, done: list[Draft], clause: Clause, payload: Payload | None) -> None:
        """„… პირველ პუნქტად ჩაითვალოს და ჩამოყალიბდეს“: the unit in its new place given anew."""
        place = (clause.start, clause.end)
        drafts = [
            Draft(
                "substitute",
                replace(draft.target, steps=draft.new_units, facet="unit"),
                place,
                takes_payload=payload is not None,
            )
            for draft in done
            if draft.action == "renumber"
        ]
        self.groups.append((drafts, payload))

    def _stem(self, tokens: list[Token], frame: Frame) -> None:
        phrase = read_phrase(tokens, self.view)
        if phrase.unknown or not (phrase.targets or phrase.act):
            return
        self.stack.replace_top(enter(frame, phrase.targets, phrase.act))

    def _frame(self, clause: Clause, frame: Frame, payload: Payload | None) -> Frame:
        """„X-ში შეტანილ იქნეს შემდეგი ცვლილება“."""
        left, right = read_phrase(clause.left, self.view), read_phrase(clause.right, self.view)
        keys = left.keys | right.keys
        act = _first_act(left, right)
        if "amendment" not in keys and act is None:
            self.left.append(NotRead((clause.start, clause.end), "nothing of an act is cited", False))
            return frame
        self.read_spans.append((clause.start, clause.end))
        targets = [t for t in (*left.targets, *right.targets) if t.case in ("loc", "dat", "gen", "on")]
        cited = [t for t in targets if t.act is not None and not t.steps and not t.document]
        if payload is not None:
            self.left.append(
                NotRead((clause.start, clause.end), "an amendment without a verb of its own", True)
            )
        inner = [t for t in targets if t not in cited and _belongs(t, act)]
        if act is not None and act.local and act.document is None and not inner:
            return replace(frame, amending=True)
        entered = enter(replace(frame, amending=True), inner, act)
        return replace(entered, amending=True)

    def _lead_in(self, clause: Clause, frame: Frame) -> None:
        """„1. ძალადაკარგულად გამოცხადდეს:“, „მე-4 მუხლიდან ამოღებულ იქნეს:“."""
        self.read_spans.append((clause.start, clause.end))
        phrase = read_phrase(clause.left + clause.right, self.view)
        if Order(self.view, clause, phrase, Phrase(), frame, False, []).conditional:
            return
        entered = enter(frame, phrase.targets, phrase.act)
        at = bisect_right(self.starts, clause.verb.start)
        items = self.lines[at].label if at < len(self.lines) else ""
        verb_span = (clause.verb.start, clause.verb.end)
        self.stack.lead(items, replace(entered, verb=clause.verb.value, verb_span=verb_span))


def _belongs(target: Target, act: Cited | None) -> bool:
    """Whether a unit is cited of the amended act, not of one the order is founded on."""
    return target.act is None or target.act.local or act is None or target.act == act


def _title_act(title: str) -> Cited | None:
    """The act that the title says is changed („… დადგენილებაში ცვლილების შეტანის შესახებ“)."""
    view = fold(title)
    tokens = fold_citations(tokenize(view.text, 0, len(view.text)), view)
    for token in reversed(tokens):
        if isinstance(token, CitedToken) and token.cited and not token.cited.local:
            return token.cited if token.cited.case in ("loc", "gen", "dat") else None
    return None


def _foreign(target: Target) -> bool:
    return target.act is not None and not target.act.local


def _resolved(
    target: Target, frame: Frame, recent: Target | None, same_item: Target | None
) -> Target:
    """The target with the outer units it leaves unsaid.

    „ამავე მუხლის“ is the article last spoken of. „… მე-2 პუნქტი ამოღებულ იქნეს, ხოლო მე-3 პუნქტი …“:
    the second point is of the same article, named once in the item.
    """
    if not target.steps or _foreign(target):
        return target
    kind, number = target.steps[0]
    in_frame = any(step[0] == kind for base in frame.steps for step in base)
    if number == SAME:
        for at, step in enumerate(recent.steps if recent and not in_frame else ()):
            if recent and step[0] == kind:
                return replace(target, steps=(*recent.steps[: at + 1], *target.steps[1:]))
        return target if in_frame else replace(target, doubt=f"ამავე {kind}|?")
    if same_item is None or target.document or target.act is not None or _rooted(target.steps):
        return target
    outer = tuple(step for step in same_item.steps if RANK[step[0]] < RANK[kind])
    if _rooted(outer) and all(step in outer for base in frame.steps for step in base[:1]):
        return replace(target, steps=(*outer, *target.steps))
    return target


def _rooted(steps: Path) -> bool:
    return bool(steps) and RANK[steps[0][0]] <= RANK["article"]


def _beneath(frame: Frame, target: Target) -> Target:
    """The target as it stands under the frame."""
    return place(frame, target)[0]


def _unquoted(text: str, start: int, end: int) -> str:
    """Text without what stands in quotation marks."""
    out, depth, done = [], 0, start
    for mark in re.finditer("[„“]", text[start:end]):
        at = start + mark.start()
        if mark.group() == "„":
            if depth == 0:
                out.append(text[done:at])
            depth += 1
        else:
            depth = max(0, depth - 1)
            if depth == 0:
                done = at + 1
    if depth == 0:
        out.append(text[done:end])
    return " ".join(out)


def _unclosed(text: str) -> bool:
    return text.count("(") > text.count(")")


def _content(tokens: list[Token]) -> list[Token]:
    first, last = 0, len(tokens)
    while first < last and tokens[first].kind in ("mark", "conj"):
        first += 1
    while first < last and tokens[last - 1].kind in ("mark", "conj"):
        last -= 1
    return tokens[first:last]


def _first_act(*phrases: Phrase) -> Cited | None:
    acts = [p.act for p in phrases if p.act is not None]
    return next((a for a in acts if not a.local), acts[0] if acts else None)


def _without_basis(tokens: list[Token]) -> list[Token]:
    """The sentence without „… მუხლის შესაბამისად,“ before the order."""
    verb = next((i for i, t in enumerate(tokens) if t.kind == "verb"), len(tokens))
    if verb < len(tokens) and tokens[verb].value == "renumber":
        return tokens
    cut = 0
    for i, token in enumerate(tokens[:verb]):
        if (token.kind == "key" and token.value in ("basis", "according")) or (token.kind == "word" and token.value in ("ვბრძანებ", "ვბრძანებთ", "ადგენს", "გადაწყვიტა")):
            cut = i + 1
    tokens = _content(tokens[cut:]) if cut else tokens
    return _without_relative(tokens)


def _without_relative(tokens: list[Token]) -> list[Token]:
    """„… პუნქტი, რომელიც ეხება 26-ე მუხლს, …“ without what stands between the commas."""
    for i, token in enumerate(tokens):
        if token.kind == "word" and token.value.startswith("რომელი") and i:
            before = tokens[i - 1]
            if before.kind != "mark" or before.value != ",":
                continue
            for j in range(i + 1, min(i + 25, len(tokens))):
                if tokens[j].kind == "verb":
                    break
                if tokens[j].kind == "mark" and tokens[j].value == ",":
                    return [*tokens[: i - 1], *tokens[j + 1 :]]
    return tokens


def _names_something(tokens: list[Token]) -> bool:
    return any(
        t.kind in ("unit", "facet", "quote", "phrase")
        or (isinstance(t, CitedToken) and t.cited is not None and not t.cited.local)
        for t in tokens
    )


def _is_lead_of_change(clause: Clause, text: str, line: Line) -> bool:
    """„დებულების 136-ე მუხლი შეიცვალოს, კერძოდ:“: the place of what follows."""
    ends = _STEM_END.search(text, max(line.start, line.end - 3), line.end) is not None
    words = any(t.kind in ("phrase", "quote") for t in (*clause.left, *clause.right))
    return clause.verb.value == "change" and ends and not words


def _restates(clause: Clause, following: Clause) -> bool:
    """„… და [პუნქტი] ჩამოყალიბდეს შემდეგი რედაქციით“ after another verb: one change."""
    if following.verb.value != "substitute":
        return False
    if clause.verb.value not in ("change", "remove", "insert"):
        return False
    words = [t for t in following.left if t.kind not in ("mark", "conj")]
    if not words:
        return True
    return all(
        (t.kind == "unit" and t.case == "nom")
        or (t.kind == "key" and t.value in ("it", "same", "this"))
        for t in words
    )


def _renumbers_and_restates(clause: Clause, following: Clause) -> bool:
    return (
        clause.verb.value == "renumber"
        and following.verb.value == "substitute"
        and not following.left
    )


def _merged(clause: Clause, following: Clause) -> Clause:
    """One clause of the two: the unit of the first, the wording of the second."""
    verb = replace(following.verb, value="substitute")
    if clause.verb.value == "insert" and not any(
        t.kind == "phrase" for t in (*clause.left, *clause.right)
    ):
        verb = replace(following.verb, value="insert")
    tokens = [*clause.left, *clause.right]
    if verb.value == "substitute" and any(t.kind == "phrase" for t in tokens):
        tokens = _before_words(tokens)
    left = clause.left if verb.value == "insert" else tokens
    right = [*clause.right, *following.right] if verb.value == "insert" else following.right
    joined = Clause(verb, left, right)
    joined.verb = replace(verb, start=clause.verb.start, end=following.verb.end)
    return joined


def _before_words(tokens: list[Token]) -> list[Token]:
    """The citation before „სიტყვები“; its last noun counts as the unit restated."""
    at = next(i for i, t in enumerate(tokens) if t.kind == "phrase")
    return _content(tokens[:at])


def _payload_place(tokens: list[Token], text: str, line_end: int) -> tuple[int | None, int]:
    """Index of the first token of new text, and its place; ``(None, 0)`` where none follows."""
    pending, formula, attached, colon = "", False, False, False
    noun, direct = "", False
    for i, token in enumerate(tokens):
        kind = token.kind
        if kind == "verb":
            pending = token.value if token.value in ("substitute", "insert", "remove", "frame", "repeal", "change") else ""
            if pending in ("insert", "frame"):
                formula = False
            attached = colon = False
            noun, direct = "", True
            continue
        if kind == "key":
            if token.value in ("wording", "content"):
                formula = True
            if token.value == "attached":
                attached = True
            direct = False
        elif kind in ("phrase", "unit", "facet", "act", "document", "norm"):
            noun, direct = kind if kind != "unit" else "unit:" + token.value, False
            if kind == "facet" and token.value == "text":
                noun = "text"
        elif kind == "mark" and token.value in ":;-,":
            colon = colon or token.value in ":-"
            if token.value == ":" and formula and pending == "substitute" and i + 1 < len(tokens):
                following = tokens[i + 1]
                if following.kind != "quote" and following.value != "„":
                    return i, following.start
        elif kind == "quote" or (kind == "mark" and token.value == "„"):
            if _begins_payload(token, tokens[i + 1 :], pending, formula, colon, noun, direct):
                return i, token.start
            direct = False
        elif kind not in ("conj",):
            if kind in ("but",):
                pending, formula = "", False
            direct = colon = False
    if not tokens or attached or pending not in ("substitute", "insert"):
        return None, 0
    ends = text[max(0, line_end - 3) : line_end].rstrip()
    if pending == "substitute" and formula and (ends[-1:] in ":;-" or ends[-1:] not in "."):
        return len(tokens), line_end
    if pending == "insert" and ends[-1:] in (":", "-") :
        return len(tokens), line_end
    if pending == "insert" and formula and ends[-1:] not in ".;,":
        return len(tokens), line_end
    return None, 0


def _begins_payload(
    token: Token,
    rest: list[Token],
    pending: str,
    formula: bool,
    colon: bool,
    noun: str,
    direct: bool,
) -> bool:
    whole = token.kind == "quote"
    if noun == "phrase":
        return pending == "insert" and not whole
    if pending == "substitute":
        return formula or colon or direct
    if pending == "insert":
        if direct or noun in ("text", "unit:paragraph", "unit:sentence"):
            return True
        return formula or colon
    if pending in ("remove", "repeal"):
        return noun in ("unit:paragraph", "unit:sentence") and colon
    if pending in ("frame", "change"):
        return formula and colon
    return False
