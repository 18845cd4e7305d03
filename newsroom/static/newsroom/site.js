// What scripts add to a reader's page, which is whole without them.

// The reader's own time, beside each moment that the page gives in the newsroom's zone.
const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
const page = document.documentElement.lang;
const language = page === "en" ? "en-GB" : page;
const options = { dateStyle: "long", timeStyle: "short" };

for (const moment of document.querySelectorAll("time[data-zone]")) {
  const date = new Date(moment.dateTime);
  const here = date.toLocaleString(language, options);
  if (here !== date.toLocaleString(language, { ...options, timeZone: moment.dataset.zone })) {
    const own = document.createElement("span");
    own.className = "own-time";
    own.textContent = moment.dataset.own.replace("…", here);
    own.title = zone;
    moment.after(" ", own);
  }
}

// What a search field suggests with is fetched when somebody first goes to it.
for (const input of document.querySelectorAll("input[data-suggestions]")) {
  const fetched = () => import(input.dataset.suggestionsScript);
  if (document.activeElement === input) fetched();
  else input.addEventListener("focus", fetched, { once: true });
}
