// The words of a template go into the box above its button, and what is left to say is selected.

document.addEventListener("click", (event) => {
  const button = event.target.closest?.("button[data-notice]");
  if (!button) return;
  const box = document.getElementById(button.dataset.notice);
  const typed = box.value.trim();
  const words = button.dataset.words;
  box.value = typed && !typed.includes(words) ? `${typed}\n${words}` : words;
  box.dispatchEvent(new Event("input", { bubbles: true }));
  box.focus();
  const gap = box.value.indexOf("…", box.value.lastIndexOf(words));
  if (gap >= 0) box.setSelectionRange(gap, gap + 1);
});
