import { failed, next, nextWhen, type ActionRun } from '../action';
import { isRecord } from '../json-paths';
import { filled, filledTexts, recordOf, textOf } from '../parameters';

/** Sets all of the attributes or, past 32 KB, none. A path that leads nowhere removes the attribute, as an empty value does. */
export const updateContactAttributes: ActionRun = (step) => {
  const attributes = recordOf(step, 'Attributes');
  if (attributes === undefined) return failed();
  const target = isRelated(textOf(step, 'TargetContact')) ? 'Related' : 'Current';
  return nextWhen(step.play.leg.setAttributes(filledTexts(step, attributes), target) === 'merged');
};

/** Name, description, language and customer of the contact. A leg cannot change those of another contact. */
export const updateContactData: ActionRun = (step) => {
  const fields = [
    ['Name', 'name'],
    ['Description', 'description'],
    ['LanguageCode', 'languageCode'],
    ['CustomerId', 'customerId'],
  ] as const;
  const given = fields.filter(([parameter]) => step.action.Parameters[parameter] !== undefined);
  const data = given.map(([parameter, field]) => [field, textOf(step, parameter)] as const);
  if (isRelated(textOf(step, 'TargetContact')) || data.some(([, value]) => value === undefined)) return failed();
  if (data.length === 0) return failed();
  step.play.leg.setData(Object.fromEntries(data));
  return next;
};

/** Attributes that only this flow sees. What holds them is called differently by different sources. */
export const updateFlowAttributes: ActionRun = (step) => {
  const { play, frame, action } = step;
  const entries = Object.entries(recordOf(step, 'FlowAttributes') ?? recordOf(step, 'Attributes') ?? action.Parameters);
  const texts = entries.map(([name, entry]) => [name, isRecord(entry) ? entry['Value'] : entry] as const);
  const known = play.state.flowAttributes.get(frame.flow.name);
  play.state.flowAttributes.set(frame.flow.name, { ...known, ...filledTexts(step, Object.fromEntries(texts)) });
  return next;
};

/** Which voices there are is Polly's affair, so any name is taken. */
export const updateContactTextToSpeechVoice: ActionRun = (step) => {
  const voice =
    textOf(step, 'TextToSpeechVoice') ??
    (step.action.Parameters['TextToSpeechVoice'] === undefined ? 'Joanna' : undefined);
  if (voice === undefined) return failed();
  step.play.state.voice = voice;
  return next;
};

/** Adds tags. */
export const tagContact: ActionRun = (step) => {
  const tags = recordOf(step, 'Tags');
  if (tags === undefined) return failed();
  step.play.leg.changeTags({ add: filledTexts(step, tags) });
  return next;
};

/** Takes tags away. */
export const untagContact: ActionRun = (step) => {
  const keys = step.action.Parameters['TagKeys'];
  if (!Array.isArray(keys)) return failed();
  step.play.leg.changeTags({ remove: keys.flatMap((key: unknown) => filled(step, key) ?? []) });
  return next;
};

function isRelated(target: string | undefined): boolean {
  return target?.toLowerCase() === 'related';
}
