/* The list of bags: filters that say at once what they would find, "load more" that appends, and the way back to where one
   was. Everything is a plain form or link without this. */
const page = document.querySelector("[data-browse]");
const FEW = 4; /* pages fetched again on the way back; the site bears five a second */

if (page) {
  for (const form of page.querySelectorAll(".filters form, .sheet form")) follow(form);
  page.addEventListener("click", (event) => {
    const more = event.target.closest("[data-pager] a[rel=next]");
    if (more && !event.metaKey && !event.ctrlKey && !event.shiftKey) {
      event.preventDefault();
      append(more);
    } else {
      remember(event.target.closest("[data-list] a"));
    }
  });
  sheet(page.querySelector(".sheet"));
  restore();
}

/* ---- filters ---- */
function follow(form) {
  const button = form.querySelector("button[type=submit]");
  let asking = null;
  button.textContent = page.dataset.show;
  form.addEventListener("change", ask);
  form.addEventListener("submit", () => empties(form, true));
  addEventListener("pageshow", () => empties(form, false));

  async function ask() {
    if (asking) asking.abort();
    asking = new AbortController();
    const asked = new URLSearchParams([...new FormData(form)].filter(([, value]) => value.trim()));
    try {
      const answer = await fetch(`${page.dataset.count}?${asked}`, { signal: asking.signal, headers: { Accept: "application/json" } });
      if (answer.ok) show(form, button, await answer.json());
      else button.textContent = page.dataset.apply;
    } catch (trouble) {
      if (trouble.name !== "AbortError") button.textContent = page.dataset.apply;
    }
  }
}

function show(form, button, found) {
  button.textContent = found.show;
  form.querySelector("[role=status]").textContent = found.show;
  for (const input of form.querySelectorAll("label input")) {
    const label = input.closest("label");
    const place = label.querySelector(".n");
    const numbers = found.groups[input.name];
    if (!place) continue;
    place.textContent = numbers ? numbers[input.value] || "0" : "";
    label.classList.toggle("pick--none", Boolean(numbers) && !numbers[input.value]);
  }
}

/* A field left empty asks nothing and has no place in the address. */
function empties(form, off) {
  for (const input of form.elements) {
    if (!off) input.disabled = false;
    else if (input.name && !input.value.trim()) input.disabled = true;
  }
}

/* ---- more bags ---- */
async function fetched(address) {
  const answer = await fetch(address, { headers: { Accept: "text/html" } });
  if (!answer.ok) throw new Error(answer.status);
  const found = new DOMParser().parseFromString(await answer.text(), "text/html");
  return { cards: [...found.querySelectorAll("[data-list] > *")], pager: found.querySelector("[data-pager]") };
}

async function append(link) {
  if (link.hasAttribute("aria-busy")) return; /* a second tap would add the same bags again */
  link.setAttribute("aria-busy", "true");
  try {
    const { cards, pager } = await fetched(link.href);
    const list = page.querySelector("[data-list]");
    if (!cards.length) throw new Error("nothing");
    list.append(...cards);
    const pages = [...((history.state && history.state.pages) || [location.href]), link.href];
    history.replaceState({ pages }, "", link.href);
    renew(pager);
    cards[0].querySelector("a").focus({ preventScroll: true });
  } catch {
    location.assign(link.href);
  }
}

/* What is counted begins with the first bag on the page. */
function renew(pager) {
  const words = page.querySelector("[data-first]") ? "" : pager.dataset.all;
  page.querySelector("[data-pager]").replaceWith(pager);
  if (words) pager.querySelector("p").textContent = words;
}

/* ---- the way back ---- */
function remember(link) {
  if (!link || !history.state || !history.state.pages) return;
  history.replaceState({ ...history.state, at: link.getAttribute("href"), top: link.getBoundingClientRect().top }, "");
}

async function restore() {
  const state = history.state;
  if (!state || !state.pages || state.pages.at(-1) !== location.href) return;
  history.scrollRestoration = "manual";
  const list = page.querySelector("[data-list]");
  const before = state.pages.slice(0, -1);
  const wanted = before.slice(-FEW);
  try {
    const found = [];
    for (const address of wanted) found.push(...(await fetched(address)).cards);
    const first = page.querySelector("[data-first]");
    list.prepend(...found);
    if (wanted.length === before.length && first && !new URL(before[0]).searchParams.has("after")) {
      first.remove();
      page.querySelector("[data-pager] p").textContent = page.querySelector("[data-pager]").dataset.all;
    }
  } catch {
    /* the bags that are here stay, and the link to the first ones */
  }
  const link = state.at && list.querySelector(`a[href="${CSS.escape(state.at)}"]`);
  if (link) scrollBy({ top: link.getBoundingClientRect().top - state.top, behavior: "instant" });
  history.scrollRestoration = "auto";
}

/* ---- the sheet ---- */
function sheet(box) {
  let opener = null;
  addEventListener("hashchange", look);
  box.addEventListener("keydown", (event) => {
    if (event.key === "Escape") box.querySelector(".sheet__head a").click();
  });
  look();

  /* While it is open the rest of the page is out of reach, for the eye and for the keyboard. */
  function look() {
    const open = location.hash === `#${box.id}`;
    for (let inner = box; inner !== document.body; inner = inner.parentElement)
      for (const other of inner.parentElement.children) if (other !== inner) other.inert = open;
    if (open) {
      opener = page.querySelector(`a[href="#${box.id}"]`);
      box.querySelector(".sheet__head a").focus();
    } else if (opener) {
      opener.focus();
      opener = null;
    }
  }
}
