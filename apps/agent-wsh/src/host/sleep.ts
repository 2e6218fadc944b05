import { scriptHost } from './host';
import { shell, systemFolder } from './shell';

const SHORT_MS = 200;
const HIDDEN = 0;

function waitByLooking(ms: number): void {
  const end = Date.now() + ms;
  // A clock that is set back must not make it endless.
  for (let left = ms; left > 0 && left <= ms; ) left = end - Date.now();
}

/** `ping` sends once a second and waits between. */
function waitByProgram(ms: number): void {
  const times = Math.ceil(ms / 1000) + 1;
  shell().Run(`"${systemFolder()}ping.exe" -n ${times} 127.0.0.1`, HIDDEN, true);
}

/** Waits; by other means where the script host can't, as Wine's. */
export function sleep(ms: number): void {
  try {
    scriptHost().Sleep(ms);
  } catch (_error) {
    if (ms <= SHORT_MS) waitByLooking(ms);
    else waitByProgram(ms);
  }
}
