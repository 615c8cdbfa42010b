// The reader's log of searches in the library, saved on the device. The library page adds to it, and the log page shows
// it.
"use strict";

if (window.almanac) {
  const { keep, words } = window.almanac;
  const { isRecord } = window.almanac.kinds;
  const whole = (value) => (Number.isInteger(value) && value >= 0 ? value : 0);

  window.almanac.searches = keep("almanac-search-log", "searches", (one) => {
    if (!isRecord(one) || typeof one.address !== "string" || typeof one.day !== "string") return null;
    return {
      ...one,
      time: words(one.time),
      words: words(one.words),
      filters: isRecord(one.filters) ? one.filters : {},
      found: whole(one.found),
      of: whole(one.of),
      content: words(one.content),
      note: words(one.note),
    };
  });
}
