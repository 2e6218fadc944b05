import type { ReportedOverride } from '@teredo-fleet/evidence';
import { machines, shownTime } from './page-parts';

/** What a granted override of the notice comes to, plain to see. */
export function emergencyWords({
  machines: asked,
  applied,
  asked: first,
  granted,
}: ReportedOverride): string {
  const people = [first, granted].map((one) => one?.by?.name ?? 'somebody').join(' and ');
  return `EMERGENCY: on ${machines(asked)} users’ answers were not to be waited for, as ${people} decided on ${shownTime(granted?.at ?? null)}. ${machines(applied)} followed it.`;
}
