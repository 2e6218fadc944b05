import { mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

const LOOK_AGAIN_MS = 250;
/** Longer than anybody takes between reading a lock and replacing it. */
const SETTLE_MS = 200;

/** Tells a process from a later one of the same number, where /proc can say. */
function nameOf(pid) {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return `${pid} ${stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19]}`;
  } catch {
    return `${pid} `;
  }
}

function isAlive(holder) {
  const pid = Number(holder.split(' ')[0]);
  try {
    process.kill(pid, 0);
  } catch (error) {
    if (error.code !== 'EPERM') return false;
  }
  return nameOf(pid) === holder;
}

/** What the lock says; null when it was let go, or is being written at this moment. */
function readHolder(file) {
  try {
    const text = readFileSync(file, 'utf8');
    return text === '' && Date.now() - statSync(file).mtimeMs < 5_000 ? null : text;
  } catch (error) {
    if (error.code === 'ENOENT') return null;
    throw error;
  }
}

/** One try. A lock whose process is gone is replaced; of several that do so at once the last one has it. */
async function tryTake(file, mine) {
  try {
    writeFileSync(file, mine, { flag: 'wx' });
    return true;
  } catch (error) {
    if (error.code !== 'EEXIST') throw error;
  }
  const holder = readHolder(file);
  if (holder === null || isAlive(holder)) return false;
  writeFileSync(`${file}.${process.pid}`, mine);
  renameSync(`${file}.${process.pid}`, file);
  await delay(SETTLE_MS);
  return readHolder(file) === mine;
}

/**
 * Waits until no other process installs or builds in `folder`; `onWait` is told who does. Resolves with the function
 * that lets go. A folder that can't be written is nobody's: nothing is installed or built there.
 */
export async function takeCheckout(folder, onWait) {
  const file = join(folder, '.turbo', 'teredo-fleet.lock');
  const mine = nameOf(process.pid);
  try {
    mkdirSync(join(folder, '.turbo'), { recursive: true });
    for (let told = false; !(await tryTake(file, mine)); await delay(LOOK_AGAIN_MS)) {
      if (!told) onWait(readHolder(file)?.split(' ')[0] ?? '?');
      told = true;
    }
  } catch (error) {
    if (['EACCES', 'EPERM', 'EROFS'].includes(error.code)) return () => undefined;
    throw error;
  }
  return () => rmSync(file, { force: true });
}
