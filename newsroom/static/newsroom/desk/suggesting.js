// Proposals: asked for when typing stops, shown in groups, accepted or dismissed with one key.
import { create } from "newsroom/creating";
import { make, page, post, say, word } from "newsroom/page";
import { add, field, rowsOf } from "newsroom/rows";
import * as text from "newsroom/text";

const WAIT = 600;
const list = document.getElementById("proposals-list");
const kept = `dismissed:${location.pathname}`;

let groups = [];
let open = []; // the proposals that are shown, in their order
let at = 0;
let timer = 0;
let asking = null;
let asked = "";
let dismissed = new Set(JSON.parse(sessionStorage.getItem(kept) || "[]"));

export const nameOf = (item) => `${item.group}|${item.label}|${item.choices[0]?.label || ""}`;
const isSure = (item) => item.choices.length === 1 && item.confidence >= page.sure;

// All proposals that were made for words of the text that overlap these, of one group.
export function covering(words, codes) {
  return groups
    .filter((group) => codes.includes(group.code))
    .flatMap((group) => group.items)
    .find((item) => item.quote.includes(words) || words.includes(item.quote));
}

function later(wait = WAIT) {
  clearTimeout(timer);
  timer = setTimeout(ask, wait);
}

async function ask() {
  const values = text.values();
  const sent = JSON.stringify(values);
  if (sent === asked) return;
  if (!`${values.headline}${values.lead}${values.body}`.trim()) return take([]);
  asking?.abort();
  asking = new AbortController();
  status(word("looking"));
  try {
    const response = await post(page.suggest, values, asking.signal);
    if (!response.ok) throw new Error(String(response.status));
    take((await response.json()).groups);
    asked = sent;
  } catch (error) {
    if (error.name !== "AbortError") status(word("failed"));
  }
}

function take(found) {
  groups = found;
  for (const group of groups) for (const item of group.items) item.group = group.code;
  const items = groups.flatMap((group) => group.items);
  text.know(items.filter((one) => one.choices[0]?.rows[0].prefix === "mentions").map((one) => one.quote));
  draw();
}

function status(said) {
  document.getElementById("proposals-status").textContent = said;
}

const folded = (words) => String(words || "").replace(/\s+/g, " ").trim().toLowerCase();

// Whether a row of the form says already what the proposal would enter.
function isLinked(item) {
  if (item.then && !item.choices.length && item.then.fields.spelling) {
    return rowsOf("mentions").some((row) => folded(field(row, "spelling")?.value) === folded(item.then.fields.spelling));
  }
  return item.choices.some((choice) => choice.rows.every(isThere));
}

const SAME = { mentions: ["actor", "place", "spelling"], coverages: ["meeting"], statements: ["text"], evidence: ["exact", "fact"] };

function isThere({ prefix, fields }) {
  const names = SAME[prefix].filter((name) => fields[name] !== undefined);
  return rowsOf(prefix).some((row) =>
    names.every((name) => {
      const value = Array.isArray(fields[name]) ? fields[name][0] : fields[name];
      return folded(field(row, name)?.value) === folded(value);
    }),
  );
}

function draw() {
  open = [];
  const parts = [];
  for (const group of groups) {
    const items = group.items.filter((item) => !dismissed.has(nameOf(item)) && !isLinked(item));
    if (!items.length) continue;
    const title = `${group.title} (${items.length})`;
    const box = make("div", { role: "group", "aria-label": title }, make("h3", { "aria-hidden": "true" }, title));
    for (const item of items) {
      box.append(option(item, open.length));
      open.push(item);
    }
    parts.push(box);
  }
  list.replaceChildren(...parts);
  document.getElementById("proposals-count").textContent = open.length;
  document.getElementById("proposals-sure").disabled = !open.some(isSure);
  status(open.length ? word("found", { count: open.length }) : word("none"));
  mark(Math.min(at, open.length - 1), { quiet: true });
}

function option(item, number) {
  const only = item.choices.length === 1 ? item.choices[0] : null;
  const told = only ? [only.label, only.told].filter(Boolean).join(" · ") : "";
  const line = make("span", { class: "what" }, item.label + (item.times > 1 ? ` ×${item.times}` : ""));
  const parts = [line];
  if (told) parts.push(make("span", { class: "who" }, ` → ${told}`));
  const notes = [item.note, `${Math.round(item.confidence * 100)} %`].filter(Boolean).join(" · ");
  parts.push(make("small", {}, ` ${notes}`));
  const all = numbered(item);
  if (all.length > 1) {
    parts.push(
      make("span", { class: "choices" },
        ...all.map((choice, n) => make("span", { class: "choice", "data-choice": n }, `${n + 1} ${choice.label}${choice.told ? ` · ${choice.told}` : ""}`)),
      ),
    );
  }
  parts.push(make("span", { class: "dismiss", "aria-hidden": "true" }, "×"));
  const kind = only ? (isSure(item) ? "sure" : "unsure") : item.choices.length ? "many" : "new";
  return make("div", { role: "option", id: `proposal-${number}`, class: kind, "aria-selected": "false", "data-number": number }, ...parts);
}

// What the number keys stand for: what is on record, then entering something new.
function numbered(item) {
  const fresh = item.create && item.choices.length ? [{ label: word("create", { words: item.draft?.title || item.label }), told: "", isNew: true }] : [];
  return [...item.choices, ...fresh];
}

function mark(number, { quiet = false } = {}) {
  list.querySelector("[aria-selected=true]")?.setAttribute("aria-selected", "false");
  at = Math.max(0, number);
  const element = document.getElementById(`proposal-${at}`);
  if (!element) return list.removeAttribute("aria-activedescendant");
  element.setAttribute("aria-selected", "true");
  list.setAttribute("aria-activedescendant", element.id);
  if (quiet) return;
  element.scrollIntoView({ block: "nearest" });
  text.show(open[at].quote, open[at].nth);
}

async function accept(item, choice = 0) {
  const all = numbered(item);
  const taken = all[choice];
  if (taken && !taken.isNew) enter(item, taken);
  else if (item.create) {
    const made = await create(item.create, item.draft);
    if (!made) return;
    if (item.then) add(item.then.prefix, { ...item.then.fields, [item.then.field]: [made.pk, made.label] }, { open: false });
    dismissed.add(nameOf(item)); // until the text is read again, it would be offered a second time
    asked = "";
    later(0); // whoever is on record now is recognised elsewhere in the text too
  } else return;
  say(word("accepted", { words: item.label }));
  draw();
  list.focus();
}

function enter(item, choice) {
  for (const { prefix, fields } of choice.rows) {
    const given = { ...fields };
    const earlier = item.continues && rowsOf("statements").find((row) => folded(field(row, "text")?.value) === folded(item.continues));
    const key = earlier && field(earlier, "id")?.value;
    if (key) given.continues = [key, item.continues];
    add(prefix, given, { open: false });
  }
}

export function acceptSure() {
  const sure = open.filter(isSure);
  for (const item of sure) enter(item, item.choices[0]);
  say(word("accepted", { words: sure.length }));
  draw();
}

function dismiss(item) {
  dismissed.add(nameOf(item));
  sessionStorage.setItem(kept, JSON.stringify([...dismissed]));
  say(word("dismissed", { words: item.label }));
  text.clear();
  draw();
}

function key(event) {
  const item = open[at];
  if (event.altKey || event.ctrlKey || event.metaKey) return;
  const moves = { ArrowDown: 1, ArrowUp: -1, PageDown: 10, PageUp: -10, Home: -open.length, End: open.length };
  if (event.key in moves) mark(Math.max(0, Math.min(open.length - 1, at + moves[event.key])));
  else if (!item) return;
  else if (event.key === "Enter" || event.key === " ") {
    if (item.choices.length > 1) say(word("choose"));
    else accept(item);
  } else if (event.key === "Delete" || event.key === "Backspace") dismiss(item);
  else if (/^[1-9]$/.test(event.key) && numbered(item)[event.key - 1]) accept(item, event.key - 1);
  else return;
  event.preventDefault();
}

function press(event) {
  const element = event.target.closest("[data-number]");
  if (!element) return;
  const item = open[Number(element.dataset.number)];
  mark(Number(element.dataset.number));
  const choice = event.target.closest("[data-choice]");
  if (event.target.closest(".dismiss")) dismiss(item);
  else if (choice) accept(item, Number(choice.dataset.choice));
  else if (event.target.closest(".what, .who") && item.choices.length < 2) accept(item);
}

export function goTo() {
  document.getElementById("proposals").open = true;
  list.focus();
  mark(at);
}

export function begin() {
  if (!list) return;
  list.addEventListener("keydown", key);
  list.addEventListener("click", press);
  list.addEventListener("blur", () => text.clear());
  document.getElementById("proposals-sure").addEventListener("click", acceptSure);
  document.addEventListener("formset:removed", draw);
  for (const name of ["id_event_date", "id_dated"]) document.getElementById(name)?.addEventListener("change", () => later());
  text.watch(() => later());
  later(0);
}
