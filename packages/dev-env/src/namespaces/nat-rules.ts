/** Kinds of address translation between the lab's client and its internet. */
export type LabNat = 'none' | 'full-cone' | 'symmetric';

/** The nftables rules of a NAT box whose outside interface is `outside`. */
export interface NatSide {
  outside: string;
  publicAddress: string;
  privateAddress: string;
}

/**
 * `full-cone`: one mapping for every destination, open to everybody (a pair of snat and dnat).
 * `symmetric`: a fresh random port for each destination, open to that destination only.
 */
export function natRules(nat: Exclude<LabNat, 'none'>, side: NatSide): string {
  const source = nat === 'symmetric' ? 'masquerade random,fully-random' : `snat to ${side.publicAddress}`;
  const outward = ['type nat hook postrouting priority srcnat', `oifname "${side.outside}" ${source}`];
  const inward = [
    'type nat hook prerouting priority dstnat',
    `iifname "${side.outside}" meta l4proto udp dnat to ${side.privateAddress}`,
  ];
  const chains = [chain('outward', outward), ...(nat === 'full-cone' ? [chain('inward', inward)] : [])];
  return `table ip lab {\n${chains.join('\n')}\n}\n`;
}

const chain = (name: string, rules: readonly string[]) => `chain ${name} {\n${rules.join('\n')}\n}`;
