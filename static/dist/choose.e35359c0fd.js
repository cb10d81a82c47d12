/* Choosing a colour or a size: what differs is taken from the page its link leads to and put in place, and the gallery goes to
   its photo. Without this script, or without a connection, the link itself leads there. */
const asked = { last: null };

document.addEventListener("click", (event) => {
  const link = event.target.closest("a[data-pick]");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  event.preventDefault();
  choose(link);
});

async function choose(link) {
  const { href, id } = link;
  asked.last?.abort();
  asked.last = new AbortController();
  const choices = link.closest("[data-swap]");
  choices.setAttribute("aria-busy", "true");
  try {
    const answer = await fetch(href, { credentials: "same-origin", signal: asked.last.signal });
    if (!answer.ok) throw new Error(String(answer.status));
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    if (!page.querySelector(`[data-swap="${choices.dataset.swap}"]`)) throw new Error("another page");
    swap(page);
    message(page);
    show(page);
    history.replaceState(null, "", href);
    document.getElementById(id)?.focus({ preventScroll: true });
  } catch (problem) {
    if (problem.name !== "AbortError") location.assign(href);
  }
}

/* The elements stay and their contents change, so that a live region among them is read out. The links to the other language
   lead to the same choice there. */
function swap(page) {
  for (const place of document.querySelectorAll("[data-swap]")) {
    const fresh = page.querySelector(`[data-swap="${place.dataset.swap}"]`);
    if (!fresh) continue;
    if (place.innerHTML !== fresh.innerHTML) place.replaceChildren(...fresh.childNodes);
    place.removeAttribute("aria-busy");
  }
  const languages = page.querySelectorAll("a[hreflang]");
  document.querySelectorAll("a[hreflang]").forEach((link, place) => {
    if (languages[place]) link.setAttribute("href", languages[place].getAttribute("href"));
  });
}

/* The words of the message follow as long as the buyer has not changed them. */
function message(page) {
  const field = document.getElementById("ask-message");
  const fresh = page.getElementById("ask-message");
  if (!field || !fresh || field.value !== field.defaultValue) return;
  field.defaultValue = fresh.defaultValue;
  field.value = fresh.defaultValue;
}

/* The page of a choice shows its photo first; here it is somewhere in the strip. */
function show(page) {
  if (page.querySelector("[data-photo]")?.dataset.photo !== "1") return;
  const first = page.querySelector(".gal__main .gal__zoom")?.getAttribute("href");
  const strip = document.querySelector(".gal__main");
  const slide = [...(strip?.querySelectorAll(".gal__zoom") || [])].find((zoom) => zoom.getAttribute("href") === first)?.closest("li");
  if (!slide) return;
  const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
  strip.scrollTo({ left: slide.offsetLeft - strip.offsetLeft, behavior: still ? "auto" : "smooth" });
}
