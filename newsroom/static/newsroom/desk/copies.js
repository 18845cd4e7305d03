/* Copies of unsaved texts in this browser, under their user, story and tab. */

const SAVED = "desk_saved"; // cookie in which the server names the tabs that have saved
const DAY = 24 * 3600 * 1000; // how long it is known that a tab was open here
const OLD = 30 * DAY;
const OPEN = "desk-tab:";

/** Holds a lock in the name of a tab, until it is closed, breaks down or goes elsewhere. */
export function markOpen(tab) {
  navigator.locks?.request(OPEN + tab, () => new Promise(() => {}));
  try {
    localStorage.setItem(OPEN + tab, JSON.stringify({ at: Date.now() }));
  } catch {
    // A browser that keeps nothing knows of no tab that is gone.
  }
}

/** Whether a tab was opened in this very browser, and not in another one of the same user. */
export function wasOpen(tab) {
  return read(OPEN + tab) !== null;
}

/** The tabs that are open in this browser; null where it does not tell, as without https. */
export async function openTabs() {
  if (!navigator.locks) return null;
  const { held } = await navigator.locks.query();
  return new Set(held.map(({ name }) => name.slice(OPEN.length)));
}

export class Copies {
  constructor({ user, article }) {
    this.root = "desk-text:";
    this.prefix = `${this.root}${user}:${article ?? "new"}:`;
  }

  /** Keeps a form's text; false where the browser has no room or forbids it. */
  put(tab, text, version) {
    try {
      localStorage.setItem(this.prefix + tab, JSON.stringify({ text, version, at: Date.now() }));
      return true;
    } catch {
      return false;
    }
  }

  forget(tab) {
    this.each((key) => key === this.prefix + tab && localStorage.removeItem(key));
  }

  /** Forgets the texts that are in their stories now, and those that nobody asked for long ago. */
  forgetSaved() {
    const found = document.cookie.split("; ").find((one) => one.startsWith(`${SAVED}=`));
    const tabs = new Set(found ? found.slice(SAVED.length + 1).split(".") : []);
    this.each((key) => {
      const isText = key.startsWith(this.root);
      if (!isText && !key.startsWith(OPEN)) return;
      const { at = 0 } = read(key) ?? {};
      const isSaved = isText && tabs.has(key.split(":").at(-1));
      if (isSaved || Date.now() - at > (isText ? OLD : DAY)) localStorage.removeItem(key);
    });
    if (found) document.cookie = `${SAVED}=; path=/; max-age=0; samesite=lax`;
  }

  /** What is left of this user's work on this story, the newest first. */
  left() {
    const found = [];
    this.each((key) => {
      const copy = key.startsWith(this.prefix) && read(key);
      if (copy) found.push({ ...copy, tab: key.slice(this.prefix.length) });
    });
    return found.sort((one, other) => other.at - one.at);
  }

  each(run) {
    try {
      for (const key of Object.keys(localStorage)) run(key);
    } catch {
      // A browser that keeps nothing has nothing to forget.
    }
  }
}

function read(key) {
  try {
    return JSON.parse(localStorage.getItem(key));
  } catch {
    return null;
  }
}
