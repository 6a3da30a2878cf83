/** Everybody who has a phone, and whose phones are shown. */

import { avatar } from "./avatar.js";
import { lineOf } from "./bubble.js";
import { make } from "./element.js";
import { icon } from "./icon.js";
import { askPerson } from "./link.js";
import { timeOf, words } from "./words.js";

export class People {
  constructor(world, phones, tell) {
    Object.assign(this, { world, phones, tell });
    this.list = make("div", { class: "people-list" });
    this.add = make("button", { class: "person add", type: "button", "aria-label": words("Add a phone"), onclick: () => this._add() },
      make("span", { class: "avatar plus" }, icon("add")), make("span", { class: "who" }, make("strong", {}, words("Add a phone"))));
    this.node = make("nav", { class: "people", "aria-label": words("People"), onkeydown: (event) => this._walk(event) },
      make("h2", { class: "unseen" }, words("People")), this.list, this.add);
    this._buttons = new Map();
    for (const kind of ["person", "people", "chat"]) world.addEventListener(kind, () => this.change());
    phones.watch(() => this.change());
    this.change();
  }

  /** Draws what has changed, before the next picture of the screen. */
  change() {
    this._planned ??= requestAnimationFrame(() => {
      this._planned = null;
      for (const person of this.world.people.values()) this._show(person);
    });
  }

  _show(person) {
    const chat = this.world.chat(person);
    if (!this._buttons.has(person.id)) {
      chat.watch((change) => (change.seen || change.messages) && this.change());
      const button = make("button", { class: "person", type: "button", onclick: (event) => this.phones.toggle(person, event.shiftKey) });
      this._buttons.set(person.id, button);
      this.list.append(button);
    }
    const button = this._buttons.get(person.id);
    const shown = this.phones.has(person);
    const said = [person.id, shown, chat.unread, chat.last?.stamp, chat.typing, chat.holds.blocked, chat.last?.message_id].join();
    if (button.dataset.said === said) return;
    button.dataset.said = said;
    if (shown && button.getAttribute("aria-pressed") !== "true") button.scrollIntoView({ block: "nearest", inline: "nearest" });
    button.setAttribute("aria-pressed", String(shown));
    button.setAttribute("aria-label", chat.unread ? words("{name}, {number} unread", { name: person.first_name, number: chat.unread }) : person.first_name);
    const line = chat.holds.blocked ? words("has blocked the bot") : chat.last ? lineOf(chat.last) : words("has not begun");
    button.replaceChildren(avatar(person),
      make("span", { class: "who" }, make("strong", {}, person.first_name), make("time", {}, chat.last ? timeOf(chat.last.date) : ""),
        make("span", { class: "line" }, line), chat.unread > 0 && make("span", { class: "badge" }, String(chat.unread))));
  }

  _walk(event) {
    const buttons = [...this.node.querySelectorAll(".person")];
    const at = buttons.indexOf(document.activeElement);
    const to = { ArrowDown: at + 1, ArrowRight: at + 1, ArrowUp: at - 1, ArrowLeft: at - 1, Home: 0, End: buttons.length - 1 }[event.key];
    if (at < 0 || to === undefined) return;
    event.preventDefault();
    buttons[(to + buttons.length) % buttons.length].focus();
  }

  async _add() {
    try {
      const person = await askPerson(this.world);
      if (person) this.phones.show(person);
    } catch (refused) {
      this.tell(refused.message);
    }
  }
}
