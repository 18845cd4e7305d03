// Choosing a record by typing: a list becomes a combobox when somebody comes to it.
import { create } from "newsroom/creating";
import { day } from "newsroom/day";
import { make, page, word } from "newsroom/page";
import { whole } from "newsroom/rows";

const WAIT = 180;
let serial = 0;

// Where a list asks for what may be chosen; null for a list with all its options.
function source(select) {
  const told = select.dataset.lean ? whole(select) : select;
  if (!told) return null;
  const { choose, app, model, field, creates } = told.dataset;
  if (choose) return { address: choose, app, model, field, creates };
  const { ajaxUrl, appLabel, modelName, fieldName } = told.dataset;
  if (told.dataset["ajax-Url"] || told.getAttribute("data-ajax--url")) {
    const address = told.getAttribute("data-ajax--url") || ajaxUrl;
    return { address, app: appLabel, model: modelName, field: fieldName, creates: "" };
  }
  return null;
}

async function ask(from, term, signal) {
  const address = new URL(from.address, location.href);
  const asked = { term, app_label: from.app, model_name: from.model, field_name: from.field };
  for (const [name, value] of Object.entries(asked)) address.searchParams.set(name, value);
  if (day() && !address.searchParams.has("on")) address.searchParams.set("on", day());
  const response = await fetch(address, { signal });
  return response.ok ? (await response.json()).results : [];
}

// Options of a list that has them all, such as the facts of a story, by words they contain.
function among(select, term) {
  const words = fold(term).split(/\s+/).filter(Boolean);
  const found = [];
  for (const option of select.options) {
    const group = option.parentElement.label || "";
    const text = fold(`${group} ${option.textContent}`);
    if (option.value && words.every((one) => text.includes(one))) {
      found.push({ id: option.value, text: option.textContent, group });
    }
  }
  return found.slice(0, 60);
}

function fold(text) {
  return text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").toLowerCase();
}

class Chooser {
  constructor(select, from) {
    this.select = select;
    this.from = from;
    this.options = [];
    this.at = -1;
    serial += 1;
    const list = `choices-${serial}`;
    const label = document.querySelector(`label[for="${CSS.escape(select.id)}"]`);
    this.input = make("input", {
      type: "text", role: "combobox", "aria-expanded": "false", "aria-controls": list,
      "aria-autocomplete": "list", autocomplete: "off", spellcheck: "false",
      id: `${select.id}-typed`, "aria-label": label ? null : select.getAttribute("aria-label"),
    });
    if (label) label.htmlFor = this.input.id;
    this.list = make("ul", { role: "listbox", id: list, hidden: true });
    this.box = make("span", { class: "chooser" }, this.input, this.list);
    select.hidden = true;
    select.after(this.box);
    this.input.value = this.label();
    this.input.addEventListener("input", () => this.later());
    this.input.addEventListener("keydown", (event) => this.key(event));
    this.input.addEventListener("blur", () => this.leave());
    this.input.addEventListener("focus", () => this.input.select());
    this.list.addEventListener("pointerdown", (event) => {
      event.preventDefault();
      const item = event.target.closest("[role=option]");
      if (item) this.take(Array.from(this.list.children).indexOf(item));
    });
    select.addEventListener("change", () => {
      if (document.activeElement !== this.input) this.input.value = this.label();
    });
  }

  label() {
    return this.select.value ? this.select.selectedOptions[0]?.textContent || "" : "";
  }

  later() {
    clearTimeout(this.timer);
    if (!this.input.value.trim()) this.set("", "");
    this.timer = setTimeout(() => this.look(), WAIT);
  }

  async look() {
    this.asking?.abort();
    this.asking = new AbortController();
    const term = this.input.value.trim();
    try {
      const found = this.from.address
        ? await ask(this.from, term, this.asking.signal)
        : among(this.select, term);
      this.show(found, term);
    } catch (error) {
      if (error.name !== "AbortError") this.close();
    }
  }

  show(found, term) {
    this.options = [...found];
    const kind = this.from.creates;
    if (term && page.creates.includes(kind)) this.options.push({ create: kind, text: term });
    const items = this.options.map((option, n) =>
      make(
        "li",
        { role: "option", id: `${this.list.id}-${n}`, "aria-selected": "false", class: option.create ? "create" : null },
        option.create ? word("create", { words: term }) : option.text,
      ),
    );
    if (!items.length) items.push(make("li", { class: "nothing" }, word("nothing")));
    this.list.replaceChildren(...items);
    this.list.hidden = false;
    this.input.setAttribute("aria-expanded", "true");
    this.mark(found.length ? 0 : -1);
  }

  mark(at) {
    this.list.children[this.at]?.setAttribute("aria-selected", "false");
    this.at = at;
    const item = at >= 0 ? this.list.children[at] : null;
    item?.setAttribute("aria-selected", "true");
    item?.scrollIntoView({ block: "nearest" });
    if (item) this.input.setAttribute("aria-activedescendant", item.id);
    else this.input.removeAttribute("aria-activedescendant");
  }

  key(event) {
    const open = !this.list.hidden;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (!open) this.look();
      else if (this.options.length) {
        const step = event.key === "ArrowDown" ? 1 : -1;
        this.mark((this.at + step + this.options.length) % this.options.length);
      }
    } else if (event.key === "Enter" && !event.ctrlKey && !event.metaKey) {
      event.preventDefault();
      if (open && this.at >= 0) this.take(this.at);
    } else if (event.key === "Escape" && open) {
      event.preventDefault();
      event.stopPropagation();
      this.close();
      this.input.value = this.label();
    }
  }

  take(at) {
    const option = this.options[at];
    this.close();
    if (!option) return;
    if (option.create) {
      create(option.create, { name: option.text, title: option.text }).then((made) => {
        if (made) this.set(made.pk, made.label);
        this.input.value = this.label();
        this.input.focus();
      });
    } else {
      this.set(option.id, option.text);
      this.input.value = this.label();
      this.input.select();
    }
  }

  set(value, label) {
    if (String(value) === this.select.value) return;
    const known = Array.from(this.select.options).some((one) => one.value === String(value));
    if (!known) this.select.append(new Option(label, value));
    this.select.value = String(value);
    this.select.dispatchEvent(new Event("change", { bubbles: true }));
  }

  close() {
    clearTimeout(this.timer);
    this.asking?.abort();
    this.list.hidden = true;
    this.input.setAttribute("aria-expanded", "false");
    this.mark(-1);
  }

  leave() {
    this.close();
    if (this.input.value.trim()) this.input.value = this.label();
  }
}

// Turns a list into a combobox; the same one if it was turned before. Null if it is a plain list.
export function chooser(select) {
  if (select.chooser) return select.chooser;
  const from = source(select) || (isLong(select) ? { address: "" } : null);
  if (!from) return null;
  select.chooser = new Chooser(select, from);
  return select.chooser;
}

// A list too long to be gone through by its arrows.
function isLong(select) {
  return select.options.length > 40 || select.dataset.options === "fact" || select.dataset.lean === "fact";
}

export function begin() {
  const turn = (event) => {
    const select = event.target;
    if (select.tagName !== "SELECT" || select.multiple || select.disabled) return;
    const made = chooser(select);
    if (made && event.type === "pointerdown") event.preventDefault();
    made?.input.focus();
  };
  document.addEventListener("focusin", turn);
  document.addEventListener("pointerdown", turn);
  // Rows are copied, and a copy has none of what was made of the list it was copied from.
  document.addEventListener("click", (event) => {
    const label = event.target.closest?.("label[for]");
    const select = label && document.getElementById(label.htmlFor);
    if (select?.tagName === "SELECT") turn({ target: select, type: "click" });
  });
}
