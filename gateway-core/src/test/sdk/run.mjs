// Starts the echo provider and the gateway on free ports, runs the tests, stops what it started.
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

const START_SECONDS = 60;
const ALL_SECONDS = Number(process.env.MERIDIAN_SDK_SECONDS ?? 180); // about 30 on two free processors
const [launcher, config, ...testArguments] = process.argv.slice(2);
const started = [];

function start(name, command, args, accept) {
  const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  started.push(child);
  return new Promise((resolve, reject) => {
    const late = setTimeout(
      () => reject(new Error(`${name}: expected it to be ready within ${START_SECONDS} s, found it silent`)),
      START_SECONDS * 1000,
    );
    child.on('error', reject);
    child.on('exit', (code) => reject(new Error(`${name}: expected it to stay, found it ended with ${code}`)));
    createInterface({ input: child.stdout }).on('line', (line) => {
      const found = accept(line);
      if (found !== undefined) {
        clearTimeout(late);
        resolve(found);
      }
    });
  });
}

function addresses(line) {
  try {
    const parsed = JSON.parse(line);
    return parsed.frontDoor && parsed.demoKey ? parsed : undefined;
  } catch {
    return undefined;
  }
}

async function main() {
  const port = await start('echo provider', process.execPath, ['echo-provider.mjs'], (line) => Number(line) || undefined);
  const echo = `http://127.0.0.1:${port}`;
  const settings = [
    'listen.port=0',
    'listen.popPorts=0',
    'management.port=0',
    'storage.kind=memory',
    'edge.requestsPerSecond=10',
    'edge.burst=60',
    `providers[3]={name: echo, kind: openai-compatible, region: ap-south-1, baseUrl: "${echo}/v1", models: [echo]}`,
  ];
  const gateway = await start(
    'gateway',
    launcher,
    ['serve', '--config', config, '--json', ...settings.flatMap((setting) => ['--set', setting])],
    addresses,
  );
  const only = ['--test', '--test-reporter=spec', '--test-concurrency=1']; // one file after the other
  const pop = process.env.MERIDIAN_POP ?? 'LHR';
  const tests = spawn(process.execPath, [...only, ...testArguments, 'openai-sdk.test.mjs', 'anthropic-sdk.test.mjs'], {
    stdio: 'inherit',
    env: {
      ...process.env,
      MERIDIAN_BASE_URL: gateway.frontDoor,
      MERIDIAN_KEY: gateway.demoKey,
      MERIDIAN_POP: pop,
      MERIDIAN_POP_URL: gateway.pops?.[pop] ?? '',
      MERIDIAN_ECHO_URL: echo,
    },
  });
  started.push(tests);
  return new Promise((resolve) => tests.on('exit', (code) => resolve(code ?? 1)));
}

function stop() {
  for (const child of started) child.kill('SIGTERM');
}

for (const signal of ['SIGINT', 'SIGTERM']) {
  process.on(signal, () => {
    stop();
    process.exit(130);
  });
}
setTimeout(() => {
  console.error(`SDK check: expected to end within ${ALL_SECONDS} s, found it still running`);
  stop();
  process.exit(1);
}, ALL_SECONDS * 1000).unref();
main()
  .catch((error) => {
    console.error(`SDK check: ${error.message}`);
    return 2;
  })
  .then((code) => {
    stop();
    process.exit(code);
  });
