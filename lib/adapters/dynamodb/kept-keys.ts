import { placeKey } from '../../core/callback/line-order';
import type { KeptThing } from '../../ports/erasure';
import type { ItemKey } from './table-client';

/** Where a thing that is kept of a person is on the table. */
export function keyOfKept(thing: KeptThing): ItemKey {
  switch (thing.kind) {
    case 'callback':
      return under(thing.number, `CALLBACK#${thing.queue}`);
    case 'closed_callback':
      return under(thing.number, `CLOSED#${thing.id}`);
    case 'alias': {
      const { from, to, isNamed } = thing;
      return under(from, isNamed ? `ALIAS#${to.queue}#${to.number}` : `ALIAS#${to.queue}`);
    }
    case 'callback_id':
      return { pk: `ID#${thing.id}`, sk: 'ID' };
    case 'case_id':
      return { pk: `ID#${thing.id}`, sk: 'CASE' };
    case 'lost_call':
      return under(thing.number, `LOST#${placeKey({ placeMs: thing.atMs, id: thing.id })}`);
    case 'handled_call':
      return under(thing.number, `HANDLED#${placeKey({ placeMs: thing.atMs, id: thing.id })}`);
    case 'case':
      return under(thing.number, `CASE#${thing.queue}`);
    case 'profile':
    case 'language':
      return under(thing.number, 'PROFILE');
    case 'last_call':
      return under(thing.number, 'RANG');
    case 'sms_turn':
      return under(thing.number, 'SMS');
    case 'contact_row':
      return under(thing.number, `CONTACT#${thing.id}`);
    case 'dial_guard':
      return { pk: `NUMBER#${thing.number}`, sk: 'DIAL' };
    case 'contact':
      return { pk: `CONTACT#${thing.id}`, sk: 'CONTACT' };
    case 'call':
      return { pk: `CALL#${thing.id}`, sk: 'CALL' };
    case 'claim':
      return { pk: `POOL#${thing.pool}`, sk: `CLAIM#${thing.agentId}` };
  }
}

/** What an item under a number is, by its sort key alone: one that cannot be read is found all the same. */
export function keptUnder(number: string, sk: string, leadsTo: string | undefined): KeptThing | undefined {
  const [kind, first = '', ...rest] = sk.split('#');
  const id = rest.join('#');
  switch (kind) {
    case 'CALLBACK':
      return { kind: 'callback', number, queue: first };
    case 'CLOSED':
      return { kind: 'closed_callback', number, id: first };
    case 'ALIAS':
      return {
        kind: 'alias',
        from: number,
        to: { number: id === '' ? (leadsTo ?? '') : id, queue: first },
        isNamed: id !== '',
      };
    case 'LOST':
      return { kind: 'lost_call', number, atMs: Number(first), id };
    case 'HANDLED':
      return { kind: 'handled_call', number, atMs: Number(first), id };
    case 'CASE':
      return { kind: 'case', number, queue: first };
    case 'CONTACT':
      return { kind: 'contact_row', number, id: first };
    case 'PROFILE':
      return { kind: 'profile', number };
    case 'RANG':
      return { kind: 'last_call', number };
    case 'SMS':
      return { kind: 'sms_turn', number };
    default:
      return undefined;
  }
}

function under(number: string, sk: string): ItemKey {
  return { pk: `CALLER#${number}`, sk };
}
