/* Who else has the story open, who writes in it, and what follows for this form. */

const names = new Intl.ListFormat(document.documentElement.lang || "fr", { type: "conjunction" });

/** Puts values into a text with %(places)s. */
export function say(text, values = {}) {
  return text.replace(/%\((\w+)\)s/g, (_whole, name) => values[name] ?? "");
}

/** The bars over the form: one for each matter, each with its buttons. */
export class Bars {
  constructor(place) {
    this.place = place;
  }

  show(matter, text, actions = [], isGrave = false) {
    const old = this.place.querySelector(`[data-matter="${matter}"]`);
    if (old?.dataset.text === text) return;
    const bar = document.createElement("div");
    bar.className = `keeping-bar${isGrave ? " grave" : ""}`;
    bar.dataset.matter = matter;
    bar.dataset.text = text;
    const line = document.createElement("p");
    line.textContent = text;
    bar.append(line, ...actions.map(control));
    if (old) old.replaceWith(bar);
    else this.place.append(bar);
  }

  hide(matter) {
    this.place.querySelector(`[data-matter="${matter}"]`)?.remove();
  }
}

/** A link, or a button, of a bar. */
function control({ label, href, target, run }) {
  const made = document.createElement(href ? "a" : "button");
  made.textContent = label;
  made.className = "button";
  if (href) {
    made.href = href;
    if (target) {
      made.target = target;
      made.rel = "noopener";
    }
  } else {
    made.type = "button";
    made.addEventListener("click", run);
  }
  return made;
}

/** Makes the form one to look at, and back again; what it holds stays in it. */
export class Freeze {
  constructor(form) {
    this.form = form;
    this.frozen = null;
  }

  get isOn() {
    return this.frozen !== null;
  }

  on() {
    if (this.isOn) return;
    this.frozen = [...this.form.elements].filter(
      (one) => !one.disabled && one.type !== "hidden" && !one.closest(".keeping"),
    );
    for (const one of this.frozen) one.disabled = true;
    // What is no form field: the text's editor, and the proposals from the text.
    for (const one of this.form.querySelectorAll(".prose-editor, #proposals")) one.inert = true;
    this.form.classList.add("frozen");
  }

  off() {
    if (!this.isOn) return;
    for (const one of this.frozen) one.disabled = false;
    for (const one of this.form.querySelectorAll("[inert]")) one.inert = false;
    this.frozen = null;
    this.form.classList.remove("frozen");
  }
}

/** Shows what the server answers to a sign of life. */
export class Presence {
  /** takeOver: asks the server for the lock. */
  constructor({ data, bars, freeze, here, takeOver }) {
    Object.assign(this, { data, bars, freeze, here, takeOver });
    this.ownTabs = new Set();
  }

  show(state) {
    if (!state.others) return;
    const { words, version } = this.data;
    this.ownTabs = new Set(state.others.map((other) => other.tab).filter(Boolean));
    const told = state.others.map(({ name, time, tab }) =>
      say(words.since, { name: tab ? words.you : name, time }),
    );
    this.here.textContent = told.length ? say(words.open_by, { names: names.format(told) }) : "";
    this.showLock(state);
    if (state.version === version) this.bars.hide("version");
    else {
      this.bars.show("version", words.moved_on, [
        { label: words.reload, href: this.data.addresses.form },
      ]);
    }
  }

  showLock({ lock, takenOver }) {
    const { words, addresses } = this.data;
    const isElsewhere = Boolean(lock) && !lock.isHere;
    const history = { label: words.history, href: addresses.history, target: "_blank" };
    if (takenOver) this.bars.show("taken", say(words.taken_over, takenOver), [history], true);
    else this.bars.hide("taken");
    if (isElsewhere) {
      const text = say(lock.isOwn ? words.own_lock : words.locked, lock);
      const run = () => this.takeOver(lock);
      this.bars.show("lock", text, [{ label: words.take_over, run }]);
      this.freeze.on();
    } else {
      this.bars.hide("lock");
      this.freeze.off();
    }
  }

  /** After this tab has taken over what another was writing. */
  showTaken(lock, revision) {
    const { words, addresses } = this.data;
    if (revision === null) return;
    this.bars.show("took", say(words.taken, lock), [
      { label: words.history, href: addresses.history, target: "_blank" },
    ]);
  }
}
