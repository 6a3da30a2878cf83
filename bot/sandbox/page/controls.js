/** The panel of what no phone can do: the clock, the plugged-in acts, deliveries, faults, the log of calls. */

import { Calls } from "./calls.js";
import { make } from "./element.js";
import { Faults } from "./faults.js";
import { icon } from "./icon.js";
import { marked } from "./mark.js";
import { post } from "./sandbox.js";
import { words } from "./words.js";

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const STEPS = [["+10 min", 10 * MINUTE], ["+1 h", HOUR], ["+1 day", DAY], ["+1 week", 7 * DAY]];
const LINKS = /https?:\/\/[^\s<>]+/g;

export class Controls {
  constructor(world, { follow, tell, show }) {
    Object.assign(this, { world, follow, tell, show });
    this._watchers = new Set();
    this.calls = new Calls(world, tell);
    this.faults = new Faults(world, tell);
    this.sections = {
      acts: world.actions.length && this._section(words("The bot"), world.actions.map((each) => this._action(each))),
      time: world.clockMoves && this._section(words("Time"), [this._clock()]),
      deliveries: this._section(words("Deliveries"), [this._deliveries()]),
      faults: this._section(words("What goes wrong"), [this.faults.node], false),
      calls: this._section(words("Calls of the bot"), [this.calls.node]),
    };
    this.node = make("aside", { class: "controls", id: "controls", "aria-label": words("Controls"), hidden: true, onkeydown: (event) => event.key === "Escape" && this.close() },
      make("header", {}, make("h2", {}, words("Controls")), make("button", { class: "round quiet", type: "button", "aria-label": words("Close controls"), onclick: () => this.close() }, icon("close"))),
      Object.values(this.sections).filter(Boolean));
  }

  watch(watcher) {
    this._watchers.add(watcher);
  }

  toggle() {
    if (this.node.hidden) this.open();
    else this.close();
  }

  /** Opens the panel, at one of its parts. */
  open(name = "") {
    this.node.hidden = false;
    this.calls.show(true);
    this.faults.look();
    for (const watcher of this._watchers) watcher(true);
    const section = this.sections[name];
    if (section) section.open = true;
    (section ?? this.node).scrollIntoView({ block: "nearest" });
    (section || this.node).querySelector("summary, button")?.focus();
  }

  close() {
    this.node.hidden = true;
    this.calls.show(false);
    for (const watcher of this._watchers) watcher(false);
    document.querySelector(".controls-button").focus();
  }

  _section(title, content, open = true) {
    return make("details", { open }, make("summary", {}, make("h3", {}, title), icon("chevron")), make("div", { class: "part" }, content));
  }

  async _do(act) {
    try {
      return await act();
    } catch (refused) {
      this.tell(refused.message);
      return null;
    }
  }

  _clock() {
    const move = (seconds) => this._do(() => post("/clock", { advance: seconds }));
    const amount = make("input", { type: "number", min: 1, max: 10_000, value: "3", required: true, "aria-label": words("How much") });
    const unit = make("select", { "aria-label": words("Unit") }, [[words("minutes"), MINUTE], [words("hours"), HOUR], [words("days"), DAY]]
      .map(([label, seconds]) => make("option", { value: seconds, selected: seconds === HOUR }, label)));
    return make("div", {},
      make("div", { class: "buttons" }, STEPS.map(([label, seconds]) => make("button", { class: "button", type: "button", onclick: () => move(seconds) }, words(label)))),
      make("form", { class: "inline", onsubmit: (event) => {
        event.preventDefault();
        move(Number(amount.value) * Number(unit.value));
      } }, amount, unit, make("button", { class: "button", type: "submit" }, words("Move on"))));
  }

  _deliveries() {
    const said = make("p", { class: "said", role: "status" });
    const act = (body, text) => async () => {
      const told = await this._do(() => post(`/updates?bot=${this.world.bot.username}`, body));
      if (told) said.textContent = words(text, { number: told.pending });
    };
    return make("div", {},
      make("p", { class: "hint" }, words("Telegram may deliver an update more than once. The bot should do it once.")),
      make("div", { class: "buttons" },
        make("button", { class: "button", type: "button", onclick: act({ redeliver: 1 }, "The last update is delivered again.") }, words("Deliver the last one again")),
        make("button", { class: "button", type: "button", onclick: act({ redeliver: 10 }, "The last ten updates are delivered again.") }, words("The last ten again")),
        make("button", { class: "button", type: "button", onclick: act({ double: 1 }, "The next update will come twice.") }, words("The next one twice"))),
      said);
  }

  _action(action) {
    const fields = action.fields.map((field) => [field, this._field(field)]);
    const said = make("p", { class: "said", role: "status" });
    const button = make("button", { class: "button main", type: "submit" }, words(action.label));
    return make("form", { class: "act", "aria-label": words(action.label), onsubmit: async (event) => {
      event.preventDefault();
      button.setAttribute("aria-busy", "true");
      const given = Object.fromEntries(fields.map(([field, input]) => [field.name, input.value]));
      const told = await this._do(() => post(`/actions/${encodeURIComponent(action.name)}`, given));
      button.removeAttribute("aria-busy");
      if (told) said.replaceChildren(...this._said(told.said));
    } },
    action.hint && make("p", { class: "hint" }, words(action.hint)),
    fields.length > 0 && make("div", { class: "fields" }, fields.map(([field, input]) => make("label", {}, words(field.label), input))),
    button, said);
  }

  _field(field) {
    if (!field.choices.length) return make("input", { type: "text", value: field.value, required: field.required, autocomplete: "off" });
    return make("select", {}, field.choices.map((each) => make("option", { value: each, selected: each === field.value }, words(each))));
  }

  _said(text) {
    const entities = [...text.matchAll(LINKS)].map((each) => ({ type: "url", offset: each.index, length: each[0].length }));
    return marked(text, entities, { link: this.follow });
  }
}
