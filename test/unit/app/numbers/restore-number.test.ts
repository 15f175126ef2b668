import { restoreNumber, type NumberRelease } from '../../../../lib/app/numbers/restore-number';
import type { PointOutcome } from '../../../../lib/ports/phone-numbers';

const kept = (formerFlowId: string) => ({ numberId: 'n-1', formerFlowId });

/** A Connect that tells so of where the number is pointed, which may be old, and answers changes so. */
async function restore(
  told: string | undefined,
  release: Partial<NumberRelease>,
  answers: { readonly point?: PointOutcome; readonly clear?: PointOutcome } = {},
) {
  const done: PointOutcome = { kind: 'done' };
  const changes: string[] = [];
  const deps = {
    numbers: {
      find: async () => 'n-1',
      flowOf: async () => told,
      point: async (_: string, flowId: string) => (changes.push(flowId), answers.point ?? done),
      clear: async () => (changes.push('none'), answers.clear ?? done),
    },
    journal: { note: () => undefined },
    clock: { sleep: async () => undefined },
  };
  const { kind } = await restoreNumber(deps, { number: '+441632960123', flowId: 'ours', kept: undefined, ...release });
  return { kind, changes };
}

test.each([
  ['the flow it had', 'former', kept('former'), 'restored', ['former']],
  ['no flow, as before', undefined, kept('none'), 'cleared', ['none']],
])('what is said to have %s already may be old news from before it was pointed: it is set again', async (...row) => {
  const [, told, keptOf, kind, changes] = row;
  expect(await restore(told, { kept: keptOf })).toEqual({ kind, changes });
});

test.each([
  ['pointed at a third flow', 'third', kept('former')],
  ['pointed at a flow where it had none', 'third', kept('none')],
  ['cleared by hand', undefined, kept('former')],
  ['pointed elsewhere, and of which nothing is kept', 'third', undefined],
  ['at no flow, and of which nothing is kept', undefined, undefined],
])('a number that is %s is left alone', async (_, told, keptOf) => {
  expect(await restore(told, { kept: keptOf })).toEqual({ kind: 'left', changes: [] });
});

const refused: PointOutcome = { kind: 'refused', name: 'InvalidParameterException' };
const notFound: PointOutcome = { kind: 'not_found' };

test.each([
  ['a former flow that Connect refuses', { point: refused }, 'cleared'],
  ['a former flow that is gone', { point: notFound }, 'cleared'],
  ['a number that is gone', { point: notFound, clear: notFound }, 'gone'],
  ['a Connect that refuses both', { point: refused, clear: refused }, 'stuck'],
])('with %s the number is not left at a flow of ours without saying so', async (_, answers, kind) => {
  expect(await restore('ours', { kept: kept('former') }, answers)).toEqual({ kind, changes: ['former', 'none'] });
});
