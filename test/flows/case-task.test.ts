import { contactAttributes } from '../../lib/core/contact-attributes';
import { queueConfig, queueIds } from '../support/builders/policies';
import { flowNamed, openCentre, twoLanguages, type Fate } from './support/dialogue-centre';

const aboutCase = {
  [contactAttributes.case]: '01HCASE',
  [contactAttributes.queueId]: queueIds.billing,
  [contactAttributes.queueName]: 'billing',
};

function queued(attributes: Readonly<Record<string, string>>, fate: Fate = 'answered', config = {}) {
  const centre = openCentre({ config: { queues: [twoLanguages(), queueConfig('billing')], ...config } });
  const scene = centre.play(flowNamed('task'), 'inbound', {
    leg: { contactId: 'case-task-1', from: null, attributes },
    fate: () => fate,
  });
  return { centre, scene };
}

describe('a task about a case', () => {
  test.each(['answered', 'refused', 'late', 'dead'] as const)(
    'reaches its queue and says nothing, where the question is %s',
    async (fate) => {
      const { centre, scene } = queued(aboutCase, fate);
      expect(await scene).toMatchObject({ place: 'billing', words: '', asked: ['task_ready'], stages: ['queued'] });
      expect(centre.world.connect.ages.size).toBe(0);
      expect(centre.world.connect.admitted.size).toBe(0);
    },
  );

  test('is kept for whom it is for before it is queued', async () => {
    const { centre, scene } = queued({
      ...aboutCase,
      [contactAttributes.agents]: 'ann',
      [contactAttributes.agentsForSeconds]: '300',
    });
    expect(await scene).toMatchObject({ place: 'billing' });
    expect(centre.world.connect.admitted.get('case-task-1')).toEqual(['ann']);
  });

  test('reaches the queue also where the policy does not know it, and where Connect does not answer', async () => {
    const { scene } = queued({ ...aboutCase, [contactAttributes.queueName]: 'gone' });
    expect(await scene).toMatchObject({ place: 'billing' });
    const { centre, scene: deaf } = queued({ ...aboutCase, [contactAttributes.agents]: 'ann' });
    centre.world.connect.setAvailable(false);
    expect(await deaf).toMatchObject({ place: 'billing' });
  });
});
