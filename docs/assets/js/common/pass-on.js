// Buttons to print this page, and to share it on devices that offer sharing, mostly phones.
"use strict";

{
  const print = document.querySelector(".edit .print");
  const share = document.querySelector(".edit .share");
  if (print) {
    print.hidden = false;
    print.addEventListener("click", () => window.print());
  }
  if (share && navigator.share) {
    share.hidden = false;
    share.addEventListener("click", async () => {
      try {
        await navigator.share({ title: document.querySelector("h1").textContent, url: location.origin + location.pathname });
      } catch {
        // The reader changed their mind.
      }
    });
  }
}
