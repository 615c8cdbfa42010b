// Warnings about what a search could not do because part of it failed to load.

const quoted = (words) => words.map((word) => `“${word}”`).join(" and ");

/** A sentence for each part that is missing from the result of Search.find. */
export function warnings({ missing, lost }) {
  const said = {
    index: lost.length
      ? `Part of the search could not be loaded, so ${quoted(lost)} could not be looked up.`
      : "Part of the search could not be loaded, so the best results may not come first.",
    vocabulary: "The list of words could not be loaded, so your spelling was not checked.",
    choices: "Your choices of topic, nation, method and years could not be loaded, so these results ignore them.",
    order: "The order you chose could not be loaded, so the best results come first.",
    results: "Some results could not be loaded.",
    names: "Similar names could not be loaded.",
  };
  return Object.keys(said).filter((part) => missing.has(part)).map((part) => said[part]);
}
