// Leaves a sensitive page quickly, by its link or by pressing Shift three times. Shift does not count while a mouse is
// clicked or another key is pressed, because readers select text and open links that way. The page is replaced, so that
// the Back button does not return to it, but it remains in the browser's history.
"use strict";

{
  const link = document.querySelector(".exit a");
  const within = 5000; // milliseconds for the three presses, as on GOV.UK
  let pressed = [];
  const leave = () => {
    document.body.hidden = true;
    location.replace(link.href);
  };
  if (link) {
    link.addEventListener("click", (event) => {
      event.preventDefault();
      leave();
    });
    let alone = false; // whether nothing else has happened since Shift was pressed
    const forget = () => {
      alone = false;
      pressed = [];
    };
    for (const other of ["pointerdown", "mousedown", "wheel"]) document.addEventListener(other, forget, { passive: true });
    addEventListener("blur", forget);
    document.addEventListener("keydown", (event) => {
      if (event.key !== "Shift") forget();
      else if (!event.repeat) alone = true;
    });
    document.addEventListener("keyup", (event) => {
      if (event.key !== "Shift" || !alone) return;
      alone = false;
      pressed = [...pressed, event.timeStamp].slice(-3);
      if (pressed.length === 3 && pressed[2] - pressed[0] < within) leave();
    });
  }
}
