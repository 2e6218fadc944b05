import { isDone, type WindowsDeed, type WindowsRelease, type WindowsWay } from '@teredo-fleet/teredo';
import { callFirewallApi } from '../host/firewall-api';
import { messageOf } from '../host/host';
import type { StepOutcome } from '../jobs/job-parts';
import type { WindowsEdge } from './windows-edge';

function goWay(edge: WindowsEdge, release: WindowsRelease, deed: WindowsDeed, way: WindowsWay): StepOutcome {
  if (way.kind === 'api') {
    callFirewallApi(way.call);
    return {
      outcome: 'done',
      exitCode: null,
      output: `${way.call.object}: ${way.call.deed} ${way.call.port}`,
    };
  }
  const { exitCode, text, command } = edge.run(way.command, release);
  const output = `${command}\n${text}`;
  if (exitCode === null) return { outcome: 'unknown', exitCode, output: `${output}It did not end in time.` };
  return { outcome: isDone(deed, way.command, exitCode) ? 'done' : 'failed', exitCode, output };
}

/** The first way that succeeds; one that did not end is not followed by another. */
function perform(edge: WindowsEdge, release: WindowsRelease, deed: WindowsDeed): StepOutcome {
  let newest: StepOutcome = { outcome: 'failed', exitCode: null, output: '' };
  for (const way of deed.ways) {
    try {
      newest = goWay(edge, release, deed, way);
    } catch (error) {
      newest = { outcome: 'failed', exitCode: null, output: messageOf(error) };
    }
    if (newest.outcome !== 'failed') break;
  }
  return deed.mayFail && newest.outcome === 'failed' ? { ...newest, outcome: 'done' } : newest;
}

/** Does them in order, up to the first that is not done. */
export function performDeeds(edge: WindowsEdge, release: WindowsRelease, deeds: WindowsDeed[]): StepOutcome {
  let exitCode: number | null = null;
  const outputs: string[] = [];
  for (const deed of deeds) {
    const done = perform(edge, release, deed);
    exitCode = done.exitCode;
    outputs.push(done.output);
    if (done.outcome !== 'done') return { ...done, output: outputs.join('\n') };
  }
  return { outcome: 'done', exitCode, output: outputs.join('\n') };
}
