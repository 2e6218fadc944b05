import description from '../package.json' with { type: 'json' };

/** Version of this server, as agents and process rows see it. */
export const VERSION: string = description.version;
