/** The page's own words: English where they are shown, other languages in a dictionary. */

import { FINNISH } from "./finnish.js";

const DICTIONARIES = { fi: FINNISH };
const KEPT = "sandbox-language";

export const LANGUAGES = { en: "English", fi: "Suomi" };

/** The language that was chosen, else the browser's own, else English. */
export const language = chosen();

function chosen() {
  const wanted = [localStorage.getItem(KEPT), ...navigator.languages.map((each) => each.slice(0, 2))];
  return wanted.find((each) => each in LANGUAGES) ?? "en";
}

/** A text in the language of the page, with its {places} filled. */
export function words(text, values = {}) {
  const found = DICTIONARIES[language]?.[text] ?? text;
  return found.replace(/\{(\w+)\}/g, (whole, name) => (name in values ? String(values[name]) : whole));
}

/** Adds what somebody else's texts are in other languages. */
export function addWords(more) {
  if (more[language]) DICTIONARIES[language] = { ...(DICTIONARIES[language] ?? {}), ...more[language] };
}

/** Chooses a language; the page is drawn anew. */
export function speak(code) {
  localStorage.setItem(KEPT, code);
  location.reload();
}

const time = new Intl.DateTimeFormat(language === "fi" ? "fi" : "en-GB", { hour: "2-digit", minute: "2-digit" });
const exact = new Intl.DateTimeFormat(language === "fi" ? "fi" : "en-GB", {
  hour: "2-digit", minute: "2-digit", second: "2-digit",
});
const day = new Intl.DateTimeFormat(language, { weekday: "long", day: "numeric", month: "long" });
const short = new Intl.DateTimeFormat(language === "fi" ? "fi" : "en-GB", {
  weekday: "short", day: "numeric", month: "short", year: "numeric", hour: "2-digit", minute: "2-digit",
});

/** The time of day of a moment (a Date, or seconds as the Bot API has them). */
export const timeOf = (moment) => time.format(asDate(moment));
/** The time of day with seconds. */
export const exactTimeOf = (moment) => exact.format(asDate(moment));
/** The day of a moment, in words. */
export const dayOf = (moment) => day.format(asDate(moment));
/** The day and the time of a moment. */
export const momentOf = (moment) => short.format(asDate(moment));
/** Seconds as 1:05. */
export const lengthOf = (seconds) => `${Math.floor(seconds / 60)}:${String(Math.floor(seconds % 60)).padStart(2, "0")}`;

/** A number of bytes as people say it. */
export function sizeOf(bytes) {
  if (bytes < 1000) return `${bytes} B`;
  const [amount, unit] = bytes < 1e6 ? [bytes / 1e3, "kB"] : [bytes / 1e6, "MB"];
  return `${amount.toLocaleString(language, { maximumFractionDigits: amount < 10 ? 1 : 0 })} ${unit}`;
}

function asDate(moment) {
  return moment instanceof Date ? moment : new Date(moment * 1000);
}
