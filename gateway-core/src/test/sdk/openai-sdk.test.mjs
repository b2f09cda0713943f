// OpenAI's own client against a running gateway. `run` starts one; by hand:
//
//   MERIDIAN_BASE_URL   the front door, http://127.0.0.1:8080
//   MERIDIAN_KEY        an API key
//   MERIDIAN_POP_URL    the address of one PoP, and MERIDIAN_POP its code
//   MERIDIAN_ECHO_URL   the echo provider, which the gateway must know as model `echo`
//
// The gateway must stop one key at a PoP after a burst of 60 requests (edge.burst), then let 10 a second through.
import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import OpenAI from 'openai';

const env = (name) => {
  const value = process.env[name];
  if (!value) throw new Error(`expected ${name} in the environment, found nothing; use ./run`);
  return value;
};
const BASE = env('MERIDIAN_BASE_URL');
const KEY = env('MERIDIAN_KEY');
const POP_URL = env('MERIDIAN_POP_URL');
const POP = env('MERIDIAN_POP');
const ECHO = env('MERIDIAN_ECHO_URL');
const MODELLED = process.env.MERIDIAN_MODEL ?? 'gpt-4o-mini';

const make = (options = {}) =>
  new OpenAI({ apiKey: KEY, baseURL: `${BASE}/v1`, maxRetries: 0, timeout: 60_000, ...options });
const client = make();

const nonce = () => randomBytes(8).toString('hex');
const say = (content, rest = {}) => ({
  model: 'echo',
  messages: [{ role: 'user', content: typeof content === 'string' ? content : JSON.stringify(content) }],
  ...rest,
});
const ask = (body, options) => client.chat.completions.create(body, options).withResponse();
const seen = async (name) => (await fetch(`${ECHO}/seen?nonce=${name}`)).json();
const cacheOf = ({ response }) => response.headers.get('x-meridian-cache');
const at = (place) => ({ headers: { 'X-Meridian-Client': place } });

/** Asks until `holds` says yes, for 5 s or `millis` at most: what the gateway does after an answer takes its moment. */
async function soon(holds, what, millis = 5000) {
  const late = performance.now() + millis;
  while (!(await holds())) {
    assert.ok(performance.now() < late, `expected within ${millis} ms: ${what}`);
    await pause(millis / 100);
  }
}

async function collect(stream) {
  const chunks = [];
  for await (const chunk of stream) chunks.push(chunk);
  const text = chunks.map((chunk) => chunk.choices[0]?.delta?.content ?? '').join('');
  return { chunks, text };
}

function counting(options = {}) {
  const calls = [];
  const counted = make({
    ...options,
    fetch: async (url, init) => {
      const response = await fetch(url, init);
      calls.push(response);
      return response;
    },
  });
  return { counted, calls };
}

async function fails(promise, type, status) {
  try {
    await promise;
  } catch (error) {
    assert.ok(error instanceof type, `expected ${type.name}, found ${error.constructor.name}: ${error.message}`);
    if (status) assert.equal(error.status, status);
    return error;
  }
  throw new assert.AssertionError({ message: `expected ${type.name}, found an answer` });
}

test('a completion comes as JSON with all its fields', async () => {
  const { data } = await ask(say('hello'));
  assert.equal(data.object, 'chat.completion');
  assert.match(data.choices[0].message.content, /^echo \d+: hello$/);
  assert.equal(data.choices[0].finish_reason, 'stop');
  assert.equal(data.usage.total_tokens, 18);
  assert.equal(data.system_fingerprint, 'fp_echo');
  assert.equal(data.service_tier, 'default');
});

test('the modelled provider answers too', async () => {
  const completion = await client.chat.completions.create({
    model: MODELLED,
    messages: [{ role: 'user', content: `What is the capital of France? ${nonce()}` }],
  });
  assert.ok(completion.choices[0].message.content.length > 0);
  assert.ok(completion.usage.completion_tokens > 0);
});

test('headers tell the request id, the PoP, the caches and the stages', async () => {
  const { data, response } = await ask(say({ nonce: nonce() }));
  const header = (name) => response.headers.get(name);
  assert.match(header('x-request-id'), /^req_[0-9a-v]{20}$/);
  assert.equal(header('x-meridian-request-id'), header('x-request-id'));
  assert.equal(data._request_id, header('x-request-id'));
  assert.match(header('x-meridian-pop'), /^[A-Z]{3}$/);
  assert.equal(header('x-meridian-cache'), 'MISS');
  assert.match(header('x-meridian-fingerprint'), /^[0-9a-f]{12}$/);
  assert.match(header('cache-status'), /^meridian-origin; fwd=.*, meridian-edge-[A-Z]{3}; fwd=/);
  assert.match(header('server-timing'), /client_edge;dur=\d+\.\d{3}.*total;dur=\d+\.\d{3}/);
});

test('a stream comes in chunks that add up', async () => {
  const id = nonce();
  const { chunks, text } = await collect(await client.chat.completions.create(say({ nonce: id }, { stream: true })));
  assert.ok(chunks.length >= 3);
  assert.ok(chunks.every((chunk) => chunk.object === 'chat.completion.chunk'));
  assert.equal(chunks[0].choices[0].delta.role, 'assistant');
  assert.equal(chunks.at(-1).choices[0].finish_reason, 'stop');
  assert.ok(text.includes(id));
});

test('the first token comes long before the last', async () => {
  const start = performance.now();
  const stream = await client.chat.completions.create(
    say({ nonce: nonce(), do: 'drip', pieces: 10, pause: 150 }, { stream: true }),
  );
  let first;
  for await (const chunk of stream) {
    if (chunk.choices[0]?.delta?.content) first ??= performance.now() - start;
  }
  const last = performance.now() - start;
  assert.ok(last - first > 1000, `first token after ${first} ms, last after ${last} ms`);
});

test('usage comes in a stream when it is asked for, and only then', async () => {
  const asked = await collect(
    await client.chat.completions.create(
      say({ nonce: nonce() }, { stream: true, stream_options: { include_usage: true } }),
    ),
  );
  const plain = await collect(await client.chat.completions.create(say({ nonce: nonce() }, { stream: true })));
  assert.equal(asked.chunks.at(-1).usage.total_tokens, 18);
  assert.deepEqual(asked.chunks.at(-1).choices, []);
  assert.ok(plain.chunks.every((chunk) => !chunk.usage && chunk.choices.length > 0));
});

test('a stream can be aborted, and the next request is served', async () => {
  const stream = await client.chat.completions.create(
    say({ nonce: nonce(), do: 'drip', pieces: 50, pause: 100 }, { stream: true }),
  );
  let count = 0;
  for await (const _ of stream) {
    if (++count === 3) stream.controller.abort();
  }
  assert.ok(count < 20, `${count} chunks after the abort`);
  assert.ok((await client.chat.completions.create(say({ nonce: nonce() }))).id);
});

test('an abort in mid-stream ends the provider call, and what came so far is not stored', async () => {
  const id = nonce();
  const body = say({ nonce: id, do: 'drip', pieces: 100, pause: 100 }, { stream: true });
  const stream = await client.chat.completions.create(body);
  let count = 0;
  for await (const _ of stream) {
    if (++count === 3) stream.controller.abort();
  }
  await soon(async () => (await seen(id))[0].end === 'cut', 'the provider call is cut');
  const again = await ask(body);
  assert.notEqual(cacheOf(again), 'HIT');
  again.data.controller.abort();
});

test('one of two who share a stream may leave, and the other gets it whole', async () => {
  const id = nonce();
  const body = say({ nonce: id, do: 'drip', pieces: 10, pause: 100 }, { stream: true });
  const leaving = await client.chat.completions.create(body);
  const staying = await ask(body);
  assert.equal(cacheOf(staying), 'COLLAPSED');
  for await (const _ of leaving) break;
  const { text, chunks } = await collect(staying.data);
  assert.ok(text.includes(id));
  assert.equal(chunks.at(-1).choices[0].finish_reason, 'stop');
  assert.deepEqual((await seen(id)).map((call) => call.end), ['answered']);
});

test('a loop that ends early leaves nothing behind', async () => {
  const ids = Array.from({ length: 5 }, nonce);
  for (const id of ids) {
    const stream = await client.chat.completions.create(
      say({ nonce: id, do: 'drip', pieces: 100, pause: 50 }, { stream: true }),
    );
    for await (const _ of stream) break;
  }
  await soon(async () => {
    const calls = await Promise.all(ids.map(seen));
    return calls.every(([call]) => call.end === 'cut');
  }, 'all provider calls are cut');
  assert.ok((await client.chat.completions.create(say({ nonce: nonce() }))).id);
});

test('a repeated request is a hit with the same answer, its age and what it saved', async () => {
  const body = say({ nonce: nonce() });
  const first = await ask(body);
  const second = await ask(body);
  assert.equal(cacheOf(first), 'MISS');
  assert.equal(cacheOf(second), 'HIT');
  assert.deepEqual(second.data, { ...first.data });
  assert.match(second.response.headers.get('age'), /^\d+$/);
  assert.match(second.response.headers.get('cache-status'), /; hit; ttl=\d+/);
});

test('what a stream filled is answered as JSON', async () => {
  const content = { nonce: nonce() };
  const { text, chunks } = await collect(await client.chat.completions.create(say(content, { stream: true })));
  const hit = await ask(say(content));
  assert.equal(cacheOf(hit), 'HIT');
  assert.equal(hit.data.object, 'chat.completion');
  assert.equal(hit.data.choices[0].message.content, text);
  assert.equal(hit.data.id, chunks[0].id);
  assert.equal(hit.data.system_fingerprint, 'fp_echo');
  assert.equal(hit.data.usage.total_tokens, 18);
});

test('what JSON filled is answered as a stream', async () => {
  const content = { nonce: nonce() };
  const filled = await ask(say(content));
  const hit = await ask(say(content, { stream: true, stream_options: { include_usage: true } }));
  const { text, chunks } = await collect(hit.data);
  assert.equal(cacheOf(hit), 'HIT');
  assert.equal(text, filled.data.choices[0].message.content);
  assert.equal(chunks[0].id, filled.data.id);
  assert.equal(chunks.at(-1).usage.total_tokens, 18);
});

test('no-cache asks the provider again and stores the new answer', async () => {
  const body = say({ nonce: nonce() });
  const first = await ask(body);
  const second = await ask(body, { headers: { 'Cache-Control': 'no-cache' } });
  const third = await ask(body);
  assert.equal(cacheOf(second), 'REFRESH');
  assert.notEqual(second.data.id, first.data.id);
  assert.equal(cacheOf(third), 'HIT');
  assert.equal(third.data.id, second.data.id);
});

test('no-store neither reads nor writes a cache', async () => {
  const body = say({ nonce: nonce() });
  const options = { headers: { 'Cache-Control': 'no-store' } };
  const first = await ask(body, options);
  const second = await ask(body, options);
  assert.equal(cacheOf(first), 'BYPASS');
  assert.notEqual(second.data.id, first.data.id);
  assert.equal(cacheOf(await ask(body)), 'MISS');
});

test('only-if-cached never reaches a provider', async () => {
  const id = nonce();
  const { counted, calls } = counting({ maxRetries: 2 });
  const options = { headers: { 'Cache-Control': 'only-if-cached' } };
  const body = say({ nonce: id });
  await fails(counted.chat.completions.create(body, options), OpenAI.InternalServerError, 504);
  assert.equal(calls.length, 1, 'x-should-retry: false is obeyed');
  assert.deepEqual(await seen(id), []);
  await ask(body);
  assert.equal(cacheOf(await ask(body, options)), 'HIT');
});

test('only-if-cached holds beside no-cache, no-store and an unknown field too', async () => {
  const id = nonce();
  const body = say({ nonce: id });
  for (const also of ['no-cache', 'no-store']) {
    const options = { headers: { 'Cache-Control': `only-if-cached, ${also}` } };
    await fails(client.chat.completions.create(body, options), OpenAI.InternalServerError, 504);
  }
  const options = { headers: { 'Cache-Control': 'only-if-cached' } };
  const odd = { ...body, no_such_field: 1 };
  await fails(client.chat.completions.create(odd, options), OpenAI.InternalServerError, 504);
  assert.deepEqual(await seen(id), []);
});

test('a wrong key is an AuthenticationError', async () => {
  for (const apiKey of ['mk_nosuchkey000_aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', 'nonsense']) {
    const error = await fails(make({ apiKey }).chat.completions.create(say('x')), OpenAI.AuthenticationError, 401);
    assert.equal(error.code, 'invalid_api_key');
    assert.match(error.requestID, /^req_/);
    assert.ok(!error.message.includes(apiKey));
  }
});

test('a body without messages is a BadRequestError that names the field', async () => {
  const error = await fails(client.chat.completions.create({ model: 'echo' }), OpenAI.BadRequestError, 400);
  assert.equal(error.param, 'messages');
  assert.equal(error.type, 'invalid_request_error');
  assert.equal(error.headers.get('x-should-retry'), 'false');
});

test('an unknown model is a NotFoundError', async () => {
  const error = await fails(
    client.chat.completions.create({ ...say('x'), model: 'no-such-model' }),
    OpenAI.NotFoundError,
    404,
  );
  assert.equal(error.code, 'model_not_found');
});

test('an unknown route is a NotFoundError', async () => {
  const error = await fails(client.post('/nothing', { body: {} }), OpenAI.NotFoundError, 404);
  assert.equal(error.code, 'unknown_url');
});

test('a body that is too large is refused with 413 and never sent again', async () => {
  const { counted, calls } = counting({ maxRetries: 2 });
  const error = await fails(counted.chat.completions.create(say('a'.repeat(11 << 20))), OpenAI.APIError, 413);
  assert.equal(error.code, 'request_too_large');
  assert.equal(calls.length, 1);
});

test('too many requests are a RateLimitError that says when to come back', async () => {
  const options = { headers: { 'X-Meridian-Client': 'JNB' } };
  const body = say({ nonce: nonce() });
  await ask(body, options);
  const results = await Promise.allSettled(
    Array.from({ length: 150 }, () => client.chat.completions.create(body, options)),
  );
  const refused = results.filter((result) => result.status === 'rejected').map((result) => result.reason);
  assert.ok(refused.length > 10, `${refused.length} refused`);
  assert.ok(refused.length < 150, 'some were served');
  for (const error of refused) {
    assert.ok(error instanceof OpenAI.RateLimitError, String(error));
    assert.match(error.headers.get('retry-after'), /^[1-9]\d*$/);
    assert.equal(error.headers.get('x-should-retry'), null);
    assert.equal(error.code, 'rate_limit_exceeded');
  }
});

test('a client that is rate limited waits and succeeds', async () => {
  const { counted, calls } = counting({ maxRetries: 10 });
  const options = { headers: { 'X-Meridian-Client': 'SYD' } };
  const body = say({ nonce: nonce() });
  await ask(body, options);
  const all = await Promise.all(
    Array.from({ length: 90 }, () => counted.chat.completions.create(body, options)),
  );
  assert.equal(all.length, 90);
  assert.ok(calls.some((response) => response.status === 429), 'somebody had to wait');
});

test('two retries, as the SDK makes by default, are enough after a burst', async () => {
  const options = at('NRT');
  const body = say({ nonce: nonce() });
  await ask(body, options);
  const patient = make({ maxRetries: 2 });
  const all = await Promise.all(
    Array.from({ length: 80 }, () => patient.chat.completions.create(body, options)),
  );
  assert.equal(all.length, 80);
});

test('the provider says when to come back, and the SDK hears it', async () => {
  const { counted, calls } = counting({ maxRetries: 1 });
  const id = nonce();
  const body = say({ nonce: id, do: 'fail', status: 429, times: 1, headers: { 'retry-after': '1' } });
  const start = performance.now();
  const completion = await counted.chat.completions.create(body);
  assert.equal(completion.choices[0].finish_reason, 'stop');
  assert.deepEqual(calls.map((response) => response.status), [429, 200]);
  assert.ok(performance.now() - start > 900, 'the SDK waited');
});

test('a request that the provider refuses as wrong is not sent again', async () => {
  const { counted, calls } = counting({ maxRetries: 2 });
  const body = say({ nonce: nonce(), do: 'fail', status: 400, times: 1000 });
  await fails(counted.chat.completions.create(body), OpenAI.BadRequestError, 400);
  assert.equal(calls.length, 1);
});

test('a failure that may pass is retried until it has passed', async () => {
  const body = say({ nonce: nonce(), do: 'fail', status: 500, times: 1 });
  const completion = await make({ maxRetries: 3 }).chat.completions.create(body);
  assert.equal(completion.choices[0].finish_reason, 'stop');
});

test('a provider that keeps failing is a server error, after the retries', async () => {
  const { counted, calls } = counting({ maxRetries: 1 });
  const body = say({ nonce: nonce(), do: 'fail', status: 500, times: 1000 });
  const error = await fails(counted.chat.completions.create(body), OpenAI.InternalServerError);
  assert.ok(error.status >= 500);
  assert.equal(calls.length, 2);
});

test('a provider that does not answer in time is a timeout, and the gateway goes on', async () => {
  const body = say({ nonce: nonce(), wait: 5000 });
  await fails(
    client.chat.completions.create(body, { timeout: 1000 }),
    OpenAI.APIConnectionTimeoutError,
  );
  assert.ok((await client.chat.completions.create(say({ nonce: nonce() }))).id);
});

test('a timeout is retried by the SDK, and a slow provider is not asked twice at once', async () => {
  const id = nonce();
  const { counted } = counting({ maxRetries: 2 });
  const body = say({ nonce: id, wait: 5000 });
  const completion = await counted.chat.completions.create(body, { timeout: 3000 });
  assert.equal(completion.choices[0].finish_reason, 'stop');
  assert.ok((await seen(id)).length <= 2, `${(await seen(id)).length} provider calls`);
});

test('a stream that breaks off is an error and is not stored', async () => {
  const body = say({ nonce: nonce(), do: 'break' }, { stream: true });
  const stream = await client.chat.completions.create(body);
  const texts = [];
  const broken = async () => {
    for await (const chunk of stream) texts.push(chunk.choices[0]?.delta?.content ?? '');
  };
  const error = await fails(broken(), OpenAI.APIError);
  assert.match(error.message, /provider/);
  assert.ok(texts.join('').length > 0, 'what came before the break was passed on');
  const again = await ask(body);
  assert.notEqual(cacheOf(again), 'HIT');
  await again.data.controller.abort();
});

test('an answer that was cut at its length is not stored', async () => {
  const body = say({ nonce: nonce(), do: 'length' });
  const first = await ask(body);
  assert.equal(first.data.choices[0].finish_reason, 'length');
  assert.equal(cacheOf(await ask(body)), 'MISS');
});

test('models are listed and can be looked up', async () => {
  const names = [];
  for await (const model of client.models.list()) names.push(model.id);
  assert.ok(names.includes('echo') && names.includes(MODELLED), names.join(' '));
  assert.equal((await client.models.retrieve('echo')).object, 'model');
  await fails(client.models.retrieve('no-such-model'), OpenAI.NotFoundError, 404);
  await fails(make({ apiKey: 'nonsense' }).models.list(), OpenAI.AuthenticationError, 401);
});

const tools = [
  {
    type: 'function',
    function: {
      name: 'weather',
      description: 'Weather of a city',
      parameters: { type: 'object', properties: { city: { type: 'string' } }, required: ['city'] },
      strict: true,
    },
  },
];

test('tools reach the provider as they were, and calls come back', async () => {
  const id = nonce();
  const { data } = await ask(say({ nonce: id, do: 'tools' }, { tools, tool_choice: 'required' }));
  const [call] = data.choices[0].message.tool_calls;
  assert.equal(data.choices[0].finish_reason, 'tool_calls');
  assert.deepEqual(JSON.parse(call.function.arguments), { city: 'Zürich', i: 0 });
  const [{ body }] = await seen(id);
  assert.deepEqual(body.tools, tools);
  assert.equal(body.tool_choice, 'required');
});

test('tool calls are the same streamed, and streamed again from the cache', async () => {
  const body = say({ nonce: nonce(), do: 'tools' }, { tools });
  const fresh = await client.chat.completions.stream(body).finalChatCompletion();
  const stored = await client.chat.completions.stream(body).finalChatCompletion();
  assert.equal(fresh.choices[0].message.tool_calls[0].function.name, 'weather');
  assert.deepEqual(stored.choices[0].message.tool_calls, fresh.choices[0].message.tool_calls);
});

test('text in any script comes through, whole and streamed', async () => {
  const text = 'Grüße 你好 مرحبا 👩‍👩‍👧‍👦 𝄞 \u0000 "\\ \u2028 ' + nonce();
  const whole = await client.chat.completions.create(say(text));
  const { text: streamed } = await collect(await client.chat.completions.create(say(text, { stream: true })));
  assert.ok(whole.choices[0].message.content.endsWith(text));
  assert.equal(streamed, whole.choices[0].message.content);
});

test('prompts that look alike and are not the same get their own answers', async () => {
  const id = nonce();
  const alike = ['caf\u00e9', 'cafe\u0301', 'cafe', 'CAFE', ' cafe', '\u{1d11e}', '\u{1d11f}', '\u212b', '\u00c5'];
  for (const word of alike) {
    const { data, response } = await ask(say(`${id} ${word}`));
    assert.equal(response.headers.get('x-meridian-cache'), 'MISS', JSON.stringify(word));
    assert.ok(data.choices[0].message.content.endsWith(`${id} ${word}`));
  }
});

test('half of a surrogate pair is refused and says so', async () => {
  const error = await fails(client.chat.completions.create(say('\ud83d')), OpenAI.BadRequestError, 400);
  assert.match(error.message, /lone \\ud83d/);
});

test('a prompt of one megabyte reaches the provider as it was', async () => {
  const id = nonce();
  const text = 'é漢😀 '.repeat((1 << 20) / 10);
  const messages = [{ role: 'system', content: text }, { role: 'user', content: JSON.stringify({ nonce: id }) }];
  await ask({ model: 'echo', messages });
  const [{ body }] = await seen(id);
  assert.ok(body.messages[0].content === text);
});

test('a prompt of two megabytes is answered, and hit', async () => {
  const text = `${nonce()} ${'lorem ipsum '.repeat(170_000)}`;
  const body = say('short', { messages: [{ role: 'system', content: text }, { role: 'user', content: 'short' }] });
  const first = await ask(body);
  assert.equal(cacheOf(first), 'MISS');
  assert.equal(cacheOf(await ask(body)), 'HIT');
});

test('parallel requests get their own answers', async () => {
  const ids = Array.from({ length: 50 }, nonce);
  const all = await Promise.all(ids.map((id) => client.chat.completions.create(say({ nonce: id }), at('AMS'))));
  all.forEach((completion, i) => assert.ok(completion.choices[0].message.content.includes(ids[i])));
});

test('parallel identical requests cost one provider call', async () => {
  const id = nonce();
  const body = say({ nonce: id, wait: 1000 });
  const all = await Promise.all(Array.from({ length: 10 }, () => ask(body)));
  assert.equal(new Set(all.map(({ data }) => data.id)).size, 1);
  assert.equal((await seen(id)).length, 1);
  assert.ok(all.some((one) => cacheOf(one) === 'COLLAPSED'));
});

test('the client place chooses the PoP, and an unknown place is refused', async () => {
  for (const place of ['FRA', 'SIN']) {
    const { response } = await ask(say({ nonce: nonce() }), { headers: { 'X-Meridian-Client': place } });
    assert.equal(response.headers.get('x-meridian-pop'), place);
  }
  const error = await fails(
    client.chat.completions.create(say('x'), { headers: { 'X-Meridian-Client': 'QQQ' } }),
    OpenAI.BadRequestError,
    400,
  );
  assert.equal(error.code, 'unknown_place');
});

test('the address of a PoP is a base URL too', async () => {
  const pop = make({ baseURL: `${POP_URL}/v1` });
  const { response } = await pop.chat.completions.create(say({ nonce: nonce() })).withResponse();
  assert.equal(response.headers.get('x-meridian-pop'), POP);
});

test('the key of a client never reaches a provider', async () => {
  const id = nonce();
  await ask(say({ nonce: id }), { headers: { 'X-Api-Key': KEY, 'X-Custom': 'x' } });
  const [{ headers }] = await seen(id);
  assert.ok(!JSON.stringify(headers).includes(KEY));
  assert.equal(headers['x-custom'], undefined);
});

test('fields that do not select the answer share it, and unknown fields bypass the cache', async () => {
  const content = { nonce: nonce() };
  await ask(say(content, { user: 'one' }));
  assert.equal(cacheOf(await ask(say(content, { user: 'two' }))), 'HIT');
  assert.equal(cacheOf(await ask(say(content, { seed: 7 }))), 'MISS');
  const odd = { nonce: nonce() };
  const unknown = await ask(say(odd, { no_such_field: 1 }));
  assert.equal(cacheOf(unknown), 'BYPASS');
  assert.ok(unknown.data.choices[0].message.content.includes(odd.nonce));
  assert.equal((await seen(odd.nonce))[0].body.no_such_field, 1);
});

const embed = (body, options) => client.embeddings.create({ model: 'echo', ...body }, options).withResponse();

test('embeddings: the client asks for Base64 by itself and reads numbers; a repeat is a hit', async () => {
  const id = nonce();
  const first = await embed({ input: `${id} text`, user: id });
  assert.deepEqual(first.data.data[0].embedding, [21, 1]);
  assert.equal(first.data.usage.prompt_tokens, 7);
  assert.equal(cacheOf(first), 'MISS');
  const [{ body }] = await seen(id);
  assert.equal(body.encoding_format, 'base64');
  const again = await embed({ input: `${id} text`, user: 'another' });
  assert.deepEqual(again.data, first.data);
  assert.equal(cacheOf(again), 'HIT');
});

test('embeddings: a repeat at another place becomes an edge hit', async () => {
  const input = `${nonce()} far`;
  const first = await embed({ input }, at('FRA'));
  await soon(async () => {
    const { data, response } = await embed({ input }, at('SIN'));
    assert.deepEqual(data, first.data);
    return (response.headers.get('cache-status') ?? '').includes('meridian-edge-SIN; hit');
  }, 'an edge hit in Singapore', 75_000);
});

test('embeddings: arrays, tokens, floats and dimensions are questions of their own', async () => {
  const id = nonce();
  const many = await embed({ input: [id, `${id}!`], user: id });
  assert.deepEqual(many.data.data.map(({ index, embedding }) => [index, embedding[0]]), [[0, 16], [1, 17]]);
  const tokens = await embed({ input: [15339, 1917, Number.parseInt(id.slice(0, 6), 16)], user: id });
  assert.equal(tokens.data.data[0].embedding[0], 3);
  const lists = await embed({ input: [[1, 2, 3, 4], [Number.parseInt(id.slice(0, 6), 16)]], user: id });
  assert.deepEqual(lists.data.data.map(({ embedding }) => embedding[0]), [4, 1]);
  const floats = await embed({ input: id, encoding_format: 'float', user: id });
  const longer = await embed({ input: id, encoding_format: 'float', dimensions: 5, user: id });
  assert.equal(floats.data.data[0].embedding.length, 2);
  assert.equal(longer.data.data[0].embedding.length, 5);
  for (const one of [many, tokens, lists, floats, longer]) assert.equal(cacheOf(one), 'MISS');
  assert.equal((await seen(id)).length, 5);
});

test('embeddings: modelled ones are unit vectors that say they are modelled', async () => {
  const body = { model: 'text-embedding-3-small', input: nonce() };
  const { data, response } = await client.embeddings.create(body).withResponse();
  assert.equal(data.data[0].embedding.length, 1536);
  const length = Math.hypot(...data.data[0].embedding);
  assert.ok(Math.abs(length - 1) < 1e-5, `expected a length of 1, found ${length}`);
  assert.equal(data.system_fingerprint, 'modelled');
  assert.equal(response.headers.get('x-meridian-cost-usd'), '0.000001');
});

test('embeddings: too much, too little and unknown models are refused in the shape of OpenAI', async () => {
  const refused = async (body, kind, status, code) => {
    const error = await fails(client.embeddings.create({ model: 'echo', ...body }), kind, status);
    assert.equal(error.code, code);
  };
  await refused({ input: Array.from({ length: 2049 }, () => 'a') }, OpenAI.BadRequestError, 400, 'array_above_max_length');
  await refused({ input: 'x'.repeat(11 << 20) }, OpenAI.APIError, 413, 'request_too_large');
  const long = { model: 'text-embedding-3-small', input: 'x'.repeat(40_000) };
  await refused(long, OpenAI.BadRequestError, 400, 'invalid_value');
  await refused({ input: '' }, OpenAI.BadRequestError, 400, 'invalid_value');
  await refused({ input: 'hi', stream: true }, OpenAI.BadRequestError, 400, 'invalid_value');
  await refused({ model: 'no-such-model', input: 'hi' }, OpenAI.NotFoundError, 404, 'model_not_found');
  const stranger = make({ apiKey: `mk_nobody000001_${'b'.repeat(32)}` });
  await fails(stranger.embeddings.create({ model: 'echo', input: 'hi' }), OpenAI.AuthenticationError, 401);
});
