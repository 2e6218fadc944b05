/** Of MessageBox (winuser.h), and of the script host's Popup, which is one. */
const OK = 0;
const YES_NO_CANCEL = 3;
const YES_NO = 4;
const ABOVE_ALL_WITH_SIGN = 0x40 | 0x10000 | 0x40000;

const ID_OK = 1;
const ID_CANCEL = 2;
const ID_YES = 6;
const ID_NO = 7;
/** Of WTSSendMessage, and of Popup. */
const ID_TIMEOUT = 32_000;
const POPUP_TIMEOUT = -1;

/** The answers that a person may choose from. */
export interface MessageBoxOffers {
  defer: boolean;
  refuse: boolean;
}

export type MessageBoxAnswer = 'acknowledged' | 'deferred' | 'refused' | 'timed-out';

/** Windows writes the buttons itself, in its own words; which is which stands below the text. */
function legendOf({ defer, refuse }: MessageBoxOffers): string[] {
  if (defer && refuse) return ['Yes: go on', 'No: refuse', 'Cancel: later'];
  return defer || refuse ? ['Yes: go on', defer ? 'No: later' : 'No: refuse'] : [];
}

function buttonsOf({ defer, refuse }: MessageBoxOffers): number {
  if (defer && refuse) return YES_NO_CANCEL;
  return defer || refuse ? YES_NO : OK;
}

/** A message box for a text with these answers: its buttons, and the text with what each of them means. */
export function messageBoxOf(text: string, offers: MessageBoxOffers): { style: number; body: string } {
  const legend = legendOf(offers);
  const body = legend.length === 0 ? text : `${text}\n\n${legend.join('\n')}`;
  return { style: buttonsOf(offers) | ABOVE_ALL_WITH_SIGN, body: body };
}

/** What Windows' msg shows, whose title is Windows' own. */
export function messageTextOf(title: string, body: string): string {
  return `${title}\n\n${body}`;
}

/** What a person said by a button's id; null: nothing that this box could have said. */
export function messageBoxAnswer(offers: MessageBoxOffers, id: number): MessageBoxAnswer | null {
  if (id === ID_TIMEOUT || id === POPUP_TIMEOUT) return 'timed-out';
  switch (buttonsOf(offers)) {
    case YES_NO_CANCEL:
      // Whoever closes the box has refused nothing.
      if (id === ID_CANCEL) return 'deferred';
      if (id === ID_NO) return 'refused';
      break;
    case YES_NO:
      if (id === ID_NO) return offers.defer ? 'deferred' : 'refused';
      break;
    default:
      return id === ID_OK ? 'acknowledged' : null;
  }
  return id === ID_YES ? 'acknowledged' : null;
}
