import { refusalOfNumber } from '../../../lib/core/number-rules';
import { ordinaryNumberTypes } from '../../../lib/core/policy/number-types';
import type { NumberPolicy } from '../../../lib/core/policy/policy';
import { callerNumber } from '../../support/builders/callbacks';

function rules(changes: Partial<NumberPolicy> = {}): NumberPolicy {
  return { countries: 'any', types: ordinaryNumberTypes, blocked: [], ...changes };
}

const premium = '+449098790123';
const company = '+443069990123';
const mobile = '+18765550142';
const fixedOrMobile = '+12065550142';
const freephone = '+18005550142';

describe('a number that may be called', () => {
  test.each([
    ['of fiction', callerNumber],
    ['of fiction, mobile', '+447700900123'],
    ['of a mobile in Jamaica', mobile],
    ['of America', fixedOrMobile],
    ['that is free to call', freephone],
    ['of another country', '+390612345678'],
  ])('without any rules of our own is one %s', (_name, number) => {
    expect(refusalOfNumber(rules(), number)).toBeUndefined();
  });

  test.each([
    ['of premium rate', premium],
    ['that leads to whoever is on duty at a company', company],
  ])('is none %s, unless the policy says so', (_name, number) => {
    expect(refusalOfNumber(rules(), number)).toEqual({ code: 'type_not_allowed' });
    expect(refusalOfNumber(rules({ types: ['premium', 'company'] }), number)).toBeUndefined();
  });

  test('is one of the kinds that are named, where the plan does not tell fixed from mobile either of them', () => {
    expect(refusalOfNumber(rules({ types: ['fixed'] }), mobile)).toEqual({ code: 'type_not_allowed' });
    expect(refusalOfNumber(rules({ types: ['mobile'] }), mobile)).toBeUndefined();
    expect(refusalOfNumber(rules({ types: ['mobile'] }), fixedOrMobile)).toBeUndefined();
    expect(refusalOfNumber(rules({ types: ['fixed'] }), fixedOrMobile)).toBeUndefined();
    expect(refusalOfNumber(rules({ types: ['voip'] }), fixedOrMobile)).toEqual({ code: 'type_not_allowed' });
    expect(refusalOfNumber(rules({ types: ['fixed', 'mobile'] }), callerNumber)).toEqual({ code: 'type_not_allowed' });
  });

  test('is of a country that is named; one of no known range is of the first country of its code, or of none', () => {
    const british = rules({ countries: ['GB'] });
    expect(refusalOfNumber(british, callerNumber)).toBeUndefined();
    expect(refusalOfNumber(british, fixedOrMobile)).toEqual({ code: 'country_not_allowed' });
    expect(refusalOfNumber(british, mobile)).toEqual({ code: 'country_not_allowed' });
    expect(refusalOfNumber(rules({ countries: ['JM'] }), mobile)).toBeUndefined();
    expect(refusalOfNumber(rules({ countries: ['JM'] }), '+15555550100')).toEqual({ code: 'country_not_allowed' });
    expect(refusalOfNumber(british, '+88161234567')).toEqual({ code: 'country_not_allowed' });
  });

  test('is not blocked, itself or by what it begins with', () => {
    const blocked = rules({ blocked: ['+4416329600', callerNumber] });
    expect(refusalOfNumber(blocked, callerNumber)).toEqual({ code: 'blocked' });
    expect(refusalOfNumber(blocked, '+441632960099')).toEqual({ code: 'blocked' });
    expect(refusalOfNumber(blocked, '+441632960100')).toBeUndefined();
  });
});
