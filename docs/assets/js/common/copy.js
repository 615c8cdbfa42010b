// Copies a reference, with its italics if the browser can, and confirms that it was copied.
"use strict";

for (const button of document.querySelectorAll("button.copy")) {
  const source = document.getElementById(button.dataset.copy);
  const said = button.textContent;
  const tell = (text) => {
    button.textContent = text;
    setTimeout(() => (button.textContent = said), 2500);
  };
  button.addEventListener("click", async () => {
    const plain = new Blob([source.textContent], { type: "text/plain" });
    const html = new Blob([source.innerHTML], { type: "text/html" });
    try {
      await navigator.clipboard.write([new ClipboardItem({ "text/plain": plain, "text/html": html })]);
      tell("Copied");
    } catch {
      getSelection().selectAllChildren(source);
      tell("Selected: press Ctrl and C");
    }
  });
  button.setAttribute("aria-live", "polite");
  button.hidden = false;
}
