import { createRng } from '../../../../lib/core/rng';
import { createDeck } from '../../../../local/callers/deck';
import { createDemoNetwork, personFrom } from '../../../../local/callers/demo-callers';
import { createPeople } from '../../../../local/callers/person';

const number = '+441632960123';

describe('people', () => {
  test('a number that nobody rang from in this run is answered by a stranger, and by the same one each time', () => {
    const rng = createRng(1);
    const people = createPeople(() => personFrom(rng));
    const met = people.on('dial-1', number);
    expect(met).toBeDefined();
    expect(people.on('dial-2', number)).toBe(met);
    expect(people.on('inbound-1', null)).toBeUndefined();
  });

  test('without strangers it is nobody, and whoever rang last answers', () => {
    const people = createPeople();
    expect(people.on('dial-1', number)).toBeUndefined();
    const [first, second] = [personFrom(createRng(1)), personFrom(createRng(2))];
    people.ringsIn('inbound-1', number, first);
    people.ringsIn('inbound-2', number, second);
    expect(people.on('dial-1', number)).toBe(second);
    expect(people.on('inbound-1', number)).toBe(first);
    people.leaves('inbound-1');
    expect(people.on('inbound-1', number)).toBe(second);
  });
});

test('every deck holds each outcome in its share, whatever the seed', () => {
  for (let seed = 0; seed < 20; seed += 1) {
    const draw = createDeck(createRng(seed), [
      ['a', 3],
      ['b', 1],
    ]);
    for (let deck = 0; deck < 3; deck += 1) {
      expect([draw(), draw(), draw(), draw()].toSorted()).toEqual(['a', 'a', 'a', 'b']);
    }
  }
});

test('the demo network shows every outcome within twenty first dials, and no number stops existing later', () => {
  const network = createDemoNetwork(createRng(5));
  const leg = { contactId: 'c', to: number, attributes: {} };
  const first = Array.from({ length: 20 }, () => network.dial({ ...leg, dialNumber: 1 }));
  expect(new Set(first.map((fate) => (fate.kind === 'answers' ? fate.who : fate.kind)))).toEqual(
    new Set(['person', 'voicemail', 'no_answer', 'busy', 'invalid']),
  );
  const later = Array.from({ length: 200 }, () => network.dial({ ...leg, dialNumber: 2 }));
  expect(later.some((fate) => fate.kind === 'invalid')).toBe(false);
});
