const STATUS_CODES = {
  DestinationNotAllowedException: 403,
  IdempotencyException: 409,
  InternalServiceException: 500,
  InvalidParameterException: 400,
  InvalidRequestException: 400,
  LimitExceededException: 429,
  ResourceConflictException: 409,
  ResourceNotFoundException: 404,
  ServiceQuotaExceededException: 402,
  ContactNotFoundException: 410,
  ThrottlingException: 429,
  UnknownOperationException: 404,
} as const;

export type ApiErrorType = keyof typeof STATUS_CODES;

/** A refusal as the Connect API words it: a status, the header `x-amzn-errortype` and a message. */
export class ApiError extends Error {
  readonly type: ApiErrorType;
  readonly status: number;

  constructor(type: ApiErrorType, message: string) {
    super(message);
    this.type = type;
    this.status = STATUS_CODES[type];
  }
}
