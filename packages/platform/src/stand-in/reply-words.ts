/** What netsh answers to a command that changes something, by display language. Chinese was seen; German is invented. */
interface ReplyWords {
  ok: string;
  parameter: string;
  notFound: (command: string) => string;
  elevation: string;
  noRule: string;
}

const ENGLISH: ReplyWords = {
  ok: 'Ok.',
  parameter: 'The parameter is incorrect.',
  notFound: (command) => `The following command was not found: ${command}.`,
  elevation: 'The requested operation requires elevation (Run as administrator).',
  noRule: 'No rules match the specified criteria.',
};

const CHINESE: ReplyWords = {
  ok: '确定。',
  parameter: '参数错误。',
  notFound: (command) => `找不到下列命令: ${command}。`,
  elevation: '请求的操作需要提升(作为管理员运行)。',
  noRule: '没有与指定标准相匹配的规则。',
};

const GERMAN: ReplyWords = {
  ok: 'OK.',
  parameter: 'Falscher Parameter.',
  notFound: (command) => `Folgender Befehl wurde nicht gefunden: ${command}.`,
  elevation: 'Der angeforderte Vorgang erfordert erhöhte Rechte.',
  noRule: 'Es gibt keine Regel, die mit den angegebenen Kriterien übereinstimmt.',
};

const WORDS: Record<string, ReplyWords> = { 'zh-CN': CHINESE, 'de-DE': GERMAN };

/** The words of a language; English where its own are not known. */
export function replyWords(language: string): ReplyWords {
  return WORDS[language] ?? ENGLISH;
}

/** Words of no language that anybody wrote a reader for. */
export const UNKNOWN_WORDS = 'Tha e mar sin.';
