type JsonObject = { [key: string]: unknown };

interface InputChain {
  table: string;
  name: string;
  drops: boolean;
}

const isObject = (value: unknown): value is JsonObject => typeof value === 'object' && value !== null;

function entriesOf(json: string): JsonObject[] | null {
  try {
    const parsed: unknown = JSON.parse(json);
    const list = isObject(parsed) ? parsed.nftables : null;
    return Array.isArray(list) ? list.filter(isObject) : null;
  } catch {
    return null;
  }
}

function inputChainOf(entry: JsonObject): InputChain | null {
  const chain = entry.chain;
  if (!isObject(chain) || chain.hook !== 'input' || chain.type !== 'filter') return null;
  if (chain.family !== 'ip6' && chain.family !== 'inet') return null;
  return {
    table: `${chain.family} ${chain.table}`,
    name: String(chain.name),
    drops: chain.policy === 'drop',
  };
}

/** A rule that turns packets away, wherever in the chain it stands. */
function refuses(expression: unknown): boolean {
  return isObject(expression) && ('drop' in expression || 'reject' in expression);
}

function hasRefusingRule(entries: JsonObject[], chain: InputChain): boolean {
  return entries.some(({ rule }) => {
    if (!isObject(rule) || !Array.isArray(rule.expr)) return false;
    return (
      `${rule.family} ${rule.table}` === chain.table && rule.chain === chain.name && rule.expr.some(refuses)
    );
  });
}

/**
 * Whether IPv6 packets that come in are filtered, from `nft -j list ruleset` (libnftables-json(5); iptables-nft
 * rules show up there too). `unknown` when the text isn't that, and where nothing in it filters but a table of
 * ip6tables-legacy may: `legacyTables` is /proc/net/ip6_tables_names, null where there is none.
 */
export function readsAsFirewallOn(json: string, legacyTables: string | null): boolean | 'unknown' {
  const entries = entriesOf(json);
  if (entries === null) return 'unknown';
  const chains = entries.map(inputChainOf).filter((chain) => chain !== null);
  if (chains.some((chain) => chain.drops || hasRefusingRule(entries, chain))) return true;
  return legacyTables?.split('\n').includes('filter') ? 'unknown' : false;
}
