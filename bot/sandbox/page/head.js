/** The line at the top: whose page it is, what time it is, how it looks. */

import { avatar } from "./avatar.js";
import { ask } from "./dialog.js";
import { make, put } from "./element.js";
import { icon } from "./icon.js";
import { openMenu } from "./menu.js";
import { LANGUAGES, language, momentOf, speak, words } from "./words.js";

const KEPT = "sandbox-theme";
const THEMES = { system: "As the device has it", light: "Light", dark: "Dark" };
const ICONS = { system: "system", light: "sun", dark: "moon" };

export class Head {
  constructor(world, { controls, follow, tell, tour }) {
    Object.assign(this, { world, follow, tell });
    this.time = make("time", { class: "now" });
    this.line = make("span", { class: "line-state", role: "status" });
    this.theme = make("button", { class: "round quiet", type: "button", onclick: () => this._turn() });
    this.controls = make("button", {
      class: "button controls-button", type: "button", "aria-expanded": "false", "aria-controls": "controls", onclick: () => controls.toggle(),
    }, icon("sliders"), make("span", {}, words("Controls")));
    controls.watch((open) => this.controls.setAttribute("aria-expanded", String(open)));
    const tongue = make("button", {
      class: "round quiet tongue-choice", type: "button", "aria-haspopup": "menu", title: words("Language"), "aria-label": words("Language: {name}", { name: LANGUAGES[language] }),
      onclick: (event) => openMenu(event.currentTarget, Object.entries(LANGUAGES).map(([code, label]) => ({ label, act: () => speak(code) })), words("Language")),
    }, language.toUpperCase());
    this.node = make("header", { class: "top" },
      avatar(world.bot), make("h1", {}, world.bot.first_name, make("small", {}, `@${world.bot.username}`)),
      world.bots.size > 1 && make("button", {
        class: "round quiet", type: "button", "aria-haspopup": "menu", "aria-label": words("Another bot"), onclick: (event) => this._bots(event.currentTarget),
      }, icon("chevron")), this.line,
      make("div", { class: "space" }), make("button", { class: "clock", type: "button", title: words("The time in the sandbox"), onclick: () => controls.open("time") }, icon("clock"), this.time), tour.back,
      make("button", { class: "round quiet", type: "button", "aria-label": words("Open a link"), title: words("Open a link"), onclick: () => this._open() }, icon("link")),
      this.theme, tongue, this.controls);
    this._show(localStorage.getItem(KEPT) ?? "system");
    this._tick();
    setInterval(() => this._tick(), 1000);
    world.addEventListener("clock", () => this._tick());
    for (const kind of ["connected", "call"]) world.addEventListener(kind, () => this._line());
  }

  _tick() {
    const now = momentOf(this.world.now());
    if (this.time.textContent !== now) this.time.textContent = now;
  }

  _line() {
    const { connected, calls } = this.world;
    const said = !connected ? words("The line is broken; trying again…") : calls ? "" : words("The bot has not called yet.");
    if (this.line.textContent !== said) this.line.textContent = said;
  }

  _bots(anchor) {
    const others = [...this.world.bots.values()].filter((each) => each !== this.world.bot);
    openMenu(anchor, others.map((each) => ({ label: each.first_name, hint: `@${each.username}`, act: () => location.assign(`/?bot=${each.username}`) })), words("Another bot"));
  }

  _turn() {
    const names = Object.keys(THEMES);
    this._show(names[(names.indexOf(this._theme) + 1) % names.length]);
  }

  _show(theme) {
    this._theme = theme in THEMES ? theme : "system";
    localStorage.setItem(KEPT, this._theme);
    if (this._theme === "system") delete document.documentElement.dataset.theme;
    else document.documentElement.dataset.theme = this._theme;
    const label = words("Colours: {theme}", { theme: words(THEMES[this._theme]) });
    put(this.theme, { "aria-label": label, title: label });
    this.theme.replaceChildren(icon(ICONS[this._theme]));
  }

  async _open() {
    const field = make("input", { type: "url", required: true, placeholder: `https://t.me/${this.world.bot.username}?start=…`, "aria-label": words("Link") });
    const address = await ask({
      title: words("Open a link"), body: [make("label", {}, words("A link that leads to the bot"), field)],
      buttons: [[words("Cancel"), null], [words("Go on"), () => field.value.trim(), "main"]],
    });
    if (address && !this.follow(address)) this.tell(words("This link does not lead to @{name}.", { name: this.world.bot.username }));
  }
}
