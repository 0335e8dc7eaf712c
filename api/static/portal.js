// What the pages do beyond HTML: copying and printing. Without this file nothing is missing
// but the two kinds of buttons, which stay hidden.
"use strict";
for (const button of document.querySelectorAll("button.copy")) {
  if (!navigator.clipboard) break;
  button.hidden = false;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(document.getElementById(button.dataset.copy).textContent);
    const words = button.textContent, name = button.getAttribute("aria-label");
    button.setAttribute("aria-live", "polite");
    button.removeAttribute("aria-label");
    button.textContent = button.dataset.done;
    setTimeout(() => { button.textContent = words; button.setAttribute("aria-label", name); }, 2000);
  });
}
for (const button of document.querySelectorAll("button.print")) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}
// On a narrow screen the contents start closed.
if (matchMedia("(max-width: 63.99rem)").matches) {
  for (const box of document.querySelectorAll(".outline > details")) box.open = false;
}
