import type { TeredoErrorKind } from '@teredo-fleet/teredo';
import type { SimulatedMachine } from './simulated-machine';
import { isOldWindows } from './windows-catalogue';

/** What the client of a simulated machine is doing. */
export interface ClientState {
  state: 'offline' | 'dormant' | 'probe' | 'qualified';
  error: TeredoErrorKind | null;
  /** DisabledComponents took Teredo away when the machine started. */
  takenAway: boolean;
}

interface Labels {
  title: string;
  type: string;
  server: string;
  refresh: string;
  port: string;
  state: string;
  error: string;
  errorCode: string;
  clientType: string;
  network: string;
  behaviour: string;
  local: string;
  external: string;
  seconds: string;
  yes: string;
  no: string;
  errors: Record<NonNullable<ClientState['error']>, string>;
}

const ENGLISH: Labels = {
  title: 'Teredo Parameters',
  type: 'Type',
  server: 'Server Name',
  refresh: 'Client Refresh Interval',
  port: 'Client Port',
  state: 'State',
  error: 'Error',
  errorCode: 'Error Code',
  clientType: 'Client Type',
  network: 'Network',
  behaviour: 'NAT Special Behaviour',
  local: 'Local Mapping',
  external: 'External NAT Mapping',
  seconds: 'seconds',
  yes: 'Yes',
  no: 'No',
  errors: {
    none: 'none',
    'primary-server-unreachable': 'primary server unreachable over UDP',
    'managed-network': 'client is in a managed network',
    'symmetric-nat': 'client behind symmetric NAT',
    'server-name-unresolved': 'failed to resolve server name',
    'tunnel-adapter': 'failed to open tunnel adapter',
    'general-failure': 'general system failure',
    unknown: 'erreur inattendue du client',
  },
};

const CHINESE: Labels = {
  title: 'Teredo 参数',
  type: '类型',
  server: '服务器名称',
  refresh: '客户端刷新间隔',
  port: '客户端端口',
  state: '状态',
  error: '错误',
  errorCode: '错误代码',
  clientType: '客户端类型',
  network: '网络',
  behaviour: 'NAT 特殊行为',
  local: '本地映射',
  external: '外部 NAT 映射',
  seconds: '秒',
  yes: '是',
  no: '否',
  errors: {
    none: '无',
    'primary-server-unreachable': '无法通过 UDP 访问主 teredo 服务器',
    'managed-network': '客户端位于托管网络中',
    'symmetric-nat': '客户端在对称NAT后',
    'server-name-unresolved': '未能解析服务器名',
    'tunnel-adapter': '未能打开隧道适配器',
    'general-failure': '一般系统故障',
    unknown: '客户端出现意外情况',
  },
};

/** No capture of a German netsh is known: labels and errors are invented, the words that matter are left English. */
const GERMAN: Labels = {
  ...ENGLISH,
  title: 'Teredo-Parameter',
  type: 'Typ',
  server: 'Servername',
  refresh: 'Clientaktualisierungsintervall',
  port: 'Clientport',
  state: 'Status',
  error: 'Fehler',
  errorCode: 'Fehlercode',
  clientType: 'Clienttyp',
  network: 'Netzwerk',
  behaviour: 'Besonderes NAT-Verhalten',
  local: 'Lokale Zuordnung',
  external: 'Externe NAT-Zuordnung',
  seconds: 'Sekunden',
  yes: 'Ja',
  no: 'Nein',
};

const LABELS: Record<string, Labels> = { 'zh-CN': CHINESE, 'de-DE': GERMAN };

const NAT_WORDS: Record<SimulatedMachine['nat'], string> = {
  none: 'none (global connectivity)',
  cone: 'cone',
  restricted: 'restricted',
  'restricted-port': 'restricted (port)',
  'symmetric-port': 'symmetric (port)',
  'symmetric-address': 'symmetric (address)',
  symmetric: 'symmetric (port)',
};

/** Where DisabledComponents took Teredo away netsh says that it is disabled, and no more. */
function typeValue(machine: SimulatedMachine, client: ClientState): string {
  const policy = machine.policyTeredoState;
  if (policy === null) return client.takenAway ? 'disabled' : machine.settings.teredoType;
  return `${policy.toLowerCase().replace(' ', '')} (Group Policy)`;
}

function runningRows(machine: SimulatedMachine, labels: Labels): [string, string][] {
  const rows: [string, string][] = [
    [
      labels.clientType,
      machine.nativeGlobalAddress === null ? 'teredo client' : 'teredo host-specific relay',
    ],
    [labels.network, machine.domainJoined ? 'managed' : 'unmanaged'],
    ['NAT', NAT_WORDS[machine.nat]],
  ];
  if (isOldWindows(machine.os.version)) return rows;
  const local = `${machine.privateAddress}:${machine.mappedPort}`;
  const external = `${machine.publicAddress}:${machine.mappedPort}`;
  const behaviour = `UPNP: ${labels.no}, PortPreserving: ${labels.yes}`;
  return [...rows, [labels.behaviour, behaviour], [labels.local, local], [labels.external, external]];
}

function stateRows(machine: SimulatedMachine, client: ClientState, labels: Labels): [string, string][] {
  const word = client.state === 'probe' ? 'probe (secondary server)' : client.state;
  const state: [string, string] = [labels.state, word];
  if (client.state === 'qualified') return [state, ...runningRows(machine, labels)];
  if (client.error === null) return [state];
  const rows: [string, string][] = [state, [labels.error, labels.errors[client.error]]];
  return client.error === 'general-failure' ? [...rows, [labels.errorCode, '4294967295']] : rows;
}

/**
 * What `netsh interface teredo show state` (on XP and 2003 `netsh interface ipv6 show teredo`) would print on this
 * machine, laid out as in real captures. With the service down or hanging there are four lines and no state.
 */
export function netshText(machine: SimulatedMachine, client: ClientState): string {
  const labels = LABELS[machine.language] ?? ENGLISH;
  const { settings } = machine;
  const rows: [string, string][] = [
    [labels.type, typeValue(machine, client)],
    [labels.server, settings.serverName],
    [labels.refresh, `${settings.refreshIntervalSeconds} ${labels.seconds}`],
    [labels.port, settings.clientPort === null ? 'unspecified' : String(settings.clientPort)],
  ];
  if (settings.serviceState === 'running' && machine.fault !== 'service-hangs')
    rows.push(...stateRows(machine, client, labels));
  const lines = rows.map(([label, value]) => `${label.padEnd(24)}: ${value}`);
  return [labels.title, '-'.repeat(45), ...lines, ''].join('\r\n');
}
