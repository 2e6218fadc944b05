import {
  decodeBase64,
  encodeBase64,
  enrolMessage,
  isGivenUp,
  MAY_BE_ENROLLED,
  naclSignatures,
  OTHER_JOB_KEY,
  readEnrolmentToken,
} from '@teredo-fleet/protocol/es3';
import nacl from 'tweetnacl';
import { refusalBesideExecutable } from '../boot/installed-agent';
import { postText } from '../host/http';
import { openPollSession } from '../session/poll-session';
import { beginEnrolment, forgetBegunEnrolment } from '../state/begun-enrolment';
import { isEnrolled, readEnrolment, writeEnrolment } from '../state/enrolment';
import { forgetSequence } from '../state/journal-folder';
import { forgetStatus, readStatus } from '../state/kept-status';
import { openEnrolmentFolder } from '../state/state-folder';
import { readHostFacts } from '../windows/host-facts';
import type { CommandLine } from './options';
import { EXIT, type Outcome } from './outcome';

const SERVER = /^https?:\/\/[A-Za-z0-9.:[\]-]+\/?$/;

/** Makes this machine's key, proves it to the server that the token names, and keeps both. */
export function enrol({ values, flags }: CommandLine, stateDir: string): Outcome {
  const server = values.server ?? '';
  if (!SERVER.test(server))
    return {
      exitCode: EXIT.wrongCall,
      text: 'Say which server: --server http://fleet.example.com (no path behind it).',
    };
  const origin = server.replace(/\/$/, '');
  const read = readEnrolmentToken(values.token ?? '');
  if (!read.ok) return { exitCode: EXIT.wrongCall, text: read.text };
  const beside = refusalBesideExecutable();
  if (beside !== null) return { exitCode: EXIT.failed, text: beside };
  const folder = openEnrolmentFolder(stateDir);
  if (!folder.ok) return { exitCode: EXIT.failed, text: folder.text };
  const { note } = folder;
  const isAgain = flags.indexOf('again') !== -1;
  if (!isAgain && flags.indexOf('keep') !== -1) {
    const kept = readEnrolment(stateDir);
    if (kept.ok && kept.enrolment.channelKey === read.token.channelKey) {
      if (isGivenUp(readStatus(stateDir)?.code ?? null))
        return enrolAt(origin, read.token, { stateDir, note, seed: kept.enrolment.seed });
      forgetBegunEnrolment(stateDir);
      const text = `This machine is enrolled already, as ${kept.enrolment.machineId}, and stays so. To enrol it anew, add --again.`;
      return { exitCode: EXIT.done, text };
    }
  }
  if (isEnrolled(stateDir) && !isAgain) {
    const text = `This machine is enrolled already (${stateDir}). To enrol it anew, add --again; its earlier identity is then given up.`;
    return { exitCode: EXIT.failed, text };
  }
  return enrolAt(origin, read.token, { stateDir, note, seed: encodeBase64(nacl.randomBytes(32)) });
}

type Token = Extract<ReturnType<typeof readEnrolmentToken>, { ok: true }>['token'];

/** `seed`: who the machine is to be, unless it was begun as another already. */
function enrolAt(
  server: string,
  token: Token,
  { stateDir, note, seed: own }: { stateDir: string; note: string; seed: string },
): Outcome {
  const opened = openPollSession({ server, channelKey: token.channelKey, post: postText });
  if (!opened.ok) return { exitCode: EXIT.failed, text: opened.end.text };
  const { tokenId, secret, channelKey, jobKey } = token;
  const facts = readHostFacts();
  const { hardwareId } = facts;
  const fresh = { tokenId, channelKey, hardwareId, seed: own };
  const { begun, refused } = beginEnrolment(stateDir, fresh);
  const seed = decodeBase64(begun.seed) as Uint8Array;
  const agentKey = encodeBase64(nacl.sign.keyPair.fromSeed(seed).publicKey);
  const identity = { seed, agentKey, tokenId, secret };
  const { session } = opened;
  const exchanged = session.exchange([enrolMessage(naclSignatures, session.greeted, identity, facts)], 0);
  if (!exchanged.ok) {
    const { final, text } = exchanged.end;
    if (final) refused();
    return { exitCode: EXIT.failed, text: final ? text : `${text}\r\n${MAY_BE_ENROLLED}` };
  }
  const [enrolled] = exchanged.messages;
  if (enrolled === undefined || enrolled.type !== 'enrolled')
    return { exitCode: EXIT.failed, text: `The server did not answer the enrolment. ${MAY_BE_ENROLLED}` };
  if (enrolled.jobKey !== jobKey) {
    refused();
    return { exitCode: EXIT.failed, text: OTHER_JOB_KEY };
  }
  const { machineId, enrolmentId } = enrolled;
  writeEnrolment(stateDir, {
    v: 1,
    server,
    channelKey,
    jobKey,
    seed: begun.seed,
    machineId,
    enrolmentId,
  });
  forgetBegunEnrolment(stateDir);
  forgetSequence(stateDir);
  // What it was told as the earlier one.
  forgetStatus(stateDir);
  const waits = enrolled.status === 'pending' ? ' An admin has to accept it on the dashboard.' : '';
  return { exitCode: EXIT.done, text: `This machine is enrolled as ${machineId}.${waits}${note}` };
}
