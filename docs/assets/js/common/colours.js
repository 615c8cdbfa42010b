// Light or dark, as the reader chooses; the choice stays on the device (first-paint.js puts it on).
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
      // The choice then holds for this page alone.
    }
  });
  deviceIsDark.addEventListener("change", show);
  button.hidden = false;
  show();
}
