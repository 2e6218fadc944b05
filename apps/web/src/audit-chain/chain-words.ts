import { CircleCheck, CircleHelp, CircleX, Clock } from 'lucide-react';
import type { Look } from '@/presentation/look';
import type { AuditChain } from '@/trpc/shapes';

const number = (count: number): string => count.toLocaleString('en-GB');

export const countOf = (count: number, one: string, many: string): string =>
  `${number(count)} ${count === 1 ? one : many}`;

/** A full check is due every day; one that is this old was missed. */
const OVERDUE_MS = 26 * 60 * 60 * 1000;

/** What is known of the trail as a whole. */
export function chainLook({ check }: AuditChain, nowMs: number): Look {
  if (check === null) return { word: 'Not checked yet', icon: CircleHelp, tone: 'idle' };
  if (check.faultCount > 0) return { word: 'Broken', icon: CircleX, tone: 'bad' };
  if (nowMs - Date.parse(check.finishedAt) > OVERDUE_MS) {
    return { word: 'Not checked lately', icon: Clock, tone: 'warn' };
  }
  if (check.compared.inDatabase + check.compared.outside === 0) {
    return { word: 'Holds in itself', icon: CircleHelp, tone: 'info' };
  }
  return { word: 'Whole', icon: CircleCheck, tone: 'ok' };
}

/** With what the newest check compared the chain. */
export function comparedWords({ inDatabase, outside }: NonNullable<AuditChain['check']>['compared']): string {
  if (inDatabase + outside === 0) {
    return 'with no signed head: a chain made anew from the beginning would not have been noticed';
  }
  const heads = countOf(inDatabase + outside, 'signed head', 'signed heads');
  if (outside > 0) return `with ${heads}, the newest of them also from outside the database`;
  return `with ${heads}, all of them from the database itself: a newest part that was cut off together with its heads would not have been noticed`;
}
