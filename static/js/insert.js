/* Buttons that put their words into a field: at the cursor, or at the end of one nobody has been in. Without this they send the
   form, and the page comes back with the words after what was written. */
const visited = new WeakSet();

for (const button of document.querySelectorAll("[data-insert]")) {
  const field = document.getElementById(button.dataset.into);
  if (!field) continue;
  field.addEventListener("focus", () => visited.add(field), { once: true });
  button.addEventListener("click", (event) => {
    event.preventDefault();
    const end = field.value.length;
    const [from, to] = visited.has(field) ? [field.selectionStart, field.selectionEnd] : [end, end];
    const before = field.value.slice(0, from);
    field.setRangeText((before && !/\s$/.test(before) ? " " : "") + button.dataset.insert, from, to, "end");
    field.focus();
    field.dispatchEvent(new Event("input", { bubbles: true }));
  });
}
