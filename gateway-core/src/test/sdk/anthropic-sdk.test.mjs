// Anthropic's own client against a running gateway; needs what openai-sdk.test.mjs needs.
import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { test } from 'node:test';
import Anthropic from '@anthropic-ai/sdk';

const env = (name) => {
  const value = process.env[name];
  if (!value) throw new Error(`expected ${name} in the environment, found nothing; use ./run`);
  return value;
};
const KEY = env('MERIDIAN_KEY');
const ECHO = env('MERIDIAN_ECHO_URL');
// A place of its own: the other file's requests use up the burst at theirs.
const make = (options = {}) =>
  new Anthropic({
    apiKey: KEY,
    baseURL: env('MERIDIAN_BASE_URL'),
    maxRetries: 0,
    timeout: 60_000,
    defaultHeaders: { 'X-Meridian-Client': 'GRU' },
    ...options,
  });
const client = make();

const nonce = () => randomBytes(8).toString('hex');
const say = (content, rest = {}) => ({
  model: 'echo',
  max_tokens: 500,
  messages: [{ role: 'user', content: typeof content === 'string' ? content : JSON.stringify(content) }],
  ...rest,
});
const ask = (body) => client.messages.create(body).withResponse();
const seen = async (name) => (await fetch(`${ECHO}/seen?nonce=${name}`)).json();
const cacheOf = ({ response }) => response.headers.get('x-meridian-cache');
const tools = [
  {
    name: 'weather',
    description: 'of a city',
    input_schema: { type: 'object', properties: { city: { type: 'string' } } },
  },
];

async function fails(promise, type, status, word) {
  try {
    await promise;
  } catch (error) {
    assert.ok(error instanceof type, `expected ${type.name}, found ${error.constructor.name}: ${error.message}`);
    assert.equal(error.status, status);
    assert.equal(error.type, word);
    assert.match(error.requestID, /^req_/);
    return error;
  }
  throw new assert.AssertionError({ message: `expected ${type.name}, found an answer` });
}

test('a message comes as JSON with all its fields', async () => {
  const { data, response } = await ask(say('hello'));
  assert.equal(data.type, 'message');
  assert.equal(data.role, 'assistant');
  assert.match(data.content[0].text, /^echo \d+: hello$/);
  assert.equal(data.stop_reason, 'end_turn');
  assert.equal(data.usage.input_tokens, 11);
  assert.equal(data.usage.output_tokens, 7);
  assert.equal(data._request_id, response.headers.get('x-request-id'));
});

test('a stream adds up, with its usage and its end', async () => {
  const id = nonce();
  const stream = client.messages.stream(say({ nonce: id }));
  const texts = [];
  stream.on('text', (text) => texts.push(text));
  const message = await stream.finalMessage();
  assert.ok(texts.length >= 2);
  assert.equal(texts.join(''), message.content[0].text);
  assert.ok(message.content[0].text.includes(id));
  assert.equal(message.stop_reason, 'end_turn');
  assert.equal(message.usage.input_tokens, 11);
  assert.equal(message.usage.output_tokens, 7);
});

test('the system prompt, the turns and the bounds reach the provider in its own form', async () => {
  const id = nonce();
  await ask({
    model: 'echo',
    max_tokens: 77,
    system: [{ type: 'text', text: 'be brief' }],
    stop_sequences: ['END'],
    metadata: { user_id: 'someone' },
    messages: [
      { role: 'user', content: 'hello' },
      { role: 'assistant', content: [{ type: 'text', text: 'yes?' }] },
      { role: 'user', content: [{ type: 'text', text: JSON.stringify({ nonce: id }) }] },
    ],
  });
  const [{ body, headers }] = await seen(id);
  assert.deepEqual(body.messages.map((message) => message.role), ['system', 'user', 'assistant', 'user']);
  assert.equal(body.messages[0].content, 'be brief');
  assert.equal(body.max_tokens, 77);
  assert.deepEqual(body.stop, ['END']);
  assert.equal(body.user, 'someone');
  assert.ok(!JSON.stringify(headers).includes(KEY));
});

test('tools go out as functions and calls come back as blocks, whole, streamed and stored', async () => {
  const id = nonce();
  const body = say({ nonce: id, do: 'tools' }, { tools, tool_choice: { type: 'any' } });
  const { data } = await ask(body);
  assert.equal(data.stop_reason, 'tool_use');
  assert.deepEqual(data.content.map((block) => block.type), ['tool_use']);
  assert.deepEqual(data.content[0].input, { city: 'Zürich', i: 0 });
  const [{ body: sent }] = await seen(id);
  assert.equal(sent.tools[0].function.name, 'weather');
  assert.equal(sent.tool_choice, 'required');
  const stored = await client.messages.stream(body).finalMessage();
  assert.deepEqual(stored.content[0].input, data.content[0].input);
  const fresh = await client.messages
    .stream(say({ nonce: nonce(), do: 'tools' }, { tools, tool_choice: { type: 'any' } }))
    .finalMessage();
  assert.deepEqual(fresh.content[0].input, { city: 'Zürich', i: 0 });
});

test('a result of a tool goes back to the provider', async () => {
  const id = nonce();
  await ask({
    model: 'echo',
    max_tokens: 50,
    tools,
    messages: [
      { role: 'user', content: 'weather?' },
      { role: 'assistant', content: [{ type: 'tool_use', id: 'call_1', name: 'weather', input: { city: 'X' } }] },
      { role: 'user', content: [{ type: 'tool_result', tool_use_id: 'call_1', content: 'sun' }] },
      { role: 'user', content: JSON.stringify({ nonce: id }) },
    ],
  });
  const [{ body }] = await seen(id);
  assert.deepEqual(body.messages[1].tool_calls[0].function, { name: 'weather', arguments: '{"city":"X"}' });
  assert.deepEqual(body.messages[2], { role: 'tool', tool_call_id: 'call_1', content: 'sun' });
});

test('a repeated question is a hit in either form, with the same answer', async () => {
  const body = say({ nonce: nonce() });
  const first = await ask(body);
  const second = await ask(body);
  assert.equal(cacheOf(first), 'MISS');
  assert.equal(cacheOf(second), 'HIT');
  assert.deepEqual(second.data.content, first.data.content);
  const streamed = await client.messages.stream(body).finalMessage();
  assert.deepEqual(streamed.content, first.data.content);
  assert.equal(streamed.id, first.data.id);
});

test('text in any script comes through, whole and streamed', async () => {
  const text = 'Grüße 你好 مرحبا 👩‍👩‍👧‍👦 𝄞 "\\ \u2028 ' + nonce();
  const whole = await client.messages.create(say(text));
  const streamed = await client.messages.stream(say(text)).finalMessage();
  assert.ok(whole.content[0].text.endsWith(text));
  assert.equal(streamed.content[0].text, whole.content[0].text);
});

test('every refusal is the error class that the client knows', async () => {
  await fails(make({ apiKey: `mk_nobody000001_${'b'.repeat(32)}` }).messages.create(say('x')), Anthropic.AuthenticationError, 401, 'authentication_error');
  await fails(client.messages.create({ ...say('x'), model: 'no-such-model' }), Anthropic.NotFoundError, 404, 'not_found_error');
  const field = await fails(client.messages.create({ ...say('x'), container: 'c' }), Anthropic.BadRequestError, 400, 'invalid_request_error');
  assert.match(field.message, /container/);
  const broken = say({ nonce: nonce(), do: 'fail', status: 500, times: 9 });
  await fails(client.messages.create(broken), Anthropic.InternalServerError, 502, 'api_error');
  // Last, because the provider's one key then rests for as long as the provider says.
  const busy = say({ nonce: nonce(), do: 'fail', status: 429, times: 9, headers: { 'retry-after': '1' } });
  await fails(client.messages.create(busy), Anthropic.RateLimitError, 429, 'rate_limit_error');
});

test('a provider that fails once is asked again by the client', async () => {
  const id = nonce();
  const message = await make({ maxRetries: 2 }).messages.create(say({ nonce: id, do: 'fail', status: 500, times: 1 }));
  assert.ok(message.content[0].text.includes(id));
});

test('a stream that breaks is an error and no end', async () => {
  const body = say({ nonce: nonce(), do: 'break', pieces: 5, pause: 20 });
  await assert.rejects(client.messages.stream(body).finalMessage(), (error) => {
    assert.ok(error instanceof Anthropic.APIError, error.constructor.name);
    return true;
  });
});
