/* The gallery of a bag: its thumbnails mark the photo in view, and a tap enlarges it. Without this script the thumbnails
   are links down to the photos, and each photo is a link to its widest rendition. */
const MOST = 5;
const STEP = 1.5;
const NUDGE = 80;
const MOSTLY = 0.6;

for (const gallery of document.querySelectorAll("[data-gallery]")) {
  follow(gallery);
  enlarge(gallery, gallery.querySelector("[data-zoom]"));
}

/* Marks the thumbnail of the photo in view, and has that photo fetched as sharp as the first. A thumbnail moves the strip and
   leaves the page where it is. */
function follow(gallery) {
  const strip = gallery.querySelector(".gal__main");
  const thumbs = [...gallery.querySelectorAll(".gal__thumbs a")];
  if (!thumbs.length || !window.IntersectionObserver) return;
  const { sizes } = strip.querySelector("img") || {};
  const seen = new IntersectionObserver(
    (entries) => {
      for (const { target, isIntersecting, intersectionRatio } of entries) {
        if (!isIntersecting) continue;
        if (sizes) for (const source of target.querySelectorAll("source, img")) source.sizes = sizes;
        if (intersectionRatio < MOSTLY) continue;
        for (const thumb of thumbs) {
          if (thumb.hash === `#${target.id}`) thumb.setAttribute("aria-current", "true");
          else thumb.removeAttribute("aria-current");
        }
      }
    },
    { root: strip, threshold: [0.05, MOSTLY] },
  );
  for (const slide of strip.children) seen.observe(slide);
  for (const thumb of thumbs) {
    thumb.addEventListener("click", (event) => {
      event.preventDefault();
      const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
      const slide = strip.querySelector(thumb.hash);
      strip.scrollTo({ left: slide.offsetLeft - strip.offsetLeft, behavior: still ? "auto" : "smooth" });
    });
  }
}

function enlarge(gallery, dialog) {
  if (!dialog || !dialog.showModal) return;
  const frame = dialog.querySelector("[data-frame]");
  const title = dialog.querySelector("#zoom-title");
  const shown = dialog.querySelector("[data-level]");
  const held = new Map();
  let opener = null;
  let image = null;
  let shape = [1, 1];
  let level = 1;
  let [x, y] = [0, 0];
  let moved = false;

  for (const link of gallery.querySelectorAll(".gal__zoom")) {
    link.addEventListener("click", (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
      event.preventDefault();
      open(link);
    });
  }

  /* The picture that is there already comes first, and stays if the large one does not come. */
  function open(link) {
    const small = link.querySelector("img");
    const large = new Image();
    const address = link.dataset[small.currentSrc.split(".").pop()] || link.href;
    shape = [Number(small.getAttribute("width")), Number(small.getAttribute("height"))];
    image = new Image();
    image.alt = small.alt;
    image.draggable = false;
    image.src = small.currentSrc || address;
    large.addEventListener("load", () => {
      if (opener !== link || !dialog.open) return;
      image.src = large.src;
      dialog.setAttribute("data-sharp", "");
    });
    large.src = address;
    opener = link;
    title.textContent = link.dataset.title;
    dialog.removeAttribute("data-sharp");
    frame.replaceChildren(image);
    dialog.showModal();
    dialog.querySelector("[data-step='1']").focus();
    fit();
  }

  function fit() {
    level = 1;
    x = y = 0;
    draw();
  }

  /* Enlarges about a point of the frame, given from its middle. */
  function zoom(wanted, px = 0, py = 0) {
    const before = level;
    level = Math.max(1, Math.min(MOST, wanted));
    x = px - ((px - x) * level) / before;
    y = py - ((py - y) * level) / before;
    draw();
  }

  function draw() {
    const fitting = Math.min(frame.clientWidth / shape[0], frame.clientHeight / shape[1]);
    const [width, height] = shape.map((side) => side * fitting);
    const roomX = Math.max(0, (width * level - frame.clientWidth) / 2);
    const roomY = Math.max(0, (height * level - frame.clientHeight) / 2);
    x = Math.max(-roomX, Math.min(roomX, x));
    y = Math.max(-roomY, Math.min(roomY, y));
    image.style.width = `${width}px`;
    image.style.height = `${height}px`;
    image.style.transform = `translate(${x}px, ${y}px) scale(${level})`;
    frame.classList.toggle("zoom__frame--in", level > 1);
    shown.textContent = `${Math.round(level * 100)}%`;
    for (const button of dialog.querySelectorAll("[data-step]")) {
      button.setAttribute("aria-disabled", String(button.dataset.step > 0 ? level >= MOST : level <= 1));
    }
  }

  function point(event) {
    const box = frame.getBoundingClientRect();
    return [event.clientX - box.left - box.width / 2, event.clientY - box.top - box.height / 2];
  }

  for (const button of dialog.querySelectorAll("[data-step]")) {
    button.addEventListener("click", () => zoom(level * STEP ** Number(button.dataset.step)));
  }
  dialog.querySelector("[data-close]").addEventListener("click", () => dialog.close());
  dialog.addEventListener("close", () => {
    held.clear();
    frame.replaceChildren();
    if (opener) opener.focus({ preventScroll: true });
    opener = null;
  });
  window.addEventListener("resize", () => dialog.open && draw());

  dialog.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const moves = { ArrowLeft: [1, 0], ArrowRight: [-1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] }[event.key];
    if (moves) {
      x += moves[0] * NUDGE;
      y += moves[1] * NUDGE;
      draw();
    } else if (event.key === "+" || event.key === "=") zoom(level * STEP);
    else if (event.key === "-") zoom(level / STEP);
    else if (event.key === "0") fit();
    else return;
    event.preventDefault();
  });

  frame.addEventListener(
    "wheel",
    (event) => {
      event.preventDefault();
      zoom(level * Math.exp(-event.deltaY / 400), ...point(event));
    },
    { passive: false },
  );

  /* One finger moves, two pinch; a tap or click without moving goes in, and out again. */
  frame.addEventListener("pointerdown", (event) => {
    if (event.button) return;
    if (!held.size) moved = false;
    held.set(event.pointerId, point(event));
    frame.setPointerCapture(event.pointerId);
    frame.classList.add("zoom__frame--held");
  });
  frame.addEventListener("pointermove", (event) => {
    const from = held.get(event.pointerId);
    if (!from) return;
    const to = point(event);
    if (!moved && Math.hypot(to[0] - from[0], to[1] - from[1]) < 6) return;
    moved = true;
    const others = [...held].filter(([id]) => id !== event.pointerId);
    held.set(event.pointerId, to);
    if (others.length) {
      const still = others[0][1];
      const apart = (one) => Math.max(1, Math.hypot(one[0] - still[0], one[1] - still[1]));
      zoom((level * apart(to)) / apart(from), (to[0] + still[0]) / 2, (to[1] + still[1]) / 2);
    } else {
      x += to[0] - from[0];
      y += to[1] - from[1];
      draw();
    }
  });
  for (const kind of ["pointerup", "pointercancel"]) {
    frame.addEventListener(kind, (event) => {
      const known = held.delete(event.pointerId);
      if (held.size) return;
      frame.classList.remove("zoom__frame--held");
      if (known && kind === "pointerup" && !moved) zoom(level > 1 ? 1 : STEP * STEP, ...point(event));
    });
  }
}
