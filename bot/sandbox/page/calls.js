/** The log of the bot's calls, newest first, each with what the documentation says of it. */

import { make } from "./element.js";
import { get } from "./sandbox.js";
import { exactTimeOf, words } from "./words.js";

const MOST = 300;
const KEPT = 6000;
const POLLING = "getUpdates";

export class Calls {
  constructor(world, tell) {
    this.tell = tell;
    this.calls = new Map();
    this.method = make("input", { type: "search", placeholder: words("Method"), "aria-label": words("Method"), oninput: () => this._draw() });
    this.only = make("select", { "aria-label": words("Which calls"), onchange: () => this._draw() },
      [["all", words("All")], ["faulty", words("Against the documentation")], ["refused", words("Refused")]].map(([value, label]) => make("option", { value }, label)));
    this.polls = make("input", { type: "checkbox", onchange: () => this._draw() });
    this.count = make("p", { class: "hint", role: "status" });
    this.list = make("ol", { class: "calls", "aria-label": words("Calls"), tabindex: 0 });
    this.node = make("div", {}, make("div", { class: "inline" }, this.method, this.only),
      make("label", { class: "choice" }, this.polls, words("{method} too", { method: POLLING })), this.count, this.list);
    world.addEventListener("call", ({ detail }) => this._take(detail));
  }

  /** Begins to show the log, from what there is, or ends. */
  async show(shown) {
    this.shown = shown;
    if (!shown) return;
    const last = Math.max(0, ...[...this.calls.keys()].slice(-1));
    const told = await get(`/calls?after=${last}&brief=1`).catch(() => []);
    for (const call of told) this._keep(call);
    this._draw();
  }

  _take(call) {
    if (!this.shown) return;
    this._keep(call);
    if (this._fits(call)) this.list.prepend(this._line(call));
    while (this.list.children.length > MOST) this.list.lastChild.remove();
    this._tell();
  }

  _keep(call) {
    this.calls.set(call.number, call);
    if (this.calls.size > KEPT) this.calls.delete(this.calls.keys().next().value);
  }

  _all() {
    return [...this.calls.values()].sort((one, other) => one.number - other.number);
  }

  _fits(call) {
    if (call.method === POLLING && !this.polls.checked && !call.verdict.length && [0, 200].includes(call.code)) return false;
    if (!call.method.toLowerCase().includes(this.method.value.trim().toLowerCase())) return false;
    return { faulty: call.verdict.length > 0, refused: call.code !== 200, all: true }[this.only.value];
  }

  _draw() {
    const fitting = this._all().filter((each) => this._fits(each)).slice(-MOST).reverse();
    this.list.replaceChildren(...fitting.map((each) => this._line(each)));
    this._tell();
  }

  _tell() {
    const faulty = this._all().filter((each) => each.verdict.length).length;
    this.count.textContent = faulty ? words("{faulty} of {number} calls against the documentation", { faulty, number: this.calls.size })
      : words("{number} calls, all as the documentation has them", { number: this.calls.size });
  }

  _line(call) {
    const good = call.code === 200 && !call.verdict.length;
    const body = make("div", { class: "payload" });
    const line = make("details", { class: good ? "good" : call.verdict.length ? "faulty" : "refused", ontoggle: () => line.open && this._tellAll(call, body) },
      make("summary", {}, make("time", {}, exactTimeOf(new Date(call.at))), make("strong", {}, call.method),
        make("span", { class: "code" }, call.code ? String(call.code) : "…"), call.harm && make("span", { class: "harm" }, call.harm.toLowerCase().replace("_", " "))),
      body);
    return make("li", {}, line);
  }

  async _tellAll(call, body) {
    if (body.firstChild) return;
    try {
      const whole = await get(`/calls/${call.number}`);
      const shown = (value) => JSON.stringify(value, null, 1);
      body.append(
        whole.verdict.length ? make("ul", { class: "verdict" }, whole.verdict.map((each) => make("li", {}, each))) : "",
        make("h4", {}, words("Asked")), make("pre", { tabindex: 0 }, shown({ ...whole.params, ...whole.files })),
        make("h4", {}, words("Answered")), make("pre", { tabindex: 0 }, shown(whole.response)));
    } catch (refused) {
      this.tell(refused.message);
    }
  }
}
