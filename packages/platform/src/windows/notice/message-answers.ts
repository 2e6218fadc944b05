import type { NoticeAnswer, NoticeToShow } from '../../notice-channel';

/** Of MessageBox (winuser.h). */
const OK = 0;
const YES_NO_CANCEL = 3;
const YES_NO = 4;
const ABOVE_ALL_WITH_SIGN = 0x40 | 0x10000 | 0x40000;

const ID = { ok: 1, cancel: 2, yes: 6, no: 7, timeout: 32_000 } as const;

/** Windows writes the buttons itself, in its own words; which is which stands below the text. */
interface Buttons {
  style: number;
  legend: readonly string[];
  answers: Readonly<Record<number, NoticeAnswer>>;
}

function buttonsOf({ defer, refuse }: NoticeToShow['offers']): Buttons {
  if (defer && refuse)
    return {
      style: YES_NO_CANCEL,
      legend: ['Yes: go on', 'No: refuse', 'Cancel: later'],
      // Whoever closes the box has refused nothing.
      answers: { [ID.yes]: 'acknowledged', [ID.no]: 'refused', [ID.cancel]: 'deferred' },
    };
  if (defer || refuse)
    return {
      style: YES_NO,
      legend: ['Yes: go on', defer ? 'No: later' : 'No: refuse'],
      answers: { [ID.yes]: 'acknowledged', [ID.no]: defer ? 'deferred' : 'refused' },
    };
  return { style: OK, legend: [], answers: { [ID.ok]: 'acknowledged' } };
}

/** A message box for a notice. */
export function boxOf(notice: NoticeToShow): { style: number; body: string } {
  const { style, legend } = buttonsOf(notice.offers);
  const body = legend.length === 0 ? notice.body : `${notice.body}\n\n${legend.join('\n')}`;
  return { style: style | ABOVE_ALL_WITH_SIGN, body };
}

/** What a person said; null: nothing that this box could have said. */
export function answerOf(offers: NoticeToShow['offers'], said: number): NoticeAnswer | null {
  return said === ID.timeout ? 'timed-out' : (buttonsOf(offers).answers[said] ?? null);
}
