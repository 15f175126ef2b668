/** The types of flow, as the API names them; a type cannot be changed after a flow is made. */
export const flowTypes = [
  'CONTACT_FLOW',
  'CUSTOMER_QUEUE',
  'CUSTOMER_HOLD',
  'CUSTOMER_WHISPER',
  'AGENT_HOLD',
  'AGENT_WHISPER',
  'OUTBOUND_WHISPER',
  'AGENT_TRANSFER',
  'QUEUE_TRANSFER',
  'CAMPAIGN',
] as const;

export type FlowType = (typeof flowTypes)[number];

/** What exports write in their metadata where it is not the API's name in camel case. */
const otherNames: Readonly<Record<string, FlowType>> = {
  transfertoagent: 'AGENT_TRANSFER',
  transfertoqueue: 'QUEUE_TRANSFER',
};

const byPlainName: ReadonlyMap<string, FlowType> = new Map([
  ...flowTypes.map((type) => [plain(type), type] as const),
  ...Object.entries(otherNames),
]);

/** Reads a type in any of the spellings seen: "CUSTOMER_QUEUE", "customerQueue", "customer-queue". */
export function readFlowType(text: string): FlowType | undefined {
  return byPlainName.get(plain(text));
}

function plain(text: string): string {
  return text.toLowerCase().replaceAll(/[^a-z]/g, '');
}
