// What every page needs. Widgets that only some pages have load when their element is there.
import "./menus.js";
import "./keys.js";
import "./fragments.js";
import "./toasts.js";
import "./forms.js";
import "./passport.js";

const widgets = { "[data-chart]": "./charts.js", "[data-drop]": "./drop.js" };

function wake(root) {
  for (const [selector, module] of Object.entries(widgets)) {
    if (root.querySelector(selector)) import(module).then((widget) => widget.wake(root));
  }
  for (const wrap of root.querySelectorAll(".table-wrap")) {
    wrap.addEventListener("scroll", () => wrap.classList.toggle("scrolled", wrap.scrollLeft > 0), { passive: true });
  }
}

wake(document);
document.addEventListener("htmx:after:swap", (event) => wake(event.detail?.ctx?.target ?? document));
