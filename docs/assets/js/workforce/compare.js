// A reader's own area between the two regions of the survey. Worked out here; nothing is sent or kept.
"use strict";

if (window.almanac) {
  const form = document.querySelector(".compare");
  const said = form.querySelector("[role=status]");
  const low = Number(form.dataset.low);
  const high = Number(form.dataset.high);
  const plain = (input) => Number(input.value.replaceAll(/[,\s]/g, ""));
  const shown = (value) => window.almanac.grouped(Math.round(value));

  function verdict(people) {
    const { lowName, highName } = form.dataset;
    if (people < low) return `That is fewer people for each post than in the ${lowName} (${shown(low)}), the lowest of the regions given.`;
    if (people > high) return `That is more people for each post than in the ${highName} (${shown(high)}), the highest of the regions given.`;
    const part = Math.round(((people - low) * 100) / (high - low));
    return `That lies between the ${lowName} (${shown(low)}) and the ${highName} (${shown(high)}), ${part}% of the way to the latter.`;
  }

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const [people, posts] = [plain(form.elements.people), plain(form.elements.posts)];
    said.textContent =
      people > 0 && posts > 0
        ? `One post for ${shown(people / posts)} people. ${verdict(people / posts)} The survey is of 2019 and counts agencies that replied.`
        : "Write two numbers above nought, such as 350,000 people and 42.5 posts.";
  });
  form.hidden = false;
}
