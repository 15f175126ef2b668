// Writes the sample call logs anew: node --import tsx test/samples/make-samples.ts
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { technionSample, vanadSample } from './sample-logs';
import { weeksSample } from './sample-weeks';

writeFileSync(join(__dirname, 'sample-vanad.csv'), vanadSample());
writeFileSync(join(__dirname, 'sample-technion.tsv'), technionSample());
writeFileSync(join(__dirname, 'sample-technion-weeks.tsv'), weeksSample());
