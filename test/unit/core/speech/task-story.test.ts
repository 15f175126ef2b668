import * as fc from 'fast-check';
import { languageCodes } from '../../../../lib/core/speech/language-codes';
import { taskStory } from '../../../../lib/core/speech/task-story';
import { storyFacts } from '../../../../lib/core/speech/story-facts';
import { noonMs, waiting } from '../../../support/builders/callbacks';
import { policyOf, queueOf } from '../../../support/builders/policies';

const queue = queueOf(policyOf(), 'support');
const about = { queue: 'support', number: '+441632960001' };
const facts = (callback = waiting()) => storyFacts(callback, queue, noonMs, 25_000);

describe('the story that agents read in a task', () => {
  test.each([
    [
      'en-US',
      'Callback: support, +44********01',
      'Callback: the caller asked for it ten minutes ago. This is the first attempt. ' +
        'Queue: support. Number: +44********01. We will connect you when the caller is ready.',
    ],
    [
      'ru-RU',
      'Обратный звонок: support, +44********01',
      'Обратный звонок. Клиент попросил перезвонить десять минут назад. Первая попытка. ' +
        'Очередь: support. Номер: +44********01. Мы соединим вас, когда клиент ответит.',
    ],
  ] as const)('is in %s, in plain words', (language, name, description) => {
    expect(taskStory(language, { ...facts(), ...about })).toEqual({ name, description });
  });

  test('tells of a lost call, of earlier tries and of a time that was chosen', () => {
    const callback = waiting({ origin: 'lost', attempt: 2, slotMs: noonMs, placeMs: noonMs });
    const { description } = taskStory('en-US', { ...facts(callback), ...about });
    expect(description).toContain('the caller rang eight minutes ago and was not answered');
    expect(description).toContain('The caller chose this time. This is the third attempt.');
  });

  test('is the same however often it is written', () => {
    expect(facts(waiting())).toEqual(facts(waiting()));
  });

  test('never holds the number, and fits where Connect puts it, whatever the queue is called', () => {
    fc.assert(
      fc.property(
        fc.record({
          language: fc.constantFrom(...languageCodes),
          queueName: fc.string({ minLength: 1, maxLength: 6_000 }),
          digits: fc.integer({ min: 1_000_000, max: 99_999_999_999_999 }),
          attempt: fc.nat(40),
        }),
        ({ language, queueName, digits, attempt }) => {
          const number = `+${digits}`;
          const told = { ...facts(waiting({ attempt })), queue: queueName, number };
          const { name, description } = taskStory(language, told);
          expect(name.length).toBeLessThanOrEqual(512);
          expect(description.length).toBeLessThanOrEqual(4_096);
          fc.pre(!queueName.includes(String(digits)));
          expect(name + description).not.toContain(String(digits));
        },
      ),
      { numRuns: 200 },
    );
  });
});
