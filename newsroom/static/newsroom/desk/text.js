// The text of the story as it stands in the form: its words, the selection, where words are.
const BLOCKS = "p, h2, h3, li, blockquote, td, th";

let editor = null;
let known = [];

export const headline = () => document.getElementById("id_headline");
export const lead = () => document.getElementById("id_lead");
export const body = () => document.getElementById("id_body");
export const page = () => document.querySelector(".story-text .tiptap");

export function values() {
  return {
    headline: headline()?.value || "",
    lead: lead()?.value || "",
    body: body()?.value || "",
    event_date: document.getElementById("id_event_date")?.value || "",
    dated: document.getElementById("id_dated")?.value || "",
  };
}

// Calls back whenever something of the text has changed.
export function watch(changed) {
  for (const input of [headline(), lead()]) input?.addEventListener("input", changed);
  const listen = () => editor.on("update", changed);
  if (editor) listen();
  else document.addEventListener("prose-editor:ready", listen, { once: true });
}

// Prepares the editor: the language of the story for the speller.
export function begin(language) {
  document.addEventListener("prose-editor:ready", (event) => {
    editor = event.detail.editor;
    editor.view.dom.lang = language;
    editor.view.dom.spellcheck = true;
    spare();
  });
  for (const input of [headline(), lead()]) {
    input?.setAttribute("lang", language);
    input?.setAttribute("spellcheck", "true");
  }
}

// Names on record are no misspellings. That is said around them, not in them: nothing is saved.
async function spare() {
  const { Plugin, pm } = await import("django-prose-editor/editor");
  const { Decoration, DecorationSet } = pm.view;
  const decorations = ({ doc }) => {
    const found = [];
    doc.descendants((node, start) => {
      for (const name of node.isText ? known : []) {
        for (let at = node.text.indexOf(name); at >= 0; at = node.text.indexOf(name, at + name.length)) {
          found.push(Decoration.inline(start + at, start + at + name.length, { spellcheck: "false" }));
        }
      }
    });
    return DecorationSet.create(doc, found);
  };
  editor.registerPlugin(new Plugin({ props: { decorations } }));
}

export function know(names) {
  known = names.filter(Boolean);
  editor?.view.dispatch(editor.state.tr.setMeta("addToHistory", false));
}

// The words that are selected, the block they stand in, and where in it; null without any.
export function selected() {
  const field = document.activeElement;
  if (field === lead() || field === headline()) {
    const { selectionStart: start, selectionEnd: end, value } = field;
    return start === end ? null : { words: value.slice(start, end), around: value, start, end, field };
  }
  const chosen = window.getSelection();
  const area = page();
  if (!area || !chosen.rangeCount || chosen.isCollapsed || !area.contains(chosen.anchorNode)) return null;
  const range = chosen.getRangeAt(0);
  const block = (range.startContainer.parentElement || area).closest(BLOCKS) || area;
  const before = document.createRange();
  before.selectNodeContents(block);
  before.setEnd(range.startContainer, range.startOffset);
  const start = before.toString().length;
  const words = range.toString();
  return { words, around: block.textContent, start, end: start + words.length, field: area };
}

// The sentence that holds a selection, as far as it lies in its paragraph.
export function sentence({ around, start, end }) {
  const cuts = [0];
  for (const found of around.matchAll(/[.!?…](?:[\s\u00a0]?[»”"])?\s+(?=[«“"–—A-ZÀ-ÖØ-Þ0-9])|\n+/g)) {
    cuts.push(found.index + found[0].length);
  }
  cuts.push(around.length);
  const first = Math.max(...cuts.filter((cut) => cut <= start));
  const last = Math.min(...cuts.filter((cut) => cut >= end));
  return around.slice(first, last).trim();
}

// Without the marks around a quotation.
export function unquoted(words) {
  return words.trim().replace(/^[«“"‹„]\s*/u, "").replace(/\s*[»”"›]$/u, "").trim();
}

function count(text, words) {
  return words ? text.split(words).length - 1 : 0;
}

// Shows where words stand: their nth occurrence in headline, lead and text.
export function show(words, nth = 0) {
  clear();
  if (!words) return;
  let left = nth;
  for (const field of [headline(), lead()]) {
    const here = count(field?.value || "", words);
    if (left < here) {
      field.scrollIntoView({ block: "nearest" });
      field.classList.add("holds");
      return;
    }
    left -= here;
  }
  const range = rangeOf(words, left) || rangeOf(words, 0);
  if (!range) return;
  if (window.CSS?.highlights) CSS.highlights.set("proposed", new Highlight(range));
  range.startContainer.parentElement?.scrollIntoView({ block: "nearest" });
}

export function clear() {
  window.CSS?.highlights?.delete("proposed");
  for (const field of [headline(), lead()]) field?.classList.remove("holds");
}

function rangeOf(words, nth) {
  const area = page();
  if (!area) return null;
  let left = nth;
  for (const block of area.querySelectorAll(BLOCKS)) {
    if (block.querySelector(BLOCKS)) continue;
    let at = block.textContent.indexOf(words);
    while (at >= 0) {
      if (left === 0) return inside(block, at, at + words.length);
      left -= 1;
      at = block.textContent.indexOf(words, at + 1);
    }
  }
  return null;
}

function inside(block, start, end) {
  const range = document.createRange();
  const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
  let passed = 0;
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const next = passed + node.length;
    if (start >= passed && start < next) range.setStart(node, start - passed);
    if (end > passed && end <= next) {
      range.setEnd(node, end - passed);
      return range;
    }
    passed = next;
  }
  return null;
}

export function focus() {
  if (editor) editor.view.focus();
  else lead()?.focus();
}
