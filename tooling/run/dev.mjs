import { buildForDevelopment } from './build.mjs';
import { runServer } from './start.mjs';

/** `npm run dev`: as npm start, with Next's development server instead of built pages. */
export const main = (args) =>
  runServer({
    verb: 'npm run dev',
    args,
    build: buildForDevelopment,
    environment: { NODE_ENV: 'development' },
  });
