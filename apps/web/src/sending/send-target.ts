/** Where something is sent by itself, as a form holds it. */
export type TargetKind = 'mail' | 'webhook' | 'folder';

type Target = { kind: 'mail'; addresses: string[] } | { kind: 'webhook'; url: string } | { kind: 'folder' };

/** Where to send, out of what was typed. */
export function targetOf<Kind extends TargetKind>(kind: Kind, typed: string): Extract<Target, { kind: Kind }>;
export function targetOf(kind: TargetKind, typed: string): Target {
  switch (kind) {
    case 'folder':
      return { kind };
    case 'webhook':
      return { kind, url: typed.trim() };
    case 'mail': {
      const addresses = typed.split(',').map((one) => one.trim());
      return { kind, addresses: addresses.filter((one) => one !== '') };
    }
  }
}
