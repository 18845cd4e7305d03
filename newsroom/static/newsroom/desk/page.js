// What all parts of the story's form share: its addresses and words, and what it says aloud.
const source = document.getElementById("story-page");

export const page = source ? JSON.parse(source.textContent) : { words: {}, creates: [] };
export const form = document.getElementById("article_form");

// A text of the page, with what is to be filled in: say("found", {count: 3}).
export function word(name, values = {}) {
  return (page.words[name] || name).replace(/%\((\w+)\)s/g, (_all, key) => values[key] ?? "");
}

// Says something to whoever listens instead of looking, and shows it for a moment.
export function say(text) {
  const place = document.getElementById("story-said");
  if (!place) return;
  place.textContent = text;
  place.classList.add("shown");
  clearTimeout(say.timer);
  say.timer = setTimeout(() => place.classList.remove("shown"), 4000);
}

export function token() {
  return document.querySelector("input[name=csrfmiddlewaretoken]").value;
}

export async function post(address, values, signal) {
  const body = values instanceof FormData ? values : new URLSearchParams(values);
  return fetch(address, { method: "POST", body, signal, headers: { "X-CSRFToken": token() } });
}

// An element with attributes, properties that begin with "on", and children.
export function make(name, attributes = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (key.startsWith("on")) element.addEventListener(key.slice(2), value);
    else element.setAttribute(key, value === true ? "" : value);
  }
  element.append(...children);
  return element;
}
