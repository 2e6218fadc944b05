import { answerQuestions } from '@teredo-fleet/dev-env';
import { RawUpsert } from './floor/raw-upsert';

type Question =
  | { kind: 'prepare'; databaseUrl: string; machines: number }
  | { kind: 'write'; seconds: number; changedOneIn: number };

let upsert: RawUpsert | null = null;
answerQuestions<Question>(async (question) => {
  if (question.kind === 'write') return upsert?.write(question.seconds, question.changedOneIn);
  upsert = new RawUpsert(question.databaseUrl);
  return upsert.prepare(question.machines);
});
