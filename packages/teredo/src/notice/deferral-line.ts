/** What is told of putting a change off: how often still and until when, or that it can't be any more. */
export type DeferralOffer = { left: number; until: string } | 'over';

interface Lines {
  some: string;
  last: string;
  over: string;
}

const LINES: { [language: string]: Lines } = {
  en: {
    some: 'You can put it off until {until} at the latest. Times left: {left}.',
    last: 'This is the last time that you can put it off, until {until} at the latest.',
    over: 'It can no longer be put off.',
  },
  de: {
    some: 'Sie können es bis spätestens {until} aufschieben. Noch möglich: {left} Mal.',
    last: 'Sie können es ein letztes Mal aufschieben, bis spätestens {until}.',
    over: 'Es kann nicht mehr aufgeschoben werden.',
  },
  fr: {
    some: 'Vous pouvez le reporter jusqu’au {until} au plus tard. Reports restants : {left}.',
    last: 'Vous pouvez le reporter une dernière fois, jusqu’au {until} au plus tard.',
    over: 'Il n’est plus possible de le reporter.',
  },
  es: {
    some: 'Puede aplazarlo hasta el {until} como máximo. Aplazamientos restantes: {left}.',
    last: 'Puede aplazarlo por última vez, hasta el {until} como máximo.',
    over: 'Ya no se puede aplazar.',
  },
  pt: {
    some: 'Você pode adiar até {until}, no máximo. Adiamentos restantes: {left}.',
    last: 'Você pode adiar pela última vez, até {until}, no máximo.',
    over: 'Não é mais possível adiar.',
  },
  ru: {
    some: 'Можно отложить не позднее чем до {until}. Осталось отсрочек: {left}.',
    last: 'Можно отложить в последний раз, не позднее чем до {until}.',
    over: 'Отложить больше нельзя.',
  },
  ja: {
    some: '{until} まで延期できます。残り回数: {left}',
    last: '延期できるのはこれが最後です。{until} まで延期できます。',
    over: 'これ以上は延期できません。',
  },
  zh: {
    some: '最迟可推迟到 {until}。剩余次数：{left}。',
    last: '这是最后一次可以推迟，最迟到 {until}。',
    over: '不能再推迟。',
  },
};

/** What is told of it in the language of a tag (BCP 47), or else in English. */
export function deferralLine(language: string, offer: DeferralOffer): string {
  const found = /^[a-z]{2,3}/.exec(language.toLowerCase());
  const lines = (found !== null && LINES[found[0] as string]) || (LINES.en as Lines);
  if (offer === 'over') return lines.over;
  const line = offer.left === 1 ? lines.last : lines.some;
  return line.replace('{until}', offer.until).replace('{left}', String(offer.left));
}

const twoDigits = (value: number): string => (value < 10 ? `0${value}` : String(value));

/** A minute by this machine's own clock, in an order that is read alike everywhere: `2026-03-01 09:05`. */
export function minuteText(localMs: number): string {
  const at = new Date(localMs);
  const day = [String(at.getFullYear()), twoDigits(at.getMonth() + 1), twoDigits(at.getDate())].join('-');
  return `${day} ${twoDigits(at.getHours())}:${twoDigits(at.getMinutes())}`;
}

/**
 * What is shown of a text where it says when it can be put off, in the language of the text (BCP 47) or else in English; null:
 * nothing is said. A receipt's hash stays that of the text that was signed.
 */
export function bodyWithDeferral(
  text: { language: string; body: string },
  offer: DeferralOffer | null,
): string {
  return offer === null ? text.body : `${text.body}\n\n${deferralLine(text.language, offer)}`;
}
