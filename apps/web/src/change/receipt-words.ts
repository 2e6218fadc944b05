import type { ReceiptView } from '@/trpc/shapes';

const ANSWERS: Record<string, string> = {
  acknowledged: 'acknowledged',
  deferred: 'deferred',
  refused: 'refused',
  'timed-out': 'no answer in time',
  closed: 'closed without an answer',
  'nobody-logged-on': 'nobody was logged on',
  suppressed: 'could not be shown',
  informed: 'informed',
};

const CHANNELS: Record<string, string> = {
  'desktop-dialog': 'desktop dialog',
  'desktop-notification': 'desktop notification',
  terminal: 'terminal message',
  page: 'page of the notice',
  none: 'no channel',
  simulated: 'simulated',
};

export function answerWords(answer: string): string {
  return ANSWERS[answer] ?? answer;
}

export function channelWords(channel: string): string {
  return CHANNELS[channel] ?? channel;
}

/** Nobody was there: a receipt of no session. */
export const isNobody = ({ session }: Pick<ReceiptView, 'session'>): boolean => session === 'none';

/** In place of a name that a receipt does not have. */
export const unnamedWords = (receipt: Pick<ReceiptView, 'session'>): string =>
  isNobody(receipt) ? 'nobody' : `session ${receipt.session}`;

/** By whose decision no answer was waited for; null: it was. */
export function overriddenWords({ overriddenBy }: ReceiptView): string | null {
  return overriddenBy.length === 0 ? null : `not waited for, as ${overriddenBy.join(' and ')} decided`;
}

/** One receipt as a sentence. "Sent" is never "displayed": where it isn't known that it was shown, that is said. */
export function receiptWords(receipt: ReceiptView): string {
  const who = receipt.user ?? (isNobody(receipt) ? 'No session' : `Session ${receipt.session}`);
  const shown =
    receipt.displayedAt === null && receipt.answer === 'informed' ? ', not known to be displayed' : '';
  const passedOver = overriddenWords(receipt);
  const not = passedOver === null ? '' : `; ${passedOver}`;
  return `${who}: ${answerWords(receipt.answer)} (${channelWords(receipt.channel)}${shown})${not}`;
}
