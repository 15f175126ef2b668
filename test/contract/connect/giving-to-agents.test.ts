import type { WorldOptions } from '../../unit/local/connect/world';
import { closeTasks, serveTasks } from './served-tasks';

afterEach(closeTasks);

describe('giving a contact to an agent', () => {
  /** Ann has accepted the task, and its caller waits in a queue. */
  async function reserved(options: WorldOptions = {}) {
    const centre = await serveTasks(options);
    centre.emulator.signIn('ann');
    const task = await centre.offered();
    await centre.run(3_000);
    const call = centre.call('q-support');
    await centre.run(1_000);
    return { ...centre, task, caller: call };
  }

  test('who has the task offers it to exactly that agent', async () => {
    const centre = await reserved();
    expect(await centre.tasks.giveTo(centre.caller, 'ann')).toBe('given');
    centre.emulator.signIn('bob');
    await centre.run(3_000);
    expect(centre.connections()).toEqual([
      [centre.task, 'ann'],
      [centre.caller, 'ann'],
    ]);
  });

  test('who is not there, or not known, is refused, and the caller waits on', async () => {
    const centre = await reserved();
    expect(await centre.tasks.giveTo(centre.caller, 'bob')).toBe('refused');
    expect(await centre.tasks.giveTo(centre.caller, 'nobody')).toBe('refused');
    expect(centre.emulator.contact(centre.caller)?.stage).toBe('queued');
  });

  test('is refused once the caller has gone, or is with somebody', async () => {
    const centre = await reserved();
    expect(await centre.tasks.giveTo(centre.task, 'ann')).toBe('refused');
    centre.emulator.hangUp(centre.caller);
    expect(await centre.tasks.giveTo(centre.caller, 'ann')).toBe('refused');
  });

  test('beyond the rate is throttled and gives nothing', async () => {
    const centre = await reserved({ limits: undefined });
    for (let index = 0; index < 5; index += 1) await centre.tasks.giveTo('nobody', 'ann');
    expect(await centre.tasks.giveTo(centre.caller, 'ann')).toBe('throttled');
    expect(centre.emulator.contact(centre.caller)?.stage).toBe('queued');
    await centre.run(500);
    expect(await centre.tasks.giveTo(centre.caller, 'ann')).toBe('given');
  });

  test('that fails inside Connect is unknown', async () => {
    const centre = await reserved();
    centre.setFault('AssociateContactWithUser', 'internal');
    expect(await centre.tasks.giveTo(centre.caller, 'ann')).toBe('unknown');
  });

  test('whose answer is lost is unknown, and was given all the same', async () => {
    const centre = await reserved();
    centre.setFault('AssociateContactWithUser', 'lost_reply');
    expect(await centre.tasks.giveTo(centre.caller, 'ann')).toBe('unknown');
    expect(centre.emulator.contact(centre.caller)?.stage).toBe('offered');
    centre.setFault('AssociateContactWithUser', undefined);
    expect(await centre.tasks.giveTo(centre.caller, 'ann')).toBe('refused');
  });
});
