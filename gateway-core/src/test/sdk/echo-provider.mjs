// A stand-in for a provider: speaks OpenAI's API, repeats what it is sent, and misbehaves on request.
//
// The last message may be JSON that tells it what to do, such as {"nonce":"a","do":"fail","status":500,"times":1}.
// GET /seen?nonce=a returns what it received with that nonce and how each call ended: `answered`, `cut` by the caller
// before its end, or `open`. Prints its port on a line of its own.
import http from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';

const seen = new Map();

/** A vector of two or more numbers for each text: how long it is, how often it was asked for, and zeros. */
function embeddings(body, number) {
  const texts = Array.isArray(body.input) && typeof body.input[0] !== 'number' ? body.input : [body.input];
  const data = texts.map((text, index) => {
    const vector = new Float32Array(body.dimensions ?? 2);
    vector[0] = text.length;
    vector[1] = number;
    const bytes = Buffer.from(vector.buffer);
    return {
      object: 'embedding',
      index,
      embedding: body.encoding_format === 'base64' ? bytes.toString('base64') : Array.from(vector),
    };
  });
  return { object: 'list', data, model: body.model, usage: { prompt_tokens: 7, total_tokens: 7 } };
}

function instruction(body) {
  const text = body.messages?.at(-1)?.content;
  try {
    const parsed = JSON.parse(text);
    return typeof parsed === 'object' && parsed !== null ? parsed : {};
  } catch {
    return {};
  }
}

function answer(body, order, number) {
  const text = body.messages.at(-1).content;
  const message = { role: 'assistant', content: `echo ${number}: ${text}`, refusal: null };
  let reason = 'stop';
  if (order.do === 'tools') {
    message.content = null;
    message.tool_calls = body.tools.map((tool, i) => ({
      id: `call_${i}`,
      type: 'function',
      function: { name: tool.function.name, arguments: JSON.stringify({ city: 'Zürich', i }) },
    }));
    reason = 'tool_calls';
  }
  if (order.do === 'length') reason = 'length';
  return {
    id: `chatcmpl-${order.nonce ?? 'x'}-${number}`,
    object: 'chat.completion',
    created: 1700000000,
    model: body.model,
    choices: [{ index: 0, message, logprobs: null, finish_reason: reason }],
    usage: { prompt_tokens: 11, completion_tokens: 7, total_tokens: 18 },
    service_tier: 'default',
    system_fingerprint: 'fp_echo',
  };
}

async function stream(response, body, order, whole) {
  response.writeHead(200, { 'content-type': 'text/event-stream' });
  const { choices, usage, ...frame } = whole;
  const send = (delta, reason, rest = {}) => {
    const choice = { index: 0, delta, logprobs: null, finish_reason: reason };
    const chunk = { ...frame, object: 'chat.completion.chunk', choices: [choice], ...rest };
    if (body.stream_options?.include_usage) chunk.usage ??= null;
    response.write(`data: ${JSON.stringify(chunk)}\n\n`);
  };
  const { message, finish_reason } = choices[0];
  send({ role: 'assistant', content: message.content === null ? null : '', refusal: null }, null);
  const pieces = order.do === 'drip' ? order.pieces : 3;
  const text = message.content ?? '';
  for (let i = 0; i < pieces && text; i++) {
    if (order.pause) await pause(order.pause);
    if (response.destroyed) return;
    if (order.do === 'break' && i === 2) {
      await pause(100); // what was written before must have left
      return response.destroy();
    }
    const size = Math.ceil([...text].length / pieces);
    const piece = [...text].slice(i * size, (i + 1) * size).join('');
    if (piece) send({ content: piece }, null);
  }
  (message.tool_calls ?? []).forEach((call, index) => {
    const { arguments: args, name } = call.function;
    send({ tool_calls: [{ ...call, index, function: { name, arguments: '' } }] }, null);
    for (const half of [args.slice(0, 6), args.slice(6)]) {
      send({ tool_calls: [{ index, function: { arguments: half } }] }, null);
    }
  });
  send({}, finish_reason);
  if (body.stream_options?.include_usage) {
    const last = { ...frame, object: 'chat.completion.chunk', choices: [], usage };
    response.write(`data: ${JSON.stringify(last)}\n\n`);
  }
  response.end('data: [DONE]\n\n');
}

async function serve(request, response) {
  const url = new URL(request.url, 'http://localhost');
  if (url.pathname === '/seen') {
    response.setHeader('content-type', 'application/json');
    return response.end(JSON.stringify(seen.get(url.searchParams.get('nonce')) ?? []));
  }
  const parts = [];
  for await (const part of request) parts.push(part);
  const body = JSON.parse(Buffer.concat(parts).toString('utf8'));
  const order = url.pathname.endsWith('/embeddings') ? { nonce: body.user } : instruction(body);
  const before = seen.get(order.nonce) ?? [];
  const call = { headers: request.headers, body, end: 'open' };
  before.push(call);
  seen.set(order.nonce, before);
  response.on('close', () => {
    call.end = response.writableFinished ? 'answered' : 'cut';
  });
  if (order.wait) await pause(order.wait);
  if (response.destroyed) return undefined;
  if (order.do === 'fail' && before.length <= order.times) {
    response.writeHead(order.status, { 'content-type': 'application/json', ...order.headers });
    const error = { message: 'told to fail', type: 'server_error', param: null, code: 'told' };
    return response.end(JSON.stringify({ error }));
  }
  if (url.pathname.endsWith('/embeddings')) {
    response.setHeader('content-type', 'application/json');
    return response.end(JSON.stringify(embeddings(body, before.length)));
  }
  const whole = answer(body, order, before.length);
  if (body.stream) return stream(response, body, order, whole);
  response.setHeader('content-type', 'application/json');
  response.end(JSON.stringify(whole));
}

const server = http.createServer((request, response) => {
  serve(request, response).catch((error) => {
    console.error('echo provider:', error);
    response.destroy();
  });
});
// Node hangs up on a quiet connection after five seconds, which may be just when the gateway uses it again.
server.keepAliveTimeout = 600_000;
server.listen(Number(process.env.ECHO_PORT ?? 0), '127.0.0.1', () => console.log(server.address().port));
