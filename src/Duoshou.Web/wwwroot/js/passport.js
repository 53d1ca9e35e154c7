// The number passport: a popover beside the figure that was asked about. Esc closes it and focus goes back to the figure.
const card = document.getElementById("passport");
let figure = null;

document.addEventListener("click", (event) => {
  const asked = event.target.closest("[data-passport]");
  if (asked) figure = asked;
  const copy = event.target.closest("[data-copy]");
  if (copy) navigator.clipboard.writeText(copy.dataset.copy).then(() => { copy.textContent = copy.dataset.done; });
}, true);

function beside() {
  const at = figure.getBoundingClientRect();
  const width = card.offsetWidth, height = card.offsetHeight, edge = 10;
  const right = at.right + 14 + width <= innerWidth;
  const left = right ? at.right + 14 : at.left - width - 14;
  card.style.left = `${left < edge ? Math.max(edge, (innerWidth - width) / 2) : left}px`;
  const top = Math.max(edge, Math.min(at.top - 24, innerHeight - height - edge));
  card.style.top = `${top}px`;
  card.style.setProperty("--arrow", `${Math.max(16, Math.min(at.top + at.height / 2 - top - 7, height - 30))}px`);
  card.dataset.side = left < edge ? "none" : right ? "right" : "left";
}

document.addEventListener("htmx:after:swap", (event) => {
  if (!card || event.detail?.ctx?.target !== card || !figure) return;
  card.showPopover();
  beside();
  figure.setAttribute("aria-expanded", "true");
  const title = card.querySelector("[data-focus]");
  title?.focus({ preventScroll: true });
});
card?.addEventListener("toggle", (event) => {
  if (event.newState !== "closed" || !figure) return;
  figure.removeAttribute("aria-expanded");
  if (card.contains(document.activeElement) || document.activeElement === document.body) figure.focus({ preventScroll: true });
});
