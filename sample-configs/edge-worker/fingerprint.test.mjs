// Runs fingerprint.mjs against the golden vectors that the gateway checks itself against.
// Usage: node fingerprint.test.mjs [folder with spec-v1.json and golden-vectors-v1.json]
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { Refused, Uncacheable, canonical, fingerprint } from "./fingerprint.mjs";

const here = new URL(".", import.meta.url);
const folder = process.argv[2]
  ? new URL(`file://${process.argv[2].replace(/\/?$/, "/")}`)
  : new URL("../../gateway-core/src/main/resources/meridian/fingerprint/", here);
const load = (name) => JSON.parse(readFileSync(new URL(name, folder), "utf8"));
const spec = load("spec-v1.json");
const { vectors } = load("golden-vectors-v1.json");

async function outcome({ body, scope, mode }) {
  const bytes = Buffer.from(body, "base64");
  try {
    return {
      canonical: Buffer.from(canonical(bytes, spec, mode)).toString("base64"),
      hash: await fingerprint(bytes, scope, spec, mode),
    };
  } catch (e) {
    if (e instanceof Refused) return { refused: true };
    if (e instanceof Uncacheable) return { uncacheable: e.obstacle, field: e.field };
    throw e;
  }
}

for (const { name, body, scope, mode, ...expected } of vectors) {
  assert.deepEqual(await outcome({ body, scope, mode }), expected, name);
}
console.log(`${vectors.length} golden vectors of specification ${spec.version}: all as expected`);
