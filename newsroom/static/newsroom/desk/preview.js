// "Preview as typed": what stands in the form goes to a tab of its own, and the form stays as it is.
// Sending the form itself would count as a save for whatever else listens to it.

document.addEventListener("click", (event) => {
  const button = event.target.closest?.("button.preview[formaction]");
  if (!button) return;
  event.preventDefault();
  const copy = document.createElement("form");
  copy.method = "post";
  copy.action = button.getAttribute("formaction");
  copy.target = "_blank";
  copy.hidden = true;
  for (const [name, value] of new FormData(button.form)) {
    if (typeof value !== "string") continue; // chosen files have been sent, and have a name by now
    const field = document.createElement("textarea");
    field.name = name;
    field.value = value;
    copy.append(field);
  }
  document.body.append(copy);
  copy.submit();
  copy.remove();
});
