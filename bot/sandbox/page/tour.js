/** A few things to try, one after the other, for somebody who is here for the first time. */

import { make } from "./element.js";
import { icon } from "./icon.js";
import { language, words } from "./words.js";

export class Tour {
  constructor(world, phones) {
    Object.assign(this, { world, phones });
    this.node = make("section", { class: "tour", "aria-label": words("Tour"), hidden: true });
    this.back = make("button", { class: "round quiet", type: "button", title: words("Tour"), "aria-label": words("Tour"), onclick: () => this._go(0) }, icon("flag"));
    world.addEventListener("tour", () => this._show());
    this._show();
  }

  get _at() {
    return this.world.kept("tour", 0);
  }

  _go(at) {
    this.world.keep("tour", at);
    const focused = this.node.contains(document.activeElement) ? document.activeElement.className : null;
    const returned = document.activeElement === this.back;
    this._show();
    if (returned) this.node.querySelector(".right").focus();
    if (focused) (this.node.getElementsByClassName(focused)[0] ?? document.getElementById("phones")).focus();
  }

  _show() {
    const { tour } = this.world;
    const at = this._at;
    const step = tour[at];
    this.node.hidden = !step;
    this.back.hidden = step || !tour.length;
    if (!step) return;
    const person = this.world.people.get(step.person);
    const said = (texts) => texts[language] ?? texts.en ?? Object.values(texts)[0];
    const turn = (name, label, to) => make("button", {
      class: `round quiet ${name}`, type: "button", "aria-label": label, disabled: to < 0 || to >= tour.length, onclick: () => this._go(to),
    }, icon(name));
    this.node.replaceChildren(
      make("span", { class: "number" }, `${at + 1}/${tour.length}`),
      make("p", { "aria-live": "polite" }, make("strong", {}, said(step.title)), " ", said(step.text)),
      person && make("button", { class: "button here", type: "button", onclick: () => this.phones.show(person) }, icon("phone"), words("{name}’s phone", { name: person.first_name })),
      turn("left", words("Previous step"), at - 1), turn("right", words("Next step"), at + 1),
      make("button", { class: "round quiet away", type: "button", "aria-label": words("End the tour"), onclick: () => this._go(tour.length) }, icon("close")));
  }
}
