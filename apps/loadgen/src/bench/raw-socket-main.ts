import { answerQuestions } from '@teredo-fleet/dev-env';
import { startRawSocketServer } from './floor/raw-socket';

answerQuestions<{ host: string }>(({ host }) => startRawSocketServer(host));
