import { decodeBase64 } from '@teredo-fleet/protocol/es3';
import { sha256Hex } from '../crypto/sha256';
import { readEnrolment } from '../state/enrolment';
import { readStatus } from '../state/kept-status';
import { takeLock } from '../state/state-folder';
import { EXIT, type Outcome } from './outcome';

const fingerprint = (key: string): string => {
  const bytes = decodeBase64(key);
  return bytes === null ? 'damaged' : sha256Hex(bytes);
};

/** Says who this machine is, which server it listens to, and whether the agent runs. */
export function status(stateDir: string): Outcome {
  const read = readEnrolment(stateDir);
  if (!read.ok) return { exitCode: EXIT.failed, text: read.text };
  const { machineId, server, channelKey, jobKey } = read.enrolment;
  const lock = takeLock(stateDir);
  const news = readStatus(stateDir);
  const lines = [
    `Machine      ${machineId}`,
    `Server       ${server}`,
    `Channel key  ${fingerprint(channelKey)}`,
    `Job key      ${fingerprint(jobKey)}`,
    `Agent        ${lock === null ? 'runs' : 'does not run'}`,
  ];
  if (news !== null) lines.push(`Last news    ${news.text}`);
  lock?.close();
  return { exitCode: lock === null ? EXIT.done : EXIT.failed, text: lines.join('\r\n') };
}
