import { RemovalPolicy } from 'aws-cdk-lib';
import {
  AttributeType,
  Billing,
  ProjectionType,
  StreamViewType,
  TableEncryptionV2,
  TableV2,
  type GlobalSecondaryIndexPropsV2,
} from 'aws-cdk-lib/aws-dynamodb';
import { Construct } from 'constructs';
import { tableDefinition, type IndexDefinition } from '../../lib/adapters/dynamodb/table';
import { safekeepingOf } from './safekeeping';

/** The one table, made from the definition its adapter reads. It outlives the stack and cannot be deleted by mistake. */
export class CallbackTable extends Construct {
  readonly table: TableV2;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    const { key } = safekeepingOf(this);
    this.table = new TableV2(this, 'Table', {
      partitionKey: { name: tableDefinition.partitionKey, type: AttributeType.STRING },
      sortKey: { name: tableDefinition.sortKey, type: AttributeType.STRING },
      timeToLiveAttribute: tableDefinition.timeToLive,
      globalSecondaryIndexes: tableDefinition.indexes.map(toIndexProps),
      billing: Billing.onDemand(),
      dynamoStream: StreamViewType[tableDefinition.stream],
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
      deletionProtection: true,
      removalPolicy: RemovalPolicy.RETAIN,
      ...(key === undefined ? {} : { encryption: TableEncryptionV2.customerManagedKey(key) }),
    });
  }
}

function toIndexProps({ name, partitionKey, sortKey, include }: IndexDefinition): GlobalSecondaryIndexPropsV2 {
  return {
    indexName: name,
    partitionKey: { name: partitionKey, type: AttributeType.STRING },
    sortKey: { name: sortKey.name, type: sortKey.type === 'N' ? AttributeType.NUMBER : AttributeType.STRING },
    projectionType: ProjectionType.INCLUDE,
    nonKeyAttributes: [...include],
  };
}
