import { actionSpecs } from '../language/actions';
import type { FlowDocument } from '../language/document';
import type { FlowType } from '../language/flow-types';
import { checkDocument, knownIdentifiers } from './check-document';
import { checkType } from './check-flow-type';
import { checkParameters } from './check-parameters';
import { checkTransitions } from './check-transitions';
import { finding, type Finding } from './rules';

/** What Connect would refuse in a flow, and what is doubtful; without a type, rules on types are skipped. */
export function lintFlow(document: FlowDocument, type: FlowType | undefined): readonly Finding[] {
  const known = knownIdentifiers(document);
  return [
    ...(type === undefined && !document.isModule ? [withoutType(document)] : []),
    ...checkDocument(document),
    ...document.actions.flatMap((action) => {
      const spec = actionSpecs.get(action.Type);
      return [
        ...checkType(action, spec, document.isModule ? 'module' : type),
        ...checkParameters(action, spec),
        ...checkTransitions(action, spec, known),
      ];
    }),
  ];
}

function withoutType({ declaredType }: FlowDocument): Finding {
  const why =
    declaredType === undefined ? 'the file names no flow type' : `${JSON.stringify(declaredType)} is no flow type`;
  const message = `${why}, so it is not checked which actions the flow may have; give one with --type`;
  return finding('flow-type-unknown', undefined, message);
}
