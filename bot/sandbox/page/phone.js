/** One person's phone: the head, the messages, the line to write on. */

import { avatar } from "./avatar.js";
import { Composer, teller } from "./composer.js";
import { lineOf } from "./bubble.js";
import { alertOf, ask, pass } from "./dialog.js";
import { make } from "./element.js";
import { icon } from "./icon.js";
import { Log } from "./log.js";
import { openMenu } from "./menu.js";
import { timeOf, words } from "./words.js";

const DOING = {
  typing: "typing…", record_voice: "recording a voice message…", upload_voice: "sending a voice message…",
  upload_photo: "sending a photo…", upload_document: "sending a file…", upload_video: "sending a video…",
};
const EDITABLE = 48 * 3600;

export class Phone {
  /** `follow(address)` opens a link that leads to the bot, and says whether it did; `away` puts the phone aside. */
  constructor(chat, { world, follow, away }) {
    Object.assign(this, { chat, world, away });
    this.toasts = make("div", { class: "toasts", role: "status" });
    this.tell = teller(this.toasts);
    const act = {
      press: (message, button) => this._press(message, button),
      link: follow, copy: (text) => this._copy(text), command: (text) => this._try(() => chat.say(text)),
      jump: (id) => this.log.jump(id), menu: (message, anchor) => this._menu(message, anchor),
    };
    this.follow = follow;
    this.log = new Log(chat, act);
    this.composer = new Composer(chat, { tell: this.tell, sent: () => this.log.toEnd(), log: this });
    this.clock = make("span", { class: "time" });
    this.doing = make("span", { class: "doing" });
    this.pinned = make("div", { class: "pinned", hidden: true });
    this.empty = make("div", { class: "empty", hidden: true });
    const name = make("h3", {}, chat.bot.first_name);
    this.node = make("section", { class: "phone", "aria-label": chat.person.first_name, "data-person": chat.person.id },
      make("div", { class: "status" }, avatar(chat.person), make("h2", {}, chat.person.first_name),
        make("span", { class: "tongue" }, chat.person.language_code ?? ""), this.clock),
      make("header", { class: "head" }, avatar(chat.bot), make("div", { class: "whom" }, name, this.doing),
        make("button", { class: "round quiet", type: "button", "aria-label": words("Chat menu"), "aria-haspopup": "menu", onclick: (event) => this._chatMenu(event.currentTarget) }, icon("more"))),
      this.pinned, make("div", { class: "middle" }, this.log.node, this.log.hint, this.empty, this.log.newest, this.toasts),
      this.composer.node, make("div", { class: "drop", "aria-hidden": "true" }, icon("download"), make("strong", {}, words("Drop files here"))));
    this._catchFiles();
    this._unwatch = chat.watch((change) => this._changed(change));
    this.tick();
    this._hold();
    this.log.node.setAttribute("aria-busy", "true");
    (chat.loaded ? Promise.resolve(this.log.change([])) : chat.load()).catch((refused) => this.tell(refused.message))
      .finally(() => this.log.node.setAttribute("aria-busy", "false"));
  }

  /** Puts the phone aside. */
  end() {
    this._unwatch();
    this.node.remove();
  }

  /** Shows what time it is. */
  tick() {
    const now = timeOf(this.world.now());
    if (this.clock.textContent !== now) this.clock.textContent = now;
  }

  /** Whether this is the phone in hand, whose news are read aloud. */
  hold(held) {
    this.node.classList.toggle("held", held);
    this.log.node.setAttribute("aria-live", held ? "polite" : "off");
  }

  focusLog() {
    this.log.node.focus({ preventScroll: true });
  }

  focusLast() {
    const last = [...this.log.list.querySelectorAll(".message")].at(-1);
    (last ?? this.log.node).focus();
  }

  _changed(change) {
    if (change.messages) this.log.change(change.messages);
    if (change.pressed) this.log.showPress(change.pressed);
    if (change.heard) this.log.change([]);
    if (change.holds || change.messages || change.typing) this._hold();
    if (change.seen) this.log.change([]);
    if (change.answer) this._answer(change.answer);
    if (change.fresh?.force_reply) this.composer.reply(change.fresh);
  }

  _hold() {
    const { chat } = this;
    this.composer.hold();
    this.doing.textContent = chat.typing ? words(DOING[chat.typing] ?? "typing…") : chat.holds.blocked ? words("blocked") : words("bot");
    this.doing.classList.toggle("active", Boolean(chat.typing));
    const pinned = chat.messages.get(chat.holds.pinned);
    this.pinned.hidden = !pinned;
    if (pinned) {
      this.pinned.replaceChildren(make("button", { type: "button", onclick: () => this.log.jump(pinned.message_id) },
        icon("pin"), make("span", {}, make("strong", {}, words("Pinned message")), make("span", {}, lineOf(pinned)))));
    }
    this.empty.hidden = !chat.loaded || chat.messages.size > 0;
    if (!this.empty.hidden) {
      const told = chat.bot.descriptions?.[chat.person.language_code] ?? chat.bot.descriptions?.[""];
      this.empty.replaceChildren(make("div", { class: "card" }, avatar(chat.bot), make("strong", {}, chat.bot.first_name),
        make("p", {}, told || words("No messages yet. Press Start to begin."))));
    }
  }

  _answer({ text, show_alert: alert, url, mine }) {
    if (url && mine) this.follow(url) || window.open(url, "_blank", "noopener");
    if (!text) return;
    if (alert && mine) alertOf(this.chat.bot.first_name, text);
    else pass(this.toasts, text);
  }

  _press(message, button) {
    if (button.callback_data !== undefined) return this._try(() => this.chat.pressButton(message.message_id, button.callback_data));
    if (button.url) return this.follow(button.url) || window.open(button.url, "_blank", "noopener");
    if (button.copy_text) return this._copy(button.copy_text.text);
    return this.tell(words("This kind of button does nothing here."));
  }

  async _try(act) {
    try {
      await act();
    } catch (refused) {
      this.tell(refused.message);
    }
  }

  async _copy(text) {
    await navigator.clipboard.writeText(text);
    pass(this.toasts, words("Copied"));
  }

  _menu(message, anchor) {
    const text = message.text ?? message.caption;
    const young = this.world.now().getTime() / 1000 - message.date < EDITABLE;
    openMenu(anchor, [
      { label: words("Reply"), icon: "reply", act: () => this.composer.reply(message) },
      text && !message.has_protected_content && { label: words("Copy text"), icon: "copy", act: () => this._copy(text) },
      message.own && young && text !== undefined && { label: words("Edit"), icon: "edit", act: () => this.composer.edit(message) },
      { label: words("Delete"), icon: "trash", danger: true, act: () => this._delete(message) },
    ], words("Message actions"));
  }

  async _delete(message) {
    const sure = await ask({
      title: words("Delete this message?"), body: [make("p", {}, words("It goes away for both. The bot is not told."))],
      buttons: [[words("Cancel"), null], [words("Delete"), true, "danger"]],
    });
    if (sure) await this._try(() => this.chat.remove(message.message_id));
  }

  _chatMenu(anchor) {
    const { blocked } = this.chat.holds;
    openMenu(anchor, [
      { label: blocked ? words("Unblock the bot") : words("Block the bot"), icon: "block", danger: !blocked, act: () => this._try(() => this.chat.block(!blocked)) },
      { label: words("Put this phone aside"), icon: "close", act: this.away },
    ], words("Chat menu"));
  }

  _catchFiles() {
    let depth = 0;
    const over = (event, step) => {
      if (!event.dataTransfer?.types.includes("Files")) return;
      event.preventDefault();
      depth = Math.max(depth + step, 0);
      this.node.classList.toggle("dropping", depth > 0);
    };
    this.node.addEventListener("dragenter", (event) => over(event, 1));
    this.node.addEventListener("dragleave", (event) => over(event, -1));
    this.node.addEventListener("dragover", (event) => over(event, 0));
    this.node.addEventListener("drop", (event) => {
      event.preventDefault();
      depth = 0;
      this.node.classList.remove("dropping");
      if (event.dataTransfer.files.length) this.composer.offer([...event.dataTransfer.files]);
    });
  }
}
