import {
  applicationName,
  decodeRequests,
  ENSURE_EXIT,
  type EnsureAnswer,
  encodeRequests,
  isWorthALook,
  judgeEnsure,
  type LastLook,
  LONGEST_APPLICATION_NAME,
  LONGEST_ENSURE_WAIT_SECONDS,
  maySoonBeReady,
  READ_STANDING_EVERY_MS,
  readinessOf,
  withRequest,
  withRequestLeft,
} from '@teredo-fleet/agent-core';
import { APPLICATION_MAILBOX } from '@teredo-fleet/teredo';
import { callAgent, readStanding } from '../applications/application-box';
import { randomUuid } from '../crypto/randomness';
import { removeFolder } from '../host/files';
import { makeOwnFolder } from '../host/own-folder';
import { createProcessRunner } from '../host/processes';
import { readRegistryText, writeRegistryText } from '../host/registry';
import { sleep } from '../host/sleep';
import { consoleCodePage } from '../windows/host-facts';
import { createWindowsEdge, type WindowsEdge } from '../windows/windows-edge';
import type { CommandLine } from './options';
import type { Outcome } from './outcome';

const wrongCall = (text: string): Outcome => ({ exitCode: ENSURE_EXIT.usage, text });

/** In the hive of whoever runs this. */
function leave(application: string): boolean {
  const now = Date.now();
  const key = `HKCU\\${APPLICATION_MAILBOX.key}`;
  const before = decodeRequests(readRegistryText(key, APPLICATION_MAILBOX.value) ?? '', now);
  const text = encodeRequests(withRequest(before, { application, at: now }));
  const isLeft = writeRegistryText(key, APPLICATION_MAILBOX.value, text);
  if (isLeft) callAgent();
  return isLeft;
}

function look(edge: WindowsEdge): LastLook & { answer: EnsureAnswer } {
  const readiness = readinessOf(edge.observe());
  const standing = readStanding();
  const at = Date.now();
  return { answer: judgeEnsure(readiness, standing, at), standing, at };
}

function ask(edge: WindowsEdge, application: string, waitMs: number): EnsureAnswer {
  const begun = Date.now();
  let last = look(edge);
  if (last.answer.code === 'ready' || last.answer.code === 'no-agent') return last.answer;
  const isLeft = leave(application);
  // A clock that is set back must not make it endless.
  for (
    let passed = 0;
    maySoonBeReady(last.answer) && passed >= 0 && passed < waitMs;
    passed = Date.now() - begun
  ) {
    const restMs = waitMs - passed;
    sleep(Math.min(READ_STANDING_EVERY_MS, restMs));
    const isLast = restMs <= READ_STANDING_EVERY_MS;
    if (isLast || isWorthALook(last, readStanding(), Date.now())) last = look(edge);
  }
  return isLeft ? withRequestLeft(last.answer) : last.answer;
}

function removeIfPossible(folder: string): void {
  try {
    removeFolder(folder);
  } catch (_error) {
    // A console is not quite done with it, and it holds nothing that tells of anybody.
  }
}

/** For applications and their installers: whether Teredo can be used here; where not, it is asked for. */
export function ensure({ values, flags }: CommandLine, random: (length: number) => Uint8Array): Outcome {
  const application = applicationName(values.app ?? '');
  if (application === null)
    return wrongCall(
      `--app takes a name of 1 to ${LONGEST_APPLICATION_NAME} characters that can be seen, all on one line.`,
    );
  const wait = values.wait ?? '0';
  const seconds = /^[0-9]{1,4}$/.test(wait) ? Number(wait) : -1;
  if (seconds < 0 || seconds > LONGEST_ENSURE_WAIT_SECONDS)
    return wrongCall(`--wait takes seconds, 0 to ${LONGEST_ENSURE_WAIT_SECONDS}.`);
  const folder = makeOwnFolder(`teredo-ensure-${randomUuid(random)}`);
  const edge = createWindowsEdge(createProcessRunner(folder), {
    oemCodePage: consoleCodePage(),
    now: () => Date.now(),
  });
  let answer: EnsureAnswer;
  try {
    answer = ask(edge, application, seconds * 1000);
  } finally {
    removeIfPossible(folder);
  }
  const { code, exitCode, text } = answer;
  const isJson = flags.indexOf('json') !== -1;
  return { exitCode, text: isJson ? JSON.stringify({ application, code, exitCode, text }) : text };
}
