// Puts the names that buttons and dialogs of the editor have here in place of its maker's, and
// says what it is to whoever listens instead of looking.

const NAMED = "button, dialog :is(h3, label, option)";

function rename(box, names) {
  for (const element of box.querySelectorAll(NAMED)) {
    const place = element.firstElementChild || element;
    const theirs = element.title || place.textContent;
    const ours = names[theirs];
    if (!ours || ours === theirs) continue;
    if (element.title) {
      element.title = ours;
      element.setAttribute("aria-label", ours);
      continue;
    }
    if (element.tagName === "OPTION") element.value = theirs; // the editor reads it back
    place.textContent = ours;
  }
}

// What a button cannot do just now is said by its class alone.
function tell(bar) {
  for (const button of bar?.querySelectorAll("button") || []) {
    button.setAttribute("aria-disabled", button.classList.contains("disabled"));
  }
}

document.addEventListener("prose-editor:ready", ({ detail: { editor, textarea } }) => {
  const box = editor.view.dom.closest(".prose-editor");
  const names = JSON.parse(textarea.dataset.names || "{}");
  const bar = box.querySelector(".prose-menubar");
  const label = textarea.getAttribute("aria-label") || textarea.labels[0]?.textContent || "";
  const told = { role: "textbox", "aria-multiline": "true", "aria-label": label.replace(/\s*:\s*$/, "") };
  for (const [name, value] of Object.entries(told)) editor.view.dom.setAttribute(name, value);
  rename(box, names);
  tell(bar);
  new MutationObserver(() => rename(box, names)).observe(box, { childList: true, subtree: true });
  editor.on("transaction", () => tell(bar));
});
