// Runs before the first paint, so that a page never flashes in the other theme.
const root = document.documentElement;
const dark = matchMedia("(prefers-color-scheme: dark)");
const follow = () => { if (root.dataset.theme === "Device") root.dataset.bsTheme = dark.matches ? "dark" : "light"; };
follow();
dark.addEventListener("change", follow);
