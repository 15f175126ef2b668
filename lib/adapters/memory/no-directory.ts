import type { Directory } from '../../ports/directory';

/** Where no directory is configured: nobody is known. */
export const noDirectory: Directory = { find: async () => ({ kind: 'unknown' }) };
