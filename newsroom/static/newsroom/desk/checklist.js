// The checklist of a story's form: what is to be seen to, and stories that say the same.

const PAUSE = 1500; // milliseconds after the last key before near stories are looked for
const FIELDS = ["headline", "lead", "body"];
const FOCUSABLE =
  "input:not([type=hidden]):not([disabled]), select, textarea, button, [contenteditable=true], a[href], summary";

const panel = document.getElementById("checklist");
const near = document.getElementById("checklist-near");
const list = document.getElementById("checklist-checks");

async function refresh() {
  if (!panel.dataset.checks) return;
  const answer = await fetch(panel.dataset.checks, { credentials: "same-origin" }).catch(() => null);
  if (answer && answer.ok && !answer.redirected) list.innerHTML = await answer.text();
  else list.textContent = panel.dataset.failed;
}

function typed() {
  const values = new URLSearchParams();
  for (const name of FIELDS) values.set(name, document.getElementById(`id_${name}`)?.value ?? "");
  values.set("story", panel.dataset.story);
  values.set("update_of", document.getElementById("id_update_of")?.value ?? "");
  values.set("csrfmiddlewaretoken", document.querySelector("[name=csrfmiddlewaretoken]").value);
  return values;
}

let timer;
let asked = "";

async function lookForNear() {
  const values = typed();
  const text = FIELDS.map((name) => values.get(name)).join("\n");
  if (text === asked) return;
  asked = text;
  const options = { method: "POST", body: values, credentials: "same-origin" };
  const answer = await fetch(panel.dataset.near, options).catch(() => null);
  // What is said is of the text as it is, not of what it was when the question left.
  if (answer && answer.ok && !answer.redirected && text === asked) {
    near.innerHTML = await answer.text();
  }
}

function later() {
  clearTimeout(timer);
  timer = setTimeout(lookForNear, PAUSE);
}

// The text in the form beside a story, in a tab of its own: nothing of the form is lost.
function showBeside(address) {
  const form = document.createElement("form");
  form.method = "post";
  form.action = address;
  form.target = "_blank";
  form.hidden = true;
  for (const [name, value] of typed()) {
    const field = document.createElement("textarea");
    field.name = name;
    field.value = value;
    form.append(field);
  }
  document.body.append(form);
  form.submit();
  form.remove();
}

// To the part of the form that a check is about, opened and with the cursor in it.
function jump(event, link) {
  const target = document.getElementById(link.hash.slice(1));
  if (!target) return;
  event.preventDefault();
  for (let part = target; part; part = part.parentElement) {
    if (part.tagName === "DETAILS") part.open = true;
  }
  target.querySelectorAll(":scope > details, :scope > fieldset > details").forEach((part) => {
    part.open = true;
  });
  const hidden = target.matches("textarea, select, input") && !target.offsetParent;
  const place = hidden ? target.closest(".form-row, .fieldBox") ?? target : target;
  const field = place.matches(FOCUSABLE) && !hidden ? place : place.querySelector(FOCUSABLE);
  place.scrollIntoView({ block: "center" });
  (field ?? place).focus();
}

if (panel) {
  panel.addEventListener("click", (event) => {
    const link = event.target.closest("a[href^='#']");
    const button = event.target.closest("button[data-beside]");
    if (link) jump(event, link);
    else if (button) showBeside(button.dataset.beside);
  });
  document.addEventListener("input", later);
  document.addEventListener("keyup", later);
  document.addEventListener("newsroom:saved", refresh);
  refresh();
}
