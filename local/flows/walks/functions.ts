import { createHandler } from '../../../functions/ivr/handler';
import { valueAt } from '../../../infra/flows/language/specification';
import type { Deps } from '../../../lib/app/deps';
import { lambdaContext } from '../../host/lambda-context';
import type { InvokeLambda, LambdaOutcome } from '../runner/types';
import type { Aim } from './aim';
import { drawAnswer } from './drawn-answer';
import type { Draws } from './draws';
import type { FlowMap } from './flow-map';
import type { Question, Visit } from './visit';

/** What a walk's flows ask of functions, and who answers. */
export interface FunctionsOptions {
  readonly draws: Draws;
  readonly map: FlowMap;
  readonly aim: Aim | undefined;
  readonly visit: () => Visit;
  /** Our own function's surroundings, made when they are first needed. */
  readonly world: () => Promise<Deps>;
  readonly asked: (question: Question) => void;
}

type Answerer = 'ivr' | 'specification' | 'fault';

const faultKinds = ['throws', 'slow', 'too_long', 'a_number', 'no_json', 'no_object', 'unavailable'] as const;

/** Functions as a walk meets them: ours, whatever it might answer, or none that works. */
export function createFunctions(options: FunctionsOptions): InvokeLambda {
  const { draws, aim } = options;
  const answererOf = drawAnswerer(draws, aim !== undefined);
  let ivr: Promise<ReturnType<typeof createHandler>> | undefined;

  async function askIvr(event: unknown): Promise<string> {
    ivr ??= options.world().then(createHandler);
    const handler = await ivr;
    // As over the wire: what the function does to the event changes nothing here.
    const answer = await handler(JSON.parse(JSON.stringify(event)), lambdaContext('ivr'));
    return JSON.stringify(answer);
  }

  return async (_functionArn, event) => {
    const { flow, action, actionId, wanted } = options.visit();
    const operation = valueAt(action?.Parameters ?? {}, ['LambdaInvocationAttributes', 'operation']);
    const name = typeof operation === 'string' ? operation : '';
    const source = wanted?.startsWith('error:') === true ? 'fault' : answererOf();
    const tookMs = draws.isTrue(0.95) ? draws.whole(20, 900) : draws.whole(900, 7_900);
    if (source === 'fault') {
      const outcome = await drawFault(draws, () => askIvr(event));
      options.asked({ operation: name, source, ...(outcome.kind === 'answered' ? { payload: outcome.payload } : {}) });
      return outcome;
    }
    const ahead = fieldsIn(aim?.valuesAfter(flow, actionId));
    const payload = source === 'ivr' ? await askIvr(event) : JSON.stringify(drawAnswer(name, options, ahead));
    options.asked({ operation: name, source, payload });
    return { kind: 'answered', payload, tookMs };
  };
}

/** What is wanted of an answer, by its fields. */
function fieldsIn(
  values: ReadonlyMap<string, string | undefined> | undefined,
): ReadonlyMap<string, string | undefined> {
  const prefix = '$.External.';
  const wanted = [...(values ?? [])].filter(([path]) => path.startsWith(prefix));
  return new Map(wanted.map(([path, value]) => [path.slice(prefix.length), value]));
}

/** Who answers on this walk: one alone, or each in turn. */
function drawAnswerer(draws: Draws, isGuided: boolean): () => Answerer {
  const kind = isGuided
    ? draws.weighted({ ivr: 2, specification: 14, mixed: 1, none: 1 })
    : draws.weighted({ ivr: 7, specification: 6, mixed: 3, none: 3 });
  const faultShare = draws.one([0, 0, 0.05]);
  return () => {
    if (kind === 'none' || draws.isTrue(faultShare)) return 'fault';
    return kind === 'mixed' ? draws.weighted({ ivr: 4, specification: 4, fault: 2 }) : kind;
  };
}

/** Everything that a flow cannot use; a slow function has done its work all the same. */
async function drawFault(draws: Draws, askIvr: () => Promise<string>): Promise<LambdaOutcome> {
  const kind = draws.one(faultKinds);
  switch (kind) {
    case 'throws':
      return { kind: 'failed', tookMs: draws.whole(5, 500) };
    case 'slow':
      return { kind: 'answered', payload: await askIvr(), tookMs: 9_000 };
    case 'too_long':
      return { kind: 'answered', payload: JSON.stringify({ outcome: 'new', filler: 'x'.repeat(40_000) }) };
    case 'a_number':
      return { kind: 'answered', payload: JSON.stringify({ outcome: 'new', position: 3 }) };
    case 'no_json':
      return { kind: 'answered', payload: '<html>' };
    case 'no_object':
      return { kind: 'answered', payload: draws.one(['null', '[]', '"text"', '']) };
    case 'unavailable':
      return { kind: 'answered', payload: '{"outcome":"unavailable"}' };
  }
}
