import type { FactsInput } from '@teredo-fleet/db';
import {
  diagnose,
  FINDING_RULES,
  machineRoleOf,
  type Observation,
  serverOfMachine,
} from '@teredo-fleet/teredo';
import { canonicalText, sha256 } from '../core/sha256';
import { clockSkew, isClockWrong } from './clock-skew';
import { observationSchema } from './observation-schema';

/** Stands for the diagnosis of a machine in which nothing stands out. */
export const NOTHING_KNOWN = 'nothing-known';

/** What a machine said, from a standing session. */
export interface ObservedByMachine {
  machineId: string;
  observedAt: Date;
  receivedAt: Date;
  reason: string;
  observation: unknown;
}

/** An observation that can't be taken: which part of it, and what is wrong. */
export interface UnreadableObservation {
  unreadable: string;
}

/**
 * What makes an observation another one: no times but that the clock is wrong, no counts, no raw text, no port that a
 * probe happened to get.
 */
function essence(observation: Observation, clockWrong: boolean): unknown {
  const { evidence, reachable, ...rest } = observation;
  const { probe } = reachable;
  const seen = (one: NonNullable<typeof probe>['primary']) =>
    one === null
      ? null
      : { from: one.serverAddress, answered: one.answered, as: one.mapped?.address ?? null };
  const probed =
    probe === null ? null : { ...probe, primary: seen(probe.primary), secondary: seen(probe.secondary) };
  const timeless = {
    ...rest,
    verdict: reachable.verdict,
    probe: probed,
    pinged: reachable.ping !== null,
    clockWrong,
  };
  return JSON.parse(JSON.stringify(timeless, (key, value) => (key === 'at' ? undefined : value)));
}

/** Turns an observation into what its table holds: the columns that lists filter by, the worst diagnosis, the hash. */
export function observationFacts(said: ObservedByMachine): FactsInput | UnreadableObservation {
  const parsed = observationSchema.safeParse(said.observation);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    return { unreadable: `${issue?.path.join('.') || 'observation'}: ${issue?.message ?? 'not valid'}` };
  }
  const observation = parsed.data;
  const clockSkewMs = clockSkew({ ...said, observation });
  const worst = diagnose(observation)[0];
  return {
    ...said,
    observation,
    observationHash: sha256(canonicalText(essence(observation, isClockWrong(clockSkewMs)))),
    clockSkewMs,
    osFamily: observation.os.family,
    osName: observation.os.name,
    configuredType: observation.configured.type,
    configuredSetBy: observation.configured.typeSetBy,
    effectiveState: observation.effective.state,
    reachable: observation.reachable.verdict,
    teredoAddress: observation.effective.address,
    diagnosisCode: worst?.code ?? NOTHING_KNOWN,
    severity: worst?.severity ?? 'info',
    role: machineRoleOf(observation),
    server: serverOfMachine(observation).name,
    findings: FINDING_RULES.map(({ id, version, judge }) => `${id}@${version}=${judge(observation).verdict}`),
  };
}
