// The keys of the product. Single keys do nothing inside fields and can be turned off.
import { open } from "./menus.js";

const single = document.documentElement.dataset.singleKeys !== "off";

function step(by) {
  const address = new URL(location.href);
  const range = address.searchParams.get("range") ?? document.querySelector("[data-range-form] input[name=range]")?.value;
  if (!range) return;
  const [first, last] = range.split("..").map((day) => new Date(`${day}T00:00:00Z`));
  const days = Math.round((last - first) / 86400000) + 1;
  const moved = [first, last].map((day) => new Date(day.getTime() + by * days * 86400000).toISOString().slice(0, 10));
  address.searchParams.set("range", moved.join(".."));
  location.assign(address);
}

function row(by) {
  const rows = [...document.querySelectorAll("table.grid tbody tr")].filter((r) => r.querySelector("a, button"));
  if (rows.length === 0) return;
  const now = rows.indexOf(document.activeElement?.closest("tr"));
  const next = rows[Math.max(0, Math.min(rows.length - 1, now < 0 ? 0 : now + by))];
  next.querySelector("a, button").focus();
  next.scrollIntoView({ block: "nearest" });
}

// What narrows this page; a page with nothing to narrow has the search over everything.
function filter() {
  const narrows = document.querySelector("[data-filter]");
  if (!narrows) open("palette");
  else if (narrows.matches("input")) narrows.select();
  else narrows.click();
}

const acts = {
  "/": filter,
  "[": () => step(-1),
  "]": () => step(1),
  c: () => document.querySelector(".pick.compare")?.click(),
  j: () => row(1),
  k: () => row(-1),
  p: () => document.activeElement?.closest("tr, .tile")?.querySelector("[data-passport]")?.click(),
  "?": () => open("keys-sheet"),
};

document.addEventListener("keydown", (event) => {
  if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "k") {
    event.preventDefault();
    open("palette");
    return;
  }
  if (!single || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  if (event.target.closest("input, textarea, select, [contenteditable], dialog[open]")) return;
  const act = acts[event.key];
  if (!act) return;
  event.preventDefault();
  act();
});

// In the palette the arrows move through what was found; Enter follows the first when none is chosen.
const palette = document.getElementById("palette");
palette?.addEventListener("keydown", (event) => {
  // A search field would only empty itself at the first Escape and leave the palette open.
  if (event.key === "Escape") {
    event.preventDefault();
    palette.close();
    return;
  }
  const found = [...palette.querySelectorAll("[role=option]")];
  const now = found.indexOf(document.activeElement);
  if (event.key === "ArrowDown") found[Math.min(now + 1, found.length - 1)]?.focus();
  else if (event.key === "ArrowUp") (now <= 0 ? palette.querySelector("input") : found[now - 1]).focus();
  else if (event.key === "Enter" && now < 0) found[0]?.click();
  else return;
  event.preventDefault();
});
