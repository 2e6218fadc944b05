import { readAgentVersion } from '@teredo-fleet/protocol';
import { entry } from '../core/audit-entry';
import { defineChange } from '../core/define-verb';
import { requireUser } from '../core/require-user';
import { ConflictError } from '../errors';
import { keyIdOf, readUpdateView } from './offer-view';
import { requireWholeFleet } from './whole-fleet';

const NO_KEY =
  'This server’s agents were built without a release key, so there is no self-update. Make a key on another machine and build the agents with it (docs/operations.md).';
const NO_RELEASE =
  'There is no signed release on this server. Sign one where the release key is, and copy its folder here (docs/operations.md).';

/** Offers the signed release that lies on this server to machines, in stages. */
export const offerAgentUpdate = defineChange(
  'agentUpdate.offer',
  async (call, { reason, version, ...staged }) => {
    const { tx, scopes, now, context } = call;
    requireWholeFleet(scopes);
    const { id: createdById } = requireUser(call.actor);
    const releases = await context.ports.releases.read();
    const { key, found, problem } = releases;
    if (key === null) throw new ConflictError(NO_KEY);
    if (problem !== null) throw new ConflictError(problem);
    if (found === null) throw new ConflictError(NO_RELEASE);
    const { release, signed } = found;
    if (release.version !== version) {
      throw new ConflictError(
        `The release on this server is ${release.version}, not ${version}. Look at it again.`,
      );
    }
    if (now.getTime() >= release.expiresAt) {
      throw new ConflictError(`The signature of version ${version} has expired. Sign the release anew.`);
    }
    await tx.$queryRaw`select pg_advisory_xact_lock(hashtext('teredo-fleet agent update'))::text`;
    const before = await tx.agentUpdate.findFirst({ where: { stoppedAt: null } });
    if (before !== null)
      throw new ConflictError(`Version ${before.version} is offered now. Stop that first.`);
    const bytes = (base64: string) => new Uint8Array(Buffer.from(base64, 'base64'));
    await tx.agentUpdate.createMany({
      data: {
        version,
        versionRank: readAgentVersion(version) ?? [],
        keyId: keyIdOf(key),
        systems: release.files.map(({ system }) => system),
        payload: bytes(signed.payload),
        signature: bytes(signed.signature),
        ...staged,
        createdById,
        createdAt: now,
      },
    });
    const files = release.files.map(({ system, sha256 }) => ({ system, sha256 }));
    return {
      result: await readUpdateView(call, releases),
      entries: [
        entry({ kind: 'agentUpdate', id: version, name: version }, null, {
          after: { version, keyId: keyIdOf(key), files, ...staged },
          reason,
        }),
      ],
      wake: ['gateway'],
      changed: ['settings'],
    };
  },
);
