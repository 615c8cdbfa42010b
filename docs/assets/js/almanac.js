// What pages do beyond being read: the section menu on phones, and light or dark colours.
"use strict";

function startMenu(button) {
  const show = (open) => button.setAttribute("aria-expanded", String(open));
  button.addEventListener("click", () => show(button.getAttribute("aria-expanded") !== "true"));
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && button.getAttribute("aria-expanded") === "true") {
      show(false);
      button.focus();
    }
  });
}

function startColours(button) {
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

startMenu(document.querySelector(".menu"));
startColours(document.querySelector(".colours"));
