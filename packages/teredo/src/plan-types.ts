import type { FactToFetch } from './facts-to-fetch';
import type { TeredoType } from './observation';

/** One change an executor knows how to make. Steps are data; a closed table per platform performs them. */
export type Step =
  | { kind: 'install-ipv6' }
  | {
      kind: 'set-teredo';
      type: TeredoType;
      serverName: string | null;
      refreshIntervalSeconds: number | null;
      clientPort: number | null;
    }
  | { kind: 'allow-teredo-through-firewall'; port: number | 'teredo' }
  | { kind: 'remove-firewall-exception'; port: number | 'teredo' }
  | { kind: 'start-service'; service: 'iphlpsvc' | '6to4' | 'miredo' }
  /** Gives back what the agent saved before the job named here; only a rollback has this step. */
  | { kind: 'restore-saved'; savedByJob: string };

/** A step towards a desired state, which never asks for what was saved before. */
export type ChangeStep = Exclude<Step, { kind: 'restore-saved' }>;

export type StepKind = Step['kind'];

export type BlockerCode =
  | 'group-policy-rules'
  | 'disabled-components'
  | 'not-elevated'
  | 'unsupported-os'
  | 'networking-pack-missing'
  /** No IPv6 stack, and either the desired state leaves it so or this platform has no step to install it. */
  | 'ipv6-missing'
  | 'firewall-off'
  | 'teredo-client-missing'
  | 'no-server'
  | 'unreadable';

/** Why nothing is done. `text` says what happened and what to do, in plain words. */
export interface Blocker {
  code: BlockerCode;
  text: string;
}

/** `steps` empty and no blockers: already compliant, an outcome of its own. Blocked plans have no steps. */
export interface Plan {
  steps: Step[];
  blockers: Blocker[];
}

/** A fact that was wanted and is not so. */
export interface UnmetFact {
  fact: string;
  wanted: string;
  found: string;
  text: string;
}

export type DiagnosisSeverity = 'ok' | 'info' | 'warning' | 'problem';

/** `certain`: measured, or the machine's own clear word. `likely`: little else fits. `possible`: worth a look. */
export type DiagnosisConfidence = 'certain' | 'likely' | 'possible';

/** A fact that a diagnosis rests on: its place in the observation, its value there, and where that was read. */
export interface EvidenceFact {
  fact: string;
  value: string;
  source: string;
}

/** What is going on, for a help desk: a documented code, a sentence, what it rests on, what would help. */
export interface Diagnosis {
  code: string;
  severity: DiagnosisSeverity;
  title: string;
  text: string;
  remedy: string | null;
  confidence: DiagnosisConfidence;
  evidence: EvidenceFact[];
  /** Facts that would make it surer; empty when nothing is missing. */
  missing: FactToFetch[];
  /** How many looks in a row found it, the newest included. */
  looks: number;
  /** When the first of those looks was, by the machine's clock. */
  since: number;
}
