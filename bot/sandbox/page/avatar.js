/** A round picture with somebody's first letter, in a colour of their own. */

import { make } from "./element.js";

const COLOURS = 7;

/** The picture of a person or a bot. */
export function avatar({ id, first_name: name }) {
  return make("span", { class: `avatar colour-${id % COLOURS}`, "aria-hidden": "true" }, [...(name || "?")][0].toUpperCase());
}
