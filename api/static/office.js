// What plain forms cannot do: keys, places cut from a text, a look while typing, a warning in time.
// Every page works without this file; the keys and the selection are shortcuts to its forms.
"use strict";

const inField = (target) => target.matches("input, select, textarea, [contenteditable]");

// The names of a key: what it types and, under a Georgian layout, the Latin letter printed on it.
function named(event) {
  const letter = /^Key([A-Z])$/.exec(event.code)?.[1];
  if (!letter || event.key.charCodeAt(0) < 128) return [event.key];
  return [event.key, event.shiftKey ? letter : letter.toLowerCase()];
}

function keyboard() {
  const steps = document.getElementById("step-keys");
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || inField(event.target)) return;
    const names = named(event);
    const found = (attribute) =>
      names.map((key) => document.querySelector(`[${attribute}="${CSS.escape(key)}"]`)).find(Boolean);
    const button = found("data-key");
    if (button) { event.preventDefault(); button.click(); return; }
    const box = found("data-open-key");
    if (box) {
      event.preventDefault();
      box.open = true;
      box.querySelector("select, textarea, input:not([type=hidden])")?.focus();
      return;
    }
    if (!steps) return;
    const ways = { [steps.dataset.next]: 1, [steps.dataset.previous]: -1 };
    const step = ways[names.find((key) => key in ways)];
    const links = [...document.querySelectorAll(".ops ol a")];
    const here = links.findIndex((link) => link.getAttribute("aria-current"));
    if (step && links[here + step]) { event.preventDefault(); links[here + step].click(); }
  });
}

// Offsets are counted in characters as the server counts them, not in UTF-16 units.
const length = (text) => Array.from(text).length;

// A place is selected in the act as it is shown, or (with the keyboard) in the form's own copy.
function selected(form) {
  const act = document.getElementById("act");
  const drawn = getSelection();
  if (act && drawn.rangeCount && !drawn.isCollapsed) {
    const range = drawn.getRangeAt(0);
    if (act.contains(range.startContainer) && act.contains(range.endContainer)) {
      const before = document.createRange();
      before.selectNodeContents(act);
      before.setEnd(range.startContainer, range.startOffset);
      const start = Number(act.dataset.base) + length(before.toString());
      return { start, words: range.toString() };
    }
  }
  const source = form.querySelector("textarea.source");
  const [from, to] = [source.selectionStart, source.selectionEnd];
  const start = Number(source.dataset.base) + length(source.value.slice(0, from));
  return { start, words: source.value.slice(from, to), source };
}

// A field that cannot be written in would have no caret for the keyboard to select with.
function withCaret(source) {
  source.readOnly = false;
  source.setAttribute("aria-readonly", "true");
  for (const kind of ["beforeinput", "drop"]) {
    source.addEventListener(kind, (event) => event.preventDefault());
  }
}

function cutting() {
  document.querySelectorAll("textarea.source").forEach(withCaret);
  for (const button of document.querySelectorAll("[data-cut]")) {
    button.addEventListener("mousedown", (event) => event.preventDefault()); // keep what is selected
    button.addEventListener("click", () => {
      const form = button.closest("form");
      const shown = form.querySelector(`[data-cut-shown="${button.dataset.cut}"]`);
      const { start, words, source } = selected(form);
      if (!words) { shown.textContent = "…"; source?.focus(); return; }
      form.elements[`${button.dataset.cut}_start`].value = start;
      form.elements[`${button.dataset.cut}_end`].value = start + length(words);
      shown.textContent = words.length > 120 ? `${words.slice(0, 120)}…` : words;
      getSelection().removeAllRanges();
    });
  }
}

function lookWhileTyping() {
  const form = document.getElementById("editor");
  if (!form) return;
  let timer = 0;
  form.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(async () => {
      const data = new FormData();
      for (const name of ["csrf", "title", "kind", "issuers", "text"]) data.set(name, form.elements[name].value);
      const answer = await fetch(form.dataset.look, { method: "POST", body: data });
      if (answer.status !== 200) return;
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      document.getElementById("look")?.replaceWith(page.getElementById("look"));
    }, 700);
  });
}

const LETTERS = "აბგდევზთიკლმნოპჟრსტუფქღყშჩცძწჭხჯჰ";

// The lines of the same list that follow, each moved by one, until another unit or a gap.
function makingRoom(text, label) {
  const lines = text.split("\n");
  let taken = label.trim();
  const other = /^\d/.test(taken) ? /^(მუხლი|თავი|კარი|წიგნი|დანართი) / : /^((მუხლი|თავი|კარი|წიგნი|დანართი) |\d{1,3}\. )/;
  for (let n = 0; n < lines.length && !other.test(lines[n]); n += 1) {
    if (!lines[n].startsWith(`${taken} `)) continue;
    const next = nextLabel(`${taken} ა`);
    if (!next) break;
    lines[n] = next + lines[n].slice(taken.length + 1);
    taken = next.trim();
  }
  return lines.join("\n");
}

// What a new line after one with a number begins with: „3.“ after „2.“, „გ)“ after „ბ)“.
function nextLabel(line) {
  const point = /^(\d{1,3})\. \S/.exec(line);
  if (point) return `${Number(point[1]) + 1}. `;
  const letter = /^([ა-ჰ])\) \S/.exec(line);
  const next = letter && LETTERS[LETTERS.indexOf(letter[1]) + 1];
  return next ? `${next}) ` : "";
}

// The editor of drafts: the caret says where a unit is added, what was added is selected to be
// written over, and Enter proposes the next number (Enter again takes it away).
function drafting() {
  const area = document.querySelector("#editor textarea.act-text");
  if (!area) return;
  const form = area.form;
  let used = false;
  area.addEventListener("focus", () => { used = true; });
  form.addEventListener("submit", () => {
    if (used) form.elements.caret.value = length(area.value.slice(0, area.selectionStart));
  });
  if (area.dataset.mark) {
    const units = Array.from(area.value);
    const [from, to] = area.dataset.mark.split(",").map((n) => units.slice(0, Number(n)).join("").length);
    area.focus();
    area.setSelectionRange(from, to);
    const lines = area.value.slice(0, from).split("\n").length;
    area.scrollTop = Math.max(0, (lines - 8) * parseFloat(getComputedStyle(area).lineHeight));
  }
  area.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.isComposing || event.ctrlKey || event.altKey || event.shiftKey ||
        area.selectionStart !== area.selectionEnd) return;
    const at = area.selectionStart;
    const start = area.value.lastIndexOf("\n", at - 1) + 1;
    const end = area.value.indexOf("\n", at);
    const line = area.value.slice(start, at);
    if (at !== (end < 0 ? area.value.length : end)) return;
    if (/^(\d{1,3}\.|[ა-ჰ]\)) $/.test(line)) {
      event.preventDefault();
      area.setRangeText("", start, at, "end");
    } else if (nextLabel(line)) {
      event.preventDefault();
      const label = nextLabel(line);
      const rest = area.value.slice(at);
      area.setRangeText(`\n${label}${makingRoom(rest, label)}`, at, area.value.length, "start");
      area.setSelectionRange(at + label.length + 1, at + label.length + 1);
    } else return;
    form.dispatchEvent(new Event("input"));
  });
}

// From change to change of a law that a draft would make: „n“ and „p“ while the law has the focus.
function changes() {
  for (const law of document.querySelectorAll(".whole-law")) {
    const stops = [...law.querySelectorAll(".stop")];
    law.addEventListener("keydown", (event) => {
      if (event.ctrlKey || event.altKey || event.metaKey) return;
      const step = { n: 1, p: -1 }[named(event).find((key) => key === "n" || key === "p")];
      const here = stops.indexOf(event.target.closest(".stop"));
      if (!step || !stops[here + step]) return;
      event.preventDefault();
      stops[here + step].focus();
      stops[here + step].scrollIntoView({ block: "center" });
    });
  }
}

// The page warns five minutes before the session ends, also after it was prolonged: how long it
// is now, the server says.
function warning() {
  const dialog = document.getElementById("ending");
  if (!dialog) return;
  const wait = (seconds) => setTimeout(() => dialog.showModal(), seconds * 1000);
  wait(Number(dialog.dataset.warn));
  dialog.querySelector("[data-stay]").addEventListener("click", async (event) => {
    event.preventDefault();
    const answer = await fetch("/office", { cache: "no-store" });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const left = page.getElementById("ending");
    if (!left) { location.reload(); return; }
    dialog.close();
    wait(Number(left.dataset.warn));
  });
}

document.getElementById("phrase")?.scrollIntoView({ block: "center" });
window.scrollTo(0, 0);
keyboard();
cutting();
lookWhileTyping();
drafting();
changes();
warning();

// What a form came back for: its answer has the focus.
document.querySelector('[tabindex="-1"]:target')?.focus();
