import type { OverridePayload } from '../notice-override';
import { isCounted, isInstant, isUuid } from './common-shapes';
import { hasFields, isLike, isOneOf, isPair, isText } from './shapes';

const isOverride = hasFields({
  v: isOneOf([1]),
  jobId: isUuid,
  attempt: isCounted,
  machineId: isUuid,
  enrolmentId: isUuid,
  rolloutId: isUuid,
  planHash: isLike(/^[0-9a-f]{64}$/),
  issuedAt: isInstant,
  notAfter: isInstant,
  people: isPair(hasFields({ id: isText(1, 100), name: isText(1, 200), reason: isText(1, 1000) })),
});

/** An override from its JSON value, after its signature was found good; null when it is none. Never throws. */
export function readOverrideEs3(value: unknown): OverridePayload | null {
  const read = isOverride(value);
  return read === null || read.is.people[0].id === read.is.people[1].id ? null : read.is;
}
