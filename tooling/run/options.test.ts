import { describe, expect, it } from 'vitest';
// @ts-expect-error: the verbs are plain JavaScript, so that they run before anything is installed.
import { readOptions, usage } from './options.mjs';

const read = (args: string[], environment = {}) => readOptions('npm start', args, environment);

describe('options of npm start', () => {
  it('are none, the demo with its size, or help', () => {
    expect(read([])).toEqual({ help: false, demoMachines: null });
    expect(read(['--demo'])).toEqual({ help: false, demoMachines: 200 });
    expect(read(['--demo', '--machines', '12'])).toEqual({ help: false, demoMachines: 12 });
    expect(read(['--machines=12', '--demo'])).toEqual({ help: false, demoMachines: 12 });
    expect(read(['-h']).help).toBe(true);
    expect(usage('npm start')).toContain('--machines N');
  });

  it.each(['0', '-1', '1.5', '10001', 'many', '1e3', '0x10', ' 5', ''])('refuse %j machines', (n) => {
    expect(() => read(['--demo', `--machines=${n}`])).toThrow(
      `--machines must be a whole number from 1 to 10000, not "${n}".`,
    );
  });

  it.each([
    [['--verbose'], "Unknown option '--verbose'. Known options: --demo, --machines N, --help."],
    [['demo'], "Unexpected argument 'demo'. Known options: --demo, --machines N, --help."],
    [['--demo', '--machines'], "Option '--machines <value>' argument missing. Known options:"],
    [['--demo', '--machines', '-5'], "Option '--machines' argument is ambiguous. Known options:"],
    [['--machines', '12'], '--machines belongs to --demo: npm start -- --demo --machines 12.'],
  ])('say what is wrong with %j', (args, sentence) => {
    expect(() => read(args)).toThrow(sentence);
  });

  it('that npm kept for itself are asked for after two dashes', () => {
    const kept = { npm_config_demo: 'true', npm_config_machines: '50' };
    expect(() => read([], kept)).toThrow(
      'npm kept --demo --machines 50 for itself. Put two dashes before options: npm start -- --demo --machines 50',
    );
  });
});
