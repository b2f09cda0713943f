// Writes golden-vectors-v1.json to stdout:
//   node gateway-core/src/test/node/golden-vectors.mjs > .../meridian/fingerprint/golden-vectors-v1.json
//
// The expected values come from neither execution under test: the canonical text from JSON.parse and
// JSON.stringify (the reading of RFC 8785 by its own authors), the hash from node:crypto. What must be
// refused or is uncacheable is written down by hand.
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";

const folder = new URL("../../main/resources/meridian/fingerprint/", import.meta.url);
const spec = JSON.parse(readFileSync(new URL("spec-v1.json", folder), "utf8"));
const demo = { tenant: "project:demo", provider: "openai", model: "gpt-4o-mini", endpoint: spec.endpoint };
const vectors = [];

const sorted = (v) =>
  Array.isArray(v)
    ? `[${v.map(sorted).join(",")}]`
    : v !== null && typeof v === "object"
      ? `{${Object.keys(v).sort().map((k) => `${JSON.stringify(k)}:${sorted(v[k])}`).join(",")}}`
      : JSON.stringify(v);

function good(name, body, { mode = "full", scope = {} } = {}) {
  const full = { ...demo, ...scope };
  const fields = mode === "article" ? spec.article : Object.keys(spec.selects);
  const selected = Object.fromEntries(Object.entries(JSON.parse(body)).filter(([k]) => fields.includes(k)));
  const canonical = sorted(selected);
  const hash = createHash("sha256").update(spec.hash.magic);
  for (const part of [spec.version, mode, full.tenant, full.provider, full.model, full.endpoint, canonical]) {
    const bytes = Buffer.from(part);
    const length = Buffer.alloc(4);
    length.writeUInt32BE(bytes.length);
    hash.update(length).update(bytes);
  }
  add(name, body, mode, full, { canonical: base64(canonical), hash: hash.digest("hex") });
}

const base64 = (body) => Buffer.from(body).toString("base64");
const add = (name, body, mode, scope, expected) => vectors.push({ name, body: base64(body), mode, scope, ...expected });
const refused = (name, body) => add(name, body, "full", demo, { refused: true });
const uncacheable = (name, body, obstacle, field, mode = "full") =>
  add(name, body, mode, demo, { uncacheable: obstacle, field });

const hi = `"messages":[{"role":"user","content":"hi"}]`;
const model = `"model":"gpt-4o-mini"`;
const say = (content) => `{${model},"messages":[{"role":"user","content":"${content}"}]}`;
const temperature = (number) => `{${model},${hi},"temperature":${number}}`;
const schema = (inner) =>
  `{${model},${hi},"tools":[{"type":"function","function":{"name":"f","parameters":${inner}}}]}`;

// Ordinary requests
good("the smallest request", `{${model},${hi}}`);
good("the same, members in another order and spaced", ` {\n\t${hi} , ${model}\r\n} `);
good("a conversation with system prompt", `{${model},"messages":[{"role":"system","content":"Be brief."},{"role":"user","content":"What is RTT?"},{"role":"assistant","content":"Round trip time."},{"role":"user","content":"In ms, Mumbai to Singapore?"}],"temperature":0.2,"top_p":0.9,"max_tokens":256}`);
good("what cannot select is left out", `{${model},${hi},"stream":true,"stream_options":{"include_usage":true},"user":"u-1","metadata":{"a":"b"},"store":true,"prompt_cache_key":"k","prompt_cache_retention":"24h","prompt_cache_options":{"mode":"explicit"},"safety_identifier":"s"}`);
good("every sampling field", `{${model},${hi},"frequency_penalty":-0.5,"presence_penalty":0.25,"logit_bias":{"9":-100,"100":5,"50256":-1},"logprobs":true,"top_logprobs":3,"n":2,"seed":42,"stop":["\\n\\n","END"],"temperature":1,"top_p":1,"max_completion_tokens":512}`);
good("tools and a choice", `{${model},${hi},"tools":[{"type":"function","function":{"name":"get_weather","description":"Weather of a city","strict":true,"parameters":{"type":"object","required":["city"],"properties":{"unit":{"enum":["C","F"]},"city":{"type":"string"}},"additionalProperties":false}}}],"tool_choice":{"type":"function","function":{"name":"get_weather"}},"parallel_tool_calls":false}`);
good("a tool's answer", `{${model},"messages":[{"role":"user","content":"Weather?"},{"role":"assistant","content":null,"tool_calls":[{"id":"call_1","type":"function","function":{"name":"get_weather","arguments":"{\\"city\\":\\"Pune\\"}"}}]},{"role":"tool","tool_call_id":"call_1","content":"31 C"}]}`);
good("images and text in parts", `{${model},"messages":[{"role":"user","content":[{"type":"text","text":"What is it?"},{"type":"image_url","image_url":{"url":"https://example.com/a.png","detail":"low"}}]}]}`);
good("a response format with a schema", `{${model},${hi},"response_format":{"type":"json_schema","json_schema":{"name":"answer","strict":true,"schema":{"type":"object","properties":{"z":{"type":"integer"},"a":{"type":["string","null"]}}}}}}`);
good("functions, the deprecated form", `{${model},${hi},"functions":[{"name":"f","parameters":{}}],"function_call":"auto"}`);
good("the rest of the schema", `{${model},${hi},"reasoning_effort":"low","verbosity":"low","modalities":["text"],"audio":{"voice":"alloy","format":"mp3"},"prediction":{"type":"content","content":"x"},"web_search_options":{"search_context_size":"low"},"service_tier":"flex","moderation":{"model":"omni"}}`);
good("null is not the same as absent", `{${model},${hi},"temperature":null,"stop":null}`);
good("a default spelled out is not the same as absent", temperature("1"));

// Order and Unicode
good("names sort by UTF-16 units: astral before U+FB33", schema(`{"\uFB33":1,"😀":2,"\u20ac":3,"\\r":4,"1":5,"\u0080":6,"ö":7}`));
good("names sort by units, not by code points", schema(`{"\uFFFD":1,"\u{10000}":2,"\uE000":3}`));
good("upper case sorts before lower case, a prefix before the longer name", schema(`{"b":1,"B":2,"ab":3,"a":4,"A":5,"_":6,"":7}`));
good("nested objects are sorted at every depth", schema(`{"z":{"b":[{"d":1,"c":2}],"a":{}},"y":[]}`));
good("names like numbers and like properties of an object", schema(`{"10":1,"9":2,"__proto__":{"b":1,"a":2},"constructor":3,"toString":4}`));
good("NFC stays NFC", say("caf\u00e9"));
good("NFD stays NFD", say("cafe\u0301"));
good("white space inside strings stays", say("  hi\\t \\n "));
good("case stays", say("HI"));
good("no trimming: one space is another question", say("hi "));
good("escapes are read, and only the needed ones written", say("\\u0041\\/\\\"\\\\\\b\\f\\n\\r\\t\\u0000\\u001f\\u007f\\u2028\\u20ac"));
good("an escaped pair is the character", say("\\ud83d\\ude00"));
good("the raw character is the same", say("😀"));
good("scripts, emoji with joiners, right to left", say("नमस्ते 漢字 👩‍👩‍👧 \u202eabc مرحبا"));
good("a byte order mark inside a string is a character", say("\uFEFFhi"));
good("empty texts", `{"model":"","messages":[{"role":"user","content":""}]}`);

// Numbers
for (const text of ["1", "1.0", "1e0", "10E-1", "0.7", "0.70", "7e-1", "-0", "-0.0", "0e10", "5e-324", "-5e-324", "4.9e-324", "9.9e-324", "1e-323", "1e-400", "1e21", "1e20", "1e-6", "1e-7", "0.1000000000000000055511151231257827", "0.30000000000000004", "1.7976931348623157e308", "2.2250738585072014e-308", "9007199254740992", "-9007199254740992", "9007199254740991", "9007199254740993.0", "333333333.33333329", "1E30", "4.50", "2e-3", "0.000000000000000000000000001"]) {
  good(`temperature ${text}`, temperature(text));
}
good("numbers at every border of the layouts", schema(`{"enum":[123456789012345680000,1e22,123e18,0.00001,0.000001,0.0000001,1.5e-7,100,1e2,1.5e300,1e-300,4.9e-323,5e-323,5.9e-323,1.5e-323,2e-323,3e-322,9.88e-322,1e-321,2.5e-320,0.1,0.2,0.125,1e23,2e23,9.5e-3,1234567.891,999999999.999999,1e15,1e16,123456789.123456789,5e-7]}`).replace("123456789012345680000", "1.2345678901234568e20"));

// Scope
good("another project", `{${model},${hi}}`, { scope: { tenant: "project:other" } });
good("one key alone", `{${model},${hi}}`, { scope: { tenant: "key:abcdefghijkl" } });
good("shared by explicit choice", `{${model},${hi}}`, { scope: { tenant: "shared:public" } });
good("another provider", `{${model},${hi}}`, { scope: { provider: "modelled" } });
good("another effective model", `{${model},${hi}}`, { scope: { model: "gpt-4o-mini-2024-07-18" } });
good("frames do not run together", `{${model},${hi}}`, { scope: { provider: "openaig", model: "pt-4o-mini" } });
good("a model in another script", `{"model":"模型","messages":[{"role":"user","content":"hi"}]}`, { scope: { model: "模型" } });

// Embeddings
const embeddings = { scope: { model: "text-embedding-3-small", endpoint: "/v1/embeddings" } };
const embed = (rest) => `{"model":"text-embedding-3-small",${rest}}`;
good("embeddings: a text", embed(`"input":"hi"`), embeddings);
good("embeddings: the same text in an array is another answer's form", embed(`"input":["hi"]`), embeddings);
good("embeddings: several texts", embed(`"input":["hi","नमस्ते"," hi"]`), embeddings);
good("embeddings: tokens", embed(`"input":[15339,1917]`), embeddings);
good("embeddings: arrays of tokens", embed(`"input":[[15339],[1917,0]]`), embeddings);
good("embeddings: Base64, dimensions, and a user who cannot select", embed(`"input":"hi","encoding_format":"base64","dimensions":256,"user":"u-1"`), embeddings);
good("embeddings: floats spelled out are not the same as absent", embed(`"input":"hi","encoding_format":"float"`), embeddings);
good("embeddings: the same body at the chat endpoint is another question", embed(`"input":"hi"`), { scope: { model: "text-embedding-3-small" } });
good("embeddings: article mode looks at what is embedded", embed(`"input":"hi","dimensions":256,"user":"u-1"`), { mode: "article", ...embeddings });
uncacheable("embeddings: a field on neither list", embed(`"input":"hi","truncate":"END"`), "UNKNOWN_FIELD", "truncate");
uncacheable("embeddings: a token beyond 2^53", embed(`"input":[9007199254740993]`), "INTEGER_BEYOND_2_53", "input[0]");

// The article's fields
good("article: the smallest request", `{${model},${hi}}`, { mode: "article" });
good("article: what it ignores", `{${model},${hi},"seed":7,"tools":[],"novel":true,"temperature":0.5}`, { mode: "article" });
good("article: an integer beyond 2^53 where it does not look", `{${model},${hi},"seed":9007199254740993}`, { mode: "article" });
uncacheable("article: an integer beyond 2^53 where it looks", `{${model},${hi},"max_tokens":9007199254740993}`, "INTEGER_BEYOND_2_53", "max_tokens", "article");

// No fingerprint
uncacheable("a field on neither list", `{${model},${hi},"top_k":40}`, "UNKNOWN_FIELD", "top_k");
uncacheable("a field on neither list, even null", `{${model},${hi},"enable_thinking":null}`, "UNKNOWN_FIELD", "enable_thinking");
uncacheable("a known field in another case is unknown", `{${model},${hi},"Temperature":1}`, "UNKNOWN_FIELD", "Temperature");
uncacheable("a field that every object inherits", `{${model},${hi},"toString":1}`, "UNKNOWN_FIELD", "toString");
uncacheable("a seed just beyond 2^53", `{${model},${hi},"seed":9007199254740993}`, "INTEGER_BEYOND_2_53", "seed");
uncacheable("a seed just beyond -2^53", `{${model},${hi},"seed":-9007199254740993}`, "INTEGER_BEYOND_2_53", "seed");
uncacheable("an integer of 30 digits deep inside", schema(`{"maximum":[1,123456789012345678901234567890]}`), "INTEGER_BEYOND_2_53", "tools[0].function.parameters.maximum[1]");
uncacheable("an integer of 64 bits", `{${model},${hi},"logit_bias":{"1":9223372036854775807}}`, "INTEGER_BEYOND_2_53", "logit_bias.1");
uncacheable("a number beyond a double", temperature("1e400"), "NUMBER_BEYOND_DOUBLE", "temperature");
uncacheable("a number beyond a double, negative", temperature("-1.8e308"), "NUMBER_BEYOND_DOUBLE", "temperature");
good("a large integer where it cannot select", `{${model},${hi},"metadata":{"big":9007199254740993}}`);

// Refused
refused("a field twice", `{${model},${hi},"seed":1,"seed":1}`);
refused("a name twice deep inside", schema(`{"a":{"b":1,"c":2,"b":1}}`));
refused("a name twice, once as an escape", schema(`{"a":1,"\\u0061":2}`));
refused("a name twice where it cannot select", `{${model},${hi},"metadata":{"a":"1","a":"2"}}`);
refused("a lone high surrogate", say("\\ud83d"));
refused("a lone low surrogate", say("\\ude00"));
refused("a pair the wrong way round", say("\\ude00\\ud83d"));
refused("a high surrogate before a letter", say("\\ud83dx"));
refused("a lone surrogate in a name", schema(`{"\\ud800":1}`));
refused("a surrogate in three raw bytes", Buffer.concat([Buffer.from(say("").slice(0, -4)), Buffer.from([0xed, 0xa0, 0x80]), Buffer.from(`"}]}`)]));
refused("an overlong form", Buffer.concat([Buffer.from(say("").slice(0, -4)), Buffer.from([0xc0, 0xaf]), Buffer.from(`"}]}`)]));
refused("UTF-8 cut short", Buffer.concat([Buffer.from(say("").slice(0, -4)), Buffer.from([0xe2, 0x82]), Buffer.from(`"}]}`)]));
refused("UTF-16", Buffer.from(say("hi"), "utf16le"));
refused("a byte order mark", `\uFEFF{${model},${hi}}`);
refused("something after the value", `{${model},${hi}} {}`);
refused("NaN", temperature("NaN"));
refused("Infinity", temperature("-Infinity"));
refused("a leading zero", temperature("01"));
refused("a leading plus", temperature("+1"));
refused("no digit after the point", temperature("1."));
refused("no digit before the point", temperature(".5"));
refused("hexadecimal", temperature("0x10"));
refused("a raw control character", say("a\tb"));
refused("an unknown escape", say("\\x41"));
refused("a comma too many", `{${model},${hi},}`);
refused("a comment", `{${model},/* no */${hi}}`);
refused("single quotes", `{'model':'m',${hi}}`);
refused("a word that begins like true", `{${model},${hi},"stream":trues}`);
refused("not an object", `[{${model},${hi}}]`);
refused("nothing", "");
refused("cut short", `{${model},${hi}`);
refused("nested too deep", schema(`${"[".repeat(61)}1${"]".repeat(61)}`));
good("nested as deep as allowed", schema(`${"[".repeat(60)}1${"]".repeat(60)}`));
refused("a number too long", temperature(`0.${"1".repeat(399)}`));
good("a number as long as allowed", temperature(`0.${"1".repeat(398)}`));
refused("a name too long", schema(`{"${"n".repeat(1025)}":1}`));
good("a name as long as allowed", schema(`{"${"é".repeat(1024)}":1}`));

const names = new Set(vectors.map((v) => v.name));
if (names.size !== vectors.length) throw new Error("a name twice");
const lines = vectors.map((v) => `    ${JSON.stringify(v)}`).join(",\n");
process.stdout.write(`{\n  "version": ${JSON.stringify(spec.version)},\n  "vectors": [\n${lines}\n  ]\n}\n`);
