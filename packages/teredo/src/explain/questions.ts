import type { Decision } from '../decision-types';
import { type FactCode, type FactToFetch, factToFetch } from '../facts-to-fetch';
import type { Observation } from '../observation';
import type { Diagnosis } from '../plan-types';

/** What only an agent can learn, or only time. */
const NOT_BY_COMMAND: FactCode[] = ['own-probe', 'peer-ping'];

/** A printed text is looked at again by printing it again. */
function ofPrinted(observation: Observation, { code }: FactToFetch): FactToFetch {
  const question = factToFetch(observation, code);
  return question.code === 'later-look'
    ? { ...question, how: 'The same command once more after a minute; then give both outputs.' }
    : question;
}

/** Windows XP has other commands, and no output but `ver` tells its number. */
const XP = '5.1';

/** `ver` was given, and tells no more when it is asked again. */
function isAnswered({ os }: Observation, { code }: FactToFetch): boolean {
  return code === 'windows-version' && os.version !== '';
}

function alreadyAsked(questions: FactToFetch[], { code, how }: FactToFetch): boolean {
  return questions.some((one) => one.code === code || one.how === how);
}

/** Without the setting and the state nothing else is of much use. */
function firstQuestions(observation: Observation): FactToFetch[] {
  const { configured, effective, os } = observation;
  const wanted: FactCode[] = [];
  if (effective.state === 'unknown') wanted.push('state-line');
  if (configured.type === 'unknown')
    wanted.push(os.family === 'linux' ? 'miredo-configuration' : 'state-line');
  return wanted.map((code) => factToFetch(observation, code));
}

/** What to run on the machine to know more, the most telling first, each once. */
export function questionsOf(
  observation: Observation | null,
  decision: Decision | null,
  diagnoses: Diagnosis[],
  isOfXp: boolean,
): FactToFetch[] {
  if (observation === null) return [];
  const asked = isOfXp ? { ...observation, os: { ...observation.os, version: XP } } : observation;
  let wanted = firstQuestions(asked).concat(decision === null ? [] : decision.missing);
  for (const { missing } of diagnoses) wanted = wanted.concat(missing);
  const questions: FactToFetch[] = [];
  const byCommand = wanted.filter(({ code }) => NOT_BY_COMMAND.indexOf(code) === -1);
  for (const question of byCommand)
    if (!isAnswered(observation, question) && !alreadyAsked(questions, question))
      questions.push(ofPrinted(asked, question));
  return questions;
}
