/* The scan viewer: zoom, rotate, wheel. The links for front, back and the original work without it. */
const STEPS = [1, 1.25, 1.6, 2, 2.5, 3.2, 4];

for (const viewer of document.querySelectorAll("[data-viewer]")) {
  const frame = viewer.querySelector(".view__img");
  const sheet = viewer.querySelector(".view__sheet");
  const image = sheet && sheet.querySelector("img");
  if (!frame || !image) continue;
  const shown = viewer.querySelector("[data-zoom-shown]");
  let step = 0;
  let turns = 0;

  for (const tool of viewer.querySelectorAll("[data-zoom], [data-rotate], [data-zoom-shown]")) tool.hidden = false;
  for (const button of viewer.querySelectorAll("[data-zoom]")) {
    button.addEventListener("click", () => {
      const kind = button.dataset.zoom;
      zoom(kind === "fit" ? 0 : step + (kind === "in" ? 1 : -1));
      if (kind === "fit") turn(0);
    });
  }
  const rotate = viewer.querySelector("[data-rotate]");
  if (rotate) rotate.addEventListener("click", () => turn(turns + 1));
  frame.addEventListener(
    "wheel",
    (event) => {
      if (!event.ctrlKey && !event.altKey) return;
      event.preventDefault();
      zoom(step + (event.deltaY < 0 ? 1 : -1), event);
    },
    { passive: false },
  );
  image.addEventListener("load", draw);
  window.addEventListener("resize", draw);
  draw();

  function zoom(wanted, at) {
    const before = STEPS[step];
    step = Math.max(0, Math.min(STEPS.length - 1, wanted));
    const box = frame.getBoundingClientRect();
    const x = (at ? at.clientX - box.left : box.width / 2) + frame.scrollLeft;
    const y = (at ? at.clientY - box.top : box.height / 2) + frame.scrollTop;
    const grown = STEPS[step] / before;
    draw();
    frame.scrollLeft += x * (grown - 1);
    frame.scrollTop += y * (grown - 1);
  }

  function turn(wanted) {
    turns = wanted % 4;
    draw();
  }

  /* Layout first, so scrolling reaches every edge; the turn is a transform inside a box of the turned size. */
  function draw() {
    if (!image.naturalWidth) return;
    const level = STEPS[step];
    const fit = Math.min(frame.clientWidth, 760);
    const width = fit * level;
    const height = (width * image.naturalHeight) / image.naturalWidth;
    const lying = turns % 2 === 1;
    const small = lying ? Math.min(1, fit / ((fit * image.naturalHeight) / image.naturalWidth)) : 1;
    const [w, h] = [width * small, height * small];
    sheet.style.width = `${lying ? h : w}px`;
    sheet.style.height = `${lying ? w : h}px`;
    sheet.classList.toggle("view__sheet--free", level > 1 || turns > 0);
    image.style.width = `${w}px`;
    image.style.maxWidth = "none";
    image.style.transform = ["none", `translateX(${h}px) rotate(90deg)`, `translate(${w}px, ${h}px) rotate(180deg)`, `translateY(${w}px) rotate(270deg)`][turns];
    for (const pin of sheet.querySelectorAll(".pin")) pin.hidden = turns > 0;
    if (shown) shown.textContent = `${Math.round(level * 100)}%`;
    for (const button of viewer.querySelectorAll("[data-zoom]")) {
      if (button.dataset.zoom === "in") button.disabled = step === STEPS.length - 1;
      if (button.dataset.zoom === "out") button.disabled = step === 0;
    }
  }
}
