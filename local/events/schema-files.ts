import { eventSchemas } from '../../lib/core/events/event-schemas';
import type { EventDetails } from '../../lib/core/events/domain-event';
import { jsonSchemaOf } from '../../lib/core/events/json-schemas';

/** The files of docs/events, by name. */
export function schemaFiles(): ReadonlyMap<string, string> {
  const types = Object.keys(eventSchemas).filter((type): type is keyof EventDetails => type in eventSchemas);
  return new Map(types.map((type) => [`${type}.json`, `${JSON.stringify(jsonSchemaOf(type), null, 2)}\n`]));
}
