/** Dialogs over the page, and the lines that pass by. */

import { make } from "./element.js";
import { icon } from "./icon.js";
import { words } from "./words.js";

/** Asks something; gives the value of the button that was pressed, or null when it was put away.
 *
 * `buttons` are [label, value, kind]; a value that is a function is called when the form is complete, and gives what
 * the answer is. `close` shows a cross instead of buttons.
 */
export function ask({ title, body = [], buttons = [], extra = null, wide = false, light = false, close = false, alert = false }) {
  const asking = document.activeElement;
  const name = `dialog-${Math.random().toString(36).slice(2)}`;
  const dialog = make("dialog", {
    class: ["dialog", wide && "wide", light && "lightbox"].filter(Boolean).join(" "),
    "aria-labelledby": name, role: alert ? "alertdialog" : null,
  });
  return new Promise((resolve) => {
    let answer = null;
    const done = (value) => {
      answer = typeof value === "function" ? value() : value;
      dialog.close();
    };
    const cross = close && make("button", {
      class: "round quiet", type: "button", "aria-label": words("Close"), onclick: () => done(null),
    }, icon("close"));
    const form = make("form", { method: "dialog" },
      make("header", {}, make("h2", { id: name }, title), extra, cross),
      make("div", { class: "body" }, body),
      buttons.length > 0 && make("footer", {}, buttons.map(([label, value, kind]) => make("button", {
        class: `button ${kind ?? ""}`, type: value === null ? "button" : "submit",
        onclick: (event) => {
          if (value !== null && !form.reportValidity()) return;
          event.preventDefault();
          done(value);
        },
      }, label))));
    dialog.append(form);
    form.addEventListener("submit", (event) => event.preventDefault());
    dialog.addEventListener("click", (event) => event.target === dialog && done(null));
    dialog.addEventListener("close", () => {
      dialog.remove();
      if (asking?.isConnected) asking.focus({ preventScroll: true });
      resolve(answer);
    });
    document.body.append(dialog);
    dialog.showModal();
  });
}

/** Tells something that has to be put away. */
export function alertOf(title, text) {
  return ask({ title, body: [make("p", { class: "alert-text" }, text)], buttons: [[words("OK"), true, "main"]], alert: true });
}

/** Shows a line for a while, in an element that holds such lines. */
export function pass(place, text, kind = "") {
  const line = make("div", { class: `toast ${kind}` }, text);
  place.append(line);
  setTimeout(() => line.classList.add("leaving"), 3600 + text.length * 40);
  setTimeout(() => line.remove(), 4000 + text.length * 40);
}
