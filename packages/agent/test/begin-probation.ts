import { beginProbation } from '../src/update/probation';

/* Begins the probation of version 2.0.0 in a state folder, then hangs, or is busy and well, or reaches the server. */
const [stateDir = '', then = ''] = process.argv.slice(2);

const blockFor = (ms: number) => {
  const end = performance.now() + ms;
  while (performance.now() < end);
};

const program = {
  system: 'linux' as const,
  version: '2.0.0',
  newPath: '',
  tryNew: () => Promise.reject(new Error('not here')),
  putInPlace: () => undefined,
  giveBack: () => void process.stdout.write('gave its place back\n'),
  restart: () => undefined,
};
const probation = beginProbation(stateDir, program, { everyMs: 50, looks: 8 });
if (probation !== null) {
  process.stdout.write('began\n');
  if (then === 'hang') for (;;);
  if (then === 'busy')
    for (let time = 0; time < 12; time += 1)
      await new Promise<void>((resolve) => setTimeout(() => resolve(blockFor(100)), 20));
  if (then === 'pass') {
    probation.passed();
    blockFor(1_500);
  }
  process.stdout.write('ended\n');
}
