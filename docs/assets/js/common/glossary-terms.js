// Glossary terms show their meaning by CSS alone. This script lets Escape hide it (WCAG 2.2, 1.4.13), and opens a
// meaning near the right edge to the left.
"use strict";

{
  const terms = document.querySelectorAll(".term");
  const away = () => terms.forEach((term) => term.classList.add("away"));
  document.addEventListener("keydown", (event) => event.key === "Escape" && away());
  for (const term of terms) {
    const back = () => {
      term.classList.remove("away");
      const room = document.documentElement.clientWidth - term.getBoundingClientRect().left;
      term.classList.toggle("to-left", room < 340);
    };
    const button = term.querySelector("[role=button]");
    button.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" && event.key !== " ") return;
      event.preventDefault();
      term.classList.toggle("away");
    });
    term.addEventListener("pointerenter", back);
    term.addEventListener("focusin", back);
  }
}
