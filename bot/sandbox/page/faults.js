/** What is to go wrong with the bot's next calls. */

import { make } from "./element.js";
import { get, post, remove } from "./sandbox.js";
import { words } from "./words.js";

const METHODS = ["*", "sendMessage", "editMessageText", "answerCallbackQuery", "sendDocument", "getUpdates", "getFile"];
const WITH_CODE = new Set(["REFUSED", "REFUSED_AFTER"]);
const CODES = [["429", 429], ["500", 500], ["502", 502], ["403", 403], ["400", 400]];

export class Faults {
  constructor(world, tell) {
    Object.assign(this, { world, tell });
    this.harm = make("select", { onchange: () => this._fit() }, Object.entries(world.harms).map(([name, text]) => make("option", { value: name }, words(text))));
    this.method = make("input", { type: "text", value: "sendMessage", list: "fault-methods", required: true, autocomplete: "off" });
    this.code = make("select", {}, CODES.map(([label, code]) => make("option", { value: code }, label)));
    this.times = make("input", { type: "number", min: 1, max: 1000, value: "1", required: true });
    this.seconds = make("input", { type: "number", min: 1, max: 3600, value: "5", required: true });
    this.codeLabel = make("label", {}, words("Code"), this.code);
    this.due = make("ul", { class: "due", "aria-label": words("Still to come") });
    this.node = make("div", {},
      make("form", { onsubmit: (event) => this._add(event) }, make("datalist", { id: "fault-methods" }, METHODS.map((each) => make("option", { value: each }))),
        make("div", { class: "fields" }, make("label", { class: "whole" }, words("What happens to a call"), this.harm), make("label", {}, words("Method (* is any, getUpdates too)"), this.method),
          this.codeLabel, make("label", {}, words("How many times"), this.times), make("label", {}, words("Seconds"), this.seconds)),
        make("button", { class: "button", type: "submit" }, words("Let it happen"))),
      this.due);
    this._fit();
    world.addEventListener("call", ({ detail }) => detail.harm && this.look());
  }

  /** Shows what is still to come. */
  async look() {
    const due = await get("/faults").catch(() => []);
    this.due.replaceChildren(...due.map((each) => make("li", {}, make("strong", {}, `${each.left} × ${each.method}`), " ", words(this.world.harms[each.harm]))));
    if (due.length) this.due.append(make("li", {}, make("button", { class: "button", type: "button", onclick: () => this._clear() }, words("Let all go well again"))));
  }

  _fit() {
    this.codeLabel.hidden = !WITH_CODE.has(this.harm.value);
  }

  async _add(event) {
    event.preventDefault();
    const seconds = Number(this.seconds.value);
    const code = Number(this.code.value);
    const body = { harm: this.harm.value, method: this.method.value, times: Number(this.times.value), seconds, code };
    if (code === 429) body.retry_after = seconds;
    try {
      await post("/faults", body);
      await this.look();
    } catch (refused) {
      this.tell(refused.message);
    }
  }

  async _clear() {
    await remove("/faults").catch((refused) => this.tell(refused.message));
    await this.look();
  }
}
