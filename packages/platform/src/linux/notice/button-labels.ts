/** What the buttons of a dialog say. */
export interface ButtonLabels {
  ok: string;
  later: string;
  refuse: string;
}

const ENGLISH: ButtonLabels = { ok: 'OK', later: 'Later', refuse: 'Refuse' };

const LABELS: Record<string, ButtonLabels> = {
  en: ENGLISH,
  de: { ok: 'OK', later: 'Später', refuse: 'Ablehnen' },
  fr: { ok: 'OK', later: 'Plus tard', refuse: 'Refuser' },
  es: { ok: 'Aceptar', later: 'Más tarde', refuse: 'Rechazar' },
  zh: { ok: '确定', later: '稍后', refuse: '拒绝' },
  ja: { ok: 'OK', later: '後で', refuse: '拒否' },
};

/** Labels in the language of a locale (`de_DE.UTF-8`) or tag (`de-DE`); English where there are none. */
export function buttonLabels(language: string | null): ButtonLabels {
  const primary = /^[a-z]{2,3}/.exec((language ?? '').toLowerCase())?.[0] ?? 'en';
  return LABELS[primary] ?? ENGLISH;
}
