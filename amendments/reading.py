"""Reading one act: lines, items, sentences, new text, and what each sentence orders.

The act is read from top to bottom once. A line's label says under which stem it stands
(:mod:`amendments.frames`); a sentence is cut into clauses (:mod:`amendments.clauses`) and each
clause goes to the rule of its verb; new text is taken out before anything reads it as an order.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import replace

from acts.petits import read_petit_line
from amendments import mentions
from amendments.act_shape import copied_labels, end_of_orders, title_act, title_alone, title_amends
from amendments.acts_cited import fold_citations
from amendments.basis import content, without_basis
from amendments.behind_new_text import refuse_behind
from amendments.bracket_words import unread_bracket
from amendments.brought_law import brings_law, day_of_law, from_law
from amendments.citation import Phrase, Target, read_phrase
from amendments.cited import Cited
from amendments.clauses import (
    Clause,
    adds_and_numbers,
    is_lead_of_change,
    one_change,
    renumbers_and_restates,
    share_new_text,
    split,
)
from amendments.drafts import Draft, NotRead, given_anew
from amendments.dropped import read_whole
from amendments.folding import Folded
from amendments.frames import Frame, beneath, enter, is_foreign, resolved, with_act_of
from amendments.left_aside import refuse_unread
from amendments.list_heads import act_of_parts, head_of_item, head_of_list, head_of_title, told_by
from amendments.list_signs import ListSigns
from amendments.numbered_text import added_before, without_its_text
from amendments.operations import Step
from amendments.outline import Line, Stack, lines_of
from amendments.own_day import PENDING, days_of, named_day, waits, without_day
from amendments.payload import Payload, find_payload
from amendments.repeal_list import items_not_read, list_below, says_attached
from amendments.resume import CERTAIN, Resumption
from amendments.rules import Order, Rule, in_list_of_changes
from amendments.rules import renumber as renumber_rule
from amendments.rules import repeal as repeal_rule
from amendments.rules import suspend as suspend_rule
from amendments.rules import units as unit_rules
from amendments.tokens import Token, tokenize
from amendments.trigger import payload_place
from amendments.verbs import ANY, STARTS, may_be_stem
from amendments.wrapping import LONE_LABEL, wrapped_to

_NEAR = 40  # characters before a sentence
# „1. „მუხლი 14. …““: a label of this act before the mark of the new text
_OWN_LABEL = re.compile(r" ?„ ?(?:მუხლი \d|თავი |\d+(?:\^\d+)? ?\.|[ა-ჰ](?:\^\d+)? ?\))")
_ANY_ACT = ("აქტი", "აქტები")  # „… ყველა სხვა კანონქვემდებარე აქტი“
RULES: dict[str, Rule] = {
    "substitute": unit_rules.substitute,
    "insert": unit_rules.insert,
    "remove": unit_rules.remove,
    "change": unit_rules.change,
    "repeal": repeal_rule.repeal,
    "renumber": renumber_rule.renumber,
    "suspend": suspend_rule.suspend,
    "resume": suspend_rule.resume,
    "limit": suspend_rule.limit,
}
_WHICH_ACT = "whether „this act“ is the amended one or the amending one is not said"


class ActReader:
    """One pass over a folded act. Results: ``drafts`` and ``left`` (clauses not read)."""

    def __init__(self, view: Folded, title: str = "") -> None:
        self.view = view
        self.text = view.text
        self.lines = lines_of(view.text)
        self.starts = [line.start for line in self.lines]
        self.end_line = end_of_orders(self.text, self.lines)
        self.copied = copied_labels(self.text, self.lines)
        if not title and self.lines:
            title = self.text[self.lines[0].start : self.lines[0].end]
        self.title = title
        self.title_amends = title_amends(title)
        self.title_act = title_act(title) if self.title_amends else None
        self.title_alone = title_alone(title) if self.title_act is None else None
        self.title_head = head_of_title(title)
        self.brings_law = brings_law(title)
        self.stack: Stack[Frame] = Stack(Frame(act=self.title_act))
        self.left: list[NotRead] = []
        self.groups: list[tuple[list[Draft], Payload | None]] = []
        self.recent: Target | None = None  # the unit last changed
        self.item_recent: Target | None = None  # the unit last cited in the same item
        self.item_steps: set[Step] = set()  # every step cited in the same item
        self.read_spans: list[tuple[int, int]] = []  # lead-ins and frames: said, not orders
        self.resumption = Resumption(self.text, self.lines, self.end_line, self.stack)
        self.lists = ListSigns(self.text, self.lines, self.end_line, self.stack)
        self.leads: list[tuple[int, int]] = []  # verbs of lists of what loses force
        self.changing: list[tuple[int, int]] = []  # lines in the list of the changes of an act
        self.orphan_left: list[int] = []
        self.orphans: list[int] = []  # groups that change an act nobody named

    # -- the pass ------------------------------------------------------------------------

    def read(self) -> None:
        self._pass(0, self.end_line)
        self._attached_list()
        self._settle_leads()
        self._settle_orphans()

    def _pass(self, index: int, stop: int) -> None:
        """Read the lines from ``index`` to ``stop``."""
        place = 0
        while index < stop:
            line = self.lines[index]
            if index in self.copied:
                index += 1
                continue
            if line.body >= line.end and self.lists.is_stray(index):
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
            if (
                index >= len(self.lines)
                or after >= self.lines[index].end
                or not self.text[after : self.lines[index].end].strip(" .;,:“")
            ):
                index += 1

    def _attached_list(self) -> None:
        """„… დადგენილებები თანდართული ნუსხის თანახმად“: the items of the list below the order."""
        told = [left for left in self.left if left.amending and says_attached(self.text, left)]
        place = list_below(self.text, self.lines, self.end_line) if len(told) == 1 else None
        if place is None:
            return
        (order,) = told
        tokens = fold_citations(tokenize(self.text, *order.source), self.view)
        clause = next(clause for clause in split(tokens) if clause.verb.value == "repeal")
        verb_span = (clause.verb.start, clause.verb.end)
        head = Frame(verb="repeal", verb_span=verb_span, since=self._own_day(clause))
        self.stack.close_for("article", "")
        self.stack.lead("arabic", replace(head, wait=self._waits(clause)))
        groups = len(self.groups)
        self.end_line, end_line = place[1], self.end_line
        self._pass(*place)
        self.end_line = end_line
        for drafts, _ in self.groups[groups:]:
            for draft in drafts:
                draft.notes.append("the attached list names it")
        said = [d.source for drafts, _ in self.groups[groups:] for d in drafts]
        said += [left.source for left in self.left]
        for item in items_not_read(self.lines, place, said):
            self.left.append(NotRead(item, "an item of the attached list is not read", True))
        self.left.remove(order)
        self.read_spans.append(order.source)

    def _settle_leads(self) -> None:
        """„ძალადაკარგულად გამოცხადდეს:“ below which nothing is read orders what is not known."""
        said = [d.source[0] for drafts, _ in self.groups for d in drafts]
        said = sorted([*said, *(left.source[0] for left in self.left)])
        for at, (start, end) in enumerate(self.leads):
            until = self.leads[at + 1][0] if at + 1 < len(self.leads) else len(self.text)
            if bisect_left(said, start) == bisect_left(said, until):
                self.left.append(NotRead((start, end), "an item of the list is not read", True))

    def _settle_orphans(self) -> None:
        """Changes of an act that is not named: real where new text says so, else only a norm.

        Copies lose the first instruction with the act's name; what follows it still orders.
        """
        if any(payload is not None for _, payload in self.groups):
            for at in self.orphan_left:
                self.left[at] = replace(self.left[at], amending=True)
            return
        for at in reversed(self.orphans):
            drafts, _ = self.groups.pop(at)
            if drafts:
                cites = mentions.cites_act(self.text, drafts[0].source)
                self.left.append(NotRead(drafts[0].source, "no act is named", cites))

    def _enter(self, line: Line) -> int:
        """Open the level of the line's label; where its words begin."""
        if not line.label or line.label in ("heading", "dash"):
            return line.body if line.label == "dash" else line.start
        self.item_recent = None
        self.item_steps = set()
        self.stack.close_for(line.label, line.value)
        self.stack.push(line.label, line.value, self.stack.top)
        return line.body

    def _sentence(self, index: int, begin: int) -> int | None:
        """Read the rest of a line from ``begin``; where reading goes on, None: the next line."""
        line = self.lines[index]
        self.resumption.dashed = line.label == "dash"
        listed = self.stack.top.verb == "repeal" and (
            line.label not in ("", "article", "heading") or self.stack.plain_lead
        )
        if listed and LONE_LABEL.fullmatch(self.text, begin, line.end):
            begin = line.end
        if begin >= line.end and not listed:
            return None
        if self.stack.top.verb and read_petit_line(self.view.cut(line.start, line.end)):
            return None  # the note below a list that says who changed it
        last = wrapped_to(self.text, self.lines, index, self.end_line, listed)
        if last > index:
            line = replace(line, end=self.lines[last].end)
        if begin >= line.end:
            return None
        if self.stack.top.amending:
            self.changing.append((begin, line.end))
        has_verb = ANY.search(self.text, begin, line.end) is not None
        inherits = bool(self.stack.top.verb) and (
            line.label not in ("", "article") or self.stack.plain_lead
        )
        if not has_verb and not inherits and not may_be_stem(self.text, begin, line.end):
            return None
        tokens = tokenize(self.text, begin, line.end)
        cut, where = payload_place(tokens, self.text, line.end)
        payload = None
        after: int | None = None
        if cut is not None:
            tokens = tokens[:cut]
            start = where
            at = bisect_right(self.starts, start) - 1
            if start >= line.end:
                at = last + 1
                if at >= len(self.lines) or self.resumption.strength(at) == CERTAIN:
                    start = -1
                else:
                    start = self.lines[at].start
                    if _OWN_LABEL.match(self.text, self.lines[at].body):
                        start = self.lines[at].body
                    if self.text[start] == " ":
                        start += 1
            if start >= 0:
                quoted = self.text[start] == "„"
                payload = find_payload(
                    self.text,
                    self.lines,
                    at,
                    start,
                    lambda i: self.resumption.strength(i, quoted),
                    self.resumption.inline,
                )
                after = payload.after
        self._orders(fold_citations(tokens, self.view), payload, line, inherits)
        for drafts, given in self.groups[-2:]:
            if payload is not None and given is payload:
                refuse_behind(self.text, drafts, payload)
        if after is None and last > index:
            return line.end
        return after

    # -- what a sentence orders ------------------------------------------------------------

    def _orders(
        self, tokens: list[Token], payload: Payload | None, line: Line, inherits: bool
    ) -> None:
        frame = self.stack.top
        tokens = without_basis(tokens)
        clauses = split(tokens)
        if not clauses:
            if inherits and tokens and STARTS.search(self.text, tokens[0].start, tokens[-1].end):
                self.stack.close_lead("")
            elif inherits and tokens:
                words = content(tokens)
                start = words[0].start if words else tokens[0].start
                parts_of = self._act_of_parts(words, line)
                if parts_of is not None:
                    self.stack.replace_top(replace(frame, act=parts_of, document=None, steps=((),)))
                    return
                clause = Clause(Token("verb", start, start, frame.verb), left=words)
                head = self.text[line.body : line.end] if self.lists.ends_open(line) else ""
                headed = head_of_item(clause, head, self.view, frame) if head else None
                if headed is not None:
                    self.stack.replace_top(headed)
                    return
                before = len(self.left)
                if mentions.names_something(clause.left) and self._run(clause, frame, payload, []):
                    return
                if frame.verb == "repeal" and len(self.left) > before and mentions.names_act(words):
                    self.left[-1] = replace(self.left[-1], amending=True)
                elif self.stack.plain_lead:
                    self._close_unread(tokens)
                elif not mentions.names_something(words) and any(
                    mentions.is_named_act(t) or t.value in _ANY_ACT for t in words
                ):
                    source = (words[0].start, words[-1].end)
                    self.left.append(NotRead(source, "an item of the list is not read", True))
            self._stem(tokens, frame, line)
            return
        done: list[Draft] = []
        position, self.unread = 0, False
        while position < len(clauses):
            clause = clauses[position]
            following = clauses[position + 1] if position + 1 < len(clauses) else None
            is_last = position + 1 == len(clauses)
            if clause.verb.value == "frame":
                frame = self._frame(clause, frame, payload if is_last else None)
                self.stack.replace_top(frame)
            elif following is not None and (both := one_change(clause, following)) is not None:
                self._run(both, frame, payload if position + 2 == len(clauses) else None, done)
                position += 1
            elif position + 2 == len(clauses) and payload and adds_and_numbers(clause, clauses[-1]):
                self._run(clause, frame, payload, done)
                self._run(clauses[-1], frame, None, done)
                position += 1
            elif position + 2 == len(clauses) and payload and share_new_text(clause, clauses[-1]):
                self._share(clause, clauses[-1], frame, payload, done)
                position += 1
            elif following is not None and renumbers_and_restates(clause, following):
                if self._run(clause, frame, None, done):
                    self._restate(done, following, payload)
                position += 1
            elif is_last and payload is None and is_lead_of_change(clause, self.lists.opens(line)):
                if self.text[clause.end : line.end].endswith(":"):
                    self.read_spans.append((clause.start, line.end))
                self._stem(clause.left or clause.right, frame, line)
            elif is_last and payload is None and self.lists.leads(clause, line):
                self._lead_in(clause, frame)
            else:
                self._run(clause, frame, payload if is_last else None, done)
                frame = with_act_of(frame, done)
            position += 1

    def _act_of_parts(self, words: list[Token], line: Line) -> Cited | None:
        """The act of an item whose parts the items below name: „3. „…“ 1996 წლის … კანონი:“."""
        at = bisect_right(self.starts, max(line.start, line.end - 1))
        if at >= self.end_line or not self.lists.ends_open(line):
            return None
        below = self.lines[at]
        parts = below.label not in ("", "article", "heading", line.label)
        return act_of_parts(words, below, self.view) if parts else None

    def _close_unread(self, tokens: list[Token]) -> None:
        """End a list of plain lines; where the first of them is not read, the list is refused."""
        lead = self.stack.top
        self.stack.close_lead("")
        nothing = not any(d.source[0] > lead.verb_span[0] for g, _ in self.groups[-1:] for d in g)
        unread = not STARTS.search(self.text, tokens[0].start, tokens[-1].end)
        if lead.verb == "repeal" and nothing and unread:
            self.left.append(NotRead(lead.verb_span, "an item of the list is not read", True))

    def _run(
        self, clause: Clause, frame: Frame, payload: Payload | None, done: list[Draft]
    ) -> bool:
        left, right = (
            read_phrase(without_day(tokens, self.text), self.view)
            for tokens in (clause.left, clause.right)
        )
        recent = done[-1].target if done else self.recent
        for phrase in (left, right):
            for found in (phrase.anchor, phrase.targets):
                spoken = frozenset(self.item_steps)
                for at, cited in enumerate(found):
                    nearest = beneath(frame, found[at - 1]) if at else recent
                    found[at] = resolved(cited, frame, nearest, self.item_recent, spoken)
                self.item_steps.update(step for t in found for step in beneath(frame, t).steps)
                if found:
                    recent = self.item_recent = beneath(frame, found[-1])
        before = done
        if clause.verb.value == "renumber" and not done:
            before = added_before(self.text, self.groups, clause.start)
        given = payload is not None
        order = Order(self.view, clause, left, right, frame, given, before, self.unread)
        self.unread = False
        result = read_whole(RULES[clause.verb.value], order)
        if isinstance(result, NotRead) and clause.verb.value == "renumber":
            without_its_text(before)
        day = self._own_day(clause)
        days = days_of(clause)
        wait = "" if day or days else self._waits(clause)
        day = day or (None if wait else frame.since)
        wait = wait or ("" if day or days else frame.wait)
        note = f"{PENDING}{wait}" if wait else ""
        if not isinstance(result, NotRead):
            result = self._acceptable(order, result)
        if isinstance(result, NotRead):
            in_context = frame.act is not None or frame.amending or self.title_amends
            in_context = in_context or clause.verb.value == "repeal"
            in_context |= suspend_rule.of_document(order)
            in_context |= result.target is not None and is_foreign(result.target)
            if not result.amending and in_list_of_changes(order):
                result = replace(result, amending=True)
            if result.amending and not in_context:
                self.orphan_left.append(len(self.left))
            in_context &= result.amending
            self.left.append(replace(result, amending=in_context, valid_from=day, note=note))
            self.unread = True
            return False
        for draft in result:
            draft.target = told_by((frame.issuer, frame.kind), draft.target)
            if draft.action == "repeal-act":
                draft.target = told_by(self.title_head, draft.target)
            draft.valid_from = day
            if len(days) > 1:  # „მე-6 მუხლი 1998 წლის …-დან, ხოლო მე-4 მუხლი …“
                own = next((d for at, d in days if at >= draft.target.end), None)
                draft.valid_from = own
                if own is None:
                    draft.refusal = ("not-understood", "which of the days is meant is not clear")
            draft.note = note or draft.note
            if frame.limit:
                why = f"the head of the item limits what is changed: „{frame.limit[:80]}“"
                draft.refusal = ("not-understood", why)
            refuse_unread(clause, draft, self.view, waits=bool(wait))
        done.extend(result)
        if result:
            self.recent = result[-1].target
        self.groups.append((result, payload))
        return True

    def _share(
        self, clause: Clause, last: Clause, frame: Frame, payload: Payload, done: list[Draft]
    ) -> None:
        """Two orders of one new text: each takes its part of it, or neither is carried out."""
        first = len(self.groups)
        for order in (clause, last):
            self._run(order, frame, payload, done)
        made = [draft for drafts, _ in self.groups[first:] for draft in drafts]
        if len(self.groups) - first == 1:
            for draft in made:
                draft.refusal = ("not-understood", "the new text is shared with an unread order")
        self.groups[first:] = [(made, payload)] if made else []

    def _waits(self, clause: Clause) -> str:
        """The event after which the order of a clause takes effect."""
        words = self.text[clause.start : max(clause.end, clause.verb.end)]
        before = self.text[max(0, clause.start - _NEAR) : clause.start]
        return (from_law(words) if self.brings_law else "") or waits(words, before, self.title)

    def _own_day(self, clause: Clause) -> str | None:
        """The day an order names for itself, or that of the law this act brings into force."""
        day = named_day(clause)
        tied = self.brings_law and day is None and clause.verb.value == "repeal"
        words = self.text[clause.start : max(clause.end, clause.verb.end)] if tied else ""
        return day_of_law(self.text) if words and from_law(words) else day

    def _acceptable(self, order: Order, drafts: list[Draft]) -> list[Draft] | NotRead:
        """The drafts, unless they change this very act or no act is named anywhere."""
        if order.conditional and not order.payload:
            return NotRead(order.source, "a condition of a norm, not an order", False)
        if any(d.target.act is not None and d.target.act.own for d in drafts):
            if not order.payload and order.frame.amending:
                return NotRead(order.source, _WHICH_ACT, True, drafts[0].target)
            if order.payload:
                for draft in drafts:
                    draft.target = replace(draft.target, act=order.frame.act)
                return drafts
            return NotRead(order.source, "the act speaks of itself", True, drafts[0].target)
        named = any(is_foreign(draft.target) for draft in drafts)
        sure = order.clause.verb.value in ("substitute", "insert", "remove", "repeal") and any(
            number for draft in drafts for _, number in draft.target.steps
        )
        if not named and not (order.frame.amending or self.title_amends or sure):
            self.orphans.append(len(self.groups))
        return drafts

    def _restate(self, done: list[Draft], clause: Clause, payload: Payload | None) -> None:
        """„… პირველ პუნქტად ჩაითვალოს და ჩამოყალიბდეს“: the unit in its new place given anew."""
        place, taken = (clause.start, clause.end), payload is not None
        self.groups.append((given_anew(done, place, takes_payload=taken), payload))

    def _stem(self, tokens: list[Token], frame: Frame, line: Line) -> None:
        phrase = read_phrase(tokens, self.view)
        if phrase.unknown or not (phrase.targets or phrase.act):
            return
        entered = enter(frame, phrase.targets, phrase.act)
        limit = unread_bracket(tokens, self.view, whole_act=False)
        lists = phrase.act is not None and not phrase.act.local and self.lists.ends_open(line)
        amending = entered.amending or lists  # „„…“ კანონის:“ opens the list of its changes
        entered = replace(entered, amending=amending, limit=limit or entered.limit)
        self.stack.replace_top(entered)

    def _frame(self, clause: Clause, frame: Frame, payload: Payload | None) -> Frame:
        """„X-ში შეტანილ იქნეს შემდეგი ცვლილება“."""
        left, right = read_phrase(clause.left, self.view), read_phrase(clause.right, self.view)
        keys, place = left.keys | right.keys, (clause.start, clause.end)
        act = mentions.first_act(left, right)
        if "amendment" not in keys and (act is None or act.local):
            cited = [t for t in (*left.targets, *right.targets) if any(n for _, n in t.steps)]
            why, changes = "nothing of an act is cited", frame.amending and bool(cited)
            self.left.append(NotRead(place, why, changes, target=next(iter(cited), None)))
            return frame
        self.read_spans.append(place)
        targets = [
            t for t in (*left.targets, *right.targets) if t.case in ("loc", "dat", "gen", "on")
        ]
        cited = [t for t in targets if t.act is not None and not t.steps and not t.document]
        if payload is not None:
            self.left.append(NotRead(place, "an amendment without a verb of its own", True))
        inner = [t for t in targets if t not in cited and mentions.belongs(t, act)]
        if act is not None and act.local and act.document is None and not inner:
            return replace(frame, amending=True)
        entered = enter(replace(frame, amending=True), inner, act)
        limit = unread_bracket([*clause.left, *clause.right], self.view, whole_act=False)
        return replace(entered, amending=True, limit=limit)

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
        day = self._own_day(clause) or frame.since
        lead = replace(entered, verb=clause.verb.value, verb_span=verb_span, since=day)
        issuer, kind = head_of_list(clause, self.view)
        tokens, acts = [*clause.left, *clause.right], clause.verb.value == "repeal"
        limit = unread_bracket(tokens, self.view, whole_act=acts)
        lead = replace(lead, wait=self._waits(clause), issuer=issuer, kind=kind, limit=limit)
        if self.text.startswith("ძალა", clause.verb.start):
            self.leads.append(verb_span)
        self.stack.lead(items, lead)
