"""From drafts to operations: new text cut for each unit, numbers checked, acts numbered."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from amendments import parts
from amendments.broken_words import whole
from amendments.citation import NOT_TOLD, WHOSE, Target, settle_document
from amendments.cited import Cited
from amendments.drafts import Draft, NotRead
from amendments.extent import doubt_of, with_marked_label, with_own_end
from amendments.folding import Folded
from amendments.levels import NESTED, OUTER
from amendments.lexicon import OF_NORM
from amendments.operations import AmendedAct, Operation, Refusal, Span
from amendments.ordinals import LAST
from amendments.payload import Payload
from amendments.same_act import (
    completed,
    only_place,
    same_act,
    same_number,
    told_apart,
    told_before,
)
from amendments.sharing import refused, shares, whole_or_none
from amendments.table_parts import ROW_OR_COLUMN, shows_row

_WHOLE = ("substitute", "insert", "repeal", "renumber")
_CHECKED = frozenset({"article", "point", "subpoint"})
_NAMES_ACT = re.compile(r"კანონ|კოდექს|ბრძანებ|დადგენილებ|განკარგულებ|გადაწყვეტილებ")
_LAST_COUNTED = frozenset({"paragraph", "sentence"})
_INNER = frozenset({"point", "subpoint", "paragraph", "sentence", "note"})
_AMENDS = re.compile(r"(?:ცვლილებ|დამატებ)[ა-ჰ]+(?: და (?:ცვლილებ|დამატებ)[ა-ჰ]+)? შეტანის")
_NAMES_SEVERAL = re.compile(r"№ ?\d[\d/-]*[ა-ჰ]?[“” ]*$")
# „… კანონის მე-2 მუხლის „დ“ ქვეპუნქტი და „… შესახებ“: two acts under one title
_HOLDS_UNIT = re.compile(r"(?:მუხლის|პუნქტის) [^\n]{0,40}(?:პუნქტი|ნაწილი|აბზაცი)(?![ა-ჰ])")
_CITES_UNIT = re.compile(r"(?:მე ?- ?\d+|\d+ ?- ?ე|პირველი) (?:მუხლ|პუნქტ|ნაწილ)")
_UNSAID = {
    NOT_TOLD: "the place is named in words that are not read",
    NESTED: "whether the subpoint stands in the one before it or beside it is not said",
    ROW_OR_COLUMN: "„გრაფა“ may be a row or a column, which is not said",
}
_NO_NAME = re.compile(
    r"(?<![ა-ჰ])(?:მუხლ|ნაწილში|პუნქტში|სიტყვ(?:ა|ებ)[ა-ჰ]* )"
    r"|(?:დამტკიცების|შეტანის) (?:შესახებ|თაობაზე)[“ .]*$"
)
# „განკარგულება ჩამოყალიბდეს“, „კოდექსი მიღებულ იქნეს ახალი რედაქციით“: the act itself
_ACT_ANEW = re.compile(
    r"(?<![ა-ჰ])(?:კანონი|კოდექსი|კონსტიტუცია|დადგენილება|განკარგულება|ბრძანებულება|ბრძანება|"
    r"დეკრეტი|გადაწყვეტილება|რეზოლუცია)(?![ა-ჰ])"
)
# „„1. … მათ შორის:“; / „1.3 …;“: pieces of one unit, of which what stands between is not told
_PIECES = re.compile(r"“ ?[;,.]? ?\n ?„ ?(?:\d+(?:[.^]\d+)*(?: ?[.)]| )|[ა-ჰ](?:\^\d+)? ?\))")


class Builder:
    """Collects operations and the acts they amend, numbering both in order of mention."""

    def __init__(
        self, view: Folded, title_acts: Sequence[Cited] = (), title_alone: Cited | None = None
    ) -> None:
        self.view = view
        self.title_acts = title_acts  # those that the title of the act names in full
        self.title_alone = title_alone  # what is known of the act where no order names it
        self._cited: list[Cited] = []
        self.operations: list[Operation] = []

    def act(self, cited: Cited | None) -> int:
        """The ``ref`` of a cited act; one citation may say more of it than another."""
        if cited is None or not any((*cited.particulars, cited.registration_code)):
            cited = self.title_alone or Cited("", "")
        if cited.issuer:
            cited = replace(cited, issuer=whole(cited.issuer, self.view.text))
        for named in self.title_acts:
            if same_act(cited, named) or same_number(cited, named):
                cited = replace(completed(cited, named), date=cited.date or named.date)
                if only_place(cited.issuer, named.issuer):
                    cited = replace(cited, issuer=named.issuer)
        alike = [known for known in self._cited if told_before(known, cited)]
        if len(alike) == 1:
            return self._cited.index(alike[0]) + 1
        for ref, known in enumerate(self._cited, 1):
            if same_act(known, cited):
                self._cited[ref - 1] = completed(known, cited)
                return ref
        self._cited.append(cited)
        return len(self._cited)

    @property
    def acts(self) -> list[AmendedAct]:
        """The amended acts in order of mention."""
        return [
            AmendedAct(
                ref,
                cited.title,
                cited.kind or None,
                cited.issuer,
                cited.date,
                cited.number,
                cited.registration_code,
                cited.publication,
            )
            for ref, cited in enumerate(self._cited, 1)
        ]

    def span(self, start: int, end: int) -> Span:
        first, last = self.view.span(start, end)
        return Span(first, last, self.view.source[first:last])

    def add(self, drafts: list[Draft], payload: Payload | None) -> None:
        """The operations of one clause."""
        for draft in drafts:
            draft.target = settle_document(draft.target, changed=draft.action in _WHOLE)
        takers = [draft for draft in drafts if draft.takes_payload]
        if payload is not None and takers:
            self._share(drafts, takers, payload)
            for draft in drafts:
                _settle_row(draft, self.view.text)
        first = len(self.operations)
        for draft in drafts:
            self._emit(draft)
        if payload is not None and sum(draft.takes_payload for draft in drafts) > 1:
            self.operations[first:] = whole_or_none(self.operations[first:])

    def _share(self, drafts: list[Draft], takers: list[Draft], payload: Payload) -> None:
        if payload.doubt:
            for draft in takers:
                draft.refusal = ("ambiguous-quotes", payload.doubt)
            return
        if any(draft.target.open_range for draft in takers):
            if not self._open_range(drafts, takers, payload):
                return
            takers = [draft for draft in drafts if draft.takes_payload]
        if len(takers) == 1:
            self._single(takers[0], payload)
            return
        if all(draft.action in ("repeal", "insert-text") for draft in takers):
            for draft in takers:
                draft.new = (payload.start, payload.end)
            return
        cut = shares(self.view, takers, payload)
        if isinstance(cut, str):
            for draft in takers:
                draft.refusal = ("ambiguous-quotes", cut)
            return
        for draft, new in zip(takers, cut, strict=True):
            draft.new = new
            if not draft.target.doubt.startswith(OUTER):
                draft.target = replace(draft.target, doubt="")

    def _open_range(self, drafts: list[Draft], takers: list[Draft], payload: Payload) -> bool:
        """„პირველი–მე-2^1 პუნქტები“: the new text says which numbers the range holds."""
        first = takers[0].target.open_range or ("", "")
        kind = takers[-1].target.steps[-1][0]
        numbers = parts.listed(self.view, payload.start, payload.end, kind, *first)
        if numbers is None:
            for draft in takers:
                draft.refusal = (
                    "ambiguous-target",
                    f"the range {first[0]}–{first[1]} is not listed",
                )
            return False
        pattern = takers[0]
        for draft in takers:
            drafts.remove(draft)
        prefix = pattern.target.steps[:-1]
        drafts.extend(
            replace(pattern, target=replace(pattern.target, steps=(*prefix, step), open_range=None))
            for step in numbers
        )
        return True

    def _single(self, draft: Draft, payload: Payload) -> None:
        if draft.action == "repeal":
            unnumbered = bool(draft.target.steps) and draft.target.steps[-1][1] is None
            draft.old = (payload.start, payload.end) if unnumbered else None
            return
        draft.new = (payload.start, payload.end)
        if _PIECES.search(self.view.text, payload.start, payload.end):
            why = "the new text stands in several pairs of marks, each with a number of its own"
            draft.refusal = ("ambiguous-quotes", why)
            return
        target = draft.target
        if not target.steps or draft.action == "insert-text":
            return
        kind, number = target.steps[-1]
        printed = parts.label_at(self.view.text, payload.start, kind)
        if number is None and kind in ("article", "point", "subpoint", "chapter") and printed:
            draft.target = replace(target, steps=(*target.steps[:-1], (kind, printed)))
            return
        if target.doubt and printed and not target.doubt.startswith(OUTER):
            self._settle_number(draft, printed)
            return
        if self._gives_parent(draft, payload, printed):
            return
        heading = parts.label_at(self.view.text, payload.start, "article")
        if heading and kind in _INNER and target.facet == "unit":
            draft.refusal = (
                "different-kind",
                f"the new text of a {kind} begins with the heading of article {heading}",
            )
            return
        if (
            kind in _CHECKED
            and target.facet == "unit"
            and printed is not None
            and not parts.same_number(printed, number)
            and _plain(printed) == _plain(number)
        ):
            return
        other_series = printed and number and _series(printed) != _series(number)
        if kind == "subpoint" and target.facet == "unit" and printed and other_series:
            draft.refusal = (
                "different-kind",
                f"the new text carries the number {printed}, of another series than the one named",
            )
            return
        if (
            kind in ("article", "subpoint")
            and target.facet == "unit"
            and printed is not None
            and number is not None
            and not parts.same_number(printed, number)
            and _series(printed) == _series(number)
        ):
            draft.refusal = (
                "different-kind",
                f"the new text carries the number {printed}, the order names {number}",
            )

    def _gives_parent(self, draft: Draft, payload: Payload, printed: str | None) -> bool:
        """„მე-2 პუნქტს დაემატოს „ე“ ქვეპუნქტი და ჩამოყალიბდეს …: „2. …““: the point given anew."""
        steps = draft.target.steps
        if draft.action != "insert" or len(steps) < 2 or steps[-1][0] != "subpoint":
            return False
        kind, number = steps[-2]
        whole = parts.label_at(self.view.text, payload.start, kind)
        if not parts.same_number(whole, number) or parts.same_number(printed, steps[-1][1]):
            return False
        draft.action, draft.position = "substitute", None
        draft.target = replace(draft.target, steps=steps[:-1])
        draft.notes.append(f"the {kind} is given anew with the added unit in it")
        return True

    def _settle_number(self, draft: Draft, printed: str) -> None:
        """A number that can be read in two ways is the one its new text carries."""
        target = draft.target
        kind, _ = target.steps[-1]
        if printed in target.doubt.split("|"):
            draft.target = replace(target, steps=(*target.steps[:-1], (kind, printed)), doubt="")

    def _told_otherwise(self, cited: Cited) -> bool:
        """Whether the title of this act names the cited one by another number, and no such two."""
        apart = any(told_apart(cited, named) for named in self.title_acts)
        return apart and not any(cited.number == named.number for named in self.title_acts)

    def _emit(self, draft: Draft) -> None:
        target = draft.target
        refusal = draft.refusal
        if refusal is None and target.doubt == WHOSE:
            refusal = ("ambiguous-target", f"whose {target.facet} is not said")
        elif refusal is None and target.doubt in _UNSAID:
            refusal = ("ambiguous-target", _UNSAID[target.doubt])
        elif refusal is None and target.norm and not _of_words(draft):
            refusal = ("ambiguous-target", "a part of a norm is named, which is no unit of the act")
        elif refusal is None and target.doubt:
            first, _, second = target.doubt.removeprefix(OUTER).partition("|")
            refusal = ("ambiguous-target", f"the number may be {first} or {second}")
        act = self.act(target.act)
        refusal = refusal or _unfit(draft, self._cited[act - 1])
        if refusal is None and _gives_whole(draft):
            said = self.view.text[slice(*draft.source)]
            if not _ACT_ANEW.search(said):
                refusal = ("not-understood", "what is given anew is not said")
        if refusal is None and self._told_otherwise(self._cited[act - 1]):
            refusal = ("ambiguous-target", "the title of this act gives the act another number")
        if refusal is None and draft.new is not None and draft.takes_payload:
            amending = _AMENDS.search(self._cited[act - 1].title or "") is not None
            if amending:
                draft.new = with_own_end(self.view.text, *draft.new)
            text_at, draft.new = with_marked_label(self.view.text, *draft.new, target.steps)
            doubt = doubt_of(self.view.text, text_at, draft.new[1], of_amending_act=amending)
            refusal = ("ambiguous-quotes", doubt) if doubt else None
        if refusal is None and any(n is None and k in _CHECKED for k, n in target.steps[:-1]):
            refusal = ("ambiguous-target", "a unit on the way to the one changed has no number")
        if self._cited[act - 1] == self.title_alone:
            draft.notes.append("the act is known by the title of this act alone")
        new_text = old_text = None
        new_span = old_span = None
        if draft.new is not None and refusal is None:
            new_span = self._span_only(draft.new)
            new_text = self.view.source[new_span.start : new_span.end]
        if draft.old is not None:
            old_span = self._span_only(draft.old)
            old_text = self.view.source[old_span.start : old_span.end].strip()
        if target.norm:
            draft.notes.insert(0, OF_NORM + target.norm)
        note = "; ".join([*draft.notes, *([draft.note] if draft.note else [])]) or None
        if (
            draft.takes_payload is False
            and draft.action in ("substitute", "insert")
            and draft.new is None
        ):
            if note is None or not any(said in note for said in ("attached", "not in the text")):
                note = "; ".join([*([note] if note else []), "the new wording is not in the text"])
            if refusal is None and "attached" not in note and target.facet != "annex":
                refusal = ("payload-missing", "neither the new wording nor an annex is announced")
        self.operations.append(
            Operation(
                n=len(self.operations) + 1,
                act=act,
                action=draft.action,
                units=target.steps,
                source=self.span(*draft.source),
                document=target.document,
                facet=target.facet,  # type: ignore[arg-type]
                old_text=old_text,
                new_text=new_text,
                new_units=draft.new_units,
                position=draft.position,
                occurrence=draft.occurrence,
                old_text_source=old_span,
                new_text_source=new_span,
                status="refused" if refusal else "understood",
                refusal=Refusal(*refusal) if refusal else None,
                valid_from=draft.valid_from,
                note=note,
            )
        )

    def settle_roots(self) -> None:
        """A point without its article, in an act whose other changes name articles, is not sure."""
        rooted = {
            (op.act, op.document)
            for op in self.operations
            if op.units and op.units[0][0] == "article" and op.status == "understood"
        }
        for place, op in enumerate(self.operations):
            unrooted = (
                op.status == "understood"
                and op.units
                and op.units[0][0] in ("point", "subpoint", "paragraph", "sentence")
            )
            within = any(act == op.act and document for act, document in rooted)
            lost = op.document is None and within and not _NAMES_ACT.search(op.source.quote)
            if unrooted and ((op.act, op.document) in rooted or lost):
                refusal = Refusal(
                    "ambiguous-target", "no article is named, as it is elsewhere here"
                )
                self.operations[place] = refused(op, refusal)

    def _span_only(self, place: tuple[int, int]) -> Span:
        start, end = self.view.span(*place)
        return Span(start, end)

    def refuse(self, left: NotRead) -> None:
        """An amending clause no rule read."""
        target = left.target or Target()
        self.operations.append(
            Operation(
                n=len(self.operations) + 1,
                act=self.act(target.act),
                action="other",
                units=target.steps,
                source=self.span(*left.source),
                document=target.document,
                status="refused",
                refusal=Refusal("not-understood", left.why),
                valid_from=left.valid_from,
                note=left.note or None,
            )
        )


def _settle_row(draft: Draft, text: str) -> None:
    """„გრაფა №13“ whose new text begins with its number is a row."""
    target = draft.target
    if target.doubt != ROW_OR_COLUMN or draft.new is None or target.steps[-1][0] != "row":
        return
    if shows_row(text[slice(*draft.new)], target.steps[-1][1]):
        draft.target = replace(target, doubt="")


def _gives_whole(draft: Draft) -> bool:
    """Whether an order gives a whole act anew, and not what it approved."""
    target = draft.target
    return (
        draft.action == "substitute"
        and target.facet == "unit"
        and not target.steps
        and target.document is None
    )


def _unfit(draft: Draft, act: Cited) -> tuple[str, str] | None:
    """Why a change is not certain enough to be carried out: no act, no unit, no number."""
    target = draft.target
    if draft.action == "repeal-act" and not _identified(act):
        return "act-not-identified", "neither the date nor the title of the act is given"
    if not (act.title or act.date or act.number or act.registration_code):
        return "act-not-identified", "no act is named, nor does the title of this act name one"
    if _last_in_doubt(draft):
        return "ambiguous-target", "the last of the units is named, not its number"
    unnumbered = [kind for kind, number in target.steps if number is None]
    if draft.action in ("substitute", "repeal", "insert") and target.facet == "unit":
        inner = target.steps[-1:] if draft.old is None else ()
        if any(kind in _CHECKED and number is None for kind, number in inner):
            return "ambiguous-target", f"the {target.steps[-1][0]} is named without its number"
    if any(kind in _CHECKED for kind in unnumbered) and target.steps[-1][1] is not None:
        return "ambiguous-target", f"the {unnumbered[0]} is named without its number"
    if _CITES_UNIT.match(act.title or ""):
        return "act-not-identified", "what stands for the title of the act begins with a unit"
    if _HOLDS_UNIT.search(act.title or ""):
        return "act-not-identified", "what stands for the title holds a unit of another act"
    if _NAMES_SEVERAL.search(act.title or ""):
        return "act-not-identified", "what stands for the title holds the number of another act"
    if _NO_NAME.search(target.document or ""):
        return "not-understood", "what stands for the name of the document is none"
    return None


def _of_words(draft: Draft) -> bool:
    """Whether an order names the words it changes, or beside which new ones stand."""
    if draft.action not in ("substitute-text", "repeal-text", "insert-text"):
        return False
    return draft.old is not None or not (draft.position or {"end": True}).get("end")


def _last_in_doubt(draft: Draft) -> bool:
    """Whether „the last“ does not tell the unit: what counts only by its place is told so, and
    where words stand that change; a new unit, and one with a number of its own, is not."""
    steps = draft.target.steps
    if all(number != LAST for _, number in steps):
        return False
    words = draft.action.endswith("-text")
    counted = draft.action in ("substitute", "repeal") and steps[-1][0] in _LAST_COUNTED
    alone = all(number != LAST for _, number in steps[:-1])
    return not (alone and (words or (counted and draft.target.facet == "unit")))


def _identified(cited: Cited) -> bool:
    """Whether an act can be told from others: by its title, or by number and date."""
    return bool(cited.title) or bool(
        cited.date and (cited.number or cited.issuer or cited.publication)
    )


def _series(number: str) -> str:
    return "digits" if number[:1].isdigit() else "letters"


def _plain(number: str | None) -> str:
    return (number or "").replace("^", "").strip(".)")
