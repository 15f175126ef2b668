import * as z from 'zod/mini';
import { routingLimits } from '../routing/routing-policy';
import { amount, identifier, shortName, text, whole, word } from './fields';

/** How a step names its strategy. */
const strategyWords = [
  'best-fcr',
  'last-agent',
  'responsible-agent',
  'sequential',
  'weighted',
  'fewest-calls',
  'least-talk-time',
  'longest-idle',
  'proficiency',
  'agents',
  'queue',
] as const;

type StrategyWord = (typeof strategyWords)[number];

const strategyAllowed = `one of ${strategyWords.map((one) => `"${one}"`).join(', ')}`;

const to = <const Word extends StrategyWord>(strategy: Word) => z.literal(strategy, strategyAllowed);

const SECONDS = 30;

/** For how long a step keeps the caller for its agents: one is asked for 20 s, and no step ends before that. */
const seconds = z._default(whole(routingLimits.stepMinMs / 1000, 300), SECONDS);

/** How many agents a step names where one would do. */
const oneAgent = z._default(whole(1, routingLimits.agentsMax), 1);

/** A name from `agents`, or the id itself; whether there is such a name is looked at beside the other fields. */
const agent = text(/^[A-Za-z0-9_-]{1,40}$/, 'the name of an agent, or the id of a Connect user (a UUID)');

const agentList = z
  .array(agent, 'a list of agents')
  .check(z.minLength(1, 'at least one agent'), z.maxLength(20, 'at most 20 agents'));

const attributeWords = 'text of 1 to 64 characters, as it is written in Connect';

const attributeText = text(/^.{1,64}$/, attributeWords);

/** One step: who may have the caller at first, or, as the last one, the whole queue. */
const stepSchema = z.discriminatedUnion(
  'to',
  [
    z.strictObject({
      to: to('best-fcr'),
      /** How many are "the best". */
      agents: z._default(whole(1, routingLimits.agentsMax), 5),
      /** The part of a day's callbacks of lost calls that the best get at most; without it all. */
      shareMax: z.optional(amount(0.05, 1)),
      seconds,
    }),
    z.strictObject({ to: to('last-agent'), withinDays: z._default(whole(1, 365), 30), seconds }),
    z.strictObject({ to: to('responsible-agent'), seconds }),
    z.strictObject({
      to: to('sequential'),
      /** In this order; each one gets `seconds`. */
      agents: agentList,
      tries: z._default(whole(1, routingLimits.stepsMax), 2),
      seconds,
    }),
    z.strictObject({
      to: to('weighted'),
      by: word(['calls', 'talk-time']),
      weights: z
        .record(agent, whole(1, 100), 'weights by agent')
        .check(z.refine((weights) => Object.keys(weights).length > 0, 'a weight for at least one agent')),
      agents: oneAgent,
      seconds,
    }),
    z.strictObject({ to: to('fewest-calls'), agents: oneAgent, seconds }),
    z.strictObject({ to: to('least-talk-time'), agents: oneAgent, seconds }),
    z.strictObject({ to: to('longest-idle'), agents: oneAgent, seconds }),
    /** Whoever has this level of a proficiency, as set by hand in Connect. */
    z.strictObject({
      to: to('proficiency'),
      attribute: attributeText,
      value: attributeText,
      level: whole(1, 5),
      seconds,
    }),
    z.strictObject({ to: to('agents'), agents: agentList, seconds }),
    z.strictObject({ to: to('queue') }),
  ],
  strategyAllowed,
);

const stepsSchema = z.array(stepSchema, 'a list of steps');

/** Whoever was lost once is to be helped at once: what holds where nothing is written, for no longer than all steps may last. */
function stepsOfLost(secondsMax: number): z.output<typeof stepsSchema> {
  return z.parse(stepsSchema, [{ to: 'best-fcr', seconds: Math.min(SECONDS, secondsMax) }, { to: 'queue' }]);
}

/** Which agents are to have a caller of a queue at first, by where the caller comes from. */
export const routingSchema = z.pipe(
  z.strictObject({
    inbound: z._default(stepsSchema, []),
    requested: z._default(stepsSchema, []),
    lost: z.optional(stepsSchema).check(z.meta({ default: [{ to: 'best-fcr' }, { to: 'queue' }] })),
    /** Together, the steps of one caller keep others out for no longer than this. */
    secondsMax: z._default(whole(25, 600), 60),
  }),
  z.transform(({ lost, secondsMax, ...others }) => ({ ...others, secondsMax, lost: lost ?? stepsOfLost(secondsMax) })),
);

/** Names of agents for this file, by which steps may call them. */
export const agentsSchema = z._default(
  z.record(shortName, text(identifier, 'the id of a Connect user (a UUID)'), 'ids of Connect users by name'),
  {},
);

/** A step as it is written, defaults filled in. */
export type WrittenStep = z.output<typeof stepSchema>;
