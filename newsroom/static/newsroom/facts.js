// Fills the list of facts of one row of evidence when somebody turns to it: see FactSelect.
"use strict";

function fillFacts(event) {
  const select = event.target.closest("select[data-facts]");
  if (!select || select.dataset.filled || select.id === select.dataset.facts) return;
  const whole = document.getElementById(select.dataset.facts);
  if (!whole) return;
  const chosen = select.value;
  select.replaceChildren(...Array.from(whole.children, (child) => child.cloneNode(true)));
  select.value = chosen;
  select.dataset.filled = "yes";
}

document.addEventListener("focusin", fillFacts);
document.addEventListener("pointerdown", fillFacts);
