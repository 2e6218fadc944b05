import { afterEach, expect, it } from 'vitest';
import { TerminalProgram } from '../src/terminal-program';
import { until } from '../src/until';

const running: TerminalProgram[] = [];

function node(code: string): TerminalProgram {
  const program = new TerminalProgram([process.execPath, '-e', code]);
  running.push(program);
  return program;
}

afterEach(async () => {
  for (const program of running.splice(0)) await program.end();
});

it('a program is waited for until it says something', async () => {
  const program = node(
    `console.log('one'); setTimeout(() => console.error('two'), 100); setInterval(() => {}, 1000)`,
  );
  await program.says(/one\ntwo/);
  expect(program.terminal).toBe('one\ntwo\n');
});

it('a program that ends without a word that was waited for is not waited for longer, and what it said is told', async () => {
  const program = node(`console.error('Another one already runs.'); process.exitCode = 1`);
  await expect(program.says(/Connected/)).rejects.toThrow(
    /says \/Connected\/\. It ended \(1\):\nAnother one already runs\./,
  );
});

it('a program that ends with the word has said it', async () => {
  const program = node(`console.log('Connected')`);
  await program.ended;
  await program.says(/Connected/);
});

it('a wait in vain tells what was seen last', async () => {
  let count = 0;
  const look = () =>
    until('there are three', (saw) => saw({ count: ++count }).count > 100, { timeoutMs: 20, everyMs: 5 });
  await expect(look()).rejects.toThrow(
    /^waited 20 ms in vain: there are three, last seen:\n\{ count: \d+ \}$/,
  );
  const long = until('it ends', (saw) => saw('x'.repeat(10_000)) === '', { timeoutMs: 1, everyMs: 2 });
  await expect(long).rejects.toThrow(/last seen:\n…x{4000}$/);
});
