/* Search fields suggest how a line may go on: a combobox with a list of options (WAI-ARIA "combobox with list autocomplete"),
   worked by arrows, Enter and Escape. Without this script, or without an answer, the form is what it always was. */
const PAUSE = 130;
const SHORTEST = 2;

for (const form of document.querySelectorAll("[data-suggest]")) suggest(form);

function suggest(form) {
  const field = form.querySelector("[name=q]");
  const list = document.createElement("ul");
  list.id = `${field.id}-list`;
  list.className = "search__list";
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", form.dataset.suggestions);
  list.hidden = true;
  form.append(list);
  field.autocomplete = "off";
  for (const [name, value] of [["role", "combobox"], ["aria-autocomplete", "list"], ["aria-controls", list.id]]) {
    field.setAttribute(name, value);
  }
  let waiting, asking, typed = field.value;
  const options = () => [...list.children];
  const chosen = () => options().findIndex((option) => option.getAttribute("aria-selected") === "true");
  close();

  function close() {
    clearTimeout(waiting);
    asking?.abort();
    list.hidden = true;
    field.setAttribute("aria-expanded", "false");
    field.removeAttribute("aria-activedescendant");
  }

  async function ask() {
    typed = field.value;
    asking?.abort();
    if (typed.trim().length < SHORTEST) return close();
    asking = new AbortController();
    try {
      const answer = await fetch(`${form.dataset.suggest}?q=${encodeURIComponent(typed)}`, { signal: asking.signal });
      if (!answer.ok) return close();
      list.innerHTML = await answer.text();
    } catch {
      return;
    }
    options().forEach((option, number) => (option.id = `${list.id}-${number}`));
    list.hidden = !list.children.length;
    field.setAttribute("aria-expanded", String(!list.hidden));
    field.removeAttribute("aria-activedescendant");
  }

  function choose(number) {
    options().forEach((option, place) => option.setAttribute("aria-selected", String(place === number)));
    const option = options()[number];
    field.value = option ? option.textContent : typed;
    if (option) field.setAttribute("aria-activedescendant", option.id);
    else field.removeAttribute("aria-activedescendant");
  }

  field.addEventListener("input", () => {
    typed = field.value; // what Escape gives back, though the list is still that of fewer letters
    clearTimeout(waiting);
    waiting = setTimeout(ask, PAUSE);
  });
  field.addEventListener("keydown", (event) => {
    if (list.hidden) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) {
      event.preventDefault();
      const count = list.children.length + 1; // the line as typed has a place of its own
      choose(((chosen() + 1 + step + count) % count) - 1);
    } else if (event.key === "Escape") {
      event.preventDefault();
      choose(-1);
      close();
    }
  });
  field.addEventListener("blur", close);
  form.addEventListener("submit", close);
  list.addEventListener("pointerdown", (event) => event.preventDefault()); // the field keeps the focus
  list.addEventListener("click", (event) => {
    const option = event.target.closest("[role=option]");
    if (!option) return;
    field.value = option.textContent;
    form.requestSubmit();
  });
}
