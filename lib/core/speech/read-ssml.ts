import { err, ok, type Result } from '../result';
import { PAUSE_MAX_MS } from './ssml';

/** Tags that every Polly voice and Amazon Connect understand, each with the attributes it must have. */
const attributesOf: Readonly<Record<string, readonly string[]>> = {
  speak: [],
  break: ['time'],
  lang: ['xml:lang'],
  p: [],
  prosody: ['rate'],
  s: [],
  'say-as': ['interpret-as'],
  sub: ['alias'],
};

interface Tag {
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
  readonly kind: 'opens' | 'closes' | 'stands_alone';
}

/** Why a voice would refuse this document, in a few words; nothing when it would not. */
export function faultOfSsml(ssml: string): string | undefined {
  const open: string[] = [];
  for (const piece of ssml.match(/<[^<>]*>|[^<>]+|[<>]/g) ?? []) {
    const step = piece.startsWith('<') ? followTag(piece, open) : followText(piece, open);
    if (!step.ok) return step.error;
  }
  if (open.length > 0) return `<${open.at(-1)}> is not closed`;
  return ssml === '' ? 'it is empty' : undefined;
}

function followText(text: string, open: readonly string[]): Result<null, string> {
  if (open.length === 0) return err('it does not stand inside <speak>');
  if (text === '>') return err('a > is not escaped');
  if (/&(?!(?:amp|lt|gt|quot|apos);)/.test(text)) return err('an & is not escaped');
  return ok(null);
}

function followTag(piece: string, open: string[]): Result<null, string> {
  const tag = readTag(piece);
  if (tag === undefined) return err(`${piece} is no tag`);
  const fault = faultOfTag(tag, open);
  if (fault !== undefined) return err(fault);
  if (tag.kind === 'opens') open.push(tag.name);
  if (tag.kind === 'closes') open.pop();
  return ok(null);
}

function readTag(piece: string): Tag | undefined {
  const parts = /^<(\/?)([a-z-]+)((?:\s+[a-z:-]+="[^"&]*")*)\s*(\/?)>$/.exec(piece);
  if (parts === null) return undefined;
  const [, slashBefore = '', name = '', attributeText = '', slashAfter = ''] = parts;
  const attributes = new Map(
    [...attributeText.matchAll(/([a-z:-]+)="([^"]*)"/g)].map(([, key = '', value = '']) => [key, value]),
  );
  if (slashBefore !== '') return slashAfter === '' ? { name, attributes, kind: 'closes' } : undefined;
  return { name, attributes, kind: slashAfter === '' ? 'opens' : 'stands_alone' };
}

function faultOfTag({ name, attributes, kind }: Tag, open: readonly string[]): string | undefined {
  const expected = attributesOf[name];
  if (expected === undefined) return `<${name}> is not among the tags that may be used`;
  if (kind === 'closes') return open.at(-1) === name ? undefined : `</${name}> closes nothing`;
  if ((name === 'speak') !== (open.length === 0)) return 'it does not stand inside one <speak>';
  if ((name === 'break') !== (kind === 'stands_alone'))
    return `<${name}> has to ${name === 'break' ? 'stand alone' : 'enclose something'}`;
  if ([...attributes.keys()].join() !== expected.join())
    return `<${name}> needs exactly: ${expected.join(', ') || 'nothing'}`;
  return name === 'break' ? faultOfPause(attributes.get('time') ?? '') : undefined;
}

function faultOfPause(time: string): string | undefined {
  const [, amount, unit] = /^(\d+)(ms|s)$/.exec(time) ?? [];
  if (amount === undefined) return `a pause of "${time}" has no length`;
  const ms = Number(amount) * (unit === 's' ? 1000 : 1);
  return ms <= PAUSE_MAX_MS ? undefined : `a pause of ${time} is longer than ${PAUSE_MAX_MS} ms`;
}
