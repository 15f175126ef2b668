import { holds, valueAt, type ObjectSpec, type ParameterSpec } from '../language/specification';
import { checkText, type Kind, type Surroundings } from './check-text';
import { isJsonPath } from './json-path';
import { quote, type Tell } from './rules';

type Parameters = Readonly<Record<string, unknown>>;

/** The parameters of an action, or an object within them, against its description. */
export function checkObject(value: Parameters, spec: ObjectSpec, place: string, tell: Tell): void {
  const named = (name: string) => `${place}${name}`;
  const isGiven = (name: string) => Object.hasOwn(value, name);
  checkMissing(value, spec, named, tell);
  checkGroups(value, spec, place, tell);
  for (const { name, path } of spec.needs ?? []) {
    if (isGiven(name) && valueAt(value, path) === undefined) {
      tell('parameter-needs', `${named(name)} is allowed together with ${path.join('.')} only`);
    }
  }
  for (const name of Object.keys(value)) {
    const member = Object.hasOwn(spec.members, name) ? spec.members[name] : undefined;
    if (member !== undefined) checkValue(value[name], member, { place: named(name), siblings: value, tell });
    else if (spec.refused?.includes(name) === true) {
      tell('parameter-refused', `${named(name)} is in the reference, but Connect refuses it`);
    } else if (spec.isFree !== true && spec.isUnverified !== true) {
      tell('parameter-unknown', `${named(name)} is not a known parameter here`);
    }
  }
}

function checkMissing(value: Parameters, spec: ObjectSpec, named: (name: string) => string, tell: Tell): void {
  const conditional = (spec.requiredWhen ?? []).filter(({ when }) => holds(when, value)).map(({ name }) => name);
  for (const name of [...(spec.required ?? []), ...conditional]) {
    if (Object.hasOwn(value, name)) continue;
    if (spec.isUnverified === true) tell('parameter-doubtful', `${named(name)} is believed to be needed`);
    else tell('parameter-missing', `${named(name)} is missing`);
  }
}

function checkGroups(value: Parameters, spec: ObjectSpec, place: string, tell: Tell): void {
  const where = place === '' ? '' : ` in ${place.slice(0, -1)}`;
  for (const { of, least, most } of spec.groups ?? []) {
    const given = of.filter((name) => Object.hasOwn(value, name));
    if (given.length < least) tell('parameter-missing', `one of ${of.join(', ')} is needed${where}`);
    if (most !== undefined && given.length > most) {
      tell('parameter-exclusive', `${given.join(' and ')} exclude each other${where}`);
    }
  }
  const count = Object.keys(value).length;
  if (spec.namesExactly === undefined || count === spec.namesExactly) return;
  const rule = count < spec.namesExactly ? 'parameter-missing' : 'parameter-exclusive';
  tell(rule, `${count} names${where}; exactly ${spec.namesExactly} is allowed in one action`);
}

/** One value against its description; what is empty or no string where one belongs is told by another rule. */
function checkValue(value: unknown, spec: ParameterSpec, around: Surroundings): void {
  switch (spec.kind) {
    case 'any':
      return;
    case 'object':
      return checkMembers(value, spec, around);
    case 'list':
      return checkItems(value, spec, around);
    case 'text':
    case 'whole':
    case 'choice':
      if (typeof value === 'object' && value !== null) {
        around.tell('parameter-value', `${around.place} is ${quote(value)}; a string is needed`);
      } else if (typeof value === 'string' && value !== '') checkText(value, spec, around);
      return;
  }
}

function checkMembers(value: unknown, spec: Kind<'object'>, { place, tell }: Surroundings): void {
  if (isRecord(value)) {
    checkObject(value, spec, `${place}.`, tell);
  } else if (typeof value === 'string' && isJsonPath(value)) {
    if (spec.mayBePath === true) return;
    tell('parameter-doubtful', `${place} is a JSONPath; it is not known that Connect takes one here`);
  } else {
    tell('parameter-value', `${place} is ${quote(value)}; an object is needed`);
  }
}

function checkItems(value: unknown, spec: Kind<'list'>, around: Surroundings): void {
  if (!Array.isArray(value)) {
    around.tell('parameter-value', `${around.place} is ${quote(value)}; a list is needed`);
    return;
  }
  if (value.length === 0) around.tell('parameter-missing', `${around.place} is an empty list`);
  for (const [index, item] of value.entries()) {
    checkValue(item, spec.of, { ...around, place: `${around.place}.${index}` });
  }
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
