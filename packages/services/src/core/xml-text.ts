/** What no document of XML 1.0 may hold, however it is written: most control characters, halves of a pair. */
const ILLEGAL = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu;
const MARKS: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '\r': '&#13;' };

/** A text between two tags; what XML can't hold stands as U+FFFD. */
export function xmlText(text: string): string {
  return text.replace(ILLEGAL, '\ufffd').replace(/[&<>\r]/g, (mark) => MARKS[mark] as string);
}

/** An element that holds a text and nothing else. `name` is written as it is. */
export const xmlElement = (name: string, text: string): string => `<${name}>${xmlText(text)}</${name}>`;
