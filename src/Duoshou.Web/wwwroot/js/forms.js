// Forms that follow their own fields, and acts that ask once before they are done.
document.addEventListener("change", (event) => event.target.closest("form[data-submits]")?.requestSubmit());
document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-confirm]");
  if (button && !confirm(button.dataset.confirm)) event.preventDefault();
});
