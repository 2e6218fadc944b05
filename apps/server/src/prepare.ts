import { runPreparation } from '@teredo-fleet/server';

runPreparation();
