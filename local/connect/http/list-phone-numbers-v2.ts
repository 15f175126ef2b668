import * as z from 'zod/mini';
import type { NumberSetup } from '../number-book';
import { parseBody, requireInstance } from './operation';
import type { ApiCore, Operation } from './operation';
import { takePage } from './paging';

const bodySchema = z.object({
  TargetArn: z.optional(z.string()),
  InstanceId: z.optional(z.string()),
  MaxResults: z.optional(z.int().check(z.gte(1), z.lte(1000))),
  NextToken: z.optional(z.string()),
  // Shorter than some numbers are.
  PhoneNumberPrefix: z.optional(z.string().check(z.regex(/^\+?[0-9]{1,11}$/))),
});

/** The numbers claimed by the instance, in the order of the setup. Their countries and types, which nothing here goes by, are left out. */
export const listPhoneNumbersV2: Operation = {
  name: 'ListPhoneNumbersV2',
  method: 'POST',
  path: '/phone-number/list',
  run: (core, { body }) => {
    const {
      TargetArn,
      InstanceId,
      MaxResults,
      NextToken,
      PhoneNumberPrefix = '',
    } = parseBody(bodySchema, body, 'InvalidParameterException');
    for (const target of [TargetArn, InstanceId]) if (target !== undefined) requireInstance(core, target);
    const found = core.numbers.all().filter(({ number }) => number.startsWith(PhoneNumberPrefix));
    const { items, ...paging } = takePage(found, MaxResults, NextToken);
    return { ListPhoneNumbersSummaryList: items.map((one) => describeNumber(core, one)), ...paging };
  },
};

function describeNumber({ instance, numbers }: ApiCore, { id, number }: NumberSetup): object {
  return {
    PhoneNumberId: id,
    PhoneNumberArn: numbers.arnOf(id),
    PhoneNumber: number,
    TargetArn: instance.arn,
    InstanceId: instance.setup.instanceId,
  };
}
