import { entry } from '../core/audit-entry';
import { type Call, defineChange } from '../core/define-verb';
import { iso } from '../core/instants';
import { requireUser } from '../core/require-user';
import { sha256 } from '../core/sha256';
import { chooseScope } from '../scope/choose-scope';
import { readSettings } from '../settings/settings-store';
import type { NewToken } from '../views';
import { enrolCommands } from './enrol-commands';
import type { EnrolTarget } from './enrol-texts';
import { TOKEN_COLUMNS } from './token-columns';
import { tokenText } from './token-text';
import { tokenView } from './token-view';

const HOUR_MS = 3_600_000;

/** None where this server can't hand out an agent: a command that fails is worse than none. */
async function commands(
  { tx, context }: Call,
  { token, admits }: Pick<EnrolTarget, 'token' | 'admits'>,
): Promise<Pick<NewToken, 'commands' | 'gaps'>> {
  const hashes = await context.ports.agentBundle.describe();
  const { addresses } = await readSettings(tx);
  return enrolCommands(hashes, { agentUrl: addresses.agentUrl, token, admits });
}

/** Makes an enrolment token. The secret is answered once; only its hash is kept. */
export const createToken = defineChange('token.create', async (call, input) => {
  const { tx, actor, scopes, now, context } = call;
  const author = requireUser(actor);
  const scope = await chooseScope(tx, scopes, input.scopeId);
  const { random, keys } = context.ports;
  const id = Buffer.from(random.bytes(8)).toString('hex');
  const secret = Buffer.from(random.bytes(32)).toString('base64url');
  const { label, autoAccept, maxUses } = input;
  const expiresAt = new Date(now.getTime() + input.expiresInHours * HOUR_MS);
  const row = await tx.enrolmentToken.create({
    data: {
      id,
      scopeId: scope.id,
      secretHash: new Uint8Array(sha256(secret)),
      label,
      autoAccept,
      maxUses,
      expiresAt,
      createdAt: now,
      createdById: author.id,
    },
    select: TOKEN_COLUMNS,
  });
  const text = tokenText({
    id,
    secret,
    channelKey: await keys.channelPublicKey(),
    jobKey: await keys.jobPublicKey(),
  });
  const names = { scopes: new Map([[scope.id, scope.name]]), people: new Map([[author.id, author.name]]) };
  return {
    result: {
      token: tokenView(row, now, names),
      text,
      ...(await commands(call, { token: text, admits: { autoAccept, maxUses } })),
    },
    entries: [
      entry({ kind: 'token', id, name: label }, scope.id, {
        after: { label, scope: scope.name, autoAccept, maxUses, expiresAt: iso(expiresAt) },
      }),
    ],
    wake: [],
    changed: [`token:${id}`],
  };
});
