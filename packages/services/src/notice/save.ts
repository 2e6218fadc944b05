import type { Prisma } from '@teredo-fleet/db';
import { canonicalLanguage, type NoticeWords, noticeFaults } from '@teredo-fleet/teredo';
import { entry } from '../core/audit-entry';
import type { UserActor } from '../core/context';
import { type Call, defineChange, unchanged } from '../core/define-verb';
import { requireUser } from '../core/require-user';
import { ConflictError, InvalidError } from '../errors';
import type { ParsedInput } from '../inputs';
import { chooseScope } from '../scope/choose-scope';
import {
  hashOfTexts,
  hexOfVersion,
  lockNotice,
  type NoticeDocumentRow,
  newestVersion,
  type StoredVersion,
  textsOf,
} from './stored-notice';

type Input = ParsedInput<'notice.save'>;

/** More than anybody finds again. */
const OF_ONE_SCOPE = 200;
const TOLD = 3;

/** Refuses words with any fault, naming each by language and field; languages come back as they are written today. */
function readTexts(texts: readonly NoticeWords[]): NoticeWords[] {
  const faults = noticeFaults(texts);
  if (faults.length > 0) {
    const told = faults
      .slice(0, TOLD)
      .map(({ language, text }) => (language === null ? text : `${language}: ${text}`));
    const rest = faults.length > TOLD ? ` And ${faults.length - TOLD} more.` : '';
    throw new InvalidError(
      `The notice was not saved. ${told.join(' ')}${rest}`,
      Object.fromEntries(
        faults.map(({ language, field, text }) => [
          ['texts', language, field].filter((part) => part !== null).join('.'),
          text,
        ]),
      ),
    );
  }
  return texts.map((words) => ({ ...words, language: canonicalLanguage(words.language) ?? words.language }));
}

async function refuseTakenName(
  { tx }: Call,
  scopeId: string,
  name: string,
  own: string | null,
): Promise<void> {
  const other = await tx.noticeDocument.findUnique({ where: { scopeId_name: { scopeId, name } } });
  if (other === null || other.id === own) return;
  throw new ConflictError(`There is a notice named “${name}” in this scope. Choose another name.`);
}

const asJson = (texts: readonly NoticeWords[]) => texts as unknown as Prisma.InputJsonArray;

/** What an entry says of words: which they are, not what they say. */
const recorded = (name: string, number: number, sha256: string, texts: readonly NoticeWords[]) => ({
  name,
  version: number,
  sha256,
  languages: texts.map(({ language }) => language),
});

async function saveNew(call: Call, { name, scopeId }: Input, texts: NoticeWords[], author: UserActor) {
  const { tx, now } = call;
  const scope = await chooseScope(tx, call.scopes, scopeId);
  await refuseTakenName(call, scope.id, name, null);
  if ((await tx.noticeDocument.count({ where: { scopeId: scope.id } })) >= OF_ONE_SCOPE) {
    throw new ConflictError(`This scope has ${OF_ONE_SCOPE} notices. Use one that is there.`);
  }
  const { id } = await tx.noticeDocument.create({
    data: { scopeId: scope.id, name, createdAt: now },
    select: { id: true },
  });
  const hash = hashOfTexts(texts);
  await tx.noticeVersion.create({
    data: {
      documentId: id,
      scopeId: scope.id,
      number: 1,
      texts: asJson(texts),
      sha256: new Uint8Array(hash),
      authorId: author.id,
      savedAt: now,
    },
    select: { number: true },
  });
  const sha256 = hash.toString('hex');
  return { id, scopeId: scope.id, number: 1, sha256, before: null };
}

function refuseLate(newest: StoredVersion, seen: string | undefined): void {
  if (seen === undefined) {
    throw new InvalidError('Say which version you edited, so that nobody’s words are overwritten unseen.', {
      seen: 'is missing',
    });
  }
  if (hexOfVersion(newest) === seen) return;
  throw new ConflictError(
    'Somebody saved this notice since you opened it. Look at what it says now and decide anew; nothing was changed.',
  );
}

/** A used version stays and a new one follows it; one that nobody used is replaced. */
async function keepWords(
  call: Call,
  { id, scopeId }: NoticeDocumentRow,
  newest: StoredVersion,
  words: { texts: NoticeWords[]; hash: Buffer; author: UserActor },
): Promise<number> {
  const { tx, now } = call;
  const data = {
    texts: asJson(words.texts),
    sha256: new Uint8Array(words.hash),
    authorId: words.author.id,
    savedAt: now,
  };
  if (newest.usedAt === null) {
    const { number } = newest;
    await tx.noticeVersion.update({
      where: { documentId_number: { documentId: id, number } },
      data,
      select: { number: true },
    });
    return number;
  }
  const number = newest.number + 1;
  await tx.noticeVersion.create({
    data: { documentId: id, scopeId, number, ...data },
    select: { number: true },
  });
  return number;
}

/** Keeps what a notice says. Rollouts that were submitted with an earlier version keep that one. */
export const saveNotice = defineChange('notice.save', async (call, input) => {
  const author = requireUser(call.actor);
  const texts = readTexts(input.texts);
  const { name } = input;
  const answer = (id: string, scopeId: string, number: number, sha256: string, before: unknown) => ({
    result: { id, number, sha256 },
    entries: [
      entry({ kind: 'notice' as const, id, name }, scopeId, {
        before,
        after: recorded(name, number, sha256, texts),
      }),
    ],
    wake: [],
    changed: ['notice' as const],
  });
  if (input.id === undefined) {
    const made = await saveNew(call, input, texts, author);
    return answer(made.id, made.scopeId, made.number, made.sha256, null);
  }
  const document = await lockNotice(call, input.id);
  const newest = await newestVersion(call, document.id);
  refuseLate(newest, input.seen);
  if (document.archivedAt !== null) {
    throw new ConflictError('This notice is out of use. Bring it back before you edit it.');
  }
  const hash = hashOfTexts(texts);
  const [old, sha256] = [hexOfVersion(newest), hash.toString('hex')];
  if (old === sha256 && document.name === name) {
    return unchanged({ id: document.id, number: newest.number, sha256 });
  }
  if (document.name !== name) {
    await refuseTakenName(call, document.scopeId, name, document.id);
    await call.tx.noticeDocument.update({ where: { id: document.id }, data: { name }, select: { id: true } });
  }
  const number =
    old === sha256 ? newest.number : await keepWords(call, document, newest, { texts, hash, author });
  const before = recorded(document.name, newest.number, old, textsOf(newest));
  return answer(document.id, document.scopeId, number, sha256, before);
});
