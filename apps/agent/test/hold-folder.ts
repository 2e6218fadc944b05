import { holderOf, holdFolder } from '../../../packages/agent/src/state/held-file';

/**
 * `look`: asks who holds a folder, again and again, for so many milliseconds. `hold`: takes it so many times, and tells how
 * often it got it. `keep`: takes it until it is killed.
 */
const [what, folder = '', times = '0'] = process.argv.slice(2);

if (what === 'look') {
  for (const end = Date.now() + Number(times); Date.now() < end; ) holderOf(folder);
  process.exit();
}

if (what === 'keep') {
  holdFolder(folder);
  process.stdout.write('held\n');
  setInterval(() => undefined, 1000);
} else {
  process.stdout.write(`${takeOften(Number(times))}\n`);
}

function takeOften(often: number): number {
  let got = 0;
  for (let time = 0; time < often; time += 1) {
    const held = holdFolder(folder);
    if (held !== null) got += 1;
    held?.release();
  }
  return got;
}
