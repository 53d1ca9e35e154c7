// Popovers open under the button that asked; dialogs open by data-opens. Focus goes back where it came from.
export function place(popover, anchor) {
  const at = anchor.getBoundingClientRect();
  const width = popover.offsetWidth, height = popover.offsetHeight, edge = 10;
  const under = at.bottom + 6 + height <= innerHeight || at.top < innerHeight / 2;
  popover.style.left = `${Math.max(edge, Math.min(at.left, innerWidth - width - edge))}px`;
  popover.style.top = `${Math.max(edge, under ? Math.min(at.bottom + 6, innerHeight - height - edge) : at.top - height - 6)}px`;
}

let asked = null;
document.addEventListener("click", (event) => {
  const button = event.target.closest("[popovertarget]");
  if (button) asked = button;
  const opener = event.target.closest("[data-opens]");
  if (!opener) return;
  opener.closest("[popover]")?.hidePopover();
  open(opener.dataset.opens);
}, true);

for (const menu of document.querySelectorAll(".menu[popover]")) {
  menu.addEventListener("toggle", (event) => {
    if (event.newState !== "open" || !asked) return;
    place(menu, asked);
    (menu.querySelector("[aria-current]") ?? menu.querySelector("a, button, input"))?.focus({ preventScroll: true });
  });
}

for (const dialog of document.querySelectorAll("dialog")) {
  dialog.addEventListener("click", (event) => { if (event.target === dialog) dialog.close(); });
}

export function open(id) {
  const dialog = document.getElementById(id);
  if (!dialog || dialog.open) return;
  dialog.showModal();
  const text = dialog.querySelector("input[type=search]");
  if (text) { text.select(); text.dispatchEvent(new Event("palette:open")); }
}

// A range typed by hand becomes the same exact days in the address as a named one.
document.addEventListener("submit", (event) => {
  const form = event.target.closest("[data-range-form]");
  if (!form) return;
  const [first, last] = [form.querySelector("[data-first]").value, form.querySelector("[data-last]").value].sort();
  form.querySelector("input[name=range]").value = `${first}..${last}`;
});
