// A dialog in which a record is entered while the story stays as it is.
import { page, post } from "newsroom/page";

const dialog = document.getElementById("creating");

// Opens the dialog; resolves to {pk, label} of what was entered or taken, to null when cancelled.
export function create(thing, draft = {}) {
  const before = document.activeElement;
  return new Promise((resolve) => {
    let result = null;

    const address = (kind) => page.create.replace("/thing/", `/${kind}/`);

    async function load(kind) {
      const response = await post(address(kind), { draft: JSON.stringify(draft) });
      if (response.ok) show(await response.text());
      else dialog.close();
    }

    function show(html) {
      dialog.innerHTML = html;
      const first = dialog.querySelector(".errors input, input[name=is_another], input[id$=-name], input[id$=-title]");
      (first || dialog.querySelector("input:not([type=hidden]):not([type=radio])"))?.focus();
    }

    async function send(event) {
      event.preventDefault();
      const sent = event.target;
      const response = await post(address(sent.dataset.thing), new FormData(sent));
      if (response.status === 201) {
        result = await response.json();
        dialog.close();
      } else if (response.status === 422) show(await response.text());
    }

    function press(event) {
      const button = event.target.closest("button");
      if (button?.matches(".cancel")) dialog.close();
      if (button?.matches(".take")) {
        result = { pk: button.dataset.pk, label: button.dataset.label };
        dialog.close();
      }
    }

    function change(event) {
      if (event.target.name !== "thing") return;
      const typed = dialog.querySelector("input[id$=-name]");
      draft = { ...draft, name: typed ? typed.value : draft.name };
      load(event.target.value);
    }

    function end() {
      dialog.removeEventListener("submit", send);
      dialog.removeEventListener("click", press);
      dialog.removeEventListener("change", change);
      dialog.replaceChildren();
      before?.focus();
      resolve(result);
    }

    dialog.addEventListener("submit", send);
    dialog.addEventListener("click", press);
    dialog.addEventListener("change", change);
    dialog.addEventListener("close", end, { once: true });
    dialog.showModal();
    load(thing === "actor" ? draft.kind || "person" : thing);
  });
}
