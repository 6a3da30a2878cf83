/** The sandbox's control API, as this page asks it. */

const BASE = "/sandbox";

/** What the sandbox refuses, in its words. */
export class Refused extends Error {}

/** Asks for something. */
export const get = (path) => ask("GET", path);
/** Does something. */
export const post = (path, body = {}) => ask("POST", path, JSON.stringify(body), "application/json");
/** Takes something away. */
export const remove = (path) => ask("DELETE", path);
/** Sends a file. */
export const upload = (path, blob) => ask("POST", path, blob, blob.type || "application/octet-stream");

async function ask(method, path, body, type) {
  const headers = type ? { "Content-Type": type } : {};
  let answer;
  try {
    answer = await fetch(BASE + path, { method, body, headers });
  } catch {
    throw new Refused("The sandbox does not answer.");
  }
  const told = await answer.json().catch(() => ({ error: `${answer.status}` }));
  if (!answer.ok) throw new Refused(String(told.error ?? told.description ?? answer.status).replace(/^\w+: /, "").split("\n")[0]);
  return told;
}

const KINDS = ["message", "deleted", "chat", "action", "press", "answer", "person", "bot", "call", "clock", "tour", "reset"];

/** Listens to what happens from a place on; the browser comes back by itself when the line breaks. */
export function listen(place, hear, state) {
  const source = new EventSource(`${BASE}/events?after=${encodeURIComponent(place)}`);
  for (const kind of KINDS) source.addEventListener(kind, (event) => hear(kind, JSON.parse(event.data)));
  source.addEventListener("open", () => state(true));
  source.addEventListener("error", () => state(false));
  return source;
}

/** Where the pages of a message's PDF are: how many there are, and with a number one of them as a picture. */
export function pagesAddress(chat, message, { file_unique_id: unique }, number = null) {
  const query = new URLSearchParams({ bot: chat.bot.username, file: unique ?? "" });
  return `/chats/${chat.person.id}/pages/${message.message_id}${number ? `/${number}` : ""}?${query}`;
}

/** Where a picture of the control API is. */
export const pictureAddress = (path) => BASE + path;

/** Where the file of a message is. */
export function fileAddress(chat, message, { file_unique_id: unique, file_name: name }) {
  const query = new URLSearchParams({ bot: chat.bot.username, file: unique ?? "" });
  return `${BASE}/chats/${chat.person.id}/files/${message.message_id}/${encodeURIComponent(name ?? "")}?${query}`;
}
