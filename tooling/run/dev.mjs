import { main } from './start.mjs';

// Next's development server instead of the built pages; everything else as by npm start.
process.env.NODE_ENV = 'development';
await main(process.argv.slice(2));
