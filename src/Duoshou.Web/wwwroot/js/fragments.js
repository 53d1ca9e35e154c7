// Around a fragment's request: the line at the top, old content at 60 %, the forgery token, and where focus goes after.
const line = document.querySelector(".loading-line");
let running = 0;

document.addEventListener("htmx:config:request", (event) => {
  const { ctx } = event.detail;
  const token = document.querySelector("meta[name=forgery]")?.content;
  if (token && ctx.request.method !== "GET") ctx.request.headers.RequestVerificationToken = token;
});
document.addEventListener("htmx:before:request", () => { running++; line?.classList.add("on"); });
document.addEventListener("htmx:finally:request", () => { if (--running <= 0) { running = 0; line?.classList.remove("on"); } });

// When what had focus went with the swap, the new heading takes it, so that the keyboard is never lost.
document.addEventListener("htmx:after:swap", (event) => {
  const target = event.detail?.ctx?.target;
  if (!target?.querySelector || document.activeElement !== document.body) return;
  const heading = target.querySelector("[data-focus], h1, h2");
  if (!heading) return;
  heading.setAttribute("tabindex", "-1");
  heading.focus({ preventScroll: true });
});
