// What the admin's own pages leave without a name gets one, for those who listen instead of looking.

function label(input) {
  const column = input.closest("td")?.cellIndex;
  return input.labels?.[0] || input.closest("table")?.tHead?.rows[0]?.cells[column] || null;
}

// A box of choices by typing says which field it is and what is chosen; what is in it, which field.
function nameBox(box) {
  const select = box.previousElementSibling;
  const found = select?.matches("select") ? label(select) : null;
  const shown = box.querySelector(".select2-selection__rendered");
  if (!found || !shown) return;
  found.id ||= `${select.id}-label`;
  box.querySelector(".select2-selection").setAttribute("aria-labelledby", `${found.id} ${shown.id}`);
  for (const part of box.querySelectorAll("[role=textbox], [role=searchbox], ul, input")) {
    part.setAttribute("aria-labelledby", found.id);
  }
}

// What opens under such a box lies at the end of the page: it is tied to the box it belongs to.
function nameOpened(opened) {
  const box = document.querySelector(".select2-selection[aria-expanded=true]");
  const list = opened.querySelector("[role=listbox]");
  if (!box || !list) return;
  box.setAttribute("aria-controls", list.id);
  opened.setAttribute("role", "region");
  const [name] = (box.getAttribute("aria-labelledby") ?? "").split(" ");
  for (const part of [opened, list, ...opened.querySelectorAll("input")]) {
    part.setAttribute("aria-labelledby", name);
  }
}

const NAMING = {
  ".select2-container": nameBox,
  "body > .select2-container--open": nameOpened,
  "td.delete input": (box) => box.labels.length || box.setAttribute("aria-label", label(box)?.textContent),
  "th.original": (head) => head.setAttribute("role", "cell"), // over the names of rows, and empty
  "th:not(.original):empty": (head) => head.setAttribute("role", "cell"), // where nothing is deleted
  ".inline-group fieldset.module": (rows) => rows.setAttribute("tabindex", "0"), // scrolls, by keyboard too
  "span.help-tooltip": (sign) => sign.setAttribute("role", "img"),
};

function look(place) {
  for (const [selector, name] of Object.entries(NAMING)) {
    if (place.matches?.(selector)) name(place);
    place.querySelectorAll?.(selector).forEach(name);
  }
}

new MutationObserver((changes) => {
  for (const { addedNodes } of changes) addedNodes.forEach(look);
}).observe(document.documentElement, { childList: true, subtree: true });
look(document);
