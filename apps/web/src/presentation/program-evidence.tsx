import { Badge, DefinitionList, Time } from '@teredo-fleet/ui';
import type { ReactNode } from 'react';
import type { ProgramState } from '@/trpc/shapes';
import { LookStatus } from './look-status';
import { PROGRAM_VERDICTS } from './program-verdict';

type Sockets = NonNullable<ProgramState['sockets']>;
type Level = NonNullable<ProgramState['protectionLevel']>;
type Exception = NonNullable<ProgramState['exception']>;
type File = NonNullable<ProgramState['file']>;

/** What a program says of itself, as the server tells it or as this browser read it. */
export type ShownEvidence = Pick<ProgramState, 'sockets' | 'protectionLevel' | 'exception' | 'file'>;

const FUNCTION_KINDS: Record<Sockets['functions'][number]['kind'], string> = {
  'ipv4-only': 'knows IPv4 alone',
  'dual-stack': 'does both versions',
  either: 'takes either version',
  socket: 'makes sockets of a version it is told',
  through: 'connects by itself, over both',
  other: 'tells nothing of the version',
};

const CONFIDENCES: Record<Level['confidence'], string> = {
  named: 'Sure: its .NET metadata names what sets it.',
  likely: 'Likely: its code passes the option as the call takes it. It was not run.',
  'not-seen': '',
  'not-judged': '',
};

function importWords({ library, ordinal, isDelayed }: Sockets['functions'][number]): string {
  if (library === '.NET') return 'a member of .NET';
  const by = ordinal === null ? 'by name' : `by number ${ordinal}`;
  return `from ${library}, ${by}${isDelayed ? ', when it is first called' : ''}`;
}

function Functions({ functions }: Pick<Sockets, 'functions'>) {
  if (functions.length === 0) return null;
  return (
    <ul className="mt-1 ml-5 list-disc text-xs text-muted">
      {functions.map((one) => (
        <li key={`${one.library} ${one.name} ${one.ordinal} ${one.isDelayed}`} className="wrap-anywhere">
          <code>{one.name}</code> {FUNCTION_KINDS[one.kind]} ({importWords(one)})
        </li>
      ))}
    </ul>
  );
}

function Demand(props: { title: string; verdict: Sockets['verdict'] | null; children: ReactNode }) {
  const { title, verdict, children } = props;
  return (
    <section className="min-w-0">
      <h4 className="flex flex-wrap items-center gap-x-2 text-sm font-medium">
        {title}
        {verdict === null ? (
          <Badge>Not asked for here</Badge>
        ) : (
          <LookStatus look={PROGRAM_VERDICTS[verdict]} />
        )}
      </h4>
      <div className="text-sm text-muted">{children}</div>
    </section>
  );
}

function LevelEvidence({ level }: { level: Level }) {
  return (
    <Demand title="Protection level" verdict={level.verdict}>
      <p>{level.text}</p>
      <p>
        {CONFIDENCES[level.confidence]}
        {level.names.map((name) => (
          <code key={name} className="ml-1 wrap-anywhere">
            {name}
          </code>
        ))}
      </p>
    </Demand>
  );
}

function FileFacts({ file }: { file: File }) {
  const kind = [file.machine, file.isManaged ? '.NET' : null].filter(Boolean).join(', ');
  return (
    <DefinitionList
      className="max-w-md"
      items={[
        ['File', `${file.size.toLocaleString('en-GB')} bytes${kind === '' ? '' : `, ${kind}`}`],
        ['Written', <Time key="written" at={new Date(file.modifiedAt).toISOString()} />],
      ]}
    />
  );
}

/** The three demands with their verdicts, each with what it rests on. */
export function ProgramEvidence({ state }: { state: ShownEvidence }) {
  const { sockets, protectionLevel, exception, file } = state;
  return (
    <div className="flex flex-col gap-3">
      {sockets === null ? null : (
        <Demand title="Sockets" verdict={sockets.verdict}>
          <p>{sockets.text}</p>
          <Functions functions={sockets.functions} />
        </Demand>
      )}
      {protectionLevel === null ? null : <LevelEvidence level={protectionLevel} />}
      {exception === null ? null : <ExceptionEvidence exception={exception} />}
      {file === null ? null : <FileFacts file={file} />}
    </div>
  );
}

function ExceptionEvidence({ exception }: { exception: Exception }) {
  return (
    <Demand title="Exception in the firewall" verdict={exception.verdict}>
      <p>{exception.text}</p>
    </Demand>
  );
}
