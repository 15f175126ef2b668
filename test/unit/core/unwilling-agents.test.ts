import { claim } from '../../../lib/core/callback/dialing';
import { passTime } from '../../../lib/core/callback/timers';
import { planDials } from '../../../lib/core/dispatch/plan';
import { acceptedTask, dialRequest, noonMs, offered, openTask, waiting } from '../../support/builders/callbacks';
import { asking, entry, pickUp, planInput, rules, talker, worker } from '../../support/builders/plans';

const pastLeaseMs = offered().leaseUntilMs;

describe('agents who do not take a task', () => {
  test('are remembered once its lease is over, by name or as anyone', () => {
    const named = passTime(offered({ task: openTask({ agentIds: ['ada'] }), askedInVain: ['ben'] }), pastLeaseMs);
    expect(named.ok && named.value).toMatchObject({ state: 'waiting', askedInVain: ['ben', 'ada'] });
    const unnamed = passTime(offered({ task: openTask({ agentIds: [] }) }), pastLeaseMs);
    expect(unnamed.ok && unnamed.value).toMatchObject({ state: 'waiting', askedInVain: ['anyone'] });
  });

  test('are not among them where somebody had accepted it', () => {
    const taken = offered({ task: acceptedTask() });
    const back = passTime(taken, taken.leaseUntilMs);
    expect(back.ok && back.value.askedInVain).toBeUndefined();
  });

  test('are forgotten with the dial', () => {
    const callback = waiting({ askedInVain: ['ada', 'ben'] });
    const dialed = claim(callback, dialRequest(callback), noonMs);
    expect(dialed.ok && dialed.value.askedInVain).toBeUndefined();
  });

  const asks = { rules: new Map([['a', asking()]]) };
  const plan = (changes: Parameters<typeof planInput>[0]) => planDials(planInput({ ...asks, ...changes })).dials;

  test('are not asked again for the same caller: the next one is', () => {
    const agents = [worker('ada', 5_000), worker('ben', 9_000)];
    expect(plan({ agents, line: [entry('1', { askedInVain: ['ada'] })] })).toMatchObject([{ agentIds: ['ben'] }]);
  });

  test('are enough when they are two: then the caller is dialed without asking', () => {
    const agents = [worker('ada', 5_000), worker('ben', 9_000), worker('cleo', 9_500)];
    const [dial] = plan({ agents, line: [entry('1', { askedInVain: ['ada', 'ben'] })] });
    expect(dial).toMatchObject({ way: 'customer-first', agentIds: [] });
  });

  test('cannot be those whose routing profile gives them no tasks: then customers are dialed first', () => {
    const agents = [{ ...worker('ada', 5_000), takesTasks: false }];
    expect(plan({ agents, line: [entry('1')] })).toMatchObject([{ way: 'customer-first' }]);
  });
});

describe('a head that is overtaken where agents are asked first', () => {
  test('is dialed at once when nobody is to be expected and nothing is dialed', () => {
    const agents = [talker('1'), talker('2')];
    const pickUps = ['p1', 'p2', 'p3', 'p4'].map((id) => pickUp(id, { placeMs: noonMs - 5_000 }));
    const asks = { rules: new Map([['a', asking()]]) };
    const known = { ...asks, agents, line: [entry('1')] };
    expect(planDials(planInput({ ...known, pickUps })).dials).toMatchObject([
      { rule: 'overtaken', way: 'customer-first' },
    ]);
    expect(planDials(planInput({ ...known, pickUps: pickUps.slice(1) })).dials).toStrictEqual([]);
  });
});

describe('lost calls that have had their part', () => {
  test('let those pass who asked for a callback, and are named as passed over', () => {
    const kept = new Map([['a', rules({ keptForHolders: { requested: 0, lost: 0.5 } })]]);
    const pickUps = ['p1', 'p2', 'p3', 'p4'].map((id) => pickUp(id, { isCallback: true, origin: 'lost' }));
    const holders = [{ queue: 'a', count: 1, oldestAgeMs: 1_000 }];
    const line = [entry('1', { origin: 'lost' }), entry('2')];
    const agents = [worker('ada', 1_000), worker('ben', 1_000), worker('cleo', 1_000)];
    const planned = planDials(planInput({ rules: kept, pickUps, holders, line, agents }));
    expect(planned.dials.map((dial) => dial.entry.id)).toStrictEqual(['2']);
    expect(planned.passedOver.map((one) => one.id)).toStrictEqual(['1']);
  });
});
