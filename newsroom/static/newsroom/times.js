// Adds the reader's own time to each moment that the page gives in the newsroom's zone.
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
