// Leave a sensitive page fast: its link, or Shift three times. Shift held while a mouse is clicked or another key is
// pressed is no press of its own: readers select text and open links that way. The page is replaced,
// so that the Back button does not return to it; the browser's history still knows it.
"use strict";

{
  const link = document.querySelector(".exit a");
  const within = 5000; // milliseconds in which the three presses must fall, as GOV.UK has it
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
    let alone = false; // whether nothing else has happened since Shift went down
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
