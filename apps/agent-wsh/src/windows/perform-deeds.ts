import {
  isDone,
  type SaidPiece,
  type WindowsDeed,
  type WindowsRelease,
  type WindowsWay,
} from '@teredo-fleet/teredo';
import { callFirewallApi } from '../host/firewall-api';
import { messageOf } from '../host/host';
import type { StepOutcome } from '../jobs/job-parts';
import type { WindowsEdge } from './windows-edge';

interface Done {
  outcome: StepOutcome['outcome'];
  exitCode: number | null;
  said: SaidPiece[];
}

function goWay(edge: WindowsEdge, release: WindowsRelease, deed: WindowsDeed, way: WindowsWay): Done {
  if (way.kind === 'api') {
    callFirewallApi(way.call);
    const said = `${way.call.object}: ${way.call.deed} ${way.call.port}`;
    return { outcome: 'done', exitCode: null, said: [said] };
  }
  const { exitCode, output, command } = edge.run(way.command, release);
  if (exitCode === null) return { outcome: 'unknown', exitCode, said: [command, 'It did not end in time.'] };
  const outcome = isDone(deed, way.command, exitCode) ? 'done' : 'failed';
  return { outcome, exitCode, said: [command, output] };
}

/** The first way that succeeds; one that did not end is not followed by another. */
function perform(edge: WindowsEdge, release: WindowsRelease, deed: WindowsDeed): Done {
  let newest: Done = { outcome: 'failed', exitCode: null, said: [] };
  for (const way of deed.ways) {
    try {
      newest = goWay(edge, release, deed, way);
    } catch (error) {
      newest = { outcome: 'failed', exitCode: null, said: [messageOf(error)] };
    }
    if (newest.outcome !== 'failed') break;
  }
  return deed.mayFail && newest.outcome === 'failed' ? { ...newest, outcome: 'done' } : newest;
}

/** Does them in order, up to the first that is not done. */
export function performDeeds(edge: WindowsEdge, release: WindowsRelease, deeds: WindowsDeed[]): StepOutcome {
  let outcome: StepOutcome['outcome'] = 'done';
  let exitCode: number | null = null;
  let said: SaidPiece[] = [];
  for (const deed of deeds) {
    const done = perform(edge, release, deed);
    outcome = done.outcome;
    exitCode = done.exitCode;
    said = said.concat(done.said);
    if (outcome !== 'done') break;
  }
  const { text, printed } = edge.readSaid(said);
  return { outcome, exitCode, output: text, printed };
}
