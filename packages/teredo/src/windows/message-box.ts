import { primaryLanguage } from '../notice/choose-text';

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

/** Windows' own names of its buttons, and what each of them answers here. */
interface BoxWords {
  yes: string;
  no: string;
  cancel: string;
  goOn: string;
  later: string;
  refuse: string;
}

const ENGLISH: BoxWords = {
  yes: 'Yes',
  no: 'No',
  cancel: 'Cancel',
  goOn: 'go on',
  later: 'later',
  refuse: 'refuse',
};

const WORDS: { [language: string]: BoxWords } = {
  en: ENGLISH,
  de: {
    yes: 'Ja',
    no: 'Nein',
    cancel: 'Abbrechen',
    goOn: 'einverstanden',
    later: 'später',
    refuse: 'ablehnen',
  },
  fr: {
    yes: 'Oui',
    no: 'Non',
    cancel: 'Annuler',
    goOn: 'continuer',
    later: 'plus tard',
    refuse: 'refuser',
  },
  es: { yes: 'Sí', no: 'No', cancel: 'Cancelar', goOn: 'continuar', later: 'más tarde', refuse: 'rechazar' },
  pt: {
    yes: 'Sim',
    no: 'Não',
    cancel: 'Cancelar',
    goOn: 'continuar',
    later: 'mais tarde',
    refuse: 'recusar',
  },
  ru: { yes: 'Да', no: 'Нет', cancel: 'Отмена', goOn: 'продолжить', later: 'позже', refuse: 'отказаться' },
  ja: { yes: 'はい', no: 'いいえ', cancel: 'キャンセル', goOn: '続ける', later: '後で', refuse: '拒否' },
  zh: { yes: '是', no: '否', cancel: '取消', goOn: '继续', later: '稍后', refuse: '拒绝' },
};

/** The words for a person's language; English where there are none, or nobody knows the language. */
function wordsFor(language: string | null): BoxWords {
  const primary = language === null ? '' : primaryLanguage(language);
  return (/^[a-z]{2,3}$/.test(primary) && WORDS[primary]) || ENGLISH;
}

/** A button of a message box, as Windows names it, and what pressing it means. */
interface BoxButton {
  name: string;
  means: string;
}

function askingButtons({ defer, refuse }: MessageBoxOffers, words: BoxWords): BoxButton[] {
  const yes = { name: words.yes, means: words.goOn };
  if (defer && refuse) {
    return [yes, { name: words.no, means: words.refuse }, { name: words.cancel, means: words.later }];
  }
  return defer || refuse ? [yes, { name: words.no, means: defer ? words.later : words.refuse }] : [];
}

function buttonsOf({ defer, refuse }: MessageBoxOffers): number {
  if (defer && refuse) return YES_NO_CANCEL;
  return defer || refuse ? YES_NO : OK;
}

/**
 * A message box for a text with these answers: its style, and the text with what each button means. Windows writes the
 * buttons itself, in its own language: below the text they stand in the person's. `buttons`: their names in that language.
 */
export function messageBoxOf(
  text: string,
  offers: MessageBoxOffers,
  language: string | null,
): { style: number; body: string; buttons: string[] } {
  const asking = askingButtons(offers, wordsFor(language));
  const legend = asking.map(({ name, means }) => `${name}: ${means}`);
  return {
    style: buttonsOf(offers) | ABOVE_ALL_WITH_SIGN,
    body: legend.length === 0 ? text : `${text}\n\n${legend.join('\n')}`,
    buttons: asking.length === 0 ? ['OK'] : asking.map(({ name }) => name),
  };
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
