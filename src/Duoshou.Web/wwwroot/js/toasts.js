// Results and faults at the bottom right, three at most. A fault stays until it is read.
const shelf = document.getElementById("toasts");

export function toast(title, detail, fault = false) {
  const note = document.createElement("div");
  note.className = fault ? "toast-note error" : "toast-note";
  if (fault) note.setAttribute("role", "alert");
  note.innerHTML = `<svg class="icon" viewBox="0 0 24 24" aria-hidden="true">${fault
    ? '<circle cx="12" cy="12" r="8"/><path d="M12 8v5M12 16v.1"/>' : '<path d="M5 12.5l4.5 4.5L19 7.5"/>'}</svg><b></b><button type="button" class="icon-button">×</button><p></p>`;
  note.querySelector("b").textContent = title;
  note.querySelector("p").textContent = detail ?? "";
  note.querySelector("button").setAttribute("aria-label", document.documentElement.lang === "en" ? "Dismiss" : "关掉");
  note.querySelector("button").addEventListener("click", () => note.remove());
  shelf.append(note);
  while (shelf.children.length > 3) shelf.firstElementChild.remove();
  if (!fault) setTimeout(() => note.remove(), 6000);
}

document.addEventListener("htmx:response:error", async (event) => {
  const { ctx } = event.detail;
  if (ctx.response.status < 500) return;
  const english = document.documentElement.lang === "en";
  const reference = ctx.response.headers.get("X-Reference") ?? "";
  toast(english ? "We could not work this out. Your data is untouched" : "没算出来，是我们的问题，数据没有动",
    english ? `Reference ${reference}; try again` : `编号 ${reference}，可再试一次`, true);
});
document.addEventListener("htmx:error", () => {
  const english = document.documentElement.lang === "en";
  toast(english ? "No answer from the server" : "服务器没有回应", english ? "Check the connection and try again" : "检查网络后再试一次", true);
});
