import * as z from 'zod/mini';
import type { EventDetails } from './domain-event';
import { eventSchemas } from './event-schemas';

/** What each event tells of, for whoever reads its schema alone. */
const descriptions: Readonly<Record<keyof EventDetails, string>> = {
  'case.opened': 'Calls of a caller were lost, and somebody is to deal with it.',
  'case.reopened': 'Calls were lost again after the case had been dealt with.',
  'case.tried_again': 'Another call of the caller was lost while the case is open.',
  'case.overdue': 'The deadline of an open case has passed.',
  'case.processed': 'Nothing more is to be done about these calls.',
  'callback.requested': 'A callback was registered: the caller asked for it, or a lost call was found.',
  'callback.attempt_ended':
    'A dial that made a contact is over. Told again should it turn out to have ended otherwise.',
  'callback.closed': 'A callback has ended. Told again should it turn out that its caller was reached all the same.',
};

/** The JSON Schema of an event's detail. Fields that it does not name are allowed: later ones must not break readers. */
export function jsonSchemaOf(type: keyof EventDetails): Readonly<Record<string, unknown>> {
  const { $schema, ...schema } = z.toJSONSchema(eventSchemas[type], {
    io: 'input',
    override: ({ jsonSchema }) => {
      // "date-time" says it; the pattern that zod adds is a screen long.
      if (jsonSchema.format === 'date-time') delete jsonSchema.pattern;
    },
  });
  return { $schema, title: type, description: descriptions[type], ...schema };
}
