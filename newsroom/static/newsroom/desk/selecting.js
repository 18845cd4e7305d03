// From words selected in the text to a row: a quotation, evidence, somebody named, a meeting.
import { chooser } from "newsroom/choosing";
import { form, make, page, say, word } from "newsroom/page";
import { add, field, rowsOf } from "newsroom/rows";
import { covering } from "newsroom/suggesting";
import * as text from "newsroom/text";

function selection() {
  const found = text.selected();
  if (!found?.words.trim()) say(word("select"));
  return found?.words.trim() ? found : null;
}

function search(row, name, words) {
  const select = field(row, name);
  const made = select && chooser(select);
  if (!made) return;
  made.input.focus();
  made.input.value = words;
  made.look();
}

function added(words) {
  say(word("added", { words }));
}

export function quote() {
  const found = selection();
  if (!found) return;
  const words = text.unquoted(found.words);
  const known = covering(words, ["quote", "claim", "relayed", "term"]);
  const fields = known ? known.choices[0].rows[0].fields : { kind: "quote" };
  const row = add("statements", { ...fields, text: words });
  if (!row) return;
  added(words);
  if (fields.speaker || fields.source_as_written) field(row, "speaker").focus();
  else search(row, "speaker", "");
}

export function name() {
  const found = selection();
  if (!found) return;
  const words = found.words.trim();
  const row = add("mentions", { spelling: words });
  if (row) search(row, "actor", words);
}

export function meeting() {
  const row = add("coverages");
  if (row) search(row, "meeting", text.selected()?.words.trim() || "");
}

async function facts() {
  const keys = (prefix, column) => rowsOf(prefix).map((row) => field(row, column)?.value).filter(Boolean);
  const asked = new URLSearchParams({
    article: document.querySelector(".story").dataset.story,
    actors: [...keys("mentions", "actor"), ...keys("statements", "speaker")].join(","),
    meetings: keys("coverages", "meeting").join(","),
  });
  const response = await fetch(`${page.facts}?${asked}`);
  return response.ok ? (await response.json()).groups : [];
}

export async function evidence() {
  const found = selection();
  if (!found) return;
  const exact = text.sentence(found);
  const dialog = document.getElementById("fact-choosing");
  const words = page.fact;
  const select = make("select", { id: "fact-chosen", "data-options": "fact" }, new Option(words.none, ""));
  for (const [label, options] of await facts()) {
    select.append(make("optgroup", { label }, ...options.map(([value, shown]) => new Option(shown, value))));
  }
  const cancel = make("button", { type: "button", class: "cancel", onclick: () => dialog.close() }, words.cancel);
  const ask = make("form", { method: "dialog" },
    make("h2", { id: "fact-title" }, words.title),
    make("blockquote", {}, exact),
    make("div", { class: "cell" }, make("label", { for: "fact-chosen" }, words.label), select),
    make("p", { class: "help" }, words.help),
    make("p", { class: "tools" }, make("button", { type: "submit", class: "default" }, words.accept), " ", cancel),
  );
  ask.addEventListener("submit", (event) => {
    event.preventDefault();
    const label = select.value ? select.selectedOptions[0].textContent : "";
    add("evidence", { exact, ...(select.value ? { fact: [select.value, label] } : {}) }, { open: false });
    dialog.close();
    added(exact);
  });
  dialog.replaceChildren(ask);
  dialog.addEventListener("close", () => text.focus(), { once: true });
  dialog.showModal();
  chooser(select).input.focus();
}

const ACTIONS = { quote, evidence, name, meeting };

export function begin() {
  const bar = document.getElementById("selecting");
  if (!bar || !form) return;
  // A press of a button must not take away the selection that it is about.
  bar.addEventListener("mousedown", (event) => event.preventDefault());
  bar.addEventListener("click", (event) => {
    const button = event.target.closest("button[data-does]");
    if (button) ACTIONS[button.dataset.does]?.();
  });
}
