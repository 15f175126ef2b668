import { zonesOfNumber } from '../../../lib/core/number-zones';
import { callerNumber } from '../../support/builders/callbacks';

describe('the zones of a number', () => {
  test.each([
    ['New York', '+12125550142', ['America/New_York']],
    ['Washington, DC', '+12025550142', ['America/New_York']],
    ['Chicago', '+13125550142', ['America/Chicago']],
    ['Houston', '+17135550142', ['America/Chicago']],
    ['El Paso, in the other zone of Texas', '+19155550142', ['America/Denver']],
    ['Denver', '+13035550142', ['America/Denver']],
    ['Phoenix, which has no summer time', '+16025550142', ['America/Phoenix']],
    ['Seattle', '+12065550142', ['America/Los_Angeles']],
    ['San Francisco', '+14155550142', ['America/Los_Angeles']],
    ['Honolulu', '+18085550142', ['Pacific/Honolulu']],
    ['Anchorage, and the islands of the same code', '+19075550142', ['America/Anchorage', 'America/Adak']],
    ['Pensacola, in a code of two zones', '+18505550142', ['America/New_York', 'America/Chicago']],
    ['Boise, in a code of two zones', '+12085550142', ['America/Denver', 'America/Los_Angeles']],
    ['Toronto', '+14165550142', ['America/Toronto']],
    ['Winnipeg', '+12045550142', ['America/Winnipeg']],
    ['Calgary', '+14035550142', ['America/Edmonton']],
    ['Vancouver', '+16045550142', ['America/Vancouver']],
    ['Halifax', '+19025550142', ['America/Halifax']],
    ["St. John's, and Labrador", '+17095550142', ['America/St_Johns', 'America/Halifax']],
  ])('of %s are those of its area code', (_city, number, zones) => {
    expect(zonesOfNumber(number)).toEqual(zones);
  });

  test('of an area code that is on the border of zones are all that it reaches into', () => {
    expect(zonesOfNumber('+19285550142')).toEqual(['America/Phoenix', 'America/Denver']);
    expect(zonesOfNumber('+12505550142')).toEqual(expect.arrayContaining(['America/Vancouver', 'America/Edmonton']));
    expect(zonesOfNumber('+18675550142')).toEqual(expect.arrayContaining(['America/Whitehorse', 'America/Toronto']));
  });

  test('of a code of no place are all of its country', () => {
    const tollFree = zonesOfNumber('+18005550142');
    expect(tollFree).toEqual(expect.arrayContaining(['America/New_York', 'America/Los_Angeles', 'Pacific/Honolulu']));
    expect(tollFree).not.toContain('America/Toronto');
  });

  test('of an island of the same plan are those of its own country', () => {
    expect(zonesOfNumber('+18765550142')).toEqual(['America/Jamaica']);
    expect(zonesOfNumber('+17875550142')).toEqual(['America/Puerto_Rico']);
  });

  test('of an area code that tells no country are those of every country with that code', () => {
    const zones = zonesOfNumber('+15555550100');
    expect(zones).toEqual(expect.arrayContaining(['America/Toronto', 'America/Jamaica', 'Pacific/Honolulu']));
  });

  test('of any area code are zones that there are', () => {
    const numbers = Array.from({ length: 800 }, (_, index) => `+1${200 + index}5550142`);
    const zones = new Set(numbers.flatMap(zonesOfNumber));
    expect(zones.size).toBeGreaterThan(20);
    for (const timeZone of zones) expect(() => new Intl.DateTimeFormat('en', { timeZone })).not.toThrow();
  });

  test('of a British number all keep the time of London', () => {
    const zones = zonesOfNumber(callerNumber);
    expect(zones).toContain('Europe/London');
    for (const instant of ['2026-01-15T12:00Z', '2026-07-15T12:00Z']) {
      const clocks = zones.map((timeZone) =>
        new Intl.DateTimeFormat('en-GB', { timeZone, timeStyle: 'short' }).format(Date.parse(instant)),
      );
      expect(new Set(clocks).size).toBe(1);
    }
  });

  test('of a country of one zone are that zone, and of no country none', () => {
    expect(zonesOfNumber('+390612345678')).toEqual(['Europe/Rome']);
    expect(zonesOfNumber('+80012345678')).toEqual([]);
    expect(zonesOfNumber('not a number')).toEqual([]);
  });

  test('are the same whenever they are asked for', () => {
    for (const number of [callerNumber, '+15555550100', '+12065550142', '+79161234567']) {
      expect(zonesOfNumber(number)).toEqual(zonesOfNumber(number));
    }
  });
});
