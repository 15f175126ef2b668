import { describeWalks } from './describe-walks';

describe('the flows of holdfree.config.ts', () => {
  describeWalks('configured');
});
