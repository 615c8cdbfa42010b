// Light or dark mode, as the reader chooses. The choice is saved on the device, and first-paint.js applies it.
"use strict";

{
  const button = document.querySelector(".colours");
  const root = document.documentElement;
  const deviceIsDark = matchMedia("(prefers-color-scheme: dark)");
  const isDark = () => (root.dataset.colours ? root.dataset.colours === "dark" : deviceIsDark.matches);
  const show = () => button.setAttribute("aria-pressed", String(isDark()));
  button.addEventListener("click", () => {
    root.dataset.colours = isDark() ? "light" : "dark";
    show();
    try {
      localStorage.setItem("almanac-colours", root.dataset.colours);
    } catch {
      // The choice then applies to this page only.
    }
  });
  deviceIsDark.addEventListener("change", show);
  button.hidden = false;
  show();
}
