import { fitEvidence } from '@teredo-fleet/agent-core';
import { HANDSHAKE_SECONDS, type ServerMessage, type UpdatesFacts } from '@teredo-fleet/protocol';
import type { Observation } from '@teredo-fleet/teredo';
import { JournalFolder } from '../journal/journal-folder';
import type { HostFacts } from '../session/greeting';
import { openSession } from '../session/open-session';
import { SessionError } from '../session/session-error';
import type { Enrolment } from '../state/enrolment-file';

const MOST_EVIDENCE_CHARACTERS = 30_000;

export interface TrialParts {
  enrolment: Enrolment;
  stateDir: string;
  host: HostFacts;
  updates: UpdatesFacts;
  observe(): Promise<Observation>;
}

/**
 * What a new program has to do before it may take the old one's place: read what is kept on this machine, open a
 * session as this machine, look at it, and have that acknowledged. Takes no job. Throws SessionError, StateError.
 */
export async function runTrial({ enrolment, stateDir, host, updates, observe }: TrialParts): Promise<void> {
  const { server, ca, door, channelKey, machineId, enrolmentId } = enrolment;
  const highestSequence = new JournalFolder(stateDir).highestSequence(enrolmentId);
  const seed = new Uint8Array(Buffer.from(enrolment.seed, 'base64'));
  const observation = fitEvidence(await observe(), MOST_EVIDENCE_CHARACTERS);
  let acknowledged: () => void = () => undefined;
  const ack = new Promise<void>((resolve) => {
    acknowledged = resolve;
  });
  const take = (message: ServerMessage) => {
    if (message.type === 'ack' && message.ns.includes(1)) acknowledged();
  };
  const pin = { server, ca, door, channelKey, holdSeconds: () => 1 };
  const session = await openSession(pin, { seed, machineId, highestSequence, updates }, host, take);
  try {
    const observedAt = session.welcome.serverTime;
    session.send({
      type: 'observation',
      n: 1,
      observedAt,
      reason: 'connect',
      observation: { ...observation },
    });
    await Promise.race([ack, session.ended.then((error) => Promise.reject(error)), late()]);
  } finally {
    session.close();
  }
}

function late(): Promise<never> {
  return new Promise((_, reject) => {
    const text = 'The server did not acknowledge the observation in time.';
    const error = new SessionError('timed-out', text, false, null);
    setTimeout(() => reject(error), 6 * HANDSHAKE_SECONDS * 1000).unref();
  });
}
