// Pictures in a form: a chosen file is sent at once, so that a refused form does not lose it; what
// it says of itself fills the fields that are empty; the focal point is set by mouse or arrow keys.

const STEP = 0.01;
const LEAP = 0.1;
const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

const within = (number) => Math.min(1, Math.max(0, number));
const percent = (number) => String(Math.round(number * 100));

function parts(box) {
  const file = box.querySelector("input[type=file]");
  const stem = file.name.slice(0, -"file".length);
  const field = (name) => file.form.elements.namedItem(stem + name);
  return {
    file,
    field,
    chosen: box.querySelector("input[type=hidden]"),
    frame: box.querySelector(".picture-frame"),
    image: box.querySelector("img"),
    mark: box.querySelector(".focal"),
    state: box.querySelector(".picture-state"),
  };
}

function tell(state, words, isError = false) {
  state.textContent = words;
  state.classList.toggle("error", isError);
}

function changed(element) {
  element.dispatchEvent(new Event("input", { bubbles: true }));
  element.dispatchEvent(new Event("change", { bubbles: true }));
}

// The focal point

function point(box) {
  const { field } = parts(box);
  const read = (name) => {
    const number = Number.parseFloat(String(field(name)?.value ?? "").replace(",", "."));
    return Number.isNaN(number) ? 0.5 : within(number);
  };
  return [read("focal_x"), read("focal_y")];
}

function draw(box) {
  const { mark } = parts(box);
  const [x, y] = point(box);
  mark.style.left = `${x * 100}%`;
  mark.style.top = `${y * 100}%`;
  const words = box.dataset.focal.replace("%(x)s", percent(x)).replace("%(y)s", percent(y));
  mark.setAttribute("aria-label", words);
  return words;
}

function move(box, x, y) {
  const { field, state } = parts(box);
  for (const [name, number] of [["focal_x", x], ["focal_y", y]]) {
    const element = field(name);
    if (!element) return;
    element.value = within(number).toFixed(2);
    changed(element);
  }
  tell(state, draw(box));
}

function movePointer(box, event) {
  const area = parts(box).image.getBoundingClientRect();
  if (!area.width || !area.height) return;
  move(box, (event.clientX - area.left) / area.width, (event.clientY - area.top) / area.height);
}

// The file

function propose(box, told) {
  const { field } = parts(box);
  const filled = [];
  for (const [name, words] of Object.entries(told)) {
    const element = field(name);
    if (!element || element.value.trim()) continue;
    element.value = words;
    changed(element);
    filled.push(element.labels?.[0]?.textContent.replace(/\s*:\s*$/, "").trim() || name);
  }
  return filled;
}

async function send(box) {
  const { file, chosen, frame, image, state } = parts(box);
  if (!file.files.length) return;
  const picked = file.files[0];
  const form = new FormData();
  form.append("file", picked);
  form.append("csrfmiddlewaretoken", file.form.elements.namedItem("csrfmiddlewaretoken").value);
  tell(state, box.dataset.sending);
  let answer;
  try {
    const response = await fetch(box.dataset.upload, { method: "POST", body: form });
    if (response.redirected || response.status === 401) {
      tell(state, box.dataset.loggedout, true);
      return;
    }
    answer = await response.json();
  } catch {
    // Without a connection the file stays chosen, and goes with the form.
    tell(state, box.dataset.failed, true);
    return;
  }
  if (file.files[0] !== picked) return; // another one was chosen meanwhile
  file.value = "";
  if (answer.error) {
    tell(state, answer.error, true);
    return;
  }
  chosen.value = answer.uid;
  changed(chosen);
  image.src = answer.thumb;
  frame.hidden = false;
  const filled = propose(box, answer.told);
  draw(box);
  const words = [box.dataset.sent];
  if (filled.length) words.push(box.dataset.filled.replace("%(fields)s", filled.join(", ")));
  tell(state, words.join(" "));
}

const boxOf = (event) => event.target.closest?.(".picture");

document.addEventListener("change", (event) => {
  if (event.target.matches?.(".picture input[type=file]")) send(boxOf(event));
  else if (/-?focal_[xy]$/.test(event.target.name || "")) {
    const row = event.target.closest(".row, .inline-related, form");
    const box = row?.querySelector(".picture");
    if (box) draw(box);
  }
});

document.addEventListener("keydown", (event) => {
  const arrow = ARROWS[event.key];
  if (!arrow || !event.target.matches?.(".picture .focal")) return;
  event.preventDefault();
  const box = boxOf(event);
  const step = event.shiftKey ? LEAP : STEP;
  const [x, y] = point(box);
  move(box, x + arrow[0] * step, y + arrow[1] * step);
});

document.addEventListener("pointerdown", (event) => {
  const frame = event.target.closest?.(".picture-frame");
  if (!frame || event.button) return;
  event.preventDefault();
  const box = boxOf(event);
  parts(box).mark.focus();
  movePointer(box, event);
  const follow = (moved) => movePointer(box, moved);
  document.addEventListener("pointermove", follow);
  document.addEventListener("pointerup", () => document.removeEventListener("pointermove", follow), { once: true });
});

document.addEventListener("formset:added", (event) => {
  for (const box of event.target.querySelectorAll?.(".picture") ?? []) draw(box);
});

for (const box of document.querySelectorAll(".picture")) draw(box);
