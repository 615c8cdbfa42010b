// Exports actions as a calendar (iCalendar, RFC 5545), with an all-day event for each action that has a date.
"use strict";

if (window.almanac) {
  const escaped = (text) => text.replace(/[\\;,]/g, "\\$&").replace(/\r\n|\r|\n/g, "\\n").replace(/\p{Cc}/gu, "");

  // Folds a line after at most 75 bytes, without splitting a character. Continuation lines begin with a space.
  function folded(line) {
    const parts = [];
    let [part, bytes] = ["", 0];
    for (const sign of line) {
      const code = sign.codePointAt(0);
      const size = code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
      if (bytes + size > 75) {
        parts.push(part);
        [part, bytes] = [" ", 1];
      }
      part += sign;
      bytes += size;
    }
    return [...parts, part].join("\r\n");
  }

  function nextDay(day) {
    const date = new Date(`${day}T00:00:00Z`);
    date.setUTCDate(date.getUTCDate() + 1);
    return date.toISOString().slice(0, 10);
  }
  const plain = (day) => day.replaceAll("-", "");

  // The calendar of a plan. `stamp` is today's date, and `about` has the wording of each statement by key.
  function calendar(check, stamp, about) {
    const events = check.actions.filter(({ due }) => due).flatMap(({ key, what, statement, owner, due, done }) => [
      "BEGIN:VEVENT",
      `UID:${check.key}-${key}@almanac`,
      `DTSTAMP:${plain(stamp)}T000000Z`,
      `DTSTART;VALUE=DATE:${plain(due)}`,
      `DTEND;VALUE=DATE:${plain(nextDay(due))}`,
      `SUMMARY:${escaped(`${done ? "Done: " : ""}${what.trim() || "Action"}`)}`,
      `DESCRIPTION:${escaped([owner && `Who: ${owner}`, about[statement], check.name].filter(Boolean).join("\n"))}`,
      "TRANSP:TRANSPARENT",
      "END:VEVENT",
    ]);
    const lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//The Almanac//Team check//EN", "CALSCALE:GREGORIAN", ...events, "END:VCALENDAR"];
    return `${lines.map(folded).join("\r\n")}\r\n`;
  }

  Object.assign((window.almanac.practice ??= {}), { calendar });
}
