import { describeWalks } from './describe-walks';

describe('the flows of a policy that switches everything on', () => {
  describeWalks('everything');
});
