// Suggestions under a search field: a combobox after the ARIA 1.2 pattern, with a list of links
// elsewhere. The form is whole without it; site.js fetches it when somebody goes to the field.

const WAIT = 150; // milliseconds after the last key
const SHORTEST = 2;

let boxes = 0;

function enhance(input) {
  const address = input.dataset.suggestions;
  const list = document.createElement("ul");
  list.id = `suggestions-${(boxes += 1)}`;
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", input.dataset.suggestionsName);
  list.hidden = true;
  const status = document.createElement("span");
  status.className = "unseen";
  status.setAttribute("role", "status");
  input.after(list, status);
  const attributes = {
    role: "combobox",
    autocomplete: "off",
    "aria-autocomplete": "list",
    "aria-expanded": "false",
    "aria-controls": list.id,
  };
  for (const [name, value] of Object.entries(attributes)) input.setAttribute(name, value);

  let timer, request, chosen = -1;

  function close() {
    clearTimeout(timer);
    request?.abort();
    list.hidden = true;
    choose(-1);
    input.setAttribute("aria-expanded", "false");
  }

  function choose(number) {
    const options = [...list.children];
    options[chosen]?.setAttribute("aria-selected", "false");
    chosen = number;
    const option = options[chosen];
    if (!option) return input.removeAttribute("aria-activedescendant");
    option.setAttribute("aria-selected", "true");
    input.setAttribute("aria-activedescendant", option.id);
    option.scrollIntoView({ block: "nearest" });
  }

  function show(found) {
    list.replaceChildren(...found.map(({ words, kind, language, address: to }, number) => {
      const option = document.createElement("li");
      option.id = `${list.id}-${number}`;
      option.setAttribute("role", "option");
      option.setAttribute("aria-selected", "false");
      option.dataset.to = to;
      const name = document.createElement("span");
      name.textContent = words;
      if (language) name.lang = language;
      const sort = document.createElement("span");
      sort.className = "meta";
      sort.textContent = kind;
      option.append(name, " ", sort);
      return option;
    }));
    chosen = -1;
    list.hidden = !found.length;
    input.setAttribute("aria-expanded", String(!list.hidden));
    input.removeAttribute("aria-activedescendant");
    status.textContent = found.length ? `${input.dataset.suggestionsName} : ${found.length}` : "";
  }

  async function ask() {
    request?.abort();
    const typed = input.value.trim();
    if (typed.length < SHORTEST) return close();
    request = new AbortController();
    const { signal } = request;
    try {
      const answer = await fetch(`${address}?${new URLSearchParams({ q: typed })}`, { signal });
      const { suggestions } = answer.ok ? await answer.json() : { suggestions: [] };
      if (!signal.aborted && document.activeElement === input) show(suggestions);
    } catch (error) {
      if (error.name !== "AbortError") close(); // the search itself works without suggestions
    }
  }

  input.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(ask, WAIT);
  });
  input.addEventListener("keydown", (event) => {
    const { length } = list.children;
    if (event.isComposing) return;
    if (event.key === "Escape" && !list.hidden) {
      close();
    } else if (event.key === "ArrowDown" && list.hidden) {
      ask();
    } else if (event.key === "ArrowDown" && length) {
      choose(chosen + 1 < length ? chosen + 1 : -1);
    } else if (event.key === "ArrowUp" && !list.hidden && length) {
      choose(chosen < 0 ? length - 1 : chosen - 1);
    } else if (event.key === "Enter" && !list.hidden && chosen >= 0) {
      location.assign(list.children[chosen].dataset.to);
    } else {
      return;
    }
    event.preventDefault();
  });
  input.addEventListener("blur", close);
  // A press must not take the focus out of the field before it counts.
  list.addEventListener("mousedown", (event) => event.preventDefault());
  list.addEventListener("click", ({ target }) => {
    const option = target.closest("[role=option]");
    if (option) location.assign(option.dataset.to);
  });
  // What was typed while this was being fetched counts, too.
  if (document.activeElement === input && input.value) ask();
}

document.querySelectorAll("input[data-suggestions]").forEach(enhance);
