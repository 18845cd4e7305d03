/* Keeps what is typed into a story: in this browser each second, on the server within five. */

import { Bars, Freeze, Presence, say } from "newsroom/presence";
import { Copies, markOpen, openTabs, wasOpen } from "newsroom/copies";
import { Server } from "newsroom/server";

const EACH_SECOND = 1000;
const PAUSE = 1500; // milliseconds without typing before a text goes to the server
const LONGEST = 3500; // from the first change to that, however fast somebody types
const SIGN_OF_LIFE = 10_000;
const RETRY = 3000; // while the server is away, or nobody is logged in

const form = document.getElementById("article_form");
const source = document.getElementById("keeping-data");
if (form && source) start(JSON.parse(source.textContent));

function start(data) {
  const { words, addresses } = data;
  const bars = new Bars(document.getElementById("keeping-bars"));
  const line = document.getElementById("keeping-kept");
  const server = new Server(data, form);
  const copies = new Copies(data);
  const freeze = new Freeze(form);
  const presence = new Presence({
    data,
    bars,
    freeze,
    here: document.getElementById("keeping-here"),
    takeOver,
  });

  let known = serialised(); // what was in the form a second ago
  let kept = known; // what the server has, or the story itself
  let changedAt = 0; // when the form began to differ from what the server has
  let typedAt = 0; // when it differed last from what it was a second before
  let isTouched = data.isUnsaved || wasTypedBefore();
  let isSubmitting = false;
  let isSending = false;
  let askedAt = 0; // when the server was last asked anything

  if (isTouched) {
    kept = "";
    changedAt = Date.now() - LONGEST;
  }

  function serialised() {
    const told = [];
    for (const [name, value] of new FormData(form)) {
      if (typeof value === "string" && name !== "csrfmiddlewaretoken") told.push([name, value]);
    }
    return JSON.stringify(told);
  }

  /** Whether somebody typed before this script ran, or the browser has put texts back. */
  function wasTypedBefore() {
    return [...form.elements].some(
      (one) =>
        /^(text|textarea|url|search)$/.test(one.type) &&
        one.value !== one.defaultValue &&
        !one.closest(".prose-editor"),
    );
  }

  function look() {
    if (isSubmitting) return;
    const now = Date.now();
    scan(now);
    if (known !== kept && !isSending && isTime(now)) keep();
  }

  function scan(now) {
    if (freeze.isOn) return; // nothing can be typed, and disabled fields tell nothing
    const present = serialised();
    if (!isTouched) {
      known = kept = present; // scripts of the page have set it up
    } else if (present !== known) {
      known = present;
      typedAt = now;
      changedAt ||= now;
      const isStored = copies.put(data.tab, present, data.version);
      if (isStored && server.trouble) line.textContent = say(words.local, { time: clock() });
    }
  }

  function isTime(now) {
    if (server.trouble) return now - askedAt >= RETRY;
    return now - typedAt >= PAUSE || now - changedAt >= LONGEST;
  }

  async function keep() {
    const sent = known;
    changedAt = 0;
    const answer = await ask({ data: JSON.parse(sent), takenUp: data.takenUp });
    if (answer) {
      kept = sent;
      line.textContent = say(words.kept, { time: answer.time });
    }
    if (known !== kept) changedAt ||= Date.now();
  }

  async function ask(more = {}) {
    isSending = true;
    askedAt = Date.now();
    try {
      const answer = await server.draft(more);
      // A page that was left may still have a message on its way, and a last one behind it.
      for (let turn = 0; turn < 3 && answer && (await partFromTheGone(answer)); turn += 1) {
        Object.assign(answer, await server.draft());
      }
      scan(Date.now()); // before the form may be closed to typing
      if (answer && !isSubmitting) presence.show(answer);
      return answer;
    } finally {
      isSending = false;
      tellTrouble();
    }
  }

  let lastTrouble = "";
  function tellTrouble() {
    const { trouble } = server;
    if (trouble === lastTrouble) return;
    const logIn = { label: words.log_in, href: addresses.logIn, target: "_blank" };
    const needsLogIn = trouble === "logged_out" || trouble === "other_user";
    if (trouble) bars.show("trouble", words[trouble], needsLogIn ? [logIn] : [], true);
    else bars.hide("trouble");
    if (!trouble && (lastTrouble === "logged_out" || lastTrouble === "other_user")) {
      line.textContent = words.back;
    }
    if (!trouble) bars.hide("sending");
    lastTrouble = trouble;
  }

  async function takeOver(lock) {
    const answer = await server.takeOver();
    tellTrouble();
    if (!answer) return;
    if (answer.version !== data.version && known === kept) {
      isSubmitting = true;
      location.assign(addresses.form);
      return;
    }
    presence.show(answer);
    presence.showTaken(lock, answer.revision);
  }

  /** Tells the server which own tabs are gone, if it has not heard of it or heard too late. */
  async function partFromTheGone({ others = [] }) {
    const own = others.map((other) => other.tab).filter(Boolean);
    const here = own.length ? await openTabs() : null;
    const gone = here ? own.filter((tab) => !here.has(tab) && wasOpen(tab)) : [];
    for (const tab of gone) await server.draft({ tab, isLeaving: true });
    return gone.length > 0;
  }

  /** Texts that were left behind: in this browser, and on the server. */
  async function offer() {
    const current = comparable(serialised());
    const here = (await openTabs()) ?? presence.ownTabs;
    for (const copy of copies.left()) {
      const { tab, version, text } = copy;
      if (tab === data.tab || here.has(tab) || comparable(text) === current) continue;
      const found = data.drafts.find((draft) => draft.tab === tab);
      const answer = await server.draft({ tab, version, data: JSON.parse(text), isOld: true });
      if (!answer) continue; // it stays in the browser, and is offered the next time
      copies.forget(tab);
      if (found) found.time = answer.time;
      else data.drafts.unshift(asDraft(answer, copy));
    }
    for (const draft of data.drafts) offerDraft(draft);
  }

  function asDraft({ draft, time }, { tab }) {
    const address = `${addresses.form}?draft=${draft}`;
    return {
      id: draft,
      tab,
      time,
      takeUp: address,
      compare: data.article ? `${address}&compare=1` : "",
      discard: `${addresses.draft}${draft}/discard/`,
    };
  }

  function offerDraft(draft) {
    const matter = `draft-${draft.id}`;
    const actions = [{ label: words.take_up, href: draft.takeUp }];
    if (draft.compare) actions.push({ label: words.compare, href: draft.compare });
    const discard = async () => {
      if (!(await server.discard(draft.discard))) return tellTrouble();
      copies.forget(draft.tab);
      return bars.hide(matter);
    };
    actions.push({ label: words.discard, run: discard });
    const text = presence.ownTabs.has(draft.tab) ? words.in_tab : words.unsaved;
    bars.show(matter, say(text, draft), actions);
  }

  /** What was typed, without what a form says about itself. */
  function comparable(text) {
    const told = JSON.parse(text).filter(([name]) => !/^(version$|_)/.test(name));
    return JSON.stringify(told);
  }

  async function submit(event) {
    if (isSubmitting) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    const { submitter } = event;
    if (isTouched) copies.put(data.tab, serialised(), data.version);
    if (await server.isThere()) {
      isSubmitting = true;
      bars.hide("sending");
      server.stop();
      form.requestSubmit(submitter);
      // A page that refuses to be left, or a download, leaves this one where it is.
      setTimeout(() => (isSubmitting = false), 15_000);
    } else if (server.trouble === "offline") {
      bars.show("sending", words.not_sent, [], true);
    }
    tellTrouble();
  }

  function away() {
    if (isSubmitting || document.visibilityState !== "hidden") return;
    scan(Date.now());
    if (known !== kept) server.send({ data: JSON.parse(known), takenUp: data.takenUp });
  }

  function leave() {
    if (isSubmitting) return;
    scan(Date.now());
    const isUnkept = isTouched && known !== kept;
    const last = isUnkept ? { data: JSON.parse(known), takenUp: data.takenUp } : {};
    server.send({ ...last, isLeaving: true });
  }

  function clock() {
    return new Date().toLocaleTimeString(document.documentElement.lang || "fr");
  }

  for (const kind of ["input", "change", "keydown", "pointerdown", "paste", "drop"]) {
    document.addEventListener(kind, () => (isTouched = true), { capture: true, once: true });
  }
  form.addEventListener("submit", submit, { capture: true });
  document.addEventListener("visibilitychange", away);
  window.addEventListener("pagehide", leave);
  window.addEventListener("pageshow", ({ persisted }) => {
    if (!persisted) return;
    isSubmitting = false; // back to a page that was left: it is as it was
    ask();
  });
  setInterval(look, EACH_SECOND);
  setInterval(() => {
    const pause = server.trouble ? RETRY : SIGN_OF_LIFE;
    const isDue = Date.now() - askedAt >= pause;
    if (!isSubmitting && !isSending && isDue) ask();
  }, EACH_SECOND);
  markOpen(data.tab);
  copies.forgetSaved();
  ask().then(offer);
}
