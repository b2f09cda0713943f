// The fingerprint of a chat completion request, for an edge worker that runs JavaScript.
//
// One specification, two executions: this file and the gateway's Java read the same spec-v1.json and
// answer for the same golden-vectors-v1.json (run `node fingerprint.test.mjs`). It has no
// dependencies; SHA-256 comes from WebCrypto.
//
// JSON.parse would not do: it keeps the last of two equal names, lets lone surrogates through and
// rounds integers beyond 2^53. So the body is read by a small strict reader that keeps names in
// order and numbers as their text.

// The request must be answered with 400: it can be read in more than one way.
export class Refused extends Error {}

// The request must bypass every cache.
export class Uncacheable extends Error {
  constructor(obstacle, field) {
    super(`${field}: ${obstacle}`);
    this.obstacle = obstacle;
    this.field = field;
  }
}

// The fingerprint as 64 hex digits. `body` is the request body as bytes; `scope` has tenant, provider,
// model and endpoint; `spec` is the parsed spec-v1.json. Throws Refused or Uncacheable.
export async function fingerprint(body, scope, spec, mode = "full") {
  const { tenant, provider, model, endpoint = spec.endpoint } = scope;
  const parts = [spec.version, mode, tenant, provider, model, endpoint, canonical(body, spec, mode)];
  const encoder = new TextEncoder();
  const frames = parts.map((part) => encoder.encode(part));
  const magic = encoder.encode(spec.hash.magic);
  const input = new Uint8Array(frames.reduce((sum, f) => sum + 4 + f.length, magic.length));
  const view = new DataView(input.buffer);
  input.set(magic);
  let at = magic.length;
  for (const frame of frames) {
    view.setUint32(at, frame.length);
    input.set(frame, at + 4);
    at += 4 + frame.length;
  }
  const hash = new Uint8Array(await crypto.subtle.digest("SHA-256", input));
  return Array.from(hash, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

// The canonical JSON that is hashed. Throws Refused or Uncacheable.
export function canonical(body, spec, mode = "full") {
  const tree = new Reader(body, spec.bounds).document();
  if (!(tree instanceof Map)) {
    throw new Refused("Expected a JSON object");
  }
  const selected = new Map();
  for (const [name, value] of tree) {
    if (mode === "article" ? spec.article.includes(name) : Object.hasOwn(spec.selects, name)) {
      selected.set(name, value);
    } else if (mode === "full" && !Object.hasOwn(spec.cannot_select, name)) {
      throw new Uncacheable("UNKNOWN_FIELD", name);
    }
  }
  return write(selected, "");
}

// A number as it stood in the document.
class Lexeme {
  constructor(text) {
    this.text = text;
  }
}

function write(value, path) {
  if (value instanceof Map) {
    const members = [...value.keys()].sort((a, b) => (a < b ? -1 : 1)); // by UTF-16 code units
    const under = (name) => (path ? `${path}.${name}` : name);
    return `{${members.map((name) => `${JSON.stringify(name)}:${write(value.get(name), under(name))}`).join(",")}}`;
  }
  if (Array.isArray(value)) {
    return `[${value.map((item, i) => write(item, `${path}[${i}]`)).join(",")}]`;
  }
  if (!(value instanceof Lexeme)) {
    return JSON.stringify(value);
  }
  if (/^-?\d+$/.test(value.text)) {
    const integer = BigInt(value.text);
    if (integer > 2n ** 53n || integer < -(2n ** 53n)) {
      throw new Uncacheable("INTEGER_BEYOND_2_53", path);
    }
  }
  const number = Number(value.text);
  if (!Number.isFinite(number)) {
    throw new Uncacheable("NUMBER_BEYOND_DOUBLE", path);
  }
  return JSON.stringify(number);
}

// Strict JSON: RFC 8259 without its liberties.
class Reader {
  constructor(body, bounds) {
    if (body.length > bounds.bytes) {
      throw new Refused(`Expected at most ${bounds.bytes} bytes`);
    }
    try {
      this.text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(body);
    } catch {
      throw new Refused("Expected UTF-8");
    }
    this.bounds = bounds;
    this.at = 0;
    this.depth = 0;
  }

  document() {
    const value = this.value();
    this.space();
    if (this.at < this.text.length) {
      this.refuse("the end of the document");
    }
    return value;
  }

  value() {
    this.space();
    const c = this.text[this.at];
    if (c === "{") return this.nested(() => this.object());
    if (c === "[") return this.nested(() => this.array());
    if (c === '"') return this.string();
    for (const [word, value] of [["true", true], ["false", false], ["null", null]]) {
      if (this.text.startsWith(word, this.at)) {
        this.at += word.length;
        if (/[A-Za-z0-9_$]/.test(this.text[this.at] ?? "")) this.refuse("a JSON value");
        return value;
      }
    }
    return this.number();
  }

  nested(read) {
    if (++this.depth > this.bounds.depth) this.refuse(`at most ${this.bounds.depth} levels`);
    this.at++;
    const value = read();
    this.depth--;
    return value;
  }

  object() {
    const members = new Map();
    if (this.skip("}")) return members;
    do {
      this.space();
      if (this.text[this.at] !== '"') this.refuse("a name");
      const name = this.string();
      if (name.length > this.bounds.name_length) this.refuse("a shorter name");
      if (members.has(name)) this.refuse("each name once");
      if (members.size === this.bounds.members) this.refuse("fewer members");
      if (!this.skip(":")) this.refuse("a colon");
      members.set(name, this.value());
    } while (this.skip(","));
    if (!this.skip("}")) this.refuse("a comma or }");
    return members;
  }

  array() {
    const items = [];
    if (this.skip("]")) return items;
    do {
      items.push(this.value());
    } while (this.skip(","));
    if (!this.skip("]")) this.refuse("a comma or ]");
    return items;
  }

  string() {
    const end = /"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9A-Fa-f]{4}))*"/y;
    end.lastIndex = this.at;
    const match = end.exec(this.text);
    if (!match) this.refuse("a string");
    this.at = end.lastIndex;
    const value = JSON.parse(match[0]);
    if (/[\ud800-\udfff]/.test(value.replace(/[\ud800-\udbff][\udc00-\udfff]/g, ""))) {
      this.refuse("surrogates in pairs");
    }
    return value;
  }

  number() {
    const lexeme = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
    lexeme.lastIndex = this.at;
    const match = lexeme.exec(this.text);
    if (!match) this.refuse("a JSON value");
    if (match[0].length > this.bounds.number_length) this.refuse("a shorter number");
    this.at = lexeme.lastIndex;
    if (/[A-Za-z0-9_.+-]/.test(this.text[this.at] ?? "")) this.refuse("a number");
    return new Lexeme(match[0]);
  }

  skip(c) {
    this.space();
    if (this.text[this.at] !== c) return false;
    this.at++;
    return true;
  }

  space() {
    while (" \t\n\r".includes(this.text[this.at] ?? "x")) this.at++;
  }

  refuse(expected) {
    throw new Refused(`Expected ${expected} at character ${this.at}`);
  }
}
