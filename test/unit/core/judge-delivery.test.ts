import { judgeDelivery } from '../../../lib/core/policy/judge-delivery';
import { config, flowId, policyOf, queueConfig } from '../../support/builders/policies';

const deployed = config();

const other = (changes: Parameters<typeof config>[0]) => JSON.stringify(config(changes));

describe('a delivered configuration', () => {
  test('is used where it differs in nothing that is deployed', () => {
    const changes = {
      dialing: { perHour: 10 },
      queues: [queueConfig('support', { weight: 7 }), queueConfig('billing')],
    };
    expect(judgeDelivery(deployed, other(changes))).toEqual({ ok: true, value: policyOf(changes) });
  });

  test('has the flows that the deployment names, whatever is written', () => {
    const flows = { callbackFlowId: '0c2a1e57-11d2-4f6e-8a3e-6f1f0c3b9a01', taskFlowId: undefined };
    const judged = judgeDelivery(deployed, other({ dialing: { perHour: 10 } }), flows);
    expect(judged).toMatchObject({ ok: true, value: { callbackFlowId: flows.callbackFlowId } });
  });

  test('is refused with a line for each field that is wrong, as at synth', () => {
    expect(judgeDelivery(deployed, other({ country: 'Britain', dialing: { burst: 0 } }))).toEqual({
      ok: false,
      error: {
        isOfAnotherDeployment: false,
        lines: [
          'country: got "Britain"; allowed is an ISO country code, "GB" say',
          'dialing.burst: got 0; allowed is a whole number from 1 to 100',
        ],
      },
    });
  });

  test('is refused with a line for each field that is deployed, in any environment', () => {
    const lines = ['callbackFlowId', 'ageBy', 'queues[1].hold.offer'].map(
      (field) => `${field}: is deployed, so it needs a deployment`,
    );
    const content = other({
      callbackFlowId: flowId.replace('8d1f', '8d1e'),
      ageBy: 'ladder',
      queues: [queueConfig('support'), queueConfig('billing', { hold: { offer: false } })],
    });
    // The flow that the environment names would hide that another one is written.
    for (const flows of [{}, { callbackFlowId: flowId }]) {
      expect(judgeDelivery(deployed, content, flows)).toEqual({
        ok: false,
        error: { isOfAnotherDeployment: true, lines },
      });
    }
  });

  test.each([
    ['', 'the configuration: is not JSON'],
    ['{"country":', 'the configuration: is not JSON'],
    ['null', 'the configuration: got null; allowed is a value of type object'],
    [' '.repeat(1_048_577), 'the configuration: is longer than 1048576 characters'],
  ])('is refused where it is none', (content, line) => {
    expect(judgeDelivery(deployed, content)).toMatchObject({ ok: false, error: { lines: [line] } });
  });

  test('that is wrong in everything is told of at a bearable length', () => {
    const holidays = Array.from({ length: 500 }, () => ({ date: 'never' }));
    const judged = judgeDelivery(deployed, JSON.stringify({ ...deployed, holidays }));
    expect(judged.ok ? [] : judged.error.lines).toHaveLength(21);
    expect(judged.ok ? '' : judged.error.lines.at(-1)).toBe('and 480 more');
  });

  test('tells no number', () => {
    const judged = judgeDelivery(deployed, JSON.stringify({ ...deployed, country: '+441632960123' }));
    expect(JSON.stringify(judged)).not.toContain('1632960123');
  });
});
