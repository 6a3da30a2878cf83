/** Opus packets from WebM into Ogg, the form that voice notes have (RFC 3533, RFC 7845). */

const IDS = { segment: 0x18538067, cluster: 0x1f43b675, group: 0xa0, block: 0xa1, simple: 0xa3, tracks: 0x1654ae6b, track: 0xae, codec: 0x63a2 };
const INSIDE = new Set([IDS.segment, IDS.cluster, IDS.group, IDS.tracks, IDS.track]);
const RATE = 48_000;
const SERIAL = 0x746f7465;
const PACKETS_A_PAGE = 50;

/** A WebM recording with one Opus track as Ogg; null when there is none in it. */
export function oggOf(webm) {
  const found = { head: null, packets: [] };
  read(webm, 0, webm.length, found);
  if (!found.head || !found.packets.length) return null;
  const pages = [page([found.head], 0, 0, 2), page([comment()], 0, 1, 0)];
  let granule = 0;
  for (let at = 0; at < found.packets.length; at += PACKETS_A_PAGE) {
    const packets = found.packets.slice(at, at + PACKETS_A_PAGE);
    granule += packets.reduce((sum, packet) => sum + samplesOf(packet), 0);
    pages.push(page(packets, granule, pages.length, at + PACKETS_A_PAGE >= found.packets.length ? 4 : 0));
  }
  return joined(pages);
}

function read(bytes, from, to, found) {
  let at = from;
  while (at < to) {
    const id = number(bytes, at, false);
    const size = number(bytes, at + id.length, true);
    const start = at + id.length + size.length;
    const end = size.unknown ? to : Math.min(start + size.value, to);
    if (INSIDE.has(id.value)) read(bytes, start, end, found);
    else if (id.value === IDS.codec) found.head = bytes.slice(start, end);
    // a block begins with its track, its time (2 bytes) and its flags (1)
    else if (id.value === IDS.simple || id.value === IDS.block) found.packets.push(bytes.slice(start + number(bytes, start, true).length + 3, end));
    at = end;
  }
}

/** A number of EBML: the zeros before its first one say how long it is. */
function number(bytes, at, masked) {
  const length = Math.clz32(bytes[at]) - 23;
  let value = masked ? bytes[at] & ((1 << (8 - length)) - 1) : bytes[at];
  let unknown = masked && value === (1 << (8 - length)) - 1;
  for (let index = 1; index < length; index += 1) {
    value = value * 256 + (bytes[at + index] ?? 0);
    unknown &&= bytes[at + index] === 0xff;
  }
  return { value, length, unknown };
}

/** How many samples a packet holds, from its first byte (RFC 6716, 3.1). */
export function samplesOf(packet) {
  const config = packet[0] >> 3;
  const sizes = config < 12 ? [480, 960, 1920, 2880] : config < 16 ? [480, 960] : [120, 240, 480, 960];
  const each = sizes[config < 12 ? config % 4 : config < 16 ? config % 2 : config % 4];
  const code = packet[0] & 3;
  return each * (code === 0 ? 1 : code === 3 ? packet[1] & 63 : 2);
}

function comment() {
  const vendor = new TextEncoder().encode("sandbox");
  const bytes = new Uint8Array(8 + 4 + vendor.length + 4);
  bytes.set(new TextEncoder().encode("OpusTags"));
  new DataView(bytes.buffer).setUint32(8, vendor.length, true);
  bytes.set(vendor, 12);
  return bytes;
}

function page(packets, granule, sequence, flags) {
  const lacing = packets.flatMap((packet) => [...new Array(Math.floor(packet.length / 255)).fill(255), packet.length % 255]);
  const head = new Uint8Array(27 + lacing.length);
  const view = new DataView(head.buffer);
  head.set(new TextEncoder().encode("OggS"));
  head[5] = flags;
  view.setBigUint64(6, BigInt(granule), true);
  view.setUint32(14, SERIAL, true);
  view.setUint32(18, sequence, true);
  head[26] = lacing.length;
  head.set(lacing, 27);
  const bytes = joined([head, ...packets]);
  new DataView(bytes.buffer).setUint32(22, checksum(bytes), true);
  return bytes;
}

function checksum(bytes) {
  let sum = 0;
  for (const byte of bytes) sum = ((sum << 8) ^ TABLE[((sum >>> 24) ^ byte) & 255]) >>> 0;
  return sum;
}

const TABLE = Uint32Array.from({ length: 256 }, (_, index) => {
  let value = index << 24;
  for (let bit = 0; bit < 8; bit += 1) value = value & 0x80000000 ? (value << 1) ^ 0x04c11db7 : value << 1;
  return value >>> 0;
});

function joined(parts) {
  const bytes = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}
