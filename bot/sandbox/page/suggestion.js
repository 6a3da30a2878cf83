/** The commands that fit what is being written, to pick from by keys or by pointer. */

import { make } from "./element.js";
import { words } from "./words.js";

export class Suggestion {
  /** `pick(command, at once)` is called when one is taken. */
  constructor(field, commands, pick) {
    this.field = field;
    this.commands = commands;
    this.pick = pick;
    this.at = 0;
    this.id = `commands-${Math.random().toString(36).slice(2)}`;
    this.node = make("div", { class: "suggestion", role: "listbox", id: this.id, hidden: true, "aria-label": words("Commands") });
    field.setAttribute("aria-autocomplete", "list");
    field.setAttribute("aria-controls", this.id);
    field.addEventListener("input", () => this.look());
    field.addEventListener("blur", () => this.hide());
  }

  /** Shows what fits now; `all` shows every command. */
  look(all = false) {
    const typed = this.field.value;
    const fits = all ? this.commands() : /^\/\w*$/.test(typed)
      ? this.commands().filter((each) => `/${each.command}`.startsWith(typed.toLowerCase())) : [];
    this.shown = fits;
    this.at = 0;
    this.node.hidden = fits.length === 0;
    this.node.replaceChildren(...fits.map((each, index) => make("div", {
      role: "option", id: `${this.id}-${index}`, onpointerdown: (event) => {
        event.preventDefault();
        this.take(index, true);
      },
    }, make("strong", {}, `/${each.command}`), make("span", {}, each.description))));
    this._mark();
  }

  hide() {
    this.node.hidden = true;
    this.field.removeAttribute("aria-activedescendant");
  }

  /** Whether a key was meant for the list. */
  key(event) {
    if (this.node.hidden) return false;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) this.at = (this.at + step + this.shown.length) % this.shown.length;
    else if (event.key === "Enter") this.take(this.at, true);
    else if (event.key === "Tab") this.take(this.at, false);
    else if (event.key === "Escape") this.hide();
    else return false;
    event.preventDefault();
    event.stopPropagation();
    this._mark();
    return true;
  }

  take(index, atOnce) {
    const command = this.shown[index];
    this.hide();
    this.pick(`/${command.command}`, atOnce);
  }

  _mark() {
    if (this.node.hidden) return;
    [...this.node.children].forEach((each, index) => each.setAttribute("aria-selected", String(index === this.at)));
    this.node.children[this.at]?.scrollIntoView({ block: "nearest" });
    this.field.setAttribute("aria-activedescendant", `${this.id}-${this.at}`);
  }
}
