import type { Step } from './action';
import { isRecord, type Lookup } from './json-paths';

/** What an action finds below `$`. */
export function lookupOf({ play, frame }: Step): Lookup {
  const { leg, state } = play;
  const { data, flow } = frame;
  return (name) => {
    switch (name) {
      case 'Attributes':
        return leg.attributes();
      case 'External':
        return data.external;
      case 'LambdaInvocation':
        return { ResultData: data.external, InvocationId: data.invocationId };
      case 'FlowAttributes':
        return state.flowAttributes.get(flow.name);
      case 'StoredCustomerInput':
        return data.storedInput;
      case 'Metrics':
        return data.metrics;
      case 'TextToSpeechVoiceId':
        return state.voice;
      case 'SegmentAttributes':
        return segmentAttributes(leg.contactData().SegmentAttributes);
      default:
        return contactDatum({ ...leg.contactData() }, name);
    }
  };
}

/** What a function is told of the contact, but for what the event does not call by the name of its path. */
function contactDatum(data: Readonly<Record<string, unknown>>, name: string): unknown {
  return Object.hasOwn(data, name) ? data[name] : undefined;
}

/** A function gets these as typed values, a path leads to the value itself. */
function segmentAttributes(attributes: unknown): unknown {
  if (!isRecord(attributes)) return undefined;
  return Object.fromEntries(
    Object.entries(attributes).map(([name, value]) => [name, isRecord(value) ? value['ValueString'] : value]),
  );
}
