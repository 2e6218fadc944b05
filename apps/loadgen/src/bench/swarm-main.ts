import { answerQuestions } from '@teredo-fleet/dev-env';
import type { SwarmQuestion } from './swarm/questions';
import { Swarm } from './swarm/swarm';

const swarm = new Swarm();
answerQuestions<SwarmQuestion>((question) => swarm.answer(question));
