// Before the first paint: say that scripts run, and put on the colours that the reader chose.
"use strict";
document.documentElement.classList.replace("no-js", "js");
try {
  const colours = localStorage.getItem("almanac-colours");
  if (colours === "light" || colours === "dark") document.documentElement.dataset.colours = colours;
} catch {
  // A browser that keeps nothing still shows the page, in the colours of the device.
}
// What waits for a script is shown after all, if the script does not come.
setTimeout(() => document.querySelectorAll(".awaited").forEach((one) => one.classList.remove("awaited")), 8000);
