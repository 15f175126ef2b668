import type { Logger } from '@aws-lambda-powertools/logger';
import { ConnectClient } from '@aws-sdk/client-connect';
import { PinpointSMSVoiceV2Client } from '@aws-sdk/client-pinpoint-sms-voice-v2';
import { SNSClient } from '@aws-sdk/client-sns';
import { SSMClient } from '@aws-sdk/client-ssm';
import { createConnectCaseTasks } from '../../lib/adapters/connect/case-tasks';
import { createSmsMessages } from '../../lib/adapters/messaging/sms';
import { createSupervisorMessages } from '../../lib/adapters/messaging/supervisors';
import { createSsmSecrets } from '../../lib/adapters/ssm/secrets';
import { systemClock } from '../../lib/adapters/system/system-clock';
import type { NoticeDeps } from '../../lib/app/notices/notice-deps';
import { requestLimits } from './request-limits';
import type { Settings } from './settings';
import { createClients, wire } from './wire';

/** Nobody on the line waits for these; one try each, because what may have arrived is the ledger's to repeat. */
const once = { maxAttempts: 1, requestHandler: requestLimits(5_000) };

/** The real clients, made once: their connections outlive a policy. */
export function createNoticeClients() {
  return {
    ...createClients(),
    tasks: new ConnectClient(once),
    sms: new PinpointSMSVoiceV2Client(once),
    sns: new SNSClient(once),
    ssm: new SSMClient({ requestHandler: requestLimits(2_500) }),
  };
}

/** What telling callers, supervisors and agents stands on for one policy. */
export function wireNotices(
  settings: Settings,
  logger: Logger,
  clients: ReturnType<typeof createNoticeClients>,
): NoticeDeps {
  const { store, journal, clock, policy, directory } = wire(settings, logger, clients);
  const { tasks, sms, sns, ssm } = clients;
  const secrets = createSsmSecrets(ssm, systemClock);
  // Without it no SMS is sent.
  const originationIdentity = policy.notices.sms?.originationIdentity ?? '';
  return {
    store,
    journal,
    clock,
    policy,
    directory,
    caseTasks: createConnectCaseTasks(tasks, policy.instanceId),
    callerMessages: createSmsMessages(sms, { originationIdentity }),
    supervisorMessages: createSupervisorMessages({ sns, secrets, send: fetch }),
  };
}
