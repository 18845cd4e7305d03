// Keys of the story's form; and where one was, after the page was saved and comes back.
import { form, say, word } from "newsroom/page";
import * as selecting from "newsroom/selecting";
import { acceptSure, goTo } from "newsroom/suggesting";
import * as text from "newsroom/text";

const place = `place:${location.pathname}`;

const ALT = {
  a: acceptSure,
  e: selecting.evidence,
  h: () => document.getElementById("shortcuts").showModal(),
  m: selecting.meeting,
  p: selecting.name,
  q: selecting.quote,
  s: goTo,
  t: text.focus,
};

function submit(name) {
  const button = form.querySelector(`[type=submit][name=${name}]`);
  if (!button) return;
  say(word("saving"));
  form.requestSubmit(button);
}

function letter(event) {
  // Where Alt writes another letter, the key itself still says which one is meant.
  return /^[a-z]$/i.test(event.key) ? event.key.toLowerCase() : event.code.replace("Key", "").toLowerCase();
}

function key(event) {
  const control = event.ctrlKey || event.metaKey;
  const isOpen = document.querySelector("dialog[open]");
  if (control && !event.altKey && !event.shiftKey && event.key.toLowerCase() === "s") {
    event.preventDefault();
    if (!isOpen) submit("_continue");
  } else if (control && event.key === "Enter") {
    event.preventDefault();
    if (isOpen) isOpen.querySelector("form")?.requestSubmit();
    else submit("_save");
  } else if (event.altKey && !control && !event.shiftKey && !isOpen && ALT[letter(event)]) {
    event.preventDefault();
    ALT[letter(event)]();
  } else if (event.key === "?" && !isOpen && !event.target.closest("input, textarea, select, [contenteditable]")) {
    event.preventDefault();
    ALT.h();
  }
}

function remember() {
  const element = document.activeElement;
  const isText = Boolean(element?.closest(".tiptap"));
  const links = document.getElementById("story-links");
  const opened = Array.from(document.querySelectorAll(".part[open]"), (part) => part.id);
  const kept = { id: isText ? "" : element?.id, isText, scroll: window.scrollY, links: links.scrollTop, opened };
  sessionStorage.setItem(place, JSON.stringify(kept));
}

function comeBack() {
  const kept = JSON.parse(sessionStorage.getItem(place) || "null");
  sessionStorage.removeItem(place);
  if (!kept || document.querySelector(".errornote")) return;
  for (const id of kept.opened) {
    const part = document.getElementById(id);
    if (part) part.open = true;
  }
  if (kept.isText) document.addEventListener("prose-editor:ready", () => text.focus(), { once: true });
  else document.getElementById(kept.id)?.focus({ preventScroll: true });
  window.scrollTo(0, kept.scroll);
  document.getElementById("story-links").scrollTop = kept.links;
}

export function begin() {
  if (!form) return;
  document.addEventListener("keydown", key);
  form.addEventListener("submit", remember);
  comeBack();
}
