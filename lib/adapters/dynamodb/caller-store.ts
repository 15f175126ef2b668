import type { CallerStore, ProfileChange } from '../../ports/caller-store';
import { profileSchema } from './item-schemas';
import type { Expression, TableClient } from './table-client';

/** Profiles on the table, beside the callbacks of the same number; they never expire. */
export function createDynamoCallerStore(table: TableClient): CallerStore {
  const keyOf = (number: string) => ({ pk: `CALLER#${number}`, sk: 'PROFILE' });
  return {
    get: async (number) => {
      const item = await table.get(keyOf(number));
      return item === undefined ? undefined : profileSchema.parse(item);
    },
    remember: async (number, change) => {
      const expression = expressionOf(change);
      if (expression !== undefined) await table.update(keyOf(number), expression);
    },
  };
}

/** Only what is named is written, so that two who remember different things at once both do. */
function expressionOf({ language, optedOutAtMs }: ProfileChange): Expression | undefined {
  const isLifted = optedOutAtMs === 'lifted';
  const values = {
    ...(language === undefined ? {} : { ':language': language }),
    ...(optedOutAtMs === undefined || isLifted ? {} : { ':optedOutAtMs': optedOutAtMs }),
  };
  const fields = Object.keys(values).map((value) => value.slice(1));
  const parts = [
    ...(fields.length === 0 ? [] : [`SET ${fields.map((field) => `#${field} = :${field}`).join(', ')}`]),
    ...(isLifted ? ['REMOVE #optedOutAtMs'] : []),
  ];
  if (parts.length === 0) return undefined;
  const named = isLifted ? [...fields, 'optedOutAtMs'] : fields;
  return {
    expression: parts.join(' '),
    // `language` is a reserved word of the table's expressions.
    names: Object.fromEntries(named.map((field) => [`#${field}`, field])),
    ...(fields.length === 0 ? {} : { values }),
  };
}
