import { planDials } from '../../../lib/core/dispatch/plan';
import { noonMs } from '../../support/builders/callbacks';
import { asking, entry, flight, outlook, planInput, rulesOfA, talker, taskFor } from '../../support/builders/plans';

/** What is planned for a line while the offer to an agent who has been taken by a call is let go. */
function plannedBeside(letGo: Parameters<typeof flight>[1], line: Parameters<typeof entry>[1] = {}) {
  const offer = flight('5', { state: 'offered', task: taskFor('1'), placeMs: entry('5').placeMs, ...letGo });
  const plan = planDials(
    planInput({
      rules: rulesOfA(asking()),
      agents: [talker('1'), outlook('2'), outlook('3')],
      inFlight: [offer],
      line: [entry('4', line), entry('6', line)],
    }),
  );
  return { letGo: plan.letGo, asked: plan.dials.map((dial) => dial.entry.id) };
}

describe('while a task is let go before anybody is rung', () => {
  test('nobody behind its callback is dialed in that pass, and those ahead are', () => {
    expect(plannedBeside({})).toEqual({ letGo: ['5'], asked: ['4'] });
  });

  test('another line goes on', () => {
    expect(plannedBeside({}, { class: 'vip' })).toEqual({ letGo: ['5'], asked: ['4', '6'] });
  });

  test('a telephone that rings stops nobody: its callback does not go back', () => {
    expect(plannedBeside({ state: 'dialing', startedAtMs: noonMs - 2_000 }).asked).toEqual(['4', '6']);
  });
});
