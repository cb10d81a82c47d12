/* The page of a running import: looks every two seconds how far it is. Without it there is a link to do the same. */
const PAUSE = 2000;
const area = document.querySelector("[data-progress]");

if (area) setTimeout(look, PAUSE, area);

async function look(shown) {
  try {
    const answer = await fetch(location.href, { headers: { Accept: "text/html" } });
    const page = answer.ok ? new DOMParser().parseFromString(await answer.text(), "text/html") : null;
    const main = page && page.querySelector("main > .page");
    if (main && !main.hasAttribute("data-progress")) {
      location.reload();
      return;
    }
    for (const part of main ? ["[role=status] b", "[role=status] progress"] : []) {
      const [before, now] = [shown.querySelector(part), main.querySelector(part)];
      if (before.textContent !== now.textContent) before.textContent = now.textContent;
      if (before.value !== now.value) before.value = now.value;
    }
  } catch {
    /* the network is away: the next look will tell */
  }
  setTimeout(look, PAUSE, shown);
}
