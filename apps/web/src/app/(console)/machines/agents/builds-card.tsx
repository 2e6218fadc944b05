import { AbsoluteTime, Callout, Card, CodeBlock, CopyField, Status, useClock } from '@teredo-fleet/ui';
import { BadgeCheck, CircleHelp, CircleSlash, Info } from 'lucide-react';
import { isExpired } from '@/agent-update/offer-words';
import { AGENT_TITLES, AgentDownload, AgentSum } from '@/presentation/agent-download';
import type { Look } from '@/presentation/look';
import type { AgentBuild, AgentUpdateView } from '@/trpc/shapes';

const NEW_KEY = `teredo-fleet release new-key /media/key
cp /media/key/release-key.pub apps/agent/release-key.pub
npm run build && npm run build:agents`;

const SIGN = `npm run build:agents
teredo-fleet release sign apps/agent/release --key /media/key/release-key.pem --release-version VERSION`;

/** What the signature says of one of the agents that are handed out. */
function signatureOf({ kind, sha256 }: AgentBuild, { keyId, release }: AgentUpdateView): Look {
  if (kind === 'script') return { word: 'Never replaces itself', icon: CircleSlash, tone: 'idle' };
  if (keyId === null) return { word: 'Not signed: no release key', icon: CircleSlash, tone: 'idle' };
  if (release === null) return { word: 'No signed release', icon: CircleHelp, tone: 'idle' };
  const signed = release.files.find(({ system }) => system === kind);
  if (signed === undefined)
    return { word: `Not in the signed ${release.version}`, icon: CircleHelp, tone: 'idle' };
  if (sha256 === null || sha256 === signed.sha256)
    return { word: `Signed as ${release.version}`, icon: BadgeCheck, tone: 'ok' };
  return { word: `Another build than the signed ${release.version}`, icon: Info, tone: 'info' };
}

function Build({ build, view }: { build: AgentBuild; view: AgentUpdateView }) {
  const { word, icon, tone } = signatureOf(build, view);
  return (
    <li className="grid gap-x-4 gap-y-0.5 py-2 sm:grid-cols-[13rem_minmax(0,1fr)]">
      <p className="text-sm font-medium">{AGENT_TITLES[build.kind]}</p>
      <div className="flex min-w-0 flex-col items-start gap-y-0.5">
        <Status tone={tone} icon={icon}>
          {word}
        </Status>
        {build.url === null ? null : <AgentDownload url={build.url} />}
        {build.sha256 === null ? (
          <p className="text-xs text-muted">Not built on this server: npm run build:agents makes it.</p>
        ) : (
          <AgentSum kind={build.kind} sha256={build.sha256} />
        )}
      </div>
    </li>
  );
}

/** Where no release key is built in: that there is no self-update, and how to come to one. */
function NoKey() {
  return (
    <Callout tone="warn" title="These agents have no release key, so they never replace themselves">
      <p>
        New versions are put on machines by hand, or with your software distribution. To have agents replace
        themselves, make a key on a machine of its own, never on a server, and build the agents with its
        public half:
      </p>
      <CodeBlock code={NEW_KEY} what="commands that make a release key" className="my-2" />
      <p>
        Machines that run an agent without the key take the new one by hand once. The whole way is in
        docs/operations.md, “New versions of the agent”.
      </p>
    </Callout>
  );
}

function NoRelease({ problem }: { problem: string | null }) {
  return (
    <Callout
      tone={problem === null ? 'idle' : 'bad'}
      title={
        problem === null
          ? 'No signed release lies on this server'
          : 'The release on this server can’t be offered'
      }
    >
      {problem === null ? null : <p className="wrap-anywhere">{problem}</p>}
      <p>
        Build the agents where you trust the sources, sign them where the key is, and copy the folder here.
        VERSION is the number in packages/agent/src/version.ts:
      </p>
      <CodeBlock code={SIGN} what="commands that sign a release" className="mt-2" />
    </Callout>
  );
}

function Release({ release }: { release: NonNullable<AgentUpdateView['release']> }) {
  const { now } = useClock();
  return isExpired(release, now) ? (
    <Callout tone="bad" title={`The signature of ${release.version} has expired`}>
      It was signed <AbsoluteTime at={release.signedAt} /> and could be offered until{' '}
      <AbsoluteTime at={release.expiresAt} />. Sign the release anew.
    </Callout>
  ) : (
    <p className="text-sm text-muted">
      Version <span className="tnum font-medium text-ink">{release.version}</span>, signed{' '}
      <AbsoluteTime at={release.signedAt} />, can be offered until <AbsoluteTime at={release.expiresAt} />.
    </p>
  );
}

/** The agents that lie on this server, and what the release key says of them. */
export function BuildsCard({ view }: { view: AgentUpdateView }) {
  const { keyId, release, offer } = view;
  const isToldAbove = offer !== null && view.problem !== null;
  return (
    <Card title="Builds on this server" aside="handed out when machines enrol">
      {keyId === null ? (
        <NoKey />
      ) : release === null && isToldAbove ? (
        <p className="text-sm text-muted">What was signed can’t be handed out now: why stands above.</p>
      ) : release === null ? (
        <NoRelease problem={view.problem} />
      ) : (
        <Release release={release} />
      )}
      <ul aria-label="Builds on this server" className="mt-2 divide-y divide-line/60">
        {view.builds.map((build) => (
          <Build key={build.kind} build={build} view={view} />
        ))}
      </ul>
      {keyId === null ? null : (
        <p className="mt-2 flex flex-wrap items-baseline gap-x-2 text-xs text-muted">
          Release key <CopyField value={keyId} what="fingerprint of the release key" />
        </p>
      )}
    </Card>
  );
}
