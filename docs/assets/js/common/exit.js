// Leave a sensitive page fast: its link, or Shift three times. The page is replaced,
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
    document.addEventListener("keyup", (event) => {
      pressed = event.key === "Shift" ? [...pressed, event.timeStamp].slice(-3) : [];
      if (pressed.length === 3 && pressed[2] - pressed[0] < within) leave();
    });
  }
}
