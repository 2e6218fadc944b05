import { TriangleAlert } from 'lucide-react';
import { cn } from '../cn';
import { CopyField } from '../primitives/copy-field';
import { expandAddress } from './expand-address';

export interface AnatomyOf {
  address: string;
  server: string;
  clientIPv4: string;
  udpPort: number;
  cone: boolean;
  clientIsPrivate: boolean;
}

interface Part {
  name: string;
  hex: string;
  value: string;
  note: string;
  bad: boolean;
}

function partsOf(of: AnatomyOf): Part[] {
  const g = expandAddress(of.address);
  return [
    {
      name: 'Prefix',
      hex: `${g[0]}:${g[1]}`,
      value: 'Teredo',
      note: '32 bits, the same everywhere',
      bad: false,
    },
    {
      name: 'Server',
      hex: `${g[2]}:${g[3]}`,
      value: of.server,
      note: 'IPv4 of the Teredo server',
      bad: false,
    },
    {
      name: 'Flags',
      hex: g[4] ?? '',
      value: of.cone ? 'cone' : 'not cone',
      note: 'cone bit and random bits',
      bad: false,
    },
    {
      name: 'Port',
      hex: g[5] ?? '',
      value: String(of.udpPort),
      note: 'outside UDP port, bits inverted',
      bad: false,
    },
    {
      name: 'Client',
      hex: `${g[6]}:${g[7]}`,
      value: of.clientIPv4,
      note: of.clientIsPrivate ? 'private: no mapping was learnt' : 'outside IPv4, bits inverted',
      bad: of.clientIsPrivate,
    },
  ];
}

/** What the 128 bits of a Teredo address say (RFC 4380 section 4), part by part. */
export function AddressAnatomy({ of }: { of: AnatomyOf }) {
  return (
    <div className="@container">
      <CopyField value={of.address} what="Teredo address" className="mb-2 [&_code]:text-sm" />
      <ol className="grid gap-px overflow-hidden rounded-md border bg-line @2xl:grid-cols-[1fr_1.15fr_0.8fr_0.8fr_1.15fr]">
        {partsOf(of).map((part) => (
          <li
            key={part.name}
            className="grid grid-cols-[5rem_minmax(0,1fr)] items-baseline gap-x-3 bg-surface px-3 py-2 @2xl:block"
          >
            <code className={cn('text-xs', part.bad ? 'text-warn' : 'text-accent')}>{part.hex}</code>
            <p className="text-2xs text-faint @2xl:mt-2">{part.name}</p>
            <p className="col-start-2 flex min-w-0 flex-wrap items-baseline gap-x-2">
              <span
                className={cn(
                  'tnum flex items-center gap-1 text-sm font-medium break-all',
                  part.bad && 'text-warn',
                )}
              >
                {part.bad ? <TriangleAlert aria-hidden className="size-3.5 shrink-0" /> : null}
                {part.value}
              </span>
              <span className="text-2xs text-muted">{part.note}</span>
            </p>
          </li>
        ))}
      </ol>
    </div>
  );
}
