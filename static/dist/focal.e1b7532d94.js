/* The point of a photo that must stay in sight, taken from where she taps it. Without this script the photo has nine parts
   to choose from, and with the keyboard it still has. */
const STEP = 10;

export function pickPoints(form) {
  /* A tapped point that was put back from the phone's storage has no choice of its own here: what the server keeps stands. */
  for (const field of form.querySelectorAll("[data-focal]")) {
    if (!field.querySelector("input:checked")) field.querySelector("input[checked]").checked = true;
  }
  form.addEventListener("click", (event) => {
    const picture = event.target.closest("[data-focal-picture]");
    /* Arrow keys and space make a click as well, without a place; those choose a part. */
    if (!picture || (!event.clientX && !event.clientY) || event.detail === 0) return;
    event.preventDefault();
    const box = picture.getBoundingClientRect();
    choose(picture.closest("[data-focal]"), step((event.clientX - box.left) / box.width), step((event.clientY - box.top) / box.height));
  });
  form.addEventListener("change", (event) => {
    const field = event.target.closest("[data-focal]");
    if (field) show(field);
  });
}

function step(share) {
  return Math.max(0, Math.min(100, Math.round((share * 100) / STEP) * STEP));
}

function choose(field, x, y) {
  const value = `${x},${y}`;
  const point = field.querySelector("[data-focal-point]");
  let radio = field.querySelector(`.focal__parts input[value="${value}"]`);
  if (!radio) {
    radio = point.querySelector("input");
    radio.value = value;
    radio.disabled = false;
    point.hidden = false;
  }
  /* A prevented click puts the radios back as they were once it is over: choose after that. */
  setTimeout(() => {
    radio.checked = true;
    radio.focus({ preventScroll: true });
    radio.dispatchEvent(new Event("input", { bubbles: true }));
    radio.dispatchEvent(new Event("change", { bubbles: true }));
  });
}

function show(field) {
  const radio = field.querySelector("input:checked");
  if (!radio || !radio.value) return;
  const [x, y] = radio.value.split(",").map(Number);
  const dot = field.querySelector(".focal__dot");
  dot.toggleAttribute("hidden", !radio.closest("[data-focal-point]"));
  dot.firstElementChild.setAttribute("cx", `${x}%`);
  dot.firstElementChild.setAttribute("cy", `${y}%`);
  const tile = field.closest("li").querySelector(".ph__img .pic");
  if (!tile) return;
  tile.className = tile.className.replace(/ pic--[xy]\d+/g, "");
  tile.classList.add(`pic--x${Math.round(x / 10)}`, `pic--y${Math.round(y / 10)}`);
}
