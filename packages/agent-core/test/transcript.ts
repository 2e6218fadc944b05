import type { JobEffect } from '../src/index';
import { START } from './orders';
import type { SimulatedLife } from './simulated-life';

const after = (at: number | null) => (at === null ? 'never' : `${(at - START) / 1000} s`);

/** An effect in words; times are seconds since the job was taken on. */
export function wordsOf(effect: JobEffect): string {
  switch (effect.kind) {
    case 'journal':
      return effect.record.kind === 'silence'
        ? `journal silence of ${effect.record.silentMs / 1000} s`
        : `journal ${effect.record.kind}`;
    case 'report-status':
      return `report ${effect.report.state}${effect.report.until === null ? '' : ` until ${after(effect.report.until)}`}`;
    case 'send-receipt':
      return `receipt ${effect.receipt.session} ${effect.receipt.answer}`;
    case 'observe':
      return `observe ${effect.purpose}`;
    case 'show-notice':
      return `show round ${effect.request.round}`;
    case 'tell-latecomers':
      return `tell latecomers but ${effect.request.skip.join()}`;
    case 'look-now':
      return `look ${effect.look}`;
    case 'ask':
      return `ask ${effect.askId ?? 'anew'}`;
    case 'save-earlier-values':
      return `save ${effect.slot}`;
    case 'apply-step':
      return `apply ${effect.role} ${effect.index} ${effect.step.kind} ${effect.savedSlot}`;
    case 'watch-contact':
      return `watch ${effect.witnesses.join()}`;
    case 'wait-until':
      return `wait ${after(effect.at)}`;
    default:
      return effect.kind;
  }
}

export const transcript = (life: SimulatedLife) => life.effects.map(({ effect }) => wordsOf(effect));
/** A report, journalled and sent. */
export const told = (...states: string[]) => states.flatMap((state) => ['journal report', `report ${state}`]);
