import type { ChosenAnswer, NoticeOffers } from './notice-offers';

/** What the buttons of a dialog say. */
export interface ButtonLabels {
  ok: string;
  later: string;
  refuse: string;
}

const ENGLISH: ButtonLabels = { ok: 'OK', later: 'Later', refuse: 'Refuse' };

const LABELS: { [language: string]: ButtonLabels } = {
  en: ENGLISH,
  de: { ok: 'OK', later: 'Später', refuse: 'Ablehnen' },
  fr: { ok: 'OK', later: 'Plus tard', refuse: 'Refuser' },
  es: { ok: 'Aceptar', later: 'Más tarde', refuse: 'Rechazar' },
  pt: { ok: 'OK', later: 'Mais tarde', refuse: 'Recusar' },
  ru: { ok: 'ОК', later: 'Позже', refuse: 'Отказаться' },
  zh: { ok: '确定', later: '稍后', refuse: '拒绝' },
  ja: { ok: 'OK', later: '後で', refuse: '拒否' },
};

/** Labels in the language of a locale (`de_DE.UTF-8`) or tag (`de-DE`); English where there are none. */
export function buttonLabels(language: string | null): ButtonLabels {
  const found = /^[a-z]{2,3}/.exec((language || '').toLowerCase());
  const primary = found === null ? 'en' : found[0];
  return (primary !== undefined && LABELS[primary]) || ENGLISH;
}

/** A button of a dialog, and what pressing it answers. */
export interface DialogButton {
  label: string;
  answer: ChosenAnswer;
}

/** The buttons of a dialog, in their order. A notice that wants no answer still has one that takes it away. */
export function dialogButtons(offers: NoticeOffers, labels: ButtonLabels): DialogButton[] {
  const buttons: DialogButton[] = [{ label: labels.ok, answer: 'acknowledged' }];
  if (offers.defer) buttons.push({ label: labels.later, answer: 'deferred' });
  if (offers.refuse) buttons.push({ label: labels.refuse, answer: 'refused' });
  return buttons;
}
