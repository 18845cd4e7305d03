/* What a story's form asks the server, and what is wrong when it does not get an answer. */

const TIMEOUT = 8000;
const QUICK = 4000;
// How much a browser sends along while a page is being left.
const LAST_WORDS = 60_000;

export class Server {
  /** trouble: empty, or "offline", "logged_out", "other_user", "gone", "refused". */
  constructor(data, form) {
    this.data = data;
    this.form = form;
    this.trouble = "";
    this.stopped = new AbortController();
  }

  get token() {
    return this.form.elements.csrfmiddlewaretoken.value;
  }

  /** A sign of life, and a text to be kept if there is one; the answer, or null. */
  draft(more) {
    return this.post(this.data.addresses.draft, this.payload(more));
  }

  takeOver() {
    return this.post(this.data.addresses.takeOver, this.payload());
  }

  async discard(address) {
    return (await this.post(address, this.payload())) !== null;
  }

  payload(more = {}) {
    const { user, article, tab, version } = this.data;
    return JSON.stringify({ user, article, tab, version, ...more });
  }

  /** Whether the server answers, with the same user logged in; the form's token is made anew. */
  async isThere() {
    let response;
    try {
      response = await fetch(this.data.addresses.session, {
        headers: { Accept: "application/json" },
        redirect: "manual",
        cache: "no-store",
        signal: AbortSignal.timeout(QUICK),
      });
      if (response.ok) {
        const { user, csrf } = await response.json();
        this.trouble = user === this.data.user ? "" : "other_user";
        if (!this.trouble) this.form.elements.csrfmiddlewaretoken.value = csrf;
        return !this.trouble;
      }
    } catch {
      this.trouble = "offline";
      return false;
    }
    this.trouble = response.status === 401 ? "logged_out" : "offline";
    return false;
  }

  async post(address, payload, isSecond = false) {
    const stopped = this.stopped.signal;
    let response;
    try {
      response = await fetch(address, {
        method: "POST",
        body: new URLSearchParams({ payload }),
        headers: { "X-CSRFToken": this.token, Accept: "application/json" },
        redirect: "manual",
        signal: AbortSignal.any([AbortSignal.timeout(TIMEOUT), stopped]),
      });
      if (response.ok) {
        const answer = await response.json();
        this.trouble = "";
        return answer;
      }
    } catch {
      if (!stopped.aborted) this.trouble = "offline";
      return null;
    }
    // After a log-in in another tab the form's token is an old one.
    if (response.status === 403 && !isSecond && (await this.isThere())) {
      return this.post(address, payload, true);
    }
    if (response.status !== 403 || !this.trouble) this.trouble = meaning(response.status);
    return null;
  }

  /** The last words of a page that is being left or hidden; nobody waits for an answer. */
  send(more) {
    const body = new URLSearchParams({
      payload: this.payload(more),
      csrfmiddlewaretoken: this.token,
    });
    // What is too long stays in the browser's own copy, and is offered from there.
    if (body.toString().length < LAST_WORDS) navigator.sendBeacon(this.data.addresses.draft, body);
  }

  /** Lets no answer come too late: the form itself is on its way. */
  stop() {
    this.stopped.abort();
    this.stopped = new AbortController();
  }
}

function meaning(status) {
  if (status === 401) return "logged_out";
  if (status === 409) return "other_user";
  if (status === 404) return "gone";
  return status >= 500 ? "offline" : "refused";
}
