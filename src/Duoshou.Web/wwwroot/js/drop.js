// The place for files shows that it is ready while something hovers over it, and names what was chosen.
export function wake(root) {
  for (const form of root.querySelectorAll("[data-drop]")) {
    const place = form.querySelector(".drop"), input = place.querySelector("input");
    for (const kind of ["dragenter", "dragover"]) place.addEventListener(kind, () => place.classList.add("over"));
    for (const kind of ["dragleave", "drop"]) place.addEventListener(kind, () => place.classList.remove("over"));
    input.addEventListener("change", () => { place.querySelector("b").textContent = [...input.files].map((file) => file.name).join(", "); });
  }
}
