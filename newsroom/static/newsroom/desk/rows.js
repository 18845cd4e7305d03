// Rows of the story's form: adding, filling, removing them, and the line that says what each is.
import { make, say, word } from "newsroom/page";

const PLACE = "__prefix__";

export function part(prefix) {
  return document.getElementById(`${prefix}-group`);
}

export function rowsOf(prefix) {
  return Array.from(part(prefix)?.querySelectorAll(":scope > .rows > .row") || []);
}

// The input of one field of a row.
export function field(row, name) {
  return row.querySelector(`[name="${row.id}-${name}"]`);
}

// The element from which new rows take this field: it has all options, and where to ask for more.
export function whole(element) {
  const group = element.closest(".part");
  const row = element.closest(".row");
  if (!group || !row) return null;
  const name = element.name.slice(row.id.length + 1);
  const source = group.querySelector(":scope > template");
  return source?.content.querySelector(`[name="${group.dataset.prefix}-${PLACE}-${name}"]`) || null;
}

// Fills a list that was written with its choice only.
export function complete(select) {
  if (select.tagName !== "SELECT" || !select.dataset.lean || select.dataset.complete) return;
  const source = whole(select);
  if (!source || source.dataset.choose) return;
  const chosen = select.value;
  select.replaceChildren(...Array.from(source.children, (child) => child.cloneNode(true)));
  select.value = chosen;
  select.dataset.complete = "yes";
}

// Puts a value into a field; of a choice by typing the value comes with its label.
export function fill(row, name, given) {
  const element = field(row, name);
  if (!element) return;
  const [value, label] = Array.isArray(given) ? given : [given, null];
  if (element.type === "checkbox") element.checked = Boolean(value);
  else if (element.tagName === "SELECT") {
    complete(element);
    const known = Array.from(element.options).some((option) => option.value === String(value));
    if (!known && label !== null) element.append(new Option(label, value));
    element.value = String(value);
  } else element.value = value ?? "";
  element.dispatchEvent(new Event("change", { bubbles: true }));
}

export function add(prefix, values = {}, { open = true } = {}) {
  const group = part(prefix);
  const source = group?.querySelector(":scope > template");
  if (!source) return null;
  const total = document.getElementById(`id_${prefix}-TOTAL_FORMS`);
  const row = source.content.firstElementChild.cloneNode(true);
  number(row, prefix, PLACE, total.value);
  row.open = open;
  total.value = Number(total.value) + 1;
  group.open = group.open || open;
  group.querySelector(":scope > .rows").append(row);
  for (const [name, value] of Object.entries(values)) fill(row, name, value);
  refresh(row);
  row.dispatchEvent(new CustomEvent("formset:added", { bubbles: true, detail: { formsetName: prefix } }));
  return row;
}

function number(row, prefix, before, after) {
  for (const element of [row, ...row.querySelectorAll("*")]) {
    for (const name of ["id", "name", "for", "aria-describedby"]) {
      const value = element.getAttribute(name);
      if (value) element.setAttribute(name, value.replace(`${prefix}-${before}`, `${prefix}-${after}`));
    }
  }
}

// Takes back a row that was not saved yet; those after it move up.
export function remove(row) {
  const group = row.closest(".part");
  const prefix = group.dataset.prefix;
  const all = rowsOf(prefix);
  const at = all.indexOf(row);
  row.remove();
  all.slice(at + 1).forEach((later, n) => number(later, prefix, String(at + n + 1), String(at + n)));
  const total = document.getElementById(`id_${prefix}-TOTAL_FORMS`);
  total.value = Number(total.value) - 1;
  count(group);
  const next = rowsOf(prefix)[at] || rowsOf(prefix)[at - 1];
  (next?.querySelector("summary") || group.querySelector("summary")).focus();
  say(word("removed"));
  document.dispatchEvent(new CustomEvent("formset:removed", { detail: { formsetName: prefix } }));
}

function shown(element) {
  if (!element) return "";
  if (element.tagName === "SELECT") {
    return element.value ? element.selectedOptions[0]?.textContent || "" : "";
  }
  return element.value || "";
}

// Writes the line of a row anew, from the fields that it is made of.
export function refresh(row) {
  const group = row.closest(".part");
  const names = (group.dataset.summary || "").split(" ").filter(Boolean);
  if (!names.length) return;
  const parts = names.map((name) => shown(field(row, name))).filter(Boolean);
  const line = parts.map((text) => (text.length > 110 ? `${text.slice(0, 109)}…` : text)).join(" · ");
  row.querySelector(":scope > summary").textContent = line || "–";
  row.classList.toggle("deleted", Boolean(row.querySelector("input[name$='-DELETE']")?.checked));
  count(group);
}

function count(group) {
  const place = group.querySelector(":scope > summary .count");
  if (place) place.textContent = rowsOf(group.dataset.prefix).length;
}

export function begin() {
  document.addEventListener("focusin", (event) => complete(event.target));
  document.addEventListener("pointerdown", (event) => complete(event.target));
  document.addEventListener("change", (event) => {
    const row = event.target.closest?.(".part .row");
    if (row) refresh(row);
  });
  document.addEventListener("click", (event) => {
    const button = event.target.closest?.("button");
    if (button?.matches(".add-row .add")) {
      const row = add(button.closest(".part").dataset.prefix);
      row?.querySelector("select, input:not([type=hidden]), textarea")?.focus();
    } else if (button?.matches(".row.new .remove")) remove(button.closest(".row"));
  });
  for (const group of document.querySelectorAll(".part[data-prefix]")) count(group);
}

export { make };
