// Places a reader's own area between the two regions of the survey. It is calculated here, and nothing is sent or
// saved.
"use strict";

if (window.almanac) {
  const form = document.querySelector(".compare");
  const said = form.querySelector("[role=status]");
  const low = Number(form.dataset.low);
  const high = Number(form.dataset.high);
  const plain = (input) => Number(input.value.replaceAll(/[,\s]/g, ""));
  const shown = (value) => window.almanac.grouped(Math.round(value));

  // Compares with each of the two regions separately, because they do not form a scale.
  function verdict(people) {
    const { lowName, highName } = form.dataset;
    const beside = (name, value) => {
      if (Math.round(people) === Math.round(value)) return `the same as in the ${name}`;
      return `${people > value ? "more" : "fewer"} than in the ${name} (${shown(value)})`;
    };
    return `That is ${beside(lowName, low)} and ${beside(highName, high)}.`;
  }

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const [people, posts] = [plain(form.elements.people), plain(form.elements.posts)];
    said.textContent =
      people > 0 && posts > 0
        ? `One post for ${shown(people / posts)} people. ${verdict(people / posts)} The survey is from 2019 and covers the agencies that replied.`
        : "Enter two numbers greater than zero, such as 350,000 people and 42.5 posts.";
  });
  form.hidden = false;
}
