import type { NoticeToShow } from '../../notice-channel';

const isControl = (code: number) =>
  (code < 0x20 && code !== 0x0a && code !== 0x09) || (code >= 0x7f && code <= 0x9f);

/** No control characters reach a terminal: a text from elsewhere must not move its cursor or type for its user. */
export function plainText(text: string): string {
  return [...text].filter((character) => !isControl(character.codePointAt(0) ?? 0)).join('');
}

/** What a terminal shows. `code` names this showing to `teredo-agent answer`. */
export function terminalText(notice: NoticeToShow, code: string): string {
  const { offers } = notice;
  const words = [
    offers.acknowledge ? 'ok' : null,
    offers.defer ? 'later' : null,
    offers.refuse ? 'refuse' : null,
  ].filter((word) => word !== null);
  const lines = ['', `*** ${plainText(notice.title)} ***`, ...plainText(notice.body).split('\n')];
  if (words.length > 0) lines.push('', `>>> teredo-agent answer ${code} ${words.join('|')}`);
  return [...lines, '', ''].join('\r\n');
}
