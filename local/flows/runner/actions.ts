import type { ActionRun } from './action';
import * as branching from './actions/branching';
import * as values from './actions/contact-values';
import { invokeLambdaFunction } from './actions/invoke-lambda';
import { getParticipantInput } from './actions/key-input';
import { messageParticipant, messageParticipantIteratively } from './actions/messages';
import * as otherFlows from './actions/other-flows';
import * as figures from './actions/queue-figures';
import * as queueing from './actions/queueing';
import * as routing from './actions/routing';

/** How each action is done, by its type. */
export const actionRuns: ReadonlyMap<string, ActionRun> = new Map([
  ['MessageParticipant', messageParticipant],
  ['MessageParticipantIteratively', messageParticipantIteratively],
  ['GetParticipantInput', getParticipantInput],
  ['InvokeLambdaFunction', invokeLambdaFunction],
  ['UpdateContactAttributes', values.updateContactAttributes],
  ['UpdateContactData', values.updateContactData],
  ['UpdateFlowAttributes', values.updateFlowAttributes],
  ['UpdateContactTextToSpeechVoice', values.updateContactTextToSpeechVoice],
  ['TagContact', values.tagContact],
  ['UntagContact', values.untagContact],
  ['UpdateContactEventHooks', routing.updateContactEventHooks],
  ['UpdateContactRoutingBehavior', routing.updateContactRoutingBehavior],
  ['UpdateContactRoutingCriteria', routing.updateContactRoutingCriteria],
  ['UpdateContactTargetQueue', queueing.updateContactTargetQueue],
  ['TransferContactToQueue', queueing.transferContactToQueue],
  ['DequeueContactAndTransferToQueue', queueing.dequeueContactAndTransferToQueue],
  ['UpdateContactCallbackNumber', queueing.updateContactCallbackNumber],
  ['CreateCallbackContact', queueing.createCallbackContact],
  ['CheckHoursOfOperation', figures.checkHoursOfOperation],
  ['CheckMetricData', figures.checkMetricData],
  ['GetMetricData', figures.getMetricData],
  ['Compare', branching.compare],
  ['Loop', branching.loop],
  ['DistributeByPercentage', branching.distributeByPercentage],
  ['Wait', branching.wait],
  ['CheckOutboundCallStatus', branching.checkOutboundCallStatus],
  ['UpdateFlowLoggingBehavior', branching.changeNothing],
  ['UpdateContactRecordingBehavior', branching.changeNothing],
  ['DisconnectParticipant', branching.disconnectParticipant],
  ['EndFlowExecution', branching.endFlowExecution],
  ['CompleteOutboundCall', branching.completeOutboundCall],
  ['InvokeFlowModule', otherFlows.invokeFlowModule],
  ['EndFlowModuleExecution', otherFlows.endFlowModuleExecution],
  ['TransferToFlow', otherFlows.transferToFlow],
]);
